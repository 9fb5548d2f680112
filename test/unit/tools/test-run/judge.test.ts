import { expect, it } from 'vitest';
import { ok } from '#shared/kernel/result.ts';
import { judge } from '#tools/test-run/run-suite.ts';

const counting = (passed: number, failed: number) => ({
  report: { file: 'report.json', count: () => ok({ passed, failed, failures: [] }) },
});

it('takes the exit code of a suite without a report as one test', () => {
  expect(judge({}, 0, undefined)).toEqual({ passed: 1, failed: 0, failures: [], remark: '' });
  expect(judge({}, 3, undefined)).toMatchObject({ passed: 0, failed: 1, remark: 'exit code 3' });
});

it('fails a suite that ran no test', () => {
  expect(judge(counting(0, 0), 0, '{}')).toMatchObject({ passed: 0, failed: 1, remark: 'ran no test' });
});

it('fails a suite whose tests all passed but whose runner did not end well', () => {
  expect(judge(counting(7, 0), 1, '{}')).toMatchObject({ passed: 7, failed: 1 });
});

it('adds no failure of its own where tests failed', () => {
  expect(judge(counting(7, 2), 1, '{}')).toMatchObject({ passed: 7, failed: 2, remark: '' });
});
