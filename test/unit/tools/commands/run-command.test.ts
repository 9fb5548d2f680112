import { expect, test } from 'vitest';
import { appError } from '#shared/contracts/error-codes.ts';
import { failureText } from '#tools/commands/run-command.ts';

test('a failure is one line of code, sentence and facts, and one line of what to do next', () => {
  const text = failureText(
    appError('rule_set_invalid', { file: 'a.json', field: 'offers[0]', problem: 'wrong' }),
  );
  expect(text).toMatch(
    /^rule_set_invalid: .+\.? \(file: a\.json; field: offers\[0\]; problem: wrong\)\nNext step: .+\n$/,
  );
});

test('a fact cannot break the line or turn its direction', () => {
  const text = failureText(appError('file_unreadable', { problem: 'a\nb\u202ec\u001b[31m' }));
  expect(text).toContain('(problem: a bc[31m)');
});

test('a failure without facts has no empty brackets', () => {
  expect(failureText(appError('internal'))).not.toContain('(');
});
