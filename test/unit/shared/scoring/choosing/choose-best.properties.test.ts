import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseBest } from '#shared/scoring/choosing/choose-best.ts';
import type { Choice } from '#shared/scoring/choosing/choose-best.ts';
import { conflictingApplied, verdictOf } from '#shared/scoring/choosing/verdict-of.ts';
import type { Wish } from '#shared/scoring/facts/score-input.ts';
import type { Stacking } from '#shared/scoring/language/offer.ts';
import type { RuleSet } from '#shared/scoring/language/rule-set.ts';
import type { AlonePrice } from '#shared/scoring/pricing/price.ts';
import { anyPricedSale } from '#test/support/pricing-arbitraries.ts';
import { pricedSaleOf } from '#test/support/scoring-pricing.ts';
import { answersOf } from '#test/support/scoring-reference/reference-answers.ts';
import { bestOf, grantable } from '#test/support/scoring-reference/reference-choice.ts';
import { conflictOf } from '#test/support/scoring-reference/reference-conflicts.ts';
import { priceOf } from '#test/support/scoring-reference/reference-price.ts';
import { saleOf } from '#test/support/scoring-reference/reference-sale.ts';

const numRuns = Number(process.env['RUNS'] ?? 300);
const offerIds = ['a', 'b', 'c', 'd', 'e', 'f'];

/** Rules between offers, on top of what each offer is. */
const anyRules = fc.record({
  stackings: fc.array(
    fc.record(
      {
        mode: fc.constantFrom(
          'single',
          'single',
          'perLine',
          'perLine',
          'perLine',
          'stackable',
          'stackable',
          'alone',
        ),
        exclusiveGroup: fc.constantFrom('x', 'y'),
        notWith: fc.uniqueArray(fc.constantFrom(...offerIds), { minLength: 1, maxLength: 2 }),
        stage: fc.constantFrom(1, 2),
      },
      { requiredKeys: ['mode'] },
    ),
    { minLength: 6, maxLength: 6 },
  ),
  priorities: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 6, maxLength: 6 }),
  offersPerSaleMax: fc.option(fc.integer({ min: 1, max: 4 })),
  wish: fc.record({
    with: fc.uniqueArray(fc.constantFrom(...offerIds, 'unknown'), { maxLength: 3 }),
    without: fc.uniqueArray(fc.constantFrom(...offerIds), { maxLength: 2 }),
  }),
  isWished: fc.boolean(),
});

type Rules = {
  readonly stackings: readonly Stacking[];
  readonly priorities: readonly number[];
  readonly offersPerSaleMax: number | null;
};

function withRules(ruleSet: RuleSet, { stackings, priorities, offersPerSaleMax }: Rules): RuleSet {
  const ids = ruleSet.offers.map(({ offerId }) => offerId);
  const stackingAt = (place: number): Stacking => {
    const { notWith, ...rest } = stackings[place] ?? { mode: 'single' };
    const others = notWith?.filter((offerId) => offerId !== ids[place] && ids.includes(offerId)) ?? [];
    return others.length === 0 ? rest : { ...rest, notWith: others };
  };
  return {
    ...ruleSet,
    settings: { ...ruleSet.settings, ...(offersPerSaleMax === null ? {} : { offersPerSaleMax }) },
    offers: ruleSet.offers.map((offer, place) => ({
      ...offer,
      priority: priorities[place] ?? 0,
      stacking: stackingAt(place),
    })),
  };
}

const idsOf = (prices: readonly AlonePrice[]) => prices.map(({ compiled }) => compiled.offer.offerId);

const anyChoice = fc
  .record({ sale: anyPricedSale, rules: anyRules })
  .map(({ sale: { ruleSet: bare, input: unwished }, rules }) => {
    const ruleSet = withRules(bare, rules);
    const wish: Wish = rules.isWished ? rules.wish : { with: [], without: [] };
    const input = { ...unwished, wish };
    const { pricing, offers } = pricedSaleOf(ruleSet, input);
    const prices = pricing.alone(offers);
    const choose = (given: readonly AlonePrice[]): Choice =>
      chooseBest(given, pricing, { offersPerSaleMax: rules.offersPerSaleMax, wish });
    return { sale: saleOf(ruleSet, input), ruleSet, wish, prices, choose };
  });

test('of all allowed combinations that honour the wish the best is applied, and each verdict is the reference’s', () => {
  fc.assert(
    fc.property(anyChoice, ({ sale, ruleSet, wish, prices, choose }) => {
      const choice = choose(prices);
      const accepted = ruleSet.offers.filter(({ offerId }) => !wish.without.includes(offerId));
      const best = bestOf(sale, accepted, grantable(sale, accepted, wish.with));
      const { byOffer, worthMinor } = priceOf(sale, best);
      const giving = best.filter(({ offerId }) => {
        const {
          discountMinor = 0,
          walletCreditMinor = 0,
          pointsEarned = 0,
          items = [],
        } = byOffer.get(offerId) ?? {};
        return discountMinor + walletCreditMinor + pointsEarned + items.length > 0;
      });
      expect(idsOf(choice.applied)).toEqual(giving.map(({ offerId }) => offerId));
      expect(choice).toMatchObject({ worthMinor, isProven: true, gapMinor: 0 });
      expect(choice.bestWorthMinor).toBe(priceOf(sale, bestOf(sale, ruleSet.offers, [])).worthMinor);
      const verdicts = new Map(
        answersOf(sale, ruleSet.offers, giving).map((one) => [one.offerId, one.verdict]),
      );
      for (const price of prices) {
        if (choice.applied.includes(price)) continue;
        expect(verdictOf(price, choice)).toEqual(verdicts.get(price.compiled.offer.offerId));
        const rivals = giving.filter((one) => conflictOf(sale, one, price.compiled.offer) !== null);
        expect(idsOf(conflictingApplied(price, choice))).toEqual(rivals.map(({ offerId }) => offerId));
      }
    }),
    { numRuns },
  );
});

test('the order in which the offers come does not matter', () => {
  fc.assert(
    fc.property(anyChoice, ({ prices, choose }) => {
      const { worthMinor, bestWorthMinor, applied } = choose(prices);
      const turned = choose(prices.toReversed());
      expect(idsOf(turned.applied)).toEqual(idsOf(applied));
      expect(turned).toMatchObject({ worthMinor, bestWorthMinor });
    }),
    { numRuns: Math.ceil(numRuns / 3) },
  );
});

test('no combination is worth more in sum than its candidates’ bounds say', () => {
  fc.assert(
    fc.property(anyChoice, ({ prices, choose }) => {
      const { pricing } = choose(prices);
      for (const one of prices) {
        expect(one.discountMaxMinor + one.restWorthMaxMinor).toBeGreaterThanOrEqual(one.worthMinor);
        const shares = one.lineSharesMax() ?? [];
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeGreaterThanOrEqual(one.discountMinor);
        expect(pricing.worthOf([one.compiled])).toBe(one.worthMinor);
      }
    }),
    { numRuns: Math.ceil(numRuns / 3) },
  );
});
