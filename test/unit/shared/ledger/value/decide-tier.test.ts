import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '#shared/domain/day-number.ts';
import type { TierRules } from '#shared/domain/programme.ts';
import type { Tier } from '#shared/domain/tier.ts';
import { decideTier, measured, measuredFrom, tierProgress } from '#shared/ledger/value/decide-tier.ts';
import type { TierToDecide } from '#shared/ledger/value/decide-tier.ts';

const today = '2026-11-22';
const tiers: readonly Tier[] = (['bronze', 'silver', 'gold'] as const).map((tierId, rank) => ({
  tierId,
  name: { fa: tierId, en: tierId },
  rank,
  tone: tierId,
}));
const rules: TierRules = {
  measure: 'visits',
  period: 'rolling',
  days: 90,
  graceDays: 30,
  thresholds: [
    { tierId: 'gold', atLeast: 12 },
    { tierId: 'silver', atLeast: 5 },
  ],
};
const asked = (changed: Partial<TierToDecide>): TierToDecide => ({
  rules,
  tiers,
  now: { tierId: 'bronze', keptUntil: null },
  measured: 0,
  isWhole: true,
  today,
  ...changed,
});

describe('what counts toward a tier', () => {
  test('a rolling period ends today and begins so many days before', () => {
    expect(measuredFrom(rules, today, 'persian')).toBe('2026-08-25');
    expect(measuredFrom({ ...rules, days: 1 }, today, 'persian')).toBe(today);
  });

  test('a calendar year begins with the year of the calendar that the chain keeps', () => {
    const yearly: TierRules = { ...rules, period: 'calendarYear' };
    expect(measuredFrom(yearly, today, 'gregorian')).toBe('2026-01-01');
    expect(measuredFrom(yearly, today, 'persian')).toBe('2026-03-21');
    expect(measuredFrom(yearly, '2026-03-20', 'persian')).toBe('2025-03-21');
  });

  test('days of the period add up by what the rule measures', () => {
    const day = { visits: 2, spentMinor: 700, pointsEarned: 7, tierProgress: 1 };
    const days = [
      { ...day, date: '2026-08-24' },
      { ...day, date: '2026-08-25' },
      { ...day, date: '2026-08-25' },
    ];
    const sum = (measure: TierRules['measure']) => measured({ ...rules, measure }, days, '2026-08-25');
    expect([sum('visits'), sum('spent'), sum('pointsEarned')]).toEqual([6, 1_402, 16]);
  });
});

describe('the tier of a member', () => {
  test('it rises at once, over several steps too', () => {
    expect(decideTier(asked({ measured: 5 }))).toEqual({
      fromTierId: 'bronze',
      toTierId: 'silver',
      cause: 'earned',
      keptUntil: null,
    });
    expect(decideTier(asked({ measured: 12 }))).toMatchObject({ toTierId: 'gold' });
    expect(decideTier(asked({ measured: 4 }))).toBeNull();
  });

  test('it is kept for the days of grace, and goes down when they are over', () => {
    const gold = asked({ now: { tierId: 'gold', keptUntil: null }, measured: 6 });
    const keptUntil = addDays(today, 30);
    expect(decideTier(gold)).toEqual({
      fromTierId: 'gold',
      toTierId: 'gold',
      cause: 'lapsed',
      keptUntil,
    });
    const inGrace = { ...gold, now: { tierId: 'gold', keptUntil } };
    expect(decideTier({ ...inGrace, today: addDays(keptUntil, -1) })).toBeNull();
    expect(decideTier({ ...inGrace, today: keptUntil })).toEqual({
      fromTierId: 'gold',
      toTierId: 'silver',
      cause: 'lapsed',
      keptUntil: null,
    });
  });

  test('it goes down at once where there is no grace', () => {
    const strict = { ...rules, graceDays: 0 };
    const gold = asked({ rules: strict, now: { tierId: 'gold', keptUntil: null } });
    expect(decideTier(gold)).toMatchObject({ toTierId: 'bronze', cause: 'lapsed', keptUntil: null });
  });

  test('who reaches the threshold again in the days of grace keeps the tier without an end', () => {
    const kept = asked({ now: { tierId: 'gold', keptUntil: today }, measured: 12 });
    expect(decideTier(kept)).toEqual({
      fromTierId: 'gold',
      toTierId: 'gold',
      cause: 'earned',
      keptUntil: null,
    });
  });

  test('nobody is lowered while days are unknown, but may still rise', () => {
    const gold = asked({ now: { tierId: 'gold', keptUntil: null }, isWhole: false });
    expect(decideTier(gold)).toBeNull();
    expect(decideTier(asked({ measured: 5, isWhole: false }))).toMatchObject({ toTierId: 'silver' });
  });

  test('a tier that the chain no longer has is left for the one that was reached', () => {
    expect(decideTier(asked({ now: { tierId: 'amber', keptUntil: null } }))).toMatchObject({
      fromTierId: 'amber',
      toTierId: 'bronze',
    });
  });

  test('whoever stands where the measure puts them is left alone, and deciding twice changes nothing more', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 20 }),
        fc.constantFrom('bronze', 'silver', 'gold'),
        fc.option(fc.integer({ min: -5, max: 40 })),
        (have, tierId, grace) => {
          const keptUntil = grace === null ? null : addDays(today, grace);
          const ask = asked({ now: { tierId, keptUntil }, measured: have });
          const change = decideTier(ask);
          if (change === null) return;
          const now = { tierId: change.toTierId, keptUntil: change.keptUntil };
          expect(decideTier({ ...ask, now })).toBeNull();
        },
      ),
    );
  });
});

describe('the way to the next tier', () => {
  test('it says what is missing, and nothing at the top', () => {
    expect(tierProgress(asked({ measured: 3 }))).toEqual({
      measured: 3,
      next: { tierId: 'silver', atLeast: 5, missing: 2 },
    });
    expect(tierProgress(asked({ now: { tierId: 'silver', keptUntil: null }, measured: 9 })).next).toEqual({
      tierId: 'gold',
      atLeast: 12,
      missing: 3,
    });
    expect(tierProgress(asked({ now: { tierId: 'gold', keptUntil: null } })).next).toBeNull();
    expect(tierProgress(asked({ measured: 7 })).next).toMatchObject({ missing: 0 });
  });
});
