import { z } from 'zod';
import { err, ok, type Result } from '#shared/kernel/result.ts';

/** What one suite's runner counted. A test that was skipped did not show that anything works. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

const UNREADABLE = 'the report of the run is missing or cut off';

const vitestReport = z.object({
  numPassedTests: z.number(),
  numTotalTests: z.number(),
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
});

const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  errors: z.array(z.unknown()),
});

/** A file that broke before its tests were known counts as one failure; so does every skipped test. */
export function countVitest(text: string): Result<Counts, string> {
  const report = vitestReport.safeParse(parseJson(text)).data;
  if (report === undefined) return err(UNREADABLE);
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status !== 'passed' && assertionResults.every((assertion) => assertion.status !== 'failed'),
  );
  const failed = report.numTotalTests - report.numPassedTests + broken.length;
  return ok({ passed: report.numPassedTests, failed });
}

/** Errors outside any test count as one failure each; flaky and skipped tests count as failed. */
export function countPlaywright(text: string): Result<Counts, string> {
  const report = playwrightReport.safeParse(parseJson(text)).data;
  if (report === undefined) return err(UNREADABLE);
  const { expected, unexpected, flaky, skipped } = report.stats;
  return ok({ passed: expected, failed: unexpected + flaky + skipped + report.errors.length });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // a report that was cut off is answered like one that is missing
  }
}
