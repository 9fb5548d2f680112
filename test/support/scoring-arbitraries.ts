/** Random rule sets, baskets and members, small enough that offers match, overlap, tie and cut each other. */

import fc from 'fast-check';
import type { MemberFacts } from '#shared/scoring/score-result.ts';
import type { LineSketch, OfferSketch, Valuation } from './scoring.ts';

const tierId = fc.constantFrom('bronze', 'silver', 'gold');
const groupId = fc.constantFrom('tea', 'nuts', 'home', 'toys');
const on = fc.constantFrom('basket', 'matchingLines');
const basisPoints = fc.oneof(fc.integer({ min: 1, max: 10_000 }), fc.constantFrom(500, 1_000, 5_000, 10_000));
const cap = fc.option(fc.record({ capMinor: fc.integer({ min: 0, max: 50_000 }) }), { nil: {} });
const amountMinor = fc.integer({ min: 1, max: 400_000 });
const date = fc.constantFrom(
  '2025-01-01',
  '2026-11-01',
  '2026-11-20',
  '2026-11-21',
  '2026-11-22',
  '2026-12-31',
  '2029-06-30',
);
const anyOf = <Value>(value: fc.Arbitrary<Value>) => fc.uniqueArray(value, { minLength: 1, maxLength: 3 });

const condition = fc.oneof(
  fc.record({ kind: fc.constant('tier'), anyOf: anyOf(tierId) }),
  fc.record({ kind: fc.constant('productGroup'), anyOf: anyOf(groupId) }),
  fc.record({ kind: fc.constant('basketAmount'), bound: fc.constantFrom('above', 'atLeast'), amountMinor }),
  fc.record({ kind: fc.constant('earlierVisits'), atLeast: fc.integer({ min: 0, max: 12 }) }),
  fc.record({
    kind: fc.constant('birthday'),
    daysBefore: fc.integer({ min: 0, max: 9 }),
    daysAfter: fc.integer({ min: 0, max: 9 }),
  }),
  fc
    .tuple(date, date)
    .map((dates) => dates.toSorted())
    .map(([from, until]) => ({ kind: 'dates', from, until })),
);

const capped = (kind: string) =>
  fc
    .tuple(fc.record({ kind: fc.constant(kind), basisPoints, on }), cap)
    .map(([effect, limit]) => ({ ...effect, ...limit }));

const effect = fc.oneof(
  fc.record({
    kind: fc.constant('pointsPerAmount'),
    points: fc.integer({ min: 1, max: 20 }),
    perMinor: fc.integer({ min: 1, max: 20_000 }),
    on,
  }),
  fc.record({ kind: fc.constant('bonusPoints'), points: fc.integer({ min: 1, max: 500 }) }),
  capped('walletCreditPercent'),
  capped('discountPercent'),
  fc.record({ kind: fc.constant('discountFixed'), amountMinor, on }),
);

export const anyOffers: fc.Arbitrary<readonly OfferSketch[]> = fc.uniqueArray(
  fc.record({
    offerId: fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', '-'), minLength: 1, maxLength: 6 }),
    conditions: fc.array(condition, { maxLength: 3 }),
    effect,
    stacking: fc.constantFrom<'single' | 'stackable'>('single', 'single', 'stackable'),
  }),
  { selector: ({ offerId }) => offerId, maxLength: 14 },
);

export const anyValuation: fc.Arbitrary<Valuation> = fc.record({
  walletCreditBasisPoints: fc.constantFrom(0, 4_000, 10_000, 12_345),
  pointMinor: fc.constantFrom(0, 1, 100, 1_000),
});

export const anyLines: fc.Arbitrary<readonly LineSketch[]> = fc.array(
  fc.tuple(
    fc.integer({ min: 0, max: 60_000 }),
    fc.option(groupId, { nil: null }),
    fc.integer({ min: 1, max: 5 }),
  ),
  { minLength: 1, maxLength: 8 },
);

export const anyMember: fc.Arbitrary<MemberFacts | null> = fc.option(
  fc.record({
    tierId,
    earlierVisits: fc.integer({ min: 0, max: 13 }),
    daysToBirthday: fc.option(fc.integer({ min: -10, max: 10 })),
  }),
  { freq: 5 },
);
