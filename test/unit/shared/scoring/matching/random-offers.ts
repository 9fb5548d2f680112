/** Random rule sets and sales with few names, so that offers match, miss narrowly and stand in crowded places. */

import fc from 'fast-check';
import { minor } from '#shared/domain/money.ts';
import type { LimitUse, MemberFacts } from '#shared/scoring/facts/member-facts.ts';
import { dateWindowKey } from '#shared/scoring/facts/fact-questions.ts';
import type { ScoreInput } from '#shared/scoring/facts/score-input.ts';
import type { RuleSet } from '#shared/scoring/language/rule-set.ts';
import { inputOf, ruleSetOf } from '#test/support/scoring.ts';
import type { LineSketch } from '#test/support/scoring.ts';

const offersMax = 60;
const tier = fc.constantFrom('bronze', 'silver', 'gold');
const segment = fc.constantFrom('parents', 'students', 'tourists');
const memberTag = fc.constantFrom('vip', 'staff', 'press');
const store = fc.constantFrom('store', 'north', 'south');
const product = fc.constantFrom('p1', 'p2', 'p3');
const group = fc.constantFrom('tea', 'nuts', 'home');
const brand = fc.constantFrom('lotus', 'cedar');
const lineTag = fc.constantFrom('fresh', 'clearance');
const means = fc.constantFrom('cash' as const, 'card' as const, 'wallet' as const);
const amountMinor = fc.constantFrom(0, 1, 10_000, 50_000, 100_000, 150_000, 400_000);
const count = fc.integer({ min: 0, max: 4 });
const time = fc.constantFrom('00:00', '09:00', '12:00', '12:01', '22:00');
const date = fc.constantFrom(
  '2024-02-29',
  '2025-12-31',
  '2026-11-01',
  '2026-11-21',
  '2026-11-22',
  '2026-12-20',
  '2030-01-01',
  '2060-06-06',
);
const anyOf = <Value>(value: fc.Arbitrary<Value>) => fc.uniqueArray(value, { minLength: 1, maxLength: 3 });
const kind = <Kind extends string>(name: Kind) => fc.constant(name);

/** Fields that are sometimes there. */
function some<Model extends Record<string, fc.Arbitrary<unknown>>>(model: Model) {
  return fc.record(model, { requiredKeys: [] });
}

function rarely<Value>(value: fc.Arbitrary<Value>) {
  return fc.oneof({ arbitrary: fc.constant(undefined), weight: 8 }, { arbitrary: value, weight: 1 });
}

export const anySelector = fc.oneof(
  some({
    productIds: anyOf(product),
    groupIds: anyOf(group),
    brandIds: anyOf(brand),
    tags: anyOf(lineTag),
    exceptReduced: fc.constant(true),
  }),
  fc.record({ groupIds: fc.tuple(group) }),
  fc.record({ productIds: fc.tuple(product) }),
);

function ranged<Fixed extends object>(fixed: fc.Arbitrary<Fixed>) {
  return fc.tuple(fixed, count, fc.option(count, { nil: undefined })).map(([rest, atLeast, more]) => ({
    ...rest,
    atLeast,
    ...(more === undefined ? {} : { atMost: atLeast + more }),
  }));
}

const window = {
  kind: 'effectiveDate',
  dateKind: 'birthday',
  daysBefore: 3,
  daysAfter: 1,
} as const;

const audience = fc.oneof(
  fc.record({ kind: kind('member') }),
  fc.record({ kind: kind('tier'), anyOf: anyOf(tier) }),
  fc.record({ kind: kind('tier'), anyOf: anyOf(tier) }),
  fc.record({ kind: kind('segment'), anyOf: anyOf(segment) }),
  fc.record({ kind: kind('memberTag'), anyOf: anyOf(memberTag) }),
  fc.record({ kind: kind('store'), anyOf: anyOf(store) }),
  fc.record({ kind: kind('storeGroup'), anyOf: anyOf(fc.constantFrom('all', 'cold', 'none')) }),
  fc.record({ kind: kind('arm'), experimentId: kind('e'), anyOf: anyOf(fc.constantFrom('a', 'b')) }),
  fc.record({
    kind: kind('rollout'),
    experimentId: kind('e'),
    basisPoints: fc.constantFrom(1, 2_500, 10_000),
  }),
  ranged(fc.record({ kind: kind('earlierVisits') })),
  fc.record({ kind: kind('firstPurchase') }),
  ranged(fc.record({ kind: kind('daysSinceLastVisit') })),
  ranged(
    fc.record({
      kind: kind('purchases'),
      measure: kind('visits'),
      period: fc.constantFrom('month', { days: 30 }),
    }),
  ),
  fc.constant(window),
  fc.record({ kind: kind('referred') }),
  fc.record({ kind: kind('referrer'), atLeast: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ kind: kind('consent'), allOf: anyOf(fc.constantFrom('sms', 'mail')) }),
);

