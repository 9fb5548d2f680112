/**
 * Random rule sets of every element with sales to score by them, small enough that offers match, overlap, tie, cut each
 * other and run out of budget, and that all combinations can be tried.
 */

import fc from 'fast-check';
import { dateWindowKey, limitKey } from '#shared/scoring/facts/fact-questions.ts';
import { periodKey } from '#shared/scoring/language/period.ts';
import type { LimitUse, MemberFacts } from '#shared/scoring/facts/member-facts.ts';
import type { ScoreInput } from '#shared/scoring/facts/score-input.ts';
import type { RuleSet } from '#shared/scoring/language/rule-set.ts';
import { minor } from '#shared/domain/money.ts';
import { inputOf, memberOf, ruleSetOf } from './scoring.ts';
import type { LineSketch, OfferSketch } from './scoring.ts';
import {
  anyBasketCondition,
  anyCondition,
  brandIds,
  dateWindows,
  groupIds,
  periods,
  productIds,
  productTags,
  rarely,
} from './scoring-conditions.ts';
import { anyEffect, anyName, anySharedEffect, maybe } from './scoring-effects.ts';

export type ScoringCase = { readonly ruleSet: RuleSet; readonly input: ScoreInput };

const limit = fc
  .record({
    scope: fc.constantFrom('chain', 'store', 'till', 'member', 'basket'),
    period: maybe(fc.constantFrom('lifetime', 'day', 'month', { days: 10 })),
    costMinor: fc.integer({ min: 1, max: 2_000 }),
    uses: rarely(fc.integer({ min: 1, max: 5 })),
  })
  .map(({ scope, costMinor, uses, period }) =>
    scope === 'basket' ? { scope, costMinor } : { scope, period, uses, costMinor },
  );

const stacking = fc.record({
  mode: fc.constantFrom('single', 'stackable', 'stackable', 'stackable', 'perLine', 'perLine', 'alone'),
  exclusiveGroup: rarely(fc.constantFrom('g', 'h')),
  notWith: rarely(fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 2 })),
  stage: maybe(fc.integer({ min: 1, max: 3 })),
});

export const offerIds = ['a', 'b', 'c', 'd', 'e', 'f', 'B', 'a-1', '10', '9'];

const offerFields = {
  offerId: fc.constantFrom(...offerIds),
  name: anyName,
  activity: rarely(
    fc.record({
      kind: fc.constantFrom('surveyAnswered', 'keyFigure'),
      subjectId: maybe(fc.constantFrom('km', 'price')),
      atLeast: maybe(fc.integer({ min: 0, max: 10 })),
    }),
  ),
  conditions: fc.oneof(
    fc.constant([]),
    fc.constant([]),
    fc.array(anyBasketCondition, { minLength: 1, maxLength: 1 }),
    fc.array(anyCondition, { maxLength: 3 }),
  ),
  effects: fc.array(anyEffect, { minLength: 1, maxLength: 3 }),
  limits: rarely(fc.array(limit, { minLength: 1, maxLength: 2 })),
  discountCapMinor: rarely(fc.integer({ min: 0, max: 2_000 })),
  stacking: maybe(stacking),
  priority: maybe(fc.integer({ min: -2, max: 2 })),
};

/** Offers that nearly always match, and live off each other. */
const sharingFields = {
  ...offerFields,
  activity: fc.constant(undefined),
  conditions: fc.constant([]),
  effects: fc.array(anySharedEffect, { minLength: 1, maxLength: 2 }),
};

/** Leaves out every field that is undefined, as a JSON file would. */
function withoutAbsent<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value));
}

const ruleSetFields = {
  calendar: fc.constantFrom('persian', 'gregorian'),
  valuation: fc.record({
    walletCreditBasisPoints: fc.constantFrom(0, 4_000, 10_000, 12_345),
    pointMinor: fc.constantFrom(0, 1, 7, 100),
    pendingBasisPoints: maybe(fc.constantFrom(0, 5_000, 9_999)),
    conditionalBasisPoints: maybe(fc.constantFrom(0, 3_333, 10_000)),
  }),
  settings: fc.record({
    earnOn: maybe(fc.constantFrom('full', 'paid')),
    tax: maybe(fc.constantFrom('included', 'excluded')),
    offersPerSaleMax: rarely(fc.integer({ min: 1, max: 3 })),
    discountCapBasisPoints: rarely(fc.integer({ min: 0, max: 10_000 })),
    discountCapMinor: rarely(fc.integer({ min: 0, max: 3_000 })),
    lineFloorBasisPoints: rarely(fc.integer({ min: 0, max: 9_999 })),
    grantStepMinor: rarely(fc.constantFrom(1, 10, 100)),
    nearMissBasisPoints: maybe(fc.constantFrom(0, 1_000, 10_000)),
  }),
  hijriMonthStarts: fc.constantFrom(
    [],
    [
      { year: 1447, month: 9, startsOn: '2026-02-19' },
      { year: 1447, month: 10, startsOn: '2026-03-21' },
    ],
  ),
};

