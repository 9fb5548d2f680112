import { expect, test } from 'vitest';
import { sha256 } from '#electron/till/node-signatures.ts';
import { isUuid } from '#shared/kernel/ids.ts';
import { activityKey, enrolKey, partId, saleKey, valueKey } from '#shared/ledger/operation-key.ts';
import { valueKinds } from '#shared/ledger/value/value-details.ts';
import { testId } from '#test/support/ledger.ts';

test('one id has another key for each kind of operation', () => {
  const id = testId(1);
  const keys = [
    saleKey(sha256, id),
    enrolKey(sha256, id),
    activityKey(sha256, id),
    ...valueKinds.map((kind) => valueKey(sha256, kind, id)),
  ].map((key) => Buffer.from(key).toString('hex'));
  expect(new Set(keys).size).toBe(valueKinds.length + 3);
});

test('a part of an operation has an id of its own, the same each time', () => {
  const [whole, first, second] = [testId(1), testId(2), testId(3)];
  const part = partId(sha256, whole, first);
  expect(isUuid(part)).toBe(true);
  expect(partId(sha256, whole, first)).toBe(part);
  expect(
    new Set([whole, first, part, partId(sha256, whole, second), partId(sha256, first, whole)]).size,
  ).toBe(5);
});
