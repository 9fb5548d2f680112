import { describe, expect, test } from 'vitest';
import { minor } from '#shared/domain/money.ts';
import type { RedemptionRules } from '#shared/domain/programme.ts';
import { liabilityOf } from '#shared/ledger/value/liability.ts';

const owed = { points: 1_000, pointsHeld: 50, wallet: 7_000, walletHeld: 300, giftCards: 20 };
const redemption: RedemptionRules = {
  pointMinor: minor(10),
  pointsMin: 1,
  pointsStep: 1,
  pointsMax: null,
  shareBasisPointsMax: 10_000,
  roundToMinor: minor(1_000),
  index: {
    indexId: 'gold',
    name: { fa: 'طلا', en: 'Gold' },
    pointMillionths: 20,
    values: [
      { date: '2026-10-01', valueMinor: minor(1_000_000) },
      { date: '2026-11-01', valueMinor: minor(2_000_000) },
    ],
  },
};

describe('what a programme owes', () => {
  test('follows the newest value of the index on or before the day', () => {
    expect(liabilityOf(owed, redemption, '2026-11-22')).toEqual({
      pointsOutstanding: 1_000,
      pointsHeld: 50,
      pointWorthMinor: 40,
      index: { indexId: 'gold', date: '2026-11-01', valueMinor: 2_000_000 },
      pointsMinor: 40_000,
      pointsHeldMinor: 2_000,
      walletMinor: 7_000,
      walletHeldMinor: 300,
      giftCardsMinor: 20,
      totalMinor: 49_320,
    });
    expect(liabilityOf(owed, redemption, '2026-10-31').pointsMinor).toBe(20_000);
  });

  test('is by the fixed worth before the first value, and for points without an index', () => {
    const before = liabilityOf(owed, redemption, '2026-09-30');
    expect([before.pointWorthMinor, before.index]).toEqual([10, null]);
    expect(liabilityOf(owed, { ...redemption, index: null }, '2026-11-22').pointsMinor).toBe(10_000);
  });

  test('has points that do not pay in their number alone', () => {
    const told = liabilityOf(owed, null, '2026-11-22');
    expect(told).toMatchObject({ pointsOutstanding: 1_000, pointWorthMinor: null, totalMinor: 7_320 });
  });
});
