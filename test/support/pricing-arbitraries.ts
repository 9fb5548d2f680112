/** Random offers and sales, small enough that discounts meet on the same lines and caps and limits bind. */

import fc from 'fast-check';
import type { ScoreInput } from '#shared/scoring/facts/score-input.ts';
import { limitKey } from '#shared/scoring/facts/fact-questions.ts';
import type { LimitUse } from '#shared/scoring/facts/member-facts.ts';
import { minor } from '#shared/domain/money.ts';
import type { RuleSet } from '#shared/scoring/language/rule-set.ts';
import { inputOf, memberOf, ruleSetOf } from './scoring.ts';

const selector = fc.constantFrom(
  undefined,
  undefined,
  { groupIds: ['tea'] },
  { groupIds: ['nuts'] },
  { groupIds: ['tea', 'nuts'] },
  { tags: ['fresh'] },
  { exceptReduced: true as const },
);
const named = { fa: 'x', en: 'x' };
const basisPoints = fc.oneof(
  fc.constantFrom(500, 1_000, 3_333, 5_000, 10_000),
  fc.integer({ min: 1, max: 10_000 }),
);
const amountMinor = fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 60_000 }));
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 2 });
const terms = {
  releaseAfterDays: maybe(fc.constantFrom(0, 14)),
  expireAfterDays: maybe(fc.constantFrom(30)),
};

/** Leaves out what is undefined, as a file would. */
function effectOf<Fields extends Record<string, fc.Arbitrary<unknown>>>(kind: string, fields: Fields) {
  return fc.record(fields).map((given) => ({
    kind,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  }));
}

const steps = fc
  .uniqueArray(fc.integer({ min: 1, max: 40_000 }), { minLength: 1, maxLength: 3 })
  .chain((froms) =>
    fc
      .array(fc.integer({ min: 1, max: 9_000 }), { minLength: froms.length, maxLength: froms.length })
      .map((values) =>
        froms
          .toSorted((one, other) => one - other)
          .map((from, place) => ({ from, value: values[place] ?? 1 })),
      ),
  );

const discount = fc.oneof(
  effectOf('discountPercent', { on: selector, basisPoints, capMinor: maybe(amountMinor) }),
  effectOf('discountFixed', { on: selector, amountMinor }),
  effectOf('cheapestFree', {
    on: selector,
    everyPieces: fc.integer({ min: 2, max: 4 }),
    freePieces: fc.constant(1),
    timesMax: maybe(fc.integer({ min: 1, max: 3 })),
  }),
  effectOf('fixedPrice', {
    on: fc.constant({ groupIds: ['tea'] }),
    unitPriceMinor: fc.integer({ min: 0, max: 9_000 }),
  }),
  effectOf('steps', {
    on: selector,
    by: fc.constantFrom('amountMinor', 'quantity'),
    gives: fc.constantFrom('discountMinor', 'discountBasisPoints'),
    steps,
  }),
);

const earning = fc.oneof(
  effectOf('pointsPerAmount', {
    on: selector,
    points: fc.integer({ min: 1, max: 20 }),
    perMinor: fc.integer({ min: 1, max: 5_000 }),
    rounding: maybe(fc.constantFrom('floor', 'halfUp', 'ceil')),
    ...terms,
  }),
  effectOf('bonusPoints', { points: fc.integer({ min: 1, max: 500 }), ...terms }),
  effectOf('pointsMultiplier', {
    factorBasisPoints: fc.constantFrom(10_001, 15_000, 20_000, 30_000),
    ...terms,
  }),
  effectOf('walletCreditPercent', { on: selector, basisPoints, capMinor: maybe(amountMinor), ...terms }),
  effectOf('walletCreditFixed', { amountMinor, ...terms }),
  effectOf('steps', {
    on: selector,
    by: fc.constantFrom('amountMinor', 'quantity'),
    gives: fc.constantFrom('points', 'walletCreditMinor'),
    steps,
    ...terms,
  }),
);

const worthMinor = fc.integer({ min: 0, max: 5_000 });
const item = fc.oneof(
  effectOf('gift', {
    giftId: fc.constant('pen'),
    isSample: maybe(fc.constant(true)),
    name: fc.constant(named),
    worthMinor,
  }),
  effectOf('coupon', {
    couponId: fc.constant('next'),
    name: fc.constant(named),
    worthMinor,
    expireAfterDays: maybe(fc.constant(30)),
  }),
  effectOf('raffleTickets', {
    raffleId: fc.constant('car'),
    name: fc.constant(named),
    tickets: fc.integer({ min: 1, max: 3 }),
    perMinor: maybe(fc.integer({ min: 1_000, max: 20_000 })),
    worthMinor,
  }),
  effectOf('stamps', {
    stampCardId: fc.constantFrom('coffee', 'book'),
    stamps: fc.integer({ min: 1, max: 4 }),
    perPieceOf: maybe(fc.constant({ groupIds: ['tea'] })),
  }),
  effectOf('freeDelivery', { worthMinor }),
  effectOf('tierProgress', { progress: fc.integer({ min: 1, max: 9 }) }),
);

