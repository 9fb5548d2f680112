/** Faults of meaning, each planted into a sound offer: what, how, the code, and the place below the offer. */

import type { Fields } from '#test/support/rule-set-file.ts';
import type { Planted } from './planted-form.ts';

const conditions = (...of: readonly Fields[]): Fields => ({ conditions: of });
const effect = (fields: Fields): Fields => ({ effects: [fields] });
const name = { fa: 'هدیه', en: 'Gift' };
const dates = (from: string, until: string, times: Fields = {}): Fields => ({
  kind: 'dates',
  from,
  until,
  ...times,
});
const recurring = (calendar: string, from: readonly number[], until: readonly number[]): Fields => ({
  kind: 'recurring',
  calendar,
  from: { month: from[0], day: from[1] },
  until: { month: until[0], day: until[1] },
});
const none = (...of: readonly Fields[]): Fields => ({ kind: 'none', of });
const atLeast = (amountMinor: number, fields: Fields = {}): Fields => ({
  kind: 'amount',
  bound: 'atLeast',
  amountMinor,
  ...fields,
});
const steps = (gives: string, ...of: readonly (readonly [number, number])[]): Fields => ({
  kind: 'steps',
  by: 'amountMinor',
  gives,
  steps: of.map(([from, value]) => ({ from, value })),
});