const schedule = fc.oneof(
  fc
    .tuple(date, date, some({ fromTime: time, untilTime: time }))
    .map(([one, other, times]) => ({ one, other, times }))
    .map(({ one, other, times }) => {
      const [from, until] = [one, other].toSorted();
      return from === until ? { kind: 'dates', from, until } : { kind: 'dates', from, until, ...times };
    }),
  fc.record({ kind: kind('weekdays'), anyOf: anyOf(fc.constantFrom('sat', 'sun', 'mon')) }),
  fc.record({ kind: kind('hours'), from: time, until: time }),
  fc.record({
    kind: kind('recurring'),
    calendar: fc.constantFrom('persian', 'gregorian'),
    from: fc.constant({ month: 9, day: 1 }),
    until: fc.constantFrom({ month: 9, day: 1 }, { month: 11, day: 30 }, { month: 2, day: 1 }),
  }),
);

const basket = fc.oneof(
  fc
    .tuple(fc.constantFrom('above', 'atLeast'), amountMinor)
    .map(([bound, amount]) => ({ kind: 'amount', bound, amountMinor: amount })),
  fc.record({
    kind: kind('amount'),
    of: anySelector,
    bound: fc.constantFrom('above', 'atLeast'),
    amountMinor,
  }),
  fc.record({ kind: kind('quantity'), of: anySelector, atLeast: fc.integer({ min: 1, max: 6 }) }),
  fc.record({ kind: kind('quantity'), atLeast: fc.integer({ min: 1, max: 6 }) }),
  fc.record({ kind: kind('contains'), of: anySelector }),
  fc.record({ kind: kind('paymentMeans'), anyOf: anyOf(means) }),
);

const leaf = fc.oneof(
  { arbitrary: audience, weight: 3 },
  { arbitrary: schedule, weight: 1 },
  { arbitrary: basket, weight: 5 },
);
/** What crowds of offers have in common, and the index parts them by. */
const crowd = fc.constantFrom<fc.Arbitrary<object>[]>(
  fc.record({ kind: kind('tier'), anyOf: fc.tuple(tier) }),
  fc.record({ kind: kind('segment'), anyOf: anyOf(segment) }),
  fc.record({ kind: kind('memberTag'), anyOf: anyOf(memberTag) }),
  fc.record({ kind: kind('store'), anyOf: fc.tuple(store) }),
  fc.constantFrom(
    { kind: 'dates', from: '2026-11-20', until: '2026-12-31' },
    { kind: 'dates', from: '2025-12-01', until: '2026-11-30' },
    { kind: 'dates', from: '2024-02-29', until: '2026-11-22' },
    { kind: 'dates', from: '2027-01-01', until: '2027-01-31' },
  ),
);
const flat = fc.record({
  kind: fc.constantFrom('all', 'any', 'none'),
  of: fc.array(leaf, { minLength: 1, maxLength: 3 }),
});
const nested = fc.record({
  kind: fc.constantFrom('all', 'any', 'none'),
  of: fc.array(fc.oneof(leaf, flat), { minLength: 1, maxLength: 3 }),
});
const condition = fc.oneof({ arbitrary: leaf, weight: 6 }, { arbitrary: nested, weight: 1 });

const effect = fc.oneof(
  fc.constant({ kind: 'discountPercent', basisPoints: 1_000 }),
  fc.record({ kind: kind('discountPercent'), basisPoints: fc.constant(500), on: anySelector }),
  fc.constant({ kind: 'freeDelivery', worthMinor: 9_000 }),
  fc.constant({ kind: 'bonusPoints', points: 5 }),
  fc.constant({ kind: 'steps', by: 'quantity', gives: 'points', steps: [{ from: 2, value: 3 }] }),
);

