import { expect, test } from 'vitest';
import { minor } from '#shared/domain/money.ts';
import { dateWindowKey } from '#shared/scoring/facts/fact-questions.ts';
import { memberOf } from '#test/support/scoring.ts';
import type { SaleSketch } from '#test/support/scoring.ts';
import { holdsFor } from './matching.ts';

/** At each bound: what still holds, and the nearest that does not. */
type Row = readonly [title: string, condition: object, holding: SaleSketch, failing: SaleSketch];

const anonymous: SaleSketch = { member: null };
const birthday = { kind: 'effectiveDate', dateKind: 'birthday', daysBefore: 3, daysAfter: 0 } as const;
const member = (facts: Parameters<typeof memberOf>[0]): SaleSketch => ({ member: memberOf(facts) });
const visits = (count: number) => ({ visits: count, spentMinor: minor(count * 1_000) });
const month = (count: number): SaleSketch => member({ purchases: { month: visits(count) } });
const lines = (...sketches: NonNullable<SaleSketch['lines']>): SaleSketch => ({ lines: sketches });

const audience: readonly Row[] = [
  ['a member is anybody but an anonymous customer', { kind: 'member' }, {}, anonymous],
  [
    'a tier is one of those named',
    { kind: 'tier', anyOf: ['gold', 'silver'] },
    {},
    member({ tierId: 'bronze' }),
  ],
  ['a tier is not held by an anonymous customer', { kind: 'tier', anyOf: ['silver'] }, {}, anonymous],
  [
    'a segment is one of the member’s',
    { kind: 'segment', anyOf: ['parents', 'students'] },
    member({ segments: ['students'] }),
    member({ segments: ['tourists'], tags: ['students'] }),
  ],
  [
    'a tag is one of the member’s',
    { kind: 'memberTag', anyOf: ['vip'] },
    member({ tags: ['press', 'vip'] }),
    member({ segments: ['vip'] }),
  ],
  ['a store is one of those named', { kind: 'store', anyOf: ['north', 'store'] }, {}, { storeId: 'south' }],
  ['a store group has the store', { kind: 'storeGroup', anyOf: ['cold'] }, { storeId: 'north' }, {}],
  [
    'the first arm begins at place 0',
    { kind: 'arm', experimentId: 'e', anyOf: ['a'] },
    member({ buckets: { e: 0 } }),
    member({ buckets: { e: 2_500 } }),
  ],
  [
    'the second arm ends before the control group',
    { kind: 'arm', experimentId: 'e', anyOf: ['b'] },
    member({ buckets: { e: 7_499 } }),
    member({ buckets: { e: 7_500 } }),
  ],
  [
    'an arm is not had by a member without a place',
    { kind: 'arm', experimentId: 'e', anyOf: ['a', 'b'] },
    member({ buckets: { e: 2_500 } }),
    member({ buckets: {} }),
  ],
  [
    'a rollout takes the places below its share',
    { kind: 'rollout', experimentId: 'e', basisPoints: 2_500 },
    member({ buckets: { e: 2_499 } }),
    member({ buckets: { e: 2_500 } }),
  ],
  [
    'a rollout to all leaves out who has no place',
    { kind: 'rollout', experimentId: 'e', basisPoints: 10_000 },
    member({ buckets: { e: 9_999 } }),
    member({}),
  ],
  [
    'earlier visits include the lower bound',
    { kind: 'earlierVisits', atLeast: 10, atMost: 10 },
    member({ earlierVisits: 10 }),
    member({ earlierVisits: 9 }),
  ],
  [
    'earlier visits include the upper bound',
    { kind: 'earlierVisits', atLeast: 9, atMost: 10 },
    member({ earlierVisits: 10 }),
    member({ earlierVisits: 11 }),
  ],
  [
    'a first purchase has none before it',
    { kind: 'firstPurchase' },
    member({ earlierVisits: 0 }),
    member({ earlierVisits: 1 }),
  ],
  [
    'days since the last visit include the lower bound',
    { kind: 'daysSinceLastVisit', atLeast: 30 },
    member({ daysSinceLastVisit: 30 }),
    member({ daysSinceLastVisit: 29 }),
  ],
  [
    'days since the last visit include the upper bound',
    { kind: 'daysSinceLastVisit', atLeast: 0, atMost: 60 },
    member({ daysSinceLastVisit: 60 }),
    member({ daysSinceLastVisit: 61 }),
  ],
  [
    'days since the last visit never hold for who has not bought yet',
    { kind: 'daysSinceLastVisit', atLeast: 0 },
    member({ daysSinceLastVisit: 0 }),
    member({ daysSinceLastVisit: null }),
  ],
  [
    'purchases of a period include the lower bound',
    { kind: 'purchases', measure: 'visits', period: 'month', atLeast: 3 },
    month(3),
    month(2),
  ],
  [
    'purchases of a period include the upper bound',
    { kind: 'purchases', measure: 'spentMinor', period: 'month', atLeast: 0, atMost: 3_000 },
    month(3),
    month(4),
  ],
  [
    'purchases of a period without any are zero',
    { kind: 'purchases', measure: 'visits', period: { days: 30 }, atLeast: 0, atMost: 0 },
    member({}),
    member({ purchases: { 'days:30': visits(1) } }),
  ],
  [
    'an effective date holds while its window is open',
    birthday,
    member({ openWindows: [dateWindowKey(birthday)] }),
    member({ openWindows: [dateWindowKey({ ...birthday, daysAfter: 1 })] }),
  ],
  ['a referred member was brought', { kind: 'referred' }, member({ isReferred: true }), member({})],
  [
    'a referrer brought at least so many',
    { kind: 'referrer', atLeast: 2 },
    member({ referrals: 2 }),
    member({ referrals: 1 }),
  ],
  [
    'consent is given to each of those named',
    { kind: 'consent', allOf: ['mail', 'sms'] },
    member({ consents: ['mail', 'sms'] }),
    member({ consents: ['sms'] }),
  ],
];