const fixedParts = {
  storeGroups: [{ storeGroupId: 'north', storeIds: ['store', 'vanak'] }],
  experiments: [
    {
      experimentId: 'text',
      salt: 'salt',
      arms: [
        { armId: 'a', basisPoints: 4_000 },
        { armId: 'b', basisPoints: 4_000 },
      ],
    },
  ],
  stampCards: [
    { stampCardId: 'wash', name: { fa: 'و', en: 'w' }, stampsNeeded: 5, reward: rewardOf(700) },
    { stampCardId: 'bread', name: { fa: 'ن', en: 'b' }, stampsNeeded: 2, reward: rewardOf(90) },
  ],
};

function rewardOf(worthMinor: number): object {
  return { giftId: `reward-${worthMinor}`, name: { fa: 'ج', en: 'r' }, worthMinor };
}

/** At most so many offers, so that trying all combinations stays quick. */
export function anyRuleSet(offersMost: number): fc.Arbitrary<RuleSet> {
  const several = { selector: ({ offerId }: Sketch) => offerId, minLength: 1, maxLength: offersMost };
  const offers = fc.oneof(
    { arbitrary: fc.uniqueArray<Sketch, string>(fc.record(offerFields), several), weight: 2 },
    { arbitrary: fc.uniqueArray<Sketch, string>(fc.record(sharingFields), several), weight: 1 },
  );
  return fc.record({ offers, ...ruleSetFields }).map((sketch) => {
    const known = new Set(sketch.offers.map(({ offerId }) => offerId));
    const parts = {
      ...fixedParts,
      ...sketch,
      offers: sketch.offers.map((offer) => knownRivals(offer, known)),
    };
    return ruleSetOf(withoutAbsent(parts));
  });
}

type Sketch = OfferSketch & { readonly stacking: object | undefined };

/** No offer names itself or one that there is not. */
function knownRivals(offer: Sketch, known: ReadonlySet<string>): OfferSketch {
  const { stacking } = offer;
  if (stacking === undefined || !('notWith' in stacking) || !Array.isArray(stacking.notWith)) return offer;
  const notWith = stacking.notWith.filter((one) => one !== offer.offerId && known.has(one));
  return { ...offer, stacking: { ...stacking, notWith: notWith.length === 0 ? undefined : notWith } };
}

const moments = [
  '2026-11-22 12:00',
  '2026-11-22 00:00',
  '2026-11-21 23:59',
  '2026-02-18 09:30',
  '2026-03-20 12:00',
  '2026-03-21 12:01',
  '2027-03-20 10:00',
  '2027-03-21 10:00',
];

const anyLine: fc.Arbitrary<LineSketch> = fc
  .record({
    unitPriceMinor: fc.oneof(fc.integer({ min: 0, max: 1_500 }), fc.constantFrom(100, 333, 1_000)),
    quantity: fc.integer({ min: 1, max: 4 }),
    groupId: fc.option(fc.constantFrom(...groupIds), { freq: 5 }),
    productId: fc.option(fc.constantFrom(...productIds), { nil: null, freq: 2 }),
    brandId: maybe(fc.constantFrom(...brandIds)),
    tags: maybe(fc.uniqueArray(fc.constantFrom(...productTags), { maxLength: 2 })),
    isReduced: rarely(fc.constant(true)),
    taxBasisPoints: maybe(fc.constantFrom(0, 900, 1_000)),
    floorUnitPriceMinor: rarely(fc.integer({ min: 0, max: 1_200 })),
  })
  .map(withoutAbsent);

const limitUse: fc.Arbitrary<LimitUse> = fc.record({
  uses: fc.integer({ min: 0, max: 4 }),
  costMinor: fc.integer({ min: 0, max: 1_500 }).map(minor),
});

