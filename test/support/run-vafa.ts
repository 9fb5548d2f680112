/** Runs the `vafa` command as a person does, and gives what it printed. */

import { spawnSync } from 'node:child_process';
import { projectRoot } from '#tools/setup/project-paths.ts';

export type VafaRun = { readonly exitCode: number | null; readonly stdout: string; readonly stderr: string };

export function runVafa(...args: readonly string[]): VafaRun {
  const run = spawnSync(process.execPath, ['tools/vafa.ts', ...args], { cwd: projectRoot, encoding: 'utf8' });
  return { exitCode: run.status, stdout: run.stdout, stderr: run.stderr };
}
