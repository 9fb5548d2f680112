/** `npm run sim` as the gate runs it: what it prints, each seed before it runs, stands in a file of test-results. */

import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { projectRoot } from '#tools/setup/project-paths.ts';

/** Answers with the exit code. Ends with the test at the latest. */
export function runSimTool(logName: string, args: readonly string[]): Promise<number | null> {
  const folder = path.join(projectRoot, 'test-results');
  mkdirSync(folder, { recursive: true });
  const output = openSync(path.join(folder, logName), 'a');
  const child = spawn(process.execPath, ['tools/sim.ts', ...args], {
    cwd: projectRoot,
    stdio: ['ignore', output, 'inherit'],
  });
  onTestFinished(() => void child.kill());
  return new Promise((resolve) => {
    child.once('close', (code) => {
      closeSync(output);
      resolve(code);
    });
  });
}
