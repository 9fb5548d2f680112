import { expect, it } from 'vitest';
import { countPlaywright, countVitest } from '#tools/test-run/count-results.ts';

const file = (...statuses: string[]) => ({
  status: statuses.every((status) => status === 'passed') ? 'passed' : 'failed',
  assertionResults: statuses.map((status) => ({ status })),
});

const vitest = (passed: number, total: number, ...testResults: unknown[]): string =>
  JSON.stringify({ numPassedTests: passed, numTotalTests: total, testResults });

it('counts the tests that passed and failed in a Vitest report', () => {
  const report = vitest(2, 3, file('passed', 'failed'), file('passed'));
  expect(countVitest(report)).toEqual({ ok: true, value: { passed: 2, failed: 1 } });
});

it('counts a skipped test as failed, because it showed nothing', () => {
  expect(countVitest(vitest(1, 2, file('passed', 'skipped')))).toMatchObject({ value: { passed: 1 } });
});

it('counts a test file that broke before its tests were known as one failure', () => {
  const broken = { status: 'failed', assertionResults: [] };
  const report = vitest(1, 1, file('passed'), broken);
  expect(countVitest(report)).toEqual({ ok: true, value: { passed: 1, failed: 1 } });
});

it('refuses a Vitest report that was cut off', () => {
  expect(countVitest(vitest(1, 1, file('passed')).slice(0, -3))).toMatchObject({ ok: false });
});

it('counts flaky tests, skipped tests and errors outside of tests as failed in a Playwright report', () => {
  const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 1 };
  const report = JSON.stringify({ stats, errors: [{ message: 'no such file' }] });
  expect(countPlaywright(report)).toEqual({ ok: true, value: { passed: 4, failed: 4 } });
});

it('refuses a Playwright report that is empty', () => {
  expect(countPlaywright('')).toMatchObject({ ok: false });
});
