import { z } from 'zod';
import { err, ok, type Result } from '#shared/kernel/result.ts';

/** What one suite's runner counted. A test that was skipped did not show that anything works. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  /** One for each failure that has a name: the test, and below it how it failed. */
  readonly failures: readonly string[];
}

const UNREADABLE = 'the report of the run is missing or cut off';

const vitestReport = z.object({
  numPassedTests: z.number(),
  numTotalTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().default(''),
      assertionResults: z.array(
        z.object({
          status: z.string(),
          fullName: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});

const playwrightError = z.object({ message: z.string().default('') });

const playwrightSpec = z.object({
  title: z.string(),
  ok: z.boolean(),
  tests: z.array(z.object({ results: z.array(z.object({ errors: z.array(playwrightError).default([]) })) })),
});

const playwrightSuite = z.object({
  title: z.string(),
  specs: z.array(playwrightSpec).default([]),
  get suites() {
    return z.array(playwrightSuite).default([]);
  },
});

const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  errors: z.array(playwrightError),
  suites: z.array(playwrightSuite).default([]),
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
  const failures = [
    ...report.testResults.flatMap(({ name, assertionResults }) =>
      assertionResults
        .filter(({ status }) => status !== 'passed')
        .map(({ fullName, status, failureMessages }) =>
          describeFailure(`${name}: ${fullName}`, failureMessages?.length ? failureMessages : [status]),
        ),
    ),
    ...broken.map(({ name, message }) => describeFailure(name, [message])),
  ];
  return ok({ passed: report.numPassedTests, failed, failures });
}

/** Errors outside any test count as one failure each; flaky and skipped tests count as failed. */
export function countPlaywright(text: string): Result<Counts, string> {
  const report = playwrightReport.safeParse(parseJson(text)).data;
  if (report === undefined) return err(UNREADABLE);
  const { expected, unexpected, flaky, skipped } = report.stats;
  const failures = [
    ...report.suites.flatMap(failuresOf),
    ...report.errors.map(({ message }) => describeFailure('outside any test', [message])),
  ];
  return ok({ passed: expected, failed: unexpected + flaky + skipped + report.errors.length, failures });
}

function failuresOf(suite: z.infer<typeof playwrightSuite>): readonly string[] {
  const own = suite.specs
    .filter((spec) => !spec.ok)
    .map(({ title, tests }) => {
      const errors = tests.flatMap(({ results }) => results.flatMap((result) => result.errors));
      return describeFailure(
        `${suite.title}: ${title}`,
        errors.map(({ message }) => message),
      );
    });
  return [...own, ...suite.suites.flatMap(failuresOf)];
}

const linesOfFailureMax = 12;

/** Enough of it to know the cause without the report, which a machine may throw away. */
function describeFailure(title: string, messages: readonly string[]): string {
  const lines = messages.join('\n').split('\n').slice(0, linesOfFailureMax);
  return [title, ...lines.map((line) => `    ${line}`)].join('\n');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // a report that was cut off is answered like one that is missing
  }
}
