/** One rule set that uses every element of the language of offers; sound by every check. */

const name = { fa: 'پیشنهاد', en: 'Offer' };
const nuts = { groupIds: ['nuts'] };

const conditions = [
  { kind: 'member' },
  { kind: 'tier', anyOf: ['gold'] },
  { kind: 'segment', anyOf: ['families'] },
  { kind: 'memberTag', anyOf: ['staff'] },
  { kind: 'store', anyOf: ['tehran'] },
  { kind: 'storeGroup', anyOf: ['north'] },
  { kind: 'arm', experimentId: 'trial', anyOf: ['a'] },
  { kind: 'rollout', experimentId: 'trial', basisPoints: 6_000 },
  { kind: 'earlierVisits', atLeast: 1, atMost: 9 },
  { kind: 'daysSinceLastVisit', atLeast: 1, atMost: 9 },
  { kind: 'purchases', measure: 'visits', period: 'month', atLeast: 1, atMost: 4 },
  { kind: 'purchases', measure: 'spentMinor', period: { days: 90 }, atLeast: 1 },
  { kind: 'referred' },
  { kind: 'referrer', atLeast: 1 },
  { kind: 'consent', allOf: ['sms'] },
  {
    kind: 'effectiveDate',
    dateKind: 'birthday',
    daysBefore: 1,
    daysAfter: 1,
    calendar: 'hijri',
    missingDay: 'dayAfter',
  },
];

const moments = [
  { kind: 'dates', from: '2026-11-21', until: '2027-11-21', fromTime: '08:00', untilTime: '24:00' },
  { kind: 'weekdays', anyOf: ['thu', 'fri'] },
  { kind: 'hours', from: '18:00', until: '24:00' },
  {
    kind: 'recurring',
    calendar: 'persian',
    from: { month: 12, day: 15 },
    until: { month: 1, day: 13 },
    missingDay: 'skipYear',
  },
];

const baskets = [
  { kind: 'amount', of: { brandIds: ['sarv'], exceptReduced: true }, bound: 'atLeast', amountMinor: 1 },
  { kind: 'quantity', of: { tags: ['fresh'] }, atLeast: 2 },
  { kind: 'contains', of: { productIds: ['tea'] } },
  { kind: 'paymentMeans', anyOf: ['cash', 'wallet'] },
  {
    kind: 'all',
    of: [{ kind: 'any', of: [{ kind: 'firstPurchase' }, { kind: 'none', of: [{ kind: 'member' }] }] }],
  },
];

const terms = { releaseAfterDays: 7, expireAfterDays: 90 };
const effects = [
  { kind: 'pointsPerAmount', points: 1, perMinor: 100_000, on: nuts, rounding: 'ceil', ...terms },
  { kind: 'pointsMultiplier', factorBasisPoints: 20_000, ...terms },
  { kind: 'bonusPoints', points: 10, ...terms },
  { kind: 'walletCreditPercent', basisPoints: 500, on: nuts, capMinor: 900, ...terms },
  { kind: 'walletCreditFixed', amountMinor: 900, ...terms },
  { kind: 'steps', by: 'quantity', on: nuts, gives: 'points', steps: [{ from: 1, value: 1 }], ...terms },
];
const discounts = [
  { kind: 'discountPercent', basisPoints: 500, on: nuts, capMinor: 900 },
  { kind: 'discountFixed', amountMinor: 900, on: nuts },
  { kind: 'cheapestFree', on: nuts, everyPieces: 3, freePieces: 1, timesMax: 2 },
  { kind: 'fixedPrice', on: nuts, unitPriceMinor: 100 },
];
const things = [
  { kind: 'gift', giftId: 'cup', isSample: true, name, worthMinor: 100 },
  { kind: 'coupon', couponId: 'next', name, worthMinor: 100, expireAfterDays: 30 },
  { kind: 'raffleTickets', raffleId: 'car', name, tickets: 1, perMinor: 1_000_000, worthMinor: 100 },
  { kind: 'stamps', stampCardId: 'coffee', stamps: 1, perPieceOf: nuts },
  { kind: 'freeDelivery', worthMinor: 100 },
  { kind: 'tierProgress', progress: 1 },
];
const limits = [
  { scope: 'chain', period: 'week', costMinor: 1_000_000, uses: 1_000 },
  { scope: 'store', period: 'day', uses: 100 },
  { scope: 'till', period: { days: 2 }, uses: 100 },
  { scope: 'member', uses: 1 },
  { scope: 'basket', costMinor: 1_000_000 },
];

export const everyElement = {
  schemaVersion: 2,
  ruleSetId: 'every-element',
  currency: 'IRR',
  calendar: 'persian',
  valuation: {
    walletCreditBasisPoints: 10_000,
    pointMinor: 1_000,
    pendingBasisPoints: 9_000,
    conditionalBasisPoints: 5_000,
  },
  settings: {
    earnOn: 'paid',
    tax: 'excluded',
    offersPerSaleMax: 10,
    discountCapBasisPoints: 5_000,
    discountCapMinor: 1_000_000,
    lineFloorBasisPoints: 2_000,
    grantStepMinor: 10,
    nearMissBasisPoints: 3_000,
  },
  storeGroups: [{ storeGroupId: 'north', storeIds: ['tehran', 'rasht'] }],
  experiments: [{ experimentId: 'trial', salt: 's', arms: [{ armId: 'a', basisPoints: 5_000 }] }],
  stampCards: [
    { stampCardId: 'coffee', name, stampsNeeded: 5, reward: { giftId: 'cup', name, worthMinor: 100 } },
  ],
  hijriMonthStarts: [{ year: 1448, month: 9, startsOn: '2027-02-08' }],
  offers: [
    {
      offerId: 'members',
      name,
      conditions,
      effects,
      limits,
      stacking: { mode: 'perLine', exclusiveGroup: 'group', notWith: ['things'], stage: 2 },
      priority: -1,
    },
    {
      offerId: 'moments',
      name,
      conditions: [...moments, ...baskets],
      effects: discounts,
      discountCapMinor: 900_000,
      stacking: { mode: 'single', exclusiveGroup: 'group' },
      countdown: true,
      terms: name,
      reason: name,
    },
    { offerId: 'things', name, conditions: [], effects: things, stacking: { mode: 'stackable' } },
    {
      offerId: 'activity',
      name,
      activity: { kind: 'keyFigure', subjectId: 'steps', atLeast: 10_000 },
      conditions: [],
      effects: [{ kind: 'bonusPoints', points: 5 }],
    },
  ],
};