const november = { kind: 'dates', from: '2026-11-22', until: '2026-11-30' };
const timed = { ...november, fromTime: '10:00', untilTime: '18:00' };
const night = { kind: 'hours', from: '22:00', until: '02:00' };
const yalda = {
  kind: 'recurring',
  calendar: 'persian',
  from: { month: 9, day: 30 },
  until: { month: 10, day: 1 },
};
const winter = {
  kind: 'recurring',
  calendar: 'gregorian',
  from: { month: 12, day: 30 },
  until: { month: 1, day: 2 },
};

const schedule: readonly Row[] = [
  ['dates begin on the first day', november, { now: '2026-11-22 00:00' }, { now: '2026-11-21 23:59' }],
  ['dates end with the last day', november, { now: '2026-11-30 23:59' }, { now: '2026-12-01 00:00' }],
  [
    'dates begin at their time of the first day',
    timed,
    { now: '2026-11-22 10:00' },
    { now: '2026-11-22 09:59' },
  ],
  [
    'dates end before their time of the last day',
    timed,
    { now: '2026-11-30 17:59' },
    { now: '2026-11-30 18:00' },
  ],
  [
    'times of dates mean nothing on the days between',
    timed,
    { now: '2026-11-25 23:59' },
    { now: '2026-12-25 12:00' },
  ],
  [
    'a weekday is one of those named',
    { kind: 'weekdays', anyOf: ['sun', 'fri'] },
    {},
    { now: '2026-11-23 12:00' },
  ],
  [
    'hours begin with their first minute',
    { kind: 'hours', from: '09:00', until: '12:00' },
    { now: '2026-11-22 09:00' },
    { now: '2026-11-22 08:59' },
  ],
  [
    'hours end before their last minute',
    { kind: 'hours', from: '09:00', until: '12:00' },
    { now: '2026-11-22 11:59' },
    { now: '2026-11-22 12:00' },
  ],
  [
    'hours last to the end of the day',
    { kind: 'hours', from: '20:00', until: '24:00' },
    { now: '2026-11-22 23:59' },
    { now: '2026-11-22 00:00' },
  ],
  ['hours go on past midnight', night, { now: '2026-11-22 01:59' }, { now: '2026-11-22 02:00' }],
  [
    'hours past midnight begin in the evening',
    night,
    { now: '2026-11-22 22:00' },
    { now: '2026-11-22 21:59' },
  ],
  [
    'a yearly day of the Persian calendar returns',
    yalda,
    { now: '2026-12-21 20:00' },
    { now: '2026-12-20 20:00' },
  ],
  ['yearly days end with the last', yalda, { now: '2026-12-22 23:59' }, { now: '2026-12-23 00:00' }],
  [
    'yearly days go on over the end of the year',
    winter,
    { now: '2027-01-02 10:00' },
    { now: '2027-01-03 10:00' },
  ],
  [
    'a lunar month begins as announced',
    { kind: 'recurring', calendar: 'hijri', from: { month: 9, day: 1 }, until: { month: 9, day: 1 } },
    { now: '2027-02-09 12:00' },
    { now: '2027-02-08 12:00' },
  ],
];

