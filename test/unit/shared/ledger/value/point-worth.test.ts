import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minor } from '#shared/domain/money.ts';
import type { PointsIndex } from '#shared/domain/programme.ts';
import { pointWorthMinor } from '#shared/ledger/value/point-worth.ts';

const gold: PointsIndex = {
  indexId: 'gold',
  name: { fa: 'گرم طلا', en: 'A gram of gold' },
  pointMillionths: 10,
  values: [
    { date: '2026-11-01', valueMinor: minor(90_000_000) },
    { date: '2026-11-20', valueMinor: minor(99_999_999) },
  ],
};

describe('the worth of a point', () => {
  test('without an index a point has its fixed worth', () => {
    expect(pointWorthMinor({ pointMinor: minor(100), index: null }, '2026-11-22')).toBe(100);
  });

  test('with an index the newest value up to today counts, rounded down', () => {
    const rules = { pointMinor: minor(100), index: gold };
    expect(pointWorthMinor(rules, '2026-11-19')).toBe(900);
    expect(pointWorthMinor(rules, '2026-11-20')).toBe(999);
    expect(pointWorthMinor(rules, '2099-01-01')).toBe(999);
  });

  test('before the first value of its index a point has its fixed worth', () => {
    expect(pointWorthMinor({ pointMinor: minor(100), index: gold }, '2026-10-31')).toBe(100);
  });

  test('the worth is never more than the exact part of the index, and less than one unit below it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10 ** 12 }),
        fc.integer({ min: 0, max: 1_000_000 }),
        (value, part) => {
          const values = [{ date: '2026-01-01', valueMinor: minor(value) }];
          const index = { ...gold, pointMillionths: part, values };
          const worth = BigInt(pointWorthMinor({ pointMinor: minor(1), index }, '2026-11-22'));
          const exact = BigInt(value) * BigInt(part);
          expect(worth * 1_000_000n <= exact && exact < (worth + 1n) * 1_000_000n).toBe(true);
        },
      ),
    );
  });
});
