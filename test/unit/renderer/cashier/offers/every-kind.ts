/** One of each kind of everything that an answer can say. A kind that is missing here does not compile. */

import type {
  Condition,
  Cut,
  Effect,
  ItemGrant,
  NearMiss,
  OfferAnswer,
  Reason,
  Verdict,
} from '#renderer/cashier/offers/offer-words.ts';
import { minor } from '#shared/domain/money.ts';
import { points } from '#shared/domain/points.ts';

type EachKind<Union extends { readonly kind: string }> = {
  readonly [Kind in Union['kind']]: Extract<Union, { readonly kind: Kind }>;
};
type Missing = NearMiss['missing'];

const home = { groupIds: ['home'] };
const cup = { fa: 'فنجان', en: 'Cup' };

export const everyEffect: EachKind<Effect> = {
  pointsPerAmount: { kind: 'pointsPerAmount', points: 1, perMinor: minor(100_000) },
  pointsMultiplier: { kind: 'pointsMultiplier', factorBasisPoints: 15_000 },
  bonusPoints: { kind: 'bonusPoints', points: 10, expireAfterDays: 60 },
  walletCreditPercent: {
    kind: 'walletCreditPercent',
    basisPoints: 750,
    capMinor: minor(500_000),
    releaseAfterDays: 14,
  },
  walletCreditFixed: { kind: 'walletCreditFixed', amountMinor: minor(250_000) },
  discountPercent: { kind: 'discountPercent', basisPoints: 700, on: home },
  discountFixed: { kind: 'discountFixed', amountMinor: minor(2_500_000) },
  cheapestFree: { kind: 'cheapestFree', everyPieces: 3, freePieces: 1, timesMax: 2 },
  fixedPrice: { kind: 'fixedPrice', on: home, unitPriceMinor: minor(450_000) },
  steps: {
    kind: 'steps',
    by: 'amountMinor',
    gives: 'discountBasisPoints',
    steps: [
      { from: 1_000_000, value: 500 },
      { from: 2_000_000, value: 1_000 },
    ],
  },
  gift: { kind: 'gift', giftId: 'cup', name: cup, worthMinor: minor(1) },
  coupon: { kind: 'coupon', couponId: 'cup', name: cup, worthMinor: minor(1), expireAfterDays: 30 },
  raffleTickets: {
    kind: 'raffleTickets',
    raffleId: 'car',
    name: { fa: 'خودرو', en: 'Car' },
    tickets: 1,
    perMinor: minor(2_000_000),
    worthMinor: minor(1),
  },
  stamps: { kind: 'stamps', stampCardId: 'coffee', stamps: 2, perPieceOf: home },
  freeDelivery: { kind: 'freeDelivery', worthMinor: minor(1) },
  tierProgress: { kind: 'tierProgress', progress: 3 },
};

export const everyReason: EachKind<Reason> = {
  member: { kind: 'member' },
  tier: { kind: 'tier', tierId: 'silver' },
  segment: { kind: 'segment', segmentId: 'club' },
  memberTag: { kind: 'memberTag', tag: 'coffee' },
  store: { kind: 'store' },
  experiment: { kind: 'experiment', experimentId: 'autumn' },
  visit: { kind: 'visit', visitNumber: 11 },
  daysSinceLastVisit: { kind: 'daysSinceLastVisit', days: 62 },
  purchases: { kind: 'purchases', measure: 'spentMinor', have: 32_000_000 },
  effectiveDate: { kind: 'effectiveDate', dateKind: 'birthday' },
  referred: { kind: 'referred' },
  referrer: { kind: 'referrer', referrals: 3 },
  consent: { kind: 'consent' },
  dates: { kind: 'dates', until: '2026-12-21', untilTime: '22:00' },
  weekday: { kind: 'weekday', weekday: 'thu' },
  hours: { kind: 'hours', until: '22:00' },
  recurring: { kind: 'recurring', isEstimated: true },
  amount: { kind: 'amount', of: home, haveMinor: minor(3_000_000), boundMinor: minor(1_000_000) },
  quantity: { kind: 'quantity', of: null, have: 4, atLeast: 3 },
  contains: { kind: 'contains', of: home, amountMinor: minor(3_000_000) },
  paymentMeans: { kind: 'paymentMeans', means: 'card' },
  activity: { kind: 'activity', activity: 'surveyAnswered' },
};

