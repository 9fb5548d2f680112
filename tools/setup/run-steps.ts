import { ok, type Result } from '#shared/kernel/result.ts';
import type { Report, SetupProblem, SetupStep } from './step.ts';

/** Runs the steps in order, each only when its result is not there yet; stops at the first problem. */
export async function runSteps(
  steps: readonly SetupStep[],
  report: Report,
): Promise<Result<void, SetupProblem>> {
  for (const [index, step] of steps.entries()) {
    const position = `[${index + 1}/${steps.length}]`;
    if (await step.isThere()) {
      report(`${position} ${step.thing}: already there.`);
      continue;
    }
    report(`${position} ${step.doing}…`);
    const startedAtMs = performance.now();
    const provided = await step.provide((line) => report(`      ${line}`));
    if (!provided.ok) return provided;
    report(`      done in ${((performance.now() - startedAtMs) / 1000).toFixed(1)} s.`);
  }
  return ok(undefined);
}
