import { expect, test } from 'vitest';
import { minor } from '#shared/domain/money.ts';
import { InvariantError } from '#shared/kernel/invariant.ts';
import { readFields, wellFormed } from '#shared/ledger/body-fields.ts';

test('a field that is not what the schema says is answered with nothing', () => {
  expect(wellFormed(() => readFields(['one'], (fields) => fields.integer()))).toBeUndefined();
  expect(wellFormed(() => readFields([1], (fields) => fields.integer()))).toBe(1);
});

test('a bug that shows while a body is read is not taken for a broken body', () => {
  expect(() => wellFormed(() => minor(0.5))).toThrow(InvariantError);
});