const never: readonly Planted[] = [
  [
    'dates that end before they begin',
    conditions(dates('2026-03-02', '2026-03-01')),
    'datesReversed',
    '.conditions[0].until',
  ],
  [
    'a day that ends before it begins',
    conditions(dates('2026-03-01', '2026-03-01', { fromTime: '20:00', untilTime: '18:00' })),
    'timesReversed',
    '.conditions[0].untilTime',
  ],
  [
    'dates apart',
    conditions(dates('2026-03-01', '2026-03-02'), dates('2026-03-03', '2026-03-04')),
    'contradicts',
    '.conditions[1]',
  ],
  [
    'a blackout of all its dates',
    conditions(dates('2026-03-02', '2026-03-03'), none(dates('2026-03-01', '2026-03-04'))),
    'contradicts',
    '.conditions[1].of[0]',
  ],
  [
    'weekdays apart',
    conditions({ kind: 'weekdays', anyOf: ['sat', 'sun'] }, { kind: 'weekdays', anyOf: ['fri'] }),
    'contradicts',
    '.conditions[1]',
  ],
  [
    'every weekday excluded',
    conditions(none({ kind: 'weekdays', anyOf: ['sat', 'sun', 'mon', 'tue', 'wed', 'thu', 'fri'] })),
    'neverHolds',
    '.conditions[0].of[0]',
  ],
  [
    'hours apart, one of them over midnight',
    conditions(
      { kind: 'hours', from: '22:00', until: '02:00' },
      { kind: 'hours', from: '02:00', until: '22:00' },
    ),
    'contradicts',
    '.conditions[1]',
  ],
  [
    'a weekday that its dates lack',
    conditions(dates('2026-11-21', '2026-11-22'), { kind: 'weekdays', anyOf: ['wed'] }),
    'contradicts',
    '.conditions[1]',
  ],
  [
    'hours that its one day no longer has',
    conditions(dates('2026-11-21', '2026-11-21', { fromTime: '12:00' }), {
      kind: 'hours',
      from: '08:00',
      until: '12:00',
    }),
    'contradicts',
    '.conditions[1]',
  ],
  [
    'Nowruz in autumn',
    conditions(recurring('persian', [1, 1], [1, 13]), dates('2026-10-01', '2026-11-30')),
    'contradicts',
    '.conditions[0]',
  ],
  [
    'Nowruz and Yalda at once',
    conditions(recurring('persian', [1, 1], [1, 13]), recurring('persian', [9, 30], [9, 30])),
    'contradicts',
    '.conditions[1]',
  ],
  [
    '30 days in a month of 29 at most',
    conditions(recurring('gregorian', [2, 30], [3, 1])),
    'impossibleDate',
    '.conditions[0].from.day',
  ],
  [
    '31 Esfand',
    conditions(recurring('persian', [12, 29], [12, 31])),
    'impossibleDate',
    '.conditions[0].until.day',
  ],
  ['31 Mehr', conditions(recurring('persian', [7, 31], [8, 1])), 'impossibleDate', '.conditions[0].from.day'],
  [
    'a lunar 31st',
    conditions(recurring('hijri', [9, 1], [9, 31])),
    'impossibleDate',
    '.conditions[0].until.day',
  ],
  [
    'tiers apart',
    conditions({ kind: 'tier', anyOf: ['gold'] }, { kind: 'tier', anyOf: ['silver'] }),
    'contradicts',
    '.conditions[1]',
  ],
  [
    'an excluded tier',
    conditions({ kind: 'tier', anyOf: ['gold'] }, none({ kind: 'tier', anyOf: ['gold', 'silver'] })),
    'contradicts',
    '.conditions[1].of[0]',
  ],
  [
    'a means of payment that is another',
    conditions({ kind: 'paymentMeans', anyOf: ['cash'] }, { kind: 'paymentMeans', anyOf: ['card'] }),
    'contradicts',
    '.conditions[1]',
  ],
  [
    'a store outside its group',
    conditions({ kind: 'storeGroup', anyOf: ['north'] }, { kind: 'store', anyOf: ['shiraz'] }),
    'contradicts',
    '.conditions[1]',
  ],
  [
    'arms apart',
    conditions(
      { kind: 'arm', experimentId: 'trial', anyOf: ['a'] },
      { kind: 'arm', experimentId: 'trial', anyOf: ['b'] },
    ),
    'contradicts',
    '.conditions[1]',
  ],
  [
    'an arm beyond the rollout',
    conditions(
      { kind: 'arm', experimentId: 'trial', anyOf: ['b'] },
      { kind: 'rollout', experimentId: 'trial', basisPoints: 5_000 },
    ),
    'contradicts',
    '.conditions[1]',
  ],
  [
    'at least more than at most',
    conditions({ kind: 'earlierVisits', atLeast: 5, atMost: 4 }),
    'rangeReversed',
    '.conditions[0].atMost',
  ],
  [
    'a first purchase after others',
    conditions({ kind: 'firstPurchase' }, { kind: 'earlierVisits', atLeast: 1 }),
    'contradicts',
    '.conditions[1]',
  ],
  [
    'a first purchase after a last visit',
    conditions({ kind: 'firstPurchase' }, { kind: 'daysSinceLastVisit', atLeast: 0 }),
    'contradicts',
    '.conditions[1]',
  ],
  [
    'a first purchase with earlier spending',
    conditions(
      { kind: 'firstPurchase' },
      { kind: 'purchases', measure: 'spentMinor', period: 'month', atLeast: 1 },
    ),
    'contradicts',
    '.conditions[1]',
  ],
  [
    'more purchases this month than ever',
    conditions(
      { kind: 'purchases', measure: 'visits', period: 'month', atLeast: 3 },
      { kind: 'earlierVisits', atLeast: 0, atMost: 2 },
    ),
    'contradicts',
    '.conditions[1]',
  ],
  [
    'amounts apart',
    conditions({ kind: 'amount', bound: 'above', amountMinor: 99 }, none(atLeast(100))),
    'contradicts',
    '.conditions[1].of[0]',
  ],
  [
    'a part that costs more than the whole may',
    conditions(none(atLeast(100)), atLeast(100, { of: { groupIds: ['nuts'] } })),
    'contradicts',
    '.conditions[1]',
  ],
  [
    'more than a basket may cost',
    conditions({ kind: 'amount', bound: 'above', amountMinor: 1e15 }),
    'neverHolds',
    '.conditions[0]',
  ],
  [
    'the same asked for and excluded',
    conditions({ kind: 'referred' }, none({ kind: 'referred' })),
    'excludesItself',
    '.conditions[1].of[0]',
  ],
  [
    'the same asked for and excluded, deep inside',
    conditions({
      kind: 'all',
      of: [{ kind: 'any', of: [{ kind: 'referred' }] }, none({ kind: 'any', of: [{ kind: 'referred' }] })],
    }),
    'neverHolds',
    '.conditions[0].of[0]',
  ],
  [
    'points for those who are no member',
    { ...conditions(none({ kind: 'member' })), ...effect({ kind: 'bonusPoints', points: 1 }) },
    'excludesItself',
    '.conditions[0].of[0]',
  ],
  [
    'a tier of those who are no member',
    conditions(none({ kind: 'member' }), { kind: 'tier', anyOf: ['gold'] }),
    'contradicts',
    '.conditions[1]',
  ],
];

