import { expect, it } from 'vitest';
import { countPlaywright, countVitest } from '#tools/test-run/count-results.ts';

const file = (...statuses: string[]) => ({
  name: 'test/some.test.ts',
  status: statuses.every((status) => status === 'passed') ? 'passed' : 'failed',
  assertionResults: statuses.map((status, place) => ({
    status,
    fullName: `test ${place}`,
    failureMessages: status === 'failed' ? ['expected 2 to be 3\n at some place'] : [],
  })),
});

const vitest = (passed: number, total: number, ...testResults: unknown[]): string =>
  JSON.stringify({ numPassedTests: passed, numTotalTests: total, testResults });

it('counts the tests that passed and failed in a Vitest report', () => {
  const report = vitest(2, 3, file('passed', 'failed'), file('passed'));
  expect(countVitest(report)).toMatchObject({ ok: true, value: { passed: 2, failed: 1 } });
});

it('names each test of a Vitest report that did not pass, and says how it failed', () => {
  const report = vitest(1, 3, file('passed', 'failed', 'skipped'));
  expect(countVitest(report)).toMatchObject({
    value: {
      failures: [
        'test/some.test.ts: test 1\n    expected 2 to be 3\n     at some place',
        'test/some.test.ts: test 2\n    skipped',
      ],
    },
  });
});

it('counts a skipped test as failed, because it showed nothing', () => {
  expect(countVitest(vitest(1, 2, file('passed', 'skipped')))).toMatchObject({ value: { passed: 1 } });
});

it('counts a test file that broke before its tests were known as one failure', () => {
  const broken = {
    name: 'test/broken.test.ts',
    status: 'failed',
    message: 'no such file',
    assertionResults: [],
  };
  const report = vitest(1, 1, file('passed'), broken);
  expect(countVitest(report)).toEqual({
    ok: true,
    value: { passed: 1, failed: 1, failures: ['test/broken.test.ts\n    no such file'] },
  });
});

it('refuses a Vitest report that was cut off', () => {
  expect(countVitest(vitest(1, 1, file('passed')).slice(0, -3))).toMatchObject({ ok: false });
});

it('counts flaky tests, skipped tests and errors outside of tests as failed in a Playwright report', () => {
  const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 1 };
  const report = JSON.stringify({ stats, errors: [{ message: 'no such file' }] });
  expect(countPlaywright(report)).toEqual({
    ok: true,
    value: { passed: 4, failed: 4, failures: ['outside any test\n    no such file'] },
  });
});

it('names each test of a Playwright report that failed, at any depth', () => {
  const spec = (title: string, ok: boolean) => ({
    title,
    ok,
    tests: [{ results: [{ errors: ok ? [] : [{ message: 'no such button' }] }] }],
  });
  const inner = { title: 'in English', specs: [spec('pays', true), spec('prints', false)] };
  const report = JSON.stringify({
    stats: { expected: 1, unexpected: 1, flaky: 0, skipped: 0 },
    errors: [],
    suites: [{ title: 'sale.test.ts', specs: [], suites: [inner] }],
  });
  expect(countPlaywright(report)).toMatchObject({
    value: { failures: ['in English: prints\n    no such button'] },
  });
});

it('refuses a Playwright report that is empty', () => {
  expect(countPlaywright('')).toMatchObject({ ok: false });
});
