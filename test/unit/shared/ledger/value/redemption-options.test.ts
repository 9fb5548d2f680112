import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minor } from '#shared/domain/money.ts';
import { chipsOf, pointsRange, refusalOfPoints } from '#shared/ledger/value/redemption-options.ts';
import type { PointsAtPayment } from '#shared/ledger/value/redemption-options.ts';
import { anyRedemptionRules, plainRedemption } from '#test/support/redemptions.ts';

function at(changed: Partial<PointsAtPayment> = {}): PointsAtPayment {
  return {
    rules: plainRedemption,
    pointWorthMinor: minor(100),
    spendable: 5_000,
    dueMinor: minor(1_234_000),
    otherMinor: minor(0),
    ...changed,
  };
}

const chip = (offered: ReturnType<typeof chipsOf>, kind: string): number | undefined =>
  offered.find((candidate) => candidate.kind === kind)?.points;

const anyAt: fc.Arbitrary<PointsAtPayment> = fc
  .record({
    rules: anyRedemptionRules,
    pointWorthMinor: fc.integer({ min: 0, max: 900 }).map(minor),
    spendable: fc.integer({ min: 0, max: 9_000 }),
    dueMinor: fc.integer({ min: 0, max: 2_000_000 }).map(minor),
    otherShare: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ otherShare, ...rest }) => ({
    ...rest,
    otherMinor: minor(Math.floor(rest.dueMinor * otherShare)),
  }));

describe('how many points can pay', () => {
  test('points never pay more than what is due, rounded down to whole points', () => {
    expect(pointsRange(at({ dueMinor: minor(12_399) }))).toMatchObject({ pointsMax: 123, limitedBy: 'due' });
  });

  test('what wallets and gift cards pay is not due any more', () => {
    expect(pointsRange(at({ dueMinor: minor(10_000), otherMinor: minor(9_950) })).pointsMax).toBe(0);
    expect(pointsRange(at({ dueMinor: minor(10_000), otherMinor: minor(12_000) })).pointsMax).toBe(0);
  });

  test('the balance, the maximum, the share and a worth of nothing limit, and the limit is named', () => {
    expect(pointsRange(at()).limitedBy).toBe('balance');
    const rules = { ...plainRedemption, pointsMax: 700 };
    expect(pointsRange(at({ rules }))).toMatchObject({ pointsMax: 700, limitedBy: 'maximum' });
    const shared = { ...plainRedemption, shareBasisPointsMax: 1_000 };
    expect(pointsRange(at({ rules: shared }))).toMatchObject({ pointsMax: 1_234, limitedBy: 'share' });
    expect(pointsRange(at({ pointWorthMinor: minor(0) }))).toMatchObject({
      pointsMax: 0,
      limitedBy: 'worthless',
    });
  });

  test('the range is of whole steps, and empty where it does not reach the minimum', () => {
    const rules = { ...plainRedemption, pointsMin: 120, pointsStep: 50 };
    expect(pointsRange(at({ rules, spendable: 499 }))).toMatchObject({ pointsMin: 150, pointsMax: 450 });
    expect(pointsRange(at({ rules, spendable: 149 })).pointsMax).toBe(0);
  });

  test.for([
    [0, 'amount_invalid'],
    [-50, 'amount_invalid'],
    [0.5, 'amount_invalid'],
    [Number.MAX_SAFE_INTEGER + 1, 'amount_invalid'],
    [500, 'points_above_limit'],
    [Number.MAX_SAFE_INTEGER, 'points_above_limit'],
    [100, 'points_below_min'],
    [151, 'points_off_step'],
  ] as const)('%d points are refused with %s', ([points, code]) => {
    const rules = { ...plainRedemption, pointsMin: 120, pointsStep: 50 };
    expect(refusalOfPoints(pointsRange(at({ rules, spendable: 499 })), points)?.code).toBe(code);
  });
});

describe('the chips', () => {
  test('none, what ends soon, what leaves a round total, and all are offered, rising', () => {
    expect(chipsOf(at(), 120)).toEqual([
      { kind: 'none', points: 0, worthMinor: 0, leftMinor: 1_234_000 },
      { kind: 'expiring', points: 120, worthMinor: 12_000, leftMinor: 1_222_000 },
      { kind: 'round', points: 340, worthMinor: 34_000, leftMinor: 1_200_000 },
      { kind: 'all', points: 5_000, worthMinor: 500_000, leftMinor: 734_000 },
    ]);
  });

  test('where no points can pay only none is offered', () => {
    expect(chipsOf(at({ spendable: 0 }), 0).map(({ kind }) => kind)).toEqual(['none']);
    expect(chipsOf(at({ spendable: 0 }), 50).map(({ kind }) => kind)).toEqual(['none']);
  });

  test('what ends soon is covered by whole steps as far as the range goes', () => {
    const rules = { ...plainRedemption, pointsMin: 100, pointsStep: 50 };
    expect(chip(chipsOf(at({ rules }), 201), 'expiring')).toBe(250);
    expect(chip(chipsOf(at({ rules }), 3), 'expiring')).toBe(100);
    expect(chip(chipsOf(at({ rules, spendable: 220 }), 219), 'all')).toBe(200);
  });

  test('without a round sum, or where none can be reached, no round total is offered', () => {
    const rules = { ...plainRedemption, roundToMinor: minor(0) };
    expect(chip(chipsOf(at({ rules }), 0), 'round')).toBeUndefined();
    expect(chip(chipsOf(at({ dueMinor: minor(1_234_050) }), 0), 'round')).toBeUndefined();
    expect(chip(chipsOf(at({ spendable: 339 }), 0), 'round')).toBeUndefined();
  });

  test('the round total is the one that the fewest points leave', () => {
    fc.assert(
      fc.property(anyAt, (payment) => {
        const range = pointsRange(payment);
        const { roundToMinor } = payment.rules;
        const leftBy = (points: number) =>
          payment.dueMinor - payment.otherMinor - points * payment.pointWorthMinor;
        let first: number | undefined;
        if (roundToMinor > 0 && range.pointsMax > 0) {
          for (let points = range.pointsMin; points <= range.pointsMax; points += range.pointsStep) {
            if (leftBy(points) % roundToMinor === 0) {
              first = points;
              break;
            }
          }
        }
        const offered = chipsOf(payment, 0);
        // Where all of it leaves a round total it is offered once, as all.
        const round = chip(offered, 'round') ?? (first === range.pointsMax ? first : undefined);
        expect(round).toBe(first);
      }),
    );
  });

  test('every amount that is offered can be paid, is worth what it says, and is offered once', () => {
    fc.assert(
      fc.property(anyAt, fc.integer({ min: 0, max: 9_000 }), (payment, ending) => {
        const range = pointsRange(payment);
        const offered = chipsOf(payment, ending);
        expect(offered[0]?.kind).toBe('none');
        expect(new Set(offered.map(({ points }) => points)).size).toBe(offered.length);
        for (const { points, worthMinor, leftMinor } of offered) {
          expect(worthMinor).toBe(points * payment.pointWorthMinor);
          expect(leftMinor).toBe(payment.dueMinor - payment.otherMinor - worthMinor);
          if (points === 0) continue;
          expect(leftMinor).toBeGreaterThanOrEqual(0);
          expect(points).toBeLessThanOrEqual(payment.spendable);
          expect(refusalOfPoints(range, points)).toBeNull();
        }
      }),
    );
  });
});