const effects = fc.oneof(
  { weight: 5, arbitrary: fc.array(discount, { minLength: 1, maxLength: 1 }) },
  { weight: 2, arbitrary: fc.array(earning, { minLength: 1, maxLength: 1 }) },
  { weight: 1, arbitrary: fc.array(item, { minLength: 1, maxLength: 1 }) },
  {
    weight: 4,
    arbitrary: fc.array(fc.oneof(discount, discount, earning, item), { minLength: 2, maxLength: 4 }),
  },
);

const limit = fc.record({
  scope: fc.constantFrom('chain', 'store', 'till', 'member', 'basket'),
  costMinor: amountMinor,
});

const offerIds = ['a', 'b', 'c', 'd', 'e', 'f'];
const offer = fc.record(
  {
    effects,
    limits: fc.uniqueArray(limit, { selector: ({ scope }) => scope, minLength: 1, maxLength: 2 }),
    discountCapMinor: fc.integer({ min: 0, max: 20_000 }),
    stacking: fc.record(
      {
        mode: fc.constantFrom('stackable', 'stackable', 'stackable', 'single', 'perLine', 'alone'),
        stage: fc.constantFrom(1, 1, 1, 2, 3),
      },
      { requiredKeys: ['mode'] },
    ),
  },
  { requiredKeys: ['effects'] },
);

const settings = fc.record(
  {
    earnOn: fc.constantFrom('full', 'paid'),
    tax: fc.constantFrom('included', 'excluded'),
    discountCapBasisPoints: fc.constantFrom(2_000, 5_000, 9_000),
    discountCapMinor: fc.integer({ min: 0, max: 60_000 }),
    lineFloorBasisPoints: fc.constantFrom(1_000, 5_000, 10_000),
    grantStepMinor: fc.constantFrom(1, 7, 100, 1_000),
  },
  { requiredKeys: [] },
);

const valuation = fc.record(
  {
    walletCreditBasisPoints: fc.constantFrom(0, 4_000, 10_000, 12_345),
    pointMinor: fc.constantFrom(0, 1, 100),
    pendingBasisPoints: fc.constantFrom(0, 3_333, 10_000),
    conditionalBasisPoints: fc.constantFrom(0, 3_333, 10_000),
  },
  { requiredKeys: ['walletCreditBasisPoints', 'pointMinor'] },
);

export const anyPricedRuleSet: fc.Arbitrary<RuleSet> = fc
  .record({ offers: fc.array(offer, { minLength: 1, maxLength: offerIds.length }), settings, valuation })
  .map(({ offers, ...rest }) =>
    ruleSetOf({
      ...rest,
      stampCards: [
        {
          stampCardId: 'coffee',
          name: named,
          stampsNeeded: 3,
          reward: { giftId: 'coffee', name: named, worthMinor: 700 },
        },
        {
          stampCardId: 'book',
          name: named,
          stampsNeeded: 5,
          reward: { giftId: 'book', name: named, worthMinor: 3_000 },
        },
      ],
      offers: offers.map((given, place) => ({ offerId: offerIds[place] ?? '', ...given })),
    }),
  );

const unitPriceMinor = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 20_000 }));
const line = fc.record(
  {
    unitPriceMinor,
    groupId: fc.constantFrom('tea', 'nuts', 'home'),
    quantity: fc.integer({ min: 1, max: 5 }),
    tags: fc.constant(['fresh']),
    isReduced: fc.constant(true as const),
    taxBasisPoints: fc.constantFrom(900, 1_000),
    floorUnitPriceMinor: fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 20_000 })),
  },
  { requiredKeys: ['unitPriceMinor', 'quantity'] },
);

/** Earlier uses leave every limit something. */
export const anyPricedSale: fc.Arbitrary<{ readonly ruleSet: RuleSet; readonly input: ScoreInput }> = fc
  .record({
    ruleSet: anyPricedRuleSet,
    lines: fc.array(line, { minLength: 1, maxLength: 6 }),
    stamps: fc.record({ coffee: fc.integer({ min: 0, max: 2 }), book: fc.integer({ min: 0, max: 4 }) }),
    usedBasisPoints: fc.integer({ min: 0, max: 9_999 }),
  })
  .map(({ ruleSet, lines, stamps, usedBasisPoints }) => {
    const limitUses: Record<string, LimitUse> = {};
    for (const { offerId, limits = [] } of ruleSet.offers) {
      for (const given of limits) {
        const costMinor = minor(Math.floor(((given.costMinor ?? 0) * usedBasisPoints) / 10_000));
        limitUses[limitKey(offerId, given)] = { uses: 1, costMinor };
      }
    }
    const member = memberOf({ stamps, limitUses });
    return { ruleSet, input: inputOf({ lines, member, limitUses }) };
  });