const limit = fc.oneof(
  fc.record({
    scope: fc.constantFrom('chain', 'store', 'till', 'member'),
    uses: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({
    scope: fc.constantFrom('chain', 'member', 'basket'),
    period: fc.constantFrom('day', 'month'),
    costMinor: fc.integer({ min: 1, max: 3 }),
  }),
);

const activity = fc
  .tuple(
    fc.record({ kind: fc.constantFrom('surveyAnswered', 'keyFigure') }),
    some({ subjectId: fc.constantFrom('s', 't'), atLeast: fc.integer({ min: 1, max: 3 }) }),
  )
  .map(([one, other]) => ({ ...one, ...other }));

function offersOf(traits: readonly fc.Arbitrary<object>[]) {
  const shared = fc.tuple(
    ...traits.map((trait) => rarely(trait).map((one) => (one === undefined ? [] : [one]))),
  );
  const fields = fc.tuple(
    fc.record({
      conditions: fc
        .tuple(
          fc.oneof(
            fc.tuple(...traits),
            shared.map((lists) => lists.flat()),
          ),
          fc.array(condition, { maxLength: 2 }),
        )
        .map(([common, others]) => [...common, ...others]),
      effects: fc.array(effect, { minLength: 1, maxLength: 2 }),
      limits: fc.oneof(
        { arbitrary: fc.constant([]), weight: 3 },
        { arbitrary: fc.array(limit, { minLength: 1, maxLength: 2 }), weight: 1 },
      ),
    }),
    rarely(activity),
  );
  const offer = fields.map(([one, trigger]) => (trigger === undefined ? one : { ...one, activity: trigger }));
  return fc.array(offer, { maxLength: offersMax, size: 'max' });
}

/** Offers are numbered in the order of the rule set. */
export const anyRuleSet: fc.Arbitrary<RuleSet> = fc
  .uniqueArray(crowd, { maxLength: 2 })
  .chain(offersOf)
  .map((offers) =>
    ruleSetOf({
      storeGroups: [
        { storeGroupId: 'all', storeIds: ['store', 'north', 'south'] },
        { storeGroupId: 'cold', storeIds: ['north'] },
      ],
      experiments: [
        {
          experimentId: 'e',
          salt: 'salt',
          arms: [
            { armId: 'a', basisPoints: 2_500 },
            { armId: 'b', basisPoints: 5_000 },
          ],
        },
      ],
      offers: offers.map((offer, place) => ({ offerId: `o${place}`, ...offer })),
    }),
  );

/** Earlier uses of every offer, under each key that a limit of it can have. */
const limitUses = fc.array(fc.constantFrom(0, 0, 1, 2, 3), { minLength: 7, maxLength: 7 }).map((counts) => {
  const uses: Record<string, LimitUse> = {};
  let next = 0;
  for (const scope of ['chain', 'store', 'till', 'member']) {
    for (const period of ['lifetime', 'day', 'month']) {
      for (let place = 0; place < offersMax; place += 1) {
        const [used = 0, cost = 0] = [counts[next % 7], counts[(next + place) % 7]];
        uses[`o${place}/${scope}/${period}`] = { uses: used, costMinor: minor(cost) };
        next += 1;
      }
    }
  }
  return uses;
});

export const anyMember: fc.Arbitrary<MemberFacts> = fc.record({
  tierId: tier,
  segments: fc.uniqueArray(segment, { maxLength: 3 }),
  tags: fc.uniqueArray(memberTag, { maxLength: 3 }),
  consents: fc.uniqueArray(fc.constantFrom('sms', 'mail'), { maxLength: 2 }),
  earlierVisits: count,
  daysSinceLastVisit: fc.option(count),
  purchases: fc.dictionary(
    fc.constantFrom('month', 'days:30'),
    fc.record({ visits: count, spentMinor: count.map(minor) }),
  ),
  openWindows: fc.constantFrom([], [dateWindowKey(window)]),
  isReferred: fc.boolean(),
  referrals: count,
  buckets: fc.constantFrom(
    {},
    { e: 0 },
    { e: 2_499 },
    { e: 2_500 },
    { e: 7_499 },
    { e: 7_500 },
    { e: 9_999 },
  ),
  stamps: fc.constant({}),
  limitUses,
});

export const anyLine: fc.Arbitrary<LineSketch> = fc
  .tuple(
    fc.record({
      unitPriceMinor: fc.constantFrom(0, 10_000, 25_000, 60_000, 150_000),
      quantity: fc.integer({ min: 1, max: 4 }),
      groupId: fc.option(group),
    }),
    some({
      productId: product,
      brandId: brand,
      tags: fc.uniqueArray(lineTag, { maxLength: 2 }),
      isReduced: fc.constant(true),
    }),
  )
  .map(([one, other]) => ({ ...one, ...other }));

const now = fc.constantFrom(
  '2026-11-22 12:00',
  '2026-11-22 00:00',
  '2026-11-21 21:59',
  '2026-12-20 09:00',
  '2025-12-31 23:59',
);

/** Sales mostly; every eighth an activity. */
export const anyInput: fc.Arbitrary<ScoreInput> = fc
  .tuple(
    fc.record({
      lines: fc.oneof(
        { arbitrary: fc.array(anyLine, { minLength: 1, maxLength: 6 }), weight: 12 },
        { arbitrary: fc.constant([]), weight: 1 },
      ),
      member: fc.option(anyMember, { freq: 6 }),
      storeId: store,
      now,
      limitUses,
    }),
    fc.option(means, { nil: undefined }),
    rarely(
      fc.record({
        kind: fc.constantFrom('surveyAnswered' as const, 'keyFigure' as const),
        subjectId: fc.constantFrom('s', 't', null),
        value: fc.integer({ min: 0, max: 3 }),
      }),
    ),
  )
  .map(([sale, paymentMeans, one]) =>
    inputOf({
      ...sale,
      ...(paymentMeans === undefined ? {} : { paymentMeans }),
      ...(one === undefined ? {} : { activity: one }),
    }),
  );