const tea = { groupIds: ['tea'] };
const basket: readonly Row[] = [
  [
    'an amount from a bound includes it',
    { kind: 'amount', bound: 'atLeast', amountMinor: 50_000 },
    lines([50_000]),
    lines([49_999]),
  ],
  [
    'an amount above a bound excludes it',
    { kind: 'amount', bound: 'above', amountMinor: 50_000 },
    lines([50_001]),
    lines([50_000]),
  ],
  [
    'an amount of a group counts its lines only',
    { kind: 'amount', of: tea, bound: 'atLeast', amountMinor: 50_000 },
    lines([25_000, 'tea', 2]),
    lines([49_999, 'tea'], [90_000, 'nuts']),
  ],

  [
    'a quantity counts pieces',
    { kind: 'quantity', of: tea, atLeast: 3 },
    lines([10, 'tea', 2], [10, 'tea']),
    lines([10, 'tea', 2], [10, 'nuts']),
  ],
  [
    'a quantity of all counts every piece',
    { kind: 'quantity', atLeast: 3 },
    lines([10, 'tea', 2], [10]),
    lines([10, 'tea', 2]),
  ],
  [
    'a basket contains a line of the group',
    { kind: 'contains', of: tea },
    lines([10], [0, 'tea']),
    lines([10, 'nuts']),
  ],
  [
    'a basket contains a line of the product',
    { kind: 'contains', of: { productIds: ['p'] } },
    lines({ unitPriceMinor: 1, productId: 'p' }),
    lines({ unitPriceMinor: 1, groupId: 'p' }),
  ],
  [
    'a basket contains a line of the brand',
    { kind: 'contains', of: { brandIds: ['b'] } },
    lines({ unitPriceMinor: 1, brandId: 'b' }),
    lines({ unitPriceMinor: 1, productId: 'b' }),
  ],
  [
    'a basket contains a line with the tag',
    { kind: 'contains', of: { tags: ['fresh'] } },
    lines({ unitPriceMinor: 1, tags: ['new', 'fresh'] }),
    lines({ unitPriceMinor: 1, brandId: 'fresh' }),
  ],
  [
    'a line is meant that any list names',
    { kind: 'contains', of: { ...tea, tags: ['fresh'] } },
    lines({ unitPriceMinor: 1, tags: ['fresh'] }),
    lines([1, 'nuts']),
  ],
  [
    'a reduced line is left out where reduced ones do not count',
    { kind: 'contains', of: { ...tea, exceptReduced: true } },
    lines([1, 'tea']),
    lines({ unitPriceMinor: 1, groupId: 'tea', isReduced: true }),
  ],
  [
    'a basket pays by one of those means',
    { kind: 'paymentMeans', anyOf: ['card', 'wallet'] },
    { paymentMeans: 'card' },
    { paymentMeans: 'cash' },
  ],
  [
    'unknown means of payment are none of them',
    { kind: 'paymentMeans', anyOf: ['cash', 'card', 'wallet', 'transfer'] },
    { paymentMeans: 'cash' },
    {},
  ],
];

const gold = { kind: 'tier', anyOf: ['gold'] };
const silver = { kind: 'tier', anyOf: ['silver'] };
const vip = { kind: 'memberTag', anyOf: ['vip'] };
const groups: readonly Row[] = [
  ['all of several hold together', { kind: 'all', of: [silver, vip] }, member({ tags: ['vip'] }), {}],
  ['any of several is enough', { kind: 'any', of: [gold, silver] }, {}, member({ tierId: 'bronze' })],
  ['none of several may hold', { kind: 'none', of: [gold, vip] }, {}, member({ tags: ['vip'] })],
  [
    'a group within a group counts as one',
    { kind: 'none', of: [{ kind: 'all', of: [silver, vip] }] },
    {},
    member({ tags: ['vip'] }),
  ],
  [
    'an exclusion of a member’s trait holds for an anonymous customer',
    { kind: 'none', of: [silver] },
    anonymous,
    {},
  ],
];

const names = {
  storeGroups: [{ storeGroupId: 'cold', storeIds: ['north'] }],
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
  hijriMonthStarts: [
    { year: 1448, month: 9, startsOn: '2027-02-09' },
    { year: 1448, month: 10, startsOn: '2027-03-10' },
  ],
};

test.each([...audience, ...schedule, ...basket, ...groups])('%s', (_title, condition, holding, failing) => {
  expect(holdsFor(condition, holding, names)).toBe(true);
  expect(holdsFor(condition, failing, names)).toBe(false);
});
