import { expect, test } from 'vitest';
import { createTokenBuckets } from '#sync/server/auth/token-buckets.ts';
import { createManualTime } from '#test/support/manual-time.ts';

test('a bucket gives its burst at once, and then what comes back', () => {
  const { clock, advance } = createManualTime();
  const buckets = createTokenBuckets({ burst: 2, perSecond: 0.5 }, clock);
  expect([buckets.take('a'), buckets.take('a'), buckets.take('a')]).toEqual([true, true, false]);
  expect(buckets.secondsUntilToken('a')).toBe(2);
  advance(1_000);
  expect([buckets.hasToken('a'), buckets.secondsUntilToken('a')]).toEqual([false, 1]);
  advance(1_000);
  expect([buckets.take('a'), buckets.take('a')]).toEqual([true, false]);
});

test('a bucket never holds more than its burst', () => {
  const { clock, advance } = createManualTime();
  const buckets = createTokenBuckets({ burst: 2, perSecond: 10 }, clock);
  buckets.take('a');
  advance(3_600_000);
  expect([buckets.take('a'), buckets.take('a'), buckets.take('a')]).toEqual([true, true, false]);
});

test('each name has a bucket of its own', () => {
  const { clock } = createManualTime();
  const buckets = createTokenBuckets({ burst: 1, perSecond: 1 }, clock);
  expect([buckets.take('a'), buckets.take('b'), buckets.take('a')]).toEqual([true, true, false]);
});

test('any number of names takes bounded memory, and the names that came last are still counted', () => {
  const { clock } = createManualTime();
  const buckets = createTokenBuckets({ burst: 1, perSecond: 0.001 }, clock);
  for (let name = 0; name < 50_001; name += 1) buckets.take(`address ${name}`);
  expect([buckets.hasToken('address 0'), buckets.hasToken('address 50000')]).toEqual([true, false]);
});
