import { err, ok, type Result } from '#shared/kernel/result.ts';
import { electronStep } from './electron-step.ts';
import { readerStep } from './reader-step.ts';
import { runSteps } from './run-steps.ts';
import { type RuntimeFile, writeRuntimeFile } from './runtime-file.ts';
import { sqliteStep } from './sqlite-step.ts';
import type { Report, SetupGroup, SetupProblem } from './step.ts';
import { systemPackagesStep } from './system-packages-step.ts';

/** Makes this checkout ready for the given groups; safe to run again at any time, also after a crash. */
export async function setUp(
  groups: readonly SetupGroup[],
  report: Report,
): Promise<Result<RuntimeFile, SetupProblem>> {
  const steps = [systemPackagesStep(groups), electronStep(), sqliteStep(), readerStep(groups)];
  const done = await runSteps(steps, report);
  if (!done.ok) return done;
  const runtime = await writeRuntimeFile();
  if (runtime === undefined) {
    return err({ code: 'electronMissing', advice: 'Electron does not start. Run the same command again.' });
  }
  return ok(runtime);
}