const activity = { kind: 'enrolment' };
const gifts: readonly Planted[] = [
  ['a discount for an activity', { activity }, 'activityCannotGive', '.effects[0]'],
  ...['pointsPerAmount', 'walletCreditPercent'].map((kind): Planted => [
    `${kind} for an activity`,
    {
      activity,
      ...effect(kind === 'pointsPerAmount' ? { kind, points: 1, perMinor: 1 } : { kind, basisPoints: 1 }),
    },
    'activityCannotGive',
    '.effects[0]',
  ]),
  [
    'stamps by the piece for an activity',
    { activity, ...effect({ kind: 'stamps', stampCardId: 'coffee', stamps: 1, perPieceOf: {} }) },
    'activityCannotGive',
    '.effects[0]',
  ],
  [
    'a basket of an activity',
    { activity, ...effect({ kind: 'bonusPoints', points: 1 }), ...conditions({ kind: 'contains', of: {} }) },
    'activityHasNoBasket',
    '.conditions[0]',
  ],
  ['a cap of nothing', { discountCapMinor: 0 }, 'givesNothing', '.discountCapMinor'],
  [
    'an effect’s cap of nothing',
    effect({ kind: 'discountPercent', basisPoints: 1, capMinor: 0 }),
    'givesNothing',
    '.effects[0].capMinor',
  ],
  [
    'a discount above its cap',
    { ...effect({ kind: 'discountFixed', amountMinor: 11 }), discountCapMinor: 10 },
    'exceedsCap',
    '.effects[0].amountMinor',
  ],
  [
    'a discount above the cap of every sale',
    effect({ kind: 'discountFixed', amountMinor: 1_000_001 }),
    'exceedsCap',
    '.effects[0].amountMinor',
  ],
  [
    'a step above its cap',
    { ...effect(steps('discountMinor', [1, 10], [2, 11])), discountCapMinor: 10 },
    'exceedsCap',
    '.effects[0].steps[1].value',
  ],
  [
    'credit above its budget',
    {
      ...effect({ kind: 'walletCreditFixed', amountMinor: 11 }),
      limits: [{ scope: 'chain', costMinor: 10 }],
    },
    'exceedsCap',
    '.effects[0].amountMinor',
  ],
  [
    'points above their budget',
    { ...effect({ kind: 'bonusPoints', points: 11 }), limits: [{ scope: 'member', costMinor: 10_000 }] },
    'exceedsCap',
    '.effects[0].points',
  ],
  [
    'a gift above its budget',
    {
      ...effect({ kind: 'gift', giftId: 'cup', name, worthMinor: 11 }),
      limits: [{ scope: 'basket', costMinor: 10 }],
    },
    'exceedsCap',
    '.effects[0].worthMinor',
  ],
  [
    'steps that do not rise',
    effect(steps('points', [2, 1], [2, 2])),
    'stepsNotRising',
    '.effects[0].steps[1].from',
  ],
  ['steps that fall', effect(steps('points', [1, 2], [2, 1])), 'stepsFall', '.effects[0].steps[1].value'],
  [
    'more free than bought',
    effect({ kind: 'cheapestFree', everyPieces: 2, freePieces: 3 }),
    'freeAboveEvery',
    '.effects[0].freePieces',
  ],
  [
    'tickets worth more than can be counted',
    effect({ kind: 'raffleTickets', raffleId: 'r', name, tickets: 1, perMinor: 1, worthMinor: 1_000 }),
    'worthTooLarge',
    '.effects[0]',
  ],
  ['a limit of nothing', { limits: [{ scope: 'chain' }] }, 'limitEmpty', '.limits[0]'],
  [
    'a basket’s period',
    { limits: [{ scope: 'basket', costMinor: 1, period: 'day' }] },
    'basketLimitPeriod',
    '.limits[0].period',
  ],
  [
    'a basket’s uses',
    { limits: [{ scope: 'basket', costMinor: 1, uses: 1 }] },
    'basketLimitUses',
    '.limits[0].uses',
  ],
  ['a countdown without an end', { countdown: true }, 'countdownEndless', '.countdown'],
];

