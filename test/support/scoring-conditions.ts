/** Random conditions and selectors that often hold for the baskets and members of the scoring tests. */

import fc from 'fast-check';
import type { EffectiveDateCondition } from '#shared/scoring/language/condition.ts';

export const groupIds = ['tea', 'nuts', 'toys'] as const;
export const brandIds = ['golestan', 'lvl'] as const;
export const productTags = ['fresh', 'sale'] as const;
export const productIds = ['pistachio', 'mug'] as const;

const kindOf = <Kind extends string>(kind: Kind) => fc.constant(kind);
const someOf = (names: readonly string[]) =>
  fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 2 });
/** One time in four. */
export const rarely = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.oneof({ arbitrary: fc.constant(undefined), weight: 3 }, { arbitrary: value, weight: 1 });

/** Mostly one list, at times several, none, or goods at full price only. */
export const anySelector = fc.oneof(
  fc.record({ groupIds: someOf(groupIds) }),
  fc.record({ groupIds: someOf(groupIds), exceptReduced: rarely(fc.constant(true)) }),
  fc.record({
    productIds: rarely(someOf(productIds)),
    brandIds: rarely(someOf(brandIds)),
    tags: rarely(someOf(productTags)),
    exceptReduced: rarely(fc.constant(true)),
  }),
);

/** Windows that conditions ask about; whether one is open is a fact. */
export const dateWindows: readonly EffectiveDateCondition[] = [
  { kind: 'effectiveDate', dateKind: 'birthday', daysBefore: 0, daysAfter: 0 },
  { kind: 'effectiveDate', dateKind: 'birthday', daysBefore: 7, daysAfter: 7, missingDay: 'dayAfter' },
  { kind: 'effectiveDate', dateKind: 'wedding', daysBefore: 3, daysAfter: 0, calendar: 'gregorian' },
  {
    kind: 'effectiveDate',
    dateKind: 'wedding',
    daysBefore: 30,
    daysAfter: 5,
    calendar: 'hijri',
    missingDay: 'skipYear',
  },
];

export const periods = ['lifetime', 'day', 'week', 'month', 'year', { days: 10 }] as const;

const range = (max: number) => ({
  atLeast: fc.integer({ min: 0, max }),
  atMost: rarely(fc.integer({ min: 0, max: max * 2 })),
});

const audience = fc.oneof(
  fc.constant({ kind: 'member' }),
  fc.record({ kind: kindOf('tier'), anyOf: someOf(['silver', 'gold']) }),
  fc.record({ kind: kindOf('segment'), anyOf: someOf(['young', 'near']) }),
  fc.record({ kind: kindOf('memberTag'), anyOf: someOf(['tea-lover', 'employee']) }),
  fc.record({ kind: kindOf('consent'), allOf: someOf(['sms', 'email']) }),
  fc.record({ kind: kindOf('store'), anyOf: someOf(['store', 'vanak']) }),
  fc.constant({ kind: 'storeGroup', anyOf: ['north'] }),
  fc.record({ kind: kindOf('arm'), experimentId: fc.constant('text'), anyOf: someOf(['a', 'b']) }),
  fc.record({
    kind: kindOf('rollout'),
    experimentId: fc.constant('text'),
    basisPoints: fc.constantFrom(1, 4_000, 10_000),
  }),
  fc.record({ kind: kindOf('earlierVisits'), ...range(12) }),
  fc.constant({ kind: 'firstPurchase' }),
  fc.record({ kind: kindOf('daysSinceLastVisit'), ...range(90) }),
  fc.record({
    kind: kindOf('purchases'),
    measure: fc.constantFrom('spentMinor', 'visits'),
    period: fc.constantFrom(...periods),
    ...range(20),
  }),
  fc.constantFrom(...dateWindows),
  fc.constant({ kind: 'referred' }),
  fc.record({ kind: kindOf('referrer'), atLeast: fc.integer({ min: 1, max: 3 }) }),
);

const dates = ['2026-02-17', '2026-03-21', '2026-11-21', '2026-11-22', '2026-11-23', '2027-03-20'];
const times = ['00:00', '09:30', '12:00', '12:01', '23:59'];
const monthDay = fc.oneof(
  fc.constantFrom({ month: 1, day: 1 }, { month: 12, day: 29 }, { month: 12, day: 30 }, { month: 9, day: 1 }),
  fc.record({ month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 29 }) }),
);

const schedule = fc.oneof(
  fc
    .record({
      days: fc.tuple(fc.constantFrom(...dates), fc.constantFrom(...dates)),
      fromTime: rarely(fc.constantFrom(...times)),
      untilTime: rarely(fc.constantFrom(...times, '24:00')),
    })
    .map(({ days, ...rest }) => {
      const [from, until] = days.toSorted();
      return { kind: 'dates', from, until, ...rest };
    }),
  fc.record({ kind: kindOf('weekdays'), anyOf: someOf(['sat', 'sun', 'mon', 'fri']) }),
  fc.record({
    kind: kindOf('hours'),
    from: fc.constantFrom(...times),
    until: fc.constantFrom(...times, '24:00'),
  }),
  fc.record({
    kind: kindOf('recurring'),
    calendar: fc.constantFrom('gregorian', 'persian', 'hijri'),
    from: monthDay,
    until: monthDay,
    missingDay: rarely(fc.constantFrom('lastOfMonth', 'dayAfter', 'skipYear')),
  }),
);

export const anyBasketCondition: fc.Arbitrary<object> = fc.oneof(
  fc.record({
    kind: kindOf('amount'),
    of: rarely(anySelector),
    bound: fc.constantFrom('above', 'atLeast'),
    amountMinor: fc.integer({ min: 0, max: 6_000 }),
  }),
  fc.record({ kind: kindOf('quantity'), of: rarely(anySelector), atLeast: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ kind: kindOf('contains'), of: anySelector }),
  fc.record({ kind: kindOf('paymentMeans'), anyOf: someOf(['cash', 'card', 'wallet']) }),
);

const leaf = fc.oneof(
  { arbitrary: audience, weight: 2 },
  { arbitrary: schedule, weight: 1 },
  { arbitrary: anyBasketCondition, weight: 3 },
);
const grouped = (child: fc.Arbitrary<object>) =>
  fc.record({
    kind: fc.constantFrom('all', 'any', 'none'),
    of: fc.array(child, { minLength: 1, maxLength: 3 }),
  });

/** A leaf, a group of leaves, or a group of both. */
export const anyCondition: fc.Arbitrary<object> = fc.oneof(
  { arbitrary: leaf, weight: 5 },
  { arbitrary: grouped(leaf), weight: 1 },
  { arbitrary: grouped(fc.oneof(leaf, grouped(leaf))), weight: 1 },
);
