import { expect, test } from 'vitest';
import { minor } from '#shared/domain/money.ts';
import { compileRuleSet } from '#shared/scoring/compile-rule-set.ts';
import { saleFacts } from '#shared/scoring/facts/sale-facts.ts';
import { limitKey } from '#shared/scoring/facts/fact-questions.ts';
import type { LimitUse } from '#shared/scoring/facts/member-facts.ts';
import type { Limit } from '#shared/scoring/language/limit.ts';
import { createMatcher, matchOffers } from '#shared/scoring/matching/match-offers.ts';
import { inputOf, memberOf, ruleSetOf } from '#test/support/scoring.ts';
import type { OfferSketch, SaleSketch } from '#test/support/scoring.ts';
import { matchesOf, offerOf } from './matching.ts';

const tea = { groupIds: ['tea'] };
const enough = { kind: 'amount', bound: 'atLeast', amountMinor: 100_000 };
const nearbyOf = (sale: SaleSketch, ...conditions: readonly unknown[]) =>
  matchesOf({ offers: [offerOf('one', ...conditions)] }, sale).nearby;

test('a sale without lines matches nothing, not even an offer without conditions', () => {
  expect(matchesOf({ offers: [offerOf('one')] }, { lines: [] })).toEqual({
    matched: [],
    usedUp: [],
    nearby: [],
  });
});

test.each([
  ['points', { kind: 'bonusPoints', points: 5 }],
  ['points for an amount', { kind: 'pointsPerAmount', points: 1, perMinor: 100 }],
  ['multiplied points', { kind: 'pointsMultiplier', factorBasisPoints: 20_000 }],
  ['credit', { kind: 'walletCreditFixed', amountMinor: 5_000 }],
  ['credit as a share', { kind: 'walletCreditPercent', basisPoints: 500 }],
  ['points in steps', { kind: 'steps', by: 'quantity', gives: 'points', steps: [{ from: 1, value: 5 }] }],
  [
    'credit in steps',
    { kind: 'steps', by: 'quantity', gives: 'walletCreditMinor', steps: [{ from: 1, value: 5 }] },
  ],
  ['a coupon', { kind: 'coupon', couponId: 'c', name: { fa: 'c', en: 'c' }, worthMinor: 1 }],
  [
    'tickets',
    { kind: 'raffleTickets', raffleId: 'r', name: { fa: 'r', en: 'r' }, tickets: 1, worthMinor: 1 },
  ],
  ['stamps', { kind: 'stamps', stampCardId: 's', stamps: 1 }],
  ['progress', { kind: 'tierProgress', progress: 1 }],
])('an offer of %s wants a member to give it to', (_what, effect) => {
  const offer: OfferSketch = { offerId: 'one', effects: [{ kind: 'freeDelivery', worthMinor: 1 }, effect] };
  expect(matchesOf({ offers: [offer] }, { lines: [[10]] }).matched).toEqual(['one']);
  expect(matchesOf({ offers: [offer] }, { lines: [[10]], member: null }).matched).toEqual([]);
});

test.each([
  ['a discount', { kind: 'discountFixed', amountMinor: 5 }],
  ['free pieces', { kind: 'cheapestFree', everyPieces: 3, freePieces: 1 }],
  ['a fixed price', { kind: 'fixedPrice', on: tea, unitPriceMinor: 5 }],
  [
    'a discount in steps',
    { kind: 'steps', by: 'quantity', gives: 'discountMinor', steps: [{ from: 1, value: 5 }] },
  ],
  ['a sample', { kind: 'gift', giftId: 'g', isSample: true, name: { fa: 'g', en: 'g' }, worthMinor: 1 }],
  ['free delivery', { kind: 'freeDelivery', worthMinor: 1 }],
])('an offer of %s is for anybody', (_what, effect) => {
  const offers = [{ offerId: 'one', effects: [effect] }];
  expect(matchesOf({ offers }, { lines: [[10]], member: null }).matched).toEqual(['one']);
});

test('an activity matches offers of its kind, its subject and a figure reached, and no offer of sales', () => {
  const trigger = (offerId: string, activity: object): OfferSketch => ({ ...offerOf(offerId), activity });
  const offers = [
    offerOf('sale'),
    trigger('any', { kind: 'keyFigure' }),
    trigger('other kind', { kind: 'enrolment' }),
    trigger('subject', { kind: 'keyFigure', subjectId: 'km' }),
    trigger('other subject', { kind: 'keyFigure', subjectId: 'steps' }),
    trigger('reached', { kind: 'keyFigure', atLeast: 100 }),
    trigger('not reached', { kind: 'keyFigure', atLeast: 101 }),
  ];
  const activity = { kind: 'keyFigure', subjectId: 'km', value: 100 } as const;
  expect(matchesOf({ offers }, { activity }).matched).toEqual(['any', 'reached', 'subject']);
  expect(matchesOf({ offers }, { lines: [[10]] }).matched).toEqual(['sale']);
});

