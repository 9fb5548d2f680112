import { expect, test } from 'vitest';
import { compileRuleSet } from '#shared/scoring/compile-rule-set.ts';
import { saleFacts } from '#shared/scoring/facts/sale-facts.ts';
import type { SaleFacts } from '#shared/scoring/facts/sale-facts.ts';
import type { CompiledOffer } from '#shared/scoring/matching/compiled-offer.ts';
import { matchOffers } from '#shared/scoring/matching/match-offers.ts';
import { nearMisses } from '#shared/scoring/matching/near-misses.ts';
import { inputOf, ruleSetOf } from '#test/support/scoring.ts';
import type { RuleSetSketch, SaleSketch } from '#test/support/scoring.ts';
import { offerOf } from './matching.ts';

type Worth = (compiled: CompiledOffer, facts: SaleFacts) => number;

function nearMissesOf(ruleSet: RuleSetSketch, sale: SaleSketch, aloneWorth: Worth, lost = 0) {
  const rules = compileRuleSet(ruleSetOf(ruleSet), 'hash');
  const facts = saleFacts(inputOf(sale), rules);
  const { nearby } = matchOffers(rules, facts);
  return nearMisses({ facts, rules, nearby }, { aloneWorth, conflictingWorth: () => lost });
}

const from = (amountMinor: number, of?: object) => ({
  kind: 'amount',
  bound: 'atLeast',
  amountMinor,
  ...(of === undefined ? {} : { of }),
});

/** The enlarged sale that an offer with this condition is priced on. */
function enlargedBy(condition: object, sale: SaleSketch): SaleFacts {
  const seen: SaleFacts[] = [];
  nearMissesOf(
    { settings: { lineFloorBasisPoints: 5_000 }, offers: [offerOf('one', condition)] },
    sale,
    (_one, facts) => {
      seen.push(facts);
      return 1;
    },
  );
  const [facts] = seen;
  if (facts === undefined) throw new Error('the offer is near');
  return facts;
}

test('what is gained for the effort comes first, then the gain, then the id', () => {
  const offers = [
    offerOf('half for much', from(140_000)),
    offerOf('same again', from(120_000)),
    offerOf('same', from(120_000)),
    offerOf('better', from(110_000)),
    offerOf('by wallet', { kind: 'paymentMeans', anyOf: ['wallet'] }),
    offerOf('as good, more', from(120_000)),
  ];
  const gains: Record<string, number> = {
    'half for much': 2_000,
    same: 4_000,
    'same again': 4_000,
    better: 3_000,
    'by wallet': 1,
    'as good, more': 6_000,
  };
  const found = nearMissesOf({ offers }, { lines: [[100_000]] }, ({ offer }) => gains[offer.offerId] ?? 0);
  expect(found.map(({ offerId }) => offerId)).toEqual([
    'by wallet',
    'as good, more',
    'better',
    'same',
    'same again',
  ]);
});

test('gains and efforts whose products pass what a number holds exactly are still told apart', () => {
  const offers = [offerOf('a', from(100_000_000_001)), offerOf('b', from(100_000_000_000))];
  const worth: Worth = ({ offer }) => (offer.offerId === 'a' ? 900_000_000_091 : 900_000_000_001);
  const found = nearMissesOf({ offers }, { lines: [[10_000_000_000, null, 9]] }, worth);
  expect(found.map(({ offerId }) => offerId)).toEqual(['b', 'a']);
});

test('what must be given up is taken off, and an offer that gains nothing is not shown', () => {
  const offers = [offerOf('one', from(120_000))];
  const sale: SaleSketch = { lines: [[100_000]] };
  expect(nearMissesOf({ offers }, sale, () => 500, 499)).toMatchObject([{ offerId: 'one', gainMinor: 1 }]);
  expect(nearMissesOf({ offers }, sale, () => 500, 500)).toEqual([]);
});

test('the missing amount is one more line, behind the others, of the selection that lacks it', () => {
  const tea = { groupIds: ['tea', 'herbs'] };
  const facts = enlargedBy(from(60_000, tea), { lines: [[40_000, 'tea'], [50_000]] });
  expect(facts.grossMinor).toBe(110_000);
  expect(facts.quantity).toBe(3);
  expect(facts.lines.at(-1)).toMatchObject({ index: 2, grossMinor: 20_000, quantity: 1, floorMinor: 10_000 });
  expect(facts.lines.at(-1)?.line).toMatchObject({ groupId: 'tea', productId: null });
  expect(facts.selected(tea)).toMatchObject({ grossMinor: 60_000, quantity: 2 });
  expect(facts.selected({ groupIds: ['herbs'] }).lines).toEqual([]);
});

test('missing pieces cost the lowest price of such a line', () => {
  const three = { kind: 'quantity', of: { brandIds: ['b'] }, atLeast: 4 };
  const line = (unitPriceMinor: number) => ({ unitPriceMinor, brandId: 'b' });
  const facts = enlargedBy(three, { lines: [line(30_000), line(10_000), [2_000]] });
  expect(facts.lines.at(-1)).toMatchObject({ unitPriceMinor: 10_000, quantity: 2, grossMinor: 20_000 });
  expect(facts.lines.at(-1)?.line).toMatchObject({ brandId: 'b', groupId: null });
  expect(facts.selected(undefined).grossMinor).toBe(62_000);
});

test('an amount of the whole basket is a line without a name, and of tags a line with the first of them', () => {
  const plain = enlargedBy(from(150_000), { lines: [[100_000, 'tea']] }).lines.at(-1)?.line;
  expect(plain).toMatchObject({ productId: null, groupId: null, unitPriceMinor: 50_000 });
  const some = (name: object): SaleSketch => ({ lines: [[100_000], { unitPriceMinor: 1, ...name }] });
  const ofTags = from(50_000, { tags: ['fresh', 'new'] });
  const tagged = enlargedBy(ofTags, some({ tags: ['new'] })).lines.at(-1)?.line;
  expect(tagged?.tags).toEqual(['fresh']);
  const ofProduct = from(50_000, { productIds: ['p'], tags: ['fresh'] });
  const product = enlargedBy(ofProduct, some({ tags: ['fresh'] }));
  expect(product.lines.at(-1)?.line).toMatchObject({ productId: 'p', groupId: null });
});

test('no means of payment is named that another condition of the offer does not allow', () => {
  const by = (...anyOf: readonly string[]): object => ({ kind: 'paymentMeans', anyOf });
  const offers = [
    offerOf('both at once', by('cash'), by('wallet')),
    offerOf('what both allow', by('cash', 'card'), by('wallet', 'card')),
    offerOf('not by card', by('card', 'wallet'), { kind: 'none', of: [by('card')] }),
    offerOf('by card or in a group', { kind: 'all', of: [by('cash', 'card')] }, by('card', 'transfer')),
  ];
  const found = nearMissesOf({ offers }, { lines: [[100_000]], paymentMeans: 'cash' }, () => 1);
  expect(found.map(({ offerId, missing }) => [offerId, missing])).toEqual([
    ['by card or in a group', { kind: 'paymentMeans', anyOf: ['card'] }],
    ['not by card', { kind: 'paymentMeans', anyOf: ['wallet'] }],
    ['what both allow', { kind: 'paymentMeans', anyOf: ['card'] }],
  ]);
});

test('another means of payment leaves the basket as it is', () => {
  const facts = enlargedBy({ kind: 'paymentMeans', anyOf: ['wallet'] }, { lines: [[100_000]] });
  expect(facts.lines).toHaveLength(1);
});
