import { mkdir, rm } from 'node:fs/promises';
import { startOwnProcess } from '../launch/own-process.ts';
import { projectPath } from '../setup/project-paths.ts';
import { buildEnvironment } from '../setup/run-command.ts';
import type { Counts } from './count-results.ts';
import type { Suite } from './suites.ts';
import { readIfThere } from '../setup/read-if-there.ts';

/** How a suite ended; `remark` says in a few words what was wrong with the run itself. */
export interface SuiteOutcome extends Counts {
  readonly name: string;
  readonly minutes: number;
  readonly remark: string;
}

/** Runs one suite to its end or its time limit; a run that crashed or ran no test counts as one failure. */
export async function runSuite(suite: Suite, env: NodeJS.ProcessEnv): Promise<SuiteOutcome> {
  const startedAtMs = performance.now();
  await mkdir(projectPath('test-results'), { recursive: true });
  if (suite.report) await rm(projectPath(suite.report.file), { force: true });
  const { code, timedOut } = await runToEnd(suite, env);
  const judged = timedOut
    ? failedAsWhole(`stopped after ${suite.minutesMax} min`)
    : judge(suite, code, await readReport(suite));
  return { name: suite.name, minutes: (performance.now() - startedAtMs) / 60_000, ...judged };
}

/** What a finished run is worth: `text` is the runner's report, undefined when it left none. */
export function judge(
  suite: Pick<Suite, 'report'>,
  code: number,
  text: string | undefined,
): Counts & { readonly remark: string } {
  if (suite.report === undefined) {
    return code === 0
      ? { passed: 1, failed: 0, failures: [], remark: '' }
      : failedAsWhole(`exit code ${code}`);
  }
  const counted = suite.report.count(text ?? '');
  if (!counted.ok) return failedAsWhole(`crashed: ${counted.error} (exit code ${code})`);
  const { passed, failed } = counted.value;
  if (passed + failed === 0) return failedAsWhole('ran no test');
  if (failed === 0 && code !== 0)
    return { ...counted.value, failed: 1, remark: `all tests passed, but exit code ${code}` };
  return { ...counted.value, remark: '' };
}

function failedAsWhole(remark: string): Counts & { readonly remark: string } {
  return { passed: 0, failed: 1, failures: [], remark };
}

async function runToEnd(suite: Suite, env: NodeJS.ProcessEnv): Promise<{ code: number; timedOut: boolean }> {
  const running = startOwnProcess(process.execPath, suite.command, {
    cwd: projectPath(),
    env: { ...buildEnvironment(), ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    void running.stop();
  }, suite.minutesMax * 60_000);
  const code = await running.ended;
  clearTimeout(timer);
  await running.stop(); // a runner that died may have left children in its group
  return { code, timedOut };
}

async function readReport(suite: Suite): Promise<string | undefined> {
  if (suite.report === undefined) return undefined;
  return readIfThere(projectPath(suite.report.file));
}