const uses = (count: number): LimitUse => ({ uses: count, costMinor: minor(0) });
const cost = (costMinor: number): LimitUse => ({ uses: 9, costMinor: minor(costMinor) });
const limitRows: readonly (readonly [what: string, limit: Limit, spent: LimitUse, left: LimitUse])[] = [
  ['uses of the chain', { scope: 'chain', uses: 2 }, uses(2), uses(1)],
  ['cost in the store', { scope: 'store', period: 'day', costMinor: minor(50) }, cost(50), cost(49)],
  ['uses of the till', { scope: 'till', period: 'week', uses: 1 }, uses(1), uses(0)],
  ['uses of the member', { scope: 'member', period: 'month', uses: 3 }, uses(3), uses(2)],
  ['cost of the member', { scope: 'member', costMinor: minor(70) }, cost(71), cost(69)],
];

test.each(limitRows)('an offer is used up when nothing is left of its %s', (_what, limit, spent, left) => {
  const matchesAfter = (use: LimitUse) => {
    const limitUses = { [limitKey('one', limit)]: use };
    const sale = limit.scope === 'member' ? { member: memberOf({ limitUses }) } : { limitUses };
    return matchesOf({ offers: [{ ...offerOf('one'), limits: [limit] }] }, { lines: [[10]], ...sale });
  };
  expect(matchesAfter(spent)).toEqual({ matched: [], usedUp: [`one ${limit.scope}`], nearby: [] });
  expect(matchesAfter(left)).toEqual({ matched: ['one'], usedUp: [], nearby: [] });
});

test('the first limit that has nothing left is named, and a basket’s own limit never is', () => {
  const limits = [
    { scope: 'basket', costMinor: 1 },
    { scope: 'member', uses: 5 },
    { scope: 'store', uses: 1 },
    { scope: 'chain', uses: 1 },
  ];
  const used = { uses: 1, costMinor: minor(0) };
  const limitUses = { 'one/store/lifetime': used, 'one/chain/lifetime': used, 'one/basket/lifetime': used };
  const sale = { lines: [[10]] as const, limitUses };
  expect(matchesOf({ offers: [{ ...offerOf('one'), limits }] }, sale).usedUp).toEqual(['one store']);
});

test('an offer is near while half the basket meets the amount, and no unit beyond', () => {
  expect(nearbyOf({ lines: [[66_667]] }, enough)).toEqual([
    'one {"kind":"amount","of":null,"missingMinor":33333}',
  ]);
  expect(nearbyOf({ lines: [[66_666]] }, enough)).toEqual([]);
  expect(nearbyOf({ lines: [[80_000]] }, { ...enough, bound: 'above' })).toEqual([
    'one {"kind":"amount","of":null,"missingMinor":20001}',
  ]);
});

test('the owner says how near is near', () => {
  const ruleSet = { settings: { nearMissBasisPoints: 1_000 }, offers: [offerOf('one', enough)] };
  expect(matchesOf(ruleSet, { lines: [[90_910]] }).nearby).toHaveLength(1);
  expect(matchesOf(ruleSet, { lines: [[90_909]] }).nearby).toEqual([]);
});

test('an amount of a group is near with some of it in the basket, and never with none', () => {
  const ofTea = { ...enough, of: tea };
  expect(nearbyOf({ lines: [[60_000, 'tea'], [20_000]] }, ofTea)).toEqual([
    'one {"kind":"amount","of":{"groupIds":["tea"]},"missingMinor":40000}',
  ]);
  expect(nearbyOf({ lines: [[900_000, 'nuts']] }, ofTea)).toEqual([]);
  expect(nearbyOf({ lines: [[0, 'tea'], [200_000]] }, ofTea)).toHaveLength(1);
});

test('pieces are near at the lowest price of such a line, and never with none of them in the basket', () => {
  const three = { kind: 'quantity', of: tea, atLeast: 3 };
  expect(
    nearbyOf(
      {
        lines: [
          [30_000, 'tea'],
          [20_000, 'tea'],
          [1, 'nuts'],
        ],
      },
      three,
    ),
  ).toEqual(['one {"kind":"quantity","of":{"groupIds":["tea"]},"missingPieces":1,"missingMinor":20000}']);
  expect(nearbyOf({ lines: [[30_000, 'tea']] }, three)).toEqual([]);
  expect(nearbyOf({ lines: [[90_000, 'nuts']] }, three)).toEqual([]);
});

test('pieces that cost more than an integer can hold are out of reach', () => {
  const many = { kind: 'quantity', atLeast: 1_000_000 };
  expect(nearbyOf({ lines: [[10_000_000_000, 'tea']] }, many)).toEqual([]);
});

test('another means of payment is near whatever the basket costs, also while the means is not known', () => {
  const byWallet = { kind: 'paymentMeans', anyOf: ['wallet'] };
  const expected = ['one {"kind":"paymentMeans","anyOf":["wallet"]}'];
  expect(nearbyOf({ lines: [[1]], paymentMeans: 'cash' }, byWallet)).toEqual(expected);
  expect(nearbyOf({ lines: [[1]] }, byWallet)).toEqual(expected);
});