const names: readonly Planted[] = [
  [
    'a tier that is none',
    conditions({ kind: 'tier', anyOf: ['gold', 'golden'] }),
    'misspeltName',
    '.conditions[0].anyOf[1]',
  ],
  [
    'a tier like no other',
    conditions({ kind: 'tier', anyOf: ['platinum'] }),
    'unknownName',
    '.conditions[0].anyOf[0]',
  ],
  [
    'an unknown store',
    conditions({ kind: 'store', anyOf: ['tehren'] }),
    'misspeltName',
    '.conditions[0].anyOf[0]',
  ],
  [
    'an unknown group of stores',
    conditions({ kind: 'storeGroup', anyOf: ['west'] }),
    'unknownName',
    '.conditions[0].anyOf[0]',
  ],
  [
    'an unknown product group, in a group of conditions',
    conditions({ kind: 'any', of: [{ kind: 'contains', of: { groupIds: ['nutz'] } }] }),
    'misspeltName',
    '.conditions[0].of[0].of.groupIds[0]',
  ],
  [
    'an unknown product of an effect',
    effect({ kind: 'discountPercent', basisPoints: 1, on: { productIds: ['tea', 'cofee'] } }),
    'misspeltName',
    '.effects[0].on.productIds[1]',
  ],
  [
    'an unknown brand',
    conditions({ kind: 'quantity', atLeast: 1, of: { brandIds: ['x'] } }),
    'misspeltName',
    '.conditions[0].of.brandIds[0]',
  ],
  [
    'an unknown tag',
    conditions({ kind: 'contains', of: { tags: ['clearence'] } }),
    'misspeltName',
    '.conditions[0].of.tags[0]',
  ],
  [
    'an unknown experiment',
    conditions({ kind: 'rollout', experimentId: 'trail', basisPoints: 1 }),
    'misspeltName',
    '.conditions[0].experimentId',
  ],
  [
    'an unknown arm',
    conditions({ kind: 'arm', experimentId: 'trial', anyOf: ['control'] }),
    'unknownName',
    '.conditions[0].anyOf[0]',
  ],
  [
    'an unknown stamp card',
    effect({ kind: 'stamps', stampCardId: 'coffe', stamps: 1 }),
    'misspeltName',
    '.effects[0].stampCardId',
  ],
  [
    'an offer that it may not stand beside and is none',
    { stacking: { mode: 'single', notWith: ['ofer-1'] } },
    'misspeltName',
    '.stacking.notWith[0]',
  ],
  ['itself', { stacking: { mode: 'single', notWith: ['offer'] } }, 'namesItself', '.stacking.notWith[0]'],
  [
    'an offer of its own exclusive group',
    { stacking: { mode: 'stackable', exclusiveGroup: 'weekend', notWith: ['offer-1'] } },
    'overlapsOwnGroup',
    '.stacking.notWith[0]',
  ],
  [
    'a group, although alone',
    { stacking: { mode: 'alone', exclusiveGroup: 'weekend' } },
    'alreadyAlone',
    '.stacking.exclusiveGroup',
  ],
  [
    'a group that no other offer has',
    { stacking: { mode: 'single', exclusiveGroup: 'weekand' } },
    'lonelyGroup',
    '.stacking.exclusiveGroup',
  ],
];

export const plantedOffers: readonly Planted[] = [...never, ...gifts, ...names];