export const everyCondition: EachKind<Condition> = {
  member: { kind: 'member' },
  tier: { kind: 'tier', anyOf: ['silver'] },
  segment: { kind: 'segment', anyOf: ['club', 'mothers'] },
  memberTag: { kind: 'memberTag', anyOf: ['coffee'] },
  store: { kind: 'store', anyOf: ['tajrish'] },
  storeGroup: { kind: 'storeGroup', anyOf: ['north'] },
  arm: { kind: 'arm', experimentId: 'autumn', anyOf: ['a'] },
  rollout: { kind: 'rollout', experimentId: 'autumn', basisPoints: 1_000 },
  earlierVisits: { kind: 'earlierVisits', atLeast: 10 },
  firstPurchase: { kind: 'firstPurchase' },
  daysSinceLastVisit: { kind: 'daysSinceLastVisit', atLeast: 60 },
  purchases: { kind: 'purchases', measure: 'spentMinor', period: 'month', atLeast: 50_000_000 },
  effectiveDate: { kind: 'effectiveDate', dateKind: 'wedding', daysBefore: 3, daysAfter: 3 },
  referred: { kind: 'referred' },
  referrer: { kind: 'referrer', atLeast: 3 },
  consent: { kind: 'consent', allOf: ['sms'] },
  dates: { kind: 'dates', from: '2026-12-20', until: '2027-04-02', fromTime: '10:00' },
  weekdays: { kind: 'weekdays', anyOf: ['thu', 'fri'] },
  hours: { kind: 'hours', from: '07:00', until: '10:30' },
  recurring: {
    kind: 'recurring',
    calendar: 'hijri',
    from: { month: 9, day: 1 },
    until: { month: 9, day: 30 },
  },
  amount: { kind: 'amount', of: home, bound: 'atLeast', amountMinor: minor(5_000_000) },
  quantity: { kind: 'quantity', atLeast: 6 },
  contains: { kind: 'contains', of: home },
  paymentMeans: { kind: 'paymentMeans', anyOf: ['card', 'transfer'] },
  all: { kind: 'all', of: [{ kind: 'member' }, { kind: 'firstPurchase' }] },
  any: { kind: 'any', of: [{ kind: 'referred' }, { kind: 'firstPurchase' }] },
  none: { kind: 'none', of: [{ kind: 'paymentMeans', anyOf: ['cash'] }] },
};

export const everyVerdict: EachKind<Verdict> = {
  applied: { kind: 'applied' },
  beaten: { kind: 'beaten', byOfferId: 'best', byMinor: minor(300_000) },
  excluded: { kind: 'excluded', byOfferId: 'best', rule: 'exclusiveGroup', byMinor: minor(300_000) },
  usedUp: { kind: 'usedUp', scope: 'store' },
  declined: { kind: 'declined' },
  addsNothing: { kind: 'addsNothing' },
};

export const everyRule: {
  readonly [Rule in Extract<Verdict, { readonly kind: 'excluded' }>['rule']]: string;
} = {
  exclusiveGroup: 'Only one of a group: “Best offer” applies',
  notWith: 'Not together with “Best offer”',
  alone: 'One of the two stands alone: “Best offer” applies',
  offersPerSaleMax: 'The number of offers is full, the last one is “Best offer”',
};

export const everyScope: {
  readonly [Scope in Extract<Verdict, { readonly kind: 'usedUp' }>['scope']]: string;
} = {
  chain: 'Budget used up',
  store: 'Budget of this store used up',
  till: 'Share of this till used up',
  member: 'The member has used it up',
};

export const everyCut: { readonly [By in Cut['by']]: string } = {
  effectCap: 'Its own cap takes 30,000 Toman',
  offerCap: 'The cap of the offer takes 30,000 Toman',
  discountCap: 'The cap on all discounts takes 30,000 Toman',
  lineFloor: 'The lowest price of the goods takes 30,000 Toman',
  linePrice: 'No more than the price itself: 30,000 Toman less',
  saleMaximum: 'The most that one sale can give takes 30,000 Toman',
  chainBudget: 'The rest of the budget takes 30,000 Toman',
  storeBudget: 'The rest of this store’s budget takes 30,000 Toman',
  tillBudget: 'The rest of this till’s share takes 30,000 Toman',
  memberLimit: 'The limit of this member takes 30,000 Toman',
  basketLimit: 'The limit of one basket takes 30,000 Toman',
};

const item = { count: 2, worthMinor: minor(0), expireAfterDays: null };
export const everyItem: { readonly [Kind in ItemGrant['kind']]: ItemGrant } = {
  gift: { ...item, kind: 'gift', refId: 'cup' },
  sample: { ...item, kind: 'sample', refId: 'tea', count: 1 },
  coupon: { ...item, kind: 'coupon', refId: 'next' },
  raffleTicket: { ...item, kind: 'raffleTicket', refId: 'car' },
  stamp: { ...item, kind: 'stamp', refId: 'coffee' },
  stampReward: { ...item, kind: 'stampReward', refId: 'coffee-free' },
  freeDelivery: { ...item, kind: 'freeDelivery', refId: null, count: 1 },
  tierProgress: { ...item, kind: 'tierProgress', refId: null },
};

export const everyMissing: EachKind<Missing> = {
  amount: { kind: 'amount', of: null, missingMinor: minor(419_995) },
  quantity: { kind: 'quantity', of: null, missingPieces: 2, missingMinor: minor(700_000) },
  paymentMeans: { kind: 'paymentMeans', anyOf: ['card', 'wallet'] },
};

/** An applied offer that gives nothing, for a test to give it what it is about. */
export function answerWith(part: Partial<OfferAnswer>): OfferAnswer {
  return {
    offerId: 'best',
    name: { fa: 'بهترین پیشنهاد', en: 'Best offer' },
    effects: [],
    stackingMode: 'single',
    verdict: { kind: 'applied' },
    worthMinor: minor(0),
    costMinor: minor(0),
    discountMinor: minor(0),
    walletCreditMinor: minor(0),
    pointsEarned: points(0),
    timed: [],
    items: [],
    cuts: [],
    reasons: [],
    endsAt: null,
    terms: null,
    reason: null,
    ...part,
  };
}