test('an offer that lacks two things is not near, nor one that lacks anything else or inside a group', () => {
  const byWallet = { kind: 'paymentMeans', anyOf: ['wallet'] };
  const sale = { lines: [[90_000]] as const };
  expect(nearbyOf(sale, enough, byWallet)).toEqual([]);
  expect(nearbyOf(sale, enough, { ...enough, bound: 'above' })).toEqual([]);
  expect(nearbyOf(sale, enough, { kind: 'tier', anyOf: ['gold'] })).toEqual([]);
  expect(nearbyOf(sale, { kind: 'all', of: [enough] })).toEqual([]);
  expect(nearbyOf(sale, { kind: 'any', of: [enough] })).toEqual([]);
  expect(nearbyOf(sale, { kind: 'contains', of: tea })).toEqual([]);
});

test('an offer with nothing left to give is not near', () => {
  const offers = [{ ...offerOf('one', enough), limits: [{ scope: 'chain', uses: 1 }] }];
  const limitUses = { 'one/chain/lifetime': { uses: 1, costMinor: minor(0) } };
  expect(matchesOf({ offers }, { lines: [[90_000]], limitUses })).toEqual({
    matched: [],
    usedUp: [],
    nearby: [],
  });
});

/** Offers as a chain has them: for a group, a product, a tier and segment, a season, an amount. */
function chainOffers(count: number, prefix: string): readonly OfferSketch[] {
  return Array.from({ length: count }, (_, place) => {
    const offerId = `${prefix}-${place}`;
    const first = place % 97;
    const month = `2026-${String((place % 12) + 1).padStart(2, '0')}`;
    if (place % 4 === 0)
      return offerOf(offerId, { kind: 'contains', of: { groupIds: [`${prefix}${first}`] } });
    if (place % 4 === 1)
      return offerOf(offerId, { kind: 'contains', of: { productIds: [`${prefix}${place}`] } });
    if (place % 4 === 2) {
      const audience = { kind: 'segment', anyOf: [`${prefix}${first}`] };
      return offerOf(offerId, { kind: 'tier', anyOf: [`${prefix}${place % 5}`] }, audience);
    }
    const season = { kind: 'dates', from: `${month}-01`, until: `${month}-28` };
    return offerOf(offerId, { kind: 'store', anyOf: [`${prefix}${first}`] }, season);
  });
}

const chainSale = inputOf({
  lines: Array.from({ length: 10 }, (_, place) => ({
    unitPriceMinor: 10_000,
    groupId: `a${place}`,
    productId: `a${place * 8 + 1}`,
  })),
  member: memberOf({ tierId: 'a3', segments: ['a3', 'a77'] }),
  storeId: 'a5',
});

test('ten thousand offers cost a look at few more than those that match', () => {
  const compiled = compileRuleSet(ruleSetOf({ offers: chainOffers(10_000, 'a') }), 'hash');
  const { matched, work } = matchOffers(compiled, saleFacts(chainSale, compiled));
  expect(matched.length).toBeGreaterThan(200);
  expect(work.memberTests).toBeLessThan(matched.length * 1.5);
  expect(work.basketTests).toBeLessThan(matched.length * 1.5);
});

test('offers that cannot apply are not looked at, however many they are', () => {
  const own = chainOffers(400, 'a');
  const alone = compileRuleSet(ruleSetOf({ offers: own }), 'hash');
  const among = compileRuleSet(ruleSetOf({ offers: [...own, ...chainOffers(8_000, 'b')] }), 'hash');
  const { work } = matchOffers(alone, saleFacts(chainSale, alone));
  const crowded = matchOffers(among, saleFacts(chainSale, among)).work;
  // A crowd is parted more finely: never more to look at than without it.
  expect(crowded.memberTests).toBeLessThanOrEqual(work.memberTests);
  expect(crowded.basketTests).toBeLessThanOrEqual(work.basketTests);
});

test('a scanned line tests no offer against the member again', () => {
  const compiled = compileRuleSet(ruleSetOf({ offers: chainOffers(2_000, 'a') }), 'hash');
  const matcher = createMatcher(compiled);
  const { trigger } = chainSale;
  if (trigger.kind !== 'sale') throw new Error('the sale has lines');
  const scanned = {
    ...chainSale,
    trigger: { ...trigger, lines: [...trigger.lines, ...trigger.lines.slice(0, 1)] },
  };
  expect(matcher.match(saleFacts(chainSale, compiled)).work.memberTests).toBeGreaterThan(0);
  expect(matcher.match(saleFacts(scanned, compiled)).work.memberTests).toBe(0);
  const another = { ...scanned, member: memberOf({ tierId: 'a1' }) };
  expect(matcher.match(saleFacts(another, compiled)).work.memberTests).toBeGreaterThan(0);
});