const purchases = fc.record({
  visits: fc.integer({ min: 0, max: 20 }),
  spentMinor: fc.integer({ min: 0, max: 20 }).map(minor),
});

const memberFacts: fc.Arbitrary<Partial<MemberFacts>> = fc.record({
  tierId: fc.constantFrom('bronze', 'silver', 'gold'),
  segments: fc.subarray(['near', 'young']),
  tags: fc.subarray(['employee', 'tea-lover']),
  consents: fc.subarray(['email', 'sms']),
  earlierVisits: fc.integer({ min: 0, max: 13 }),
  daysSinceLastVisit: fc.option(fc.integer({ min: 0, max: 120 }), { nil: null }),
  purchases: fc.record(Object.fromEntries(periods.map((period) => [periodKey(period), purchases]))),
  openWindows: fc.subarray(dateWindows.map(dateWindowKey).toSorted()),
  isReferred: fc.boolean(),
  referrals: fc.integer({ min: 0, max: 4 }),
  buckets: fc.record({ text: fc.constantFrom(0, 1, 3_999, 4_000, 7_999, 8_000, 9_999) }),
  stamps: fc.record({ wash: fc.integer({ min: 0, max: 4 }), bread: fc.integer({ min: 0, max: 1 }) }),
});

const anySale = fc.record({
  lines: fc.oneof(
    { arbitrary: fc.constant([]), weight: 1 },
    { arbitrary: fc.array(anyLine, { maxLength: 6, minLength: 1 }), weight: 30 },
  ),
  paymentMeans: fc.option(fc.constantFrom('cash', 'card', 'wallet', 'transfer'), { freq: 3 }),
  activity: fc.oneof(
    { arbitrary: fc.constant(null), weight: 7 },
    {
      arbitrary: fc.record({
        kind: fc.constantFrom('surveyAnswered', 'keyFigure'),
        subjectId: fc.option(fc.constantFrom('km', 'price'), { freq: 3 }),
        value: fc.integer({ min: 0, max: 12 }),
      }),
      weight: 1,
    },
  ),
  member: fc.option(memberFacts, { freq: 6 }),
  now: fc.constantFrom(...moments),
  storeId: fc.constantFrom('store', 'vanak', 'shiraz'),
  uses: fc.array(fc.option(limitUse, { freq: 2 }), { minLength: 4, maxLength: 4 }),
  wish: fc.oneof(
    { arbitrary: fc.constant({ with: [], without: [] }), weight: 3 },
    {
      arbitrary: fc.record({
        with: fc.uniqueArray(fc.constantFrom(...offerIds), { maxLength: 3 }),
        without: fc.uniqueArray(fc.constantFrom(...offerIds), { maxLength: 2 }),
      }),
      weight: 1,
    },
  ),
});

type Sale = typeof anySale extends fc.Arbitrary<infer Value> ? Value : never;

/** Earlier uses of every limited offer, those of the scopes asked for. */
function usesOf(ruleSet: RuleSet, uses: Sale['uses'], isMember: boolean): Record<string, LimitUse> {
  const keys = ruleSet.offers.flatMap((offer) =>
    (offer.limits ?? [])
      .filter(({ scope }) => scope !== 'basket' && (scope === 'member') === isMember)
      .map((limit) => limitKey(offer.offerId, limit)),
  );
  const found: Record<string, LimitUse> = {};
  for (const [place, key] of keys.entries()) {
    const use = uses[place % uses.length];
    if (use !== undefined && use !== null) found[key] = use;
  }
  return found;
}

function scoringCase(
  ruleSet: RuleSet,
  { uses, member, lines, activity, paymentMeans, ...sale }: Sale,
): ScoringCase {
  const facts = member === null ? null : memberOf({ ...member, limitUses: usesOf(ruleSet, uses, true) });
  const input = inputOf({
    ...sale,
    ...(activity === null ? { lines } : { activity }),
    ...(paymentMeans === null ? {} : { paymentMeans }),
    member: facts,
    limitUses: usesOf(ruleSet, uses, false),
  });
  return { ruleSet, input };
}

/** A rule set with a sale, or at times an activity. */
export function anyCase(offersMost = 7): fc.Arbitrary<ScoringCase> {
  return fc.tuple(anyRuleSet(offersMost), anySale).map(([ruleSet, sale]) => scoringCase(ruleSet, sale));
}
