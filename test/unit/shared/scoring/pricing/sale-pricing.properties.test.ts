import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CompiledOffer } from '#shared/scoring/matching/compiled-offer.ts';
import type { CombinationPrice } from '#shared/scoring/pricing/price.ts';
import { anyPricedSale } from '#test/support/pricing-arbitraries.ts';
import { pricedSaleOf } from '#test/support/scoring-pricing.ts';
import type { PricedSale } from '#test/support/scoring-pricing.ts';
import { priceOf } from '#test/support/scoring-reference/reference-price.ts';
import { saleOf } from '#test/support/scoring-reference/reference-sale.ts';

const numRuns = 400;

const sumOf = (terms: Iterable<number>): number => [...terms].reduce((sum, term) => sum + term, 0);

/** Allowed as far as the way of stacking goes. */
function isAllowed(offers: readonly CompiledOffer[], { facts }: PricedSale): boolean {
  const of = (mode: string) => offers.filter(({ stacking }) => stacking.mode === mode);
  if (of('alone').length > 0) return offers.length === 1;
  if (of('single').length > 1 || (of('single').length === 1 && of('perLine').length > 0)) return false;
  const places = of('perLine').flatMap(({ effects }) => [
    ...new Set(effects.discounts.flatMap(({ on }) => facts.selected(on).lines.map(({ index }) => index))),
  ]);
  return new Set(places).size === places.length;
}

function allowedCombinations(sale: PricedSale): readonly (readonly CompiledOffer[])[] {
  const { offers } = sale;
  return Array.from({ length: 2 ** offers.length }, (_, mask) =>
    offers.filter((_offer, place) => Math.floor(mask / 2 ** place) % 2 === 1),
  ).filter((combination) => isAllowed(combination, sale));
}

/** Prices by what does not depend on any order. */
const byNames = ({ facts }: PricedSale, offers: readonly CompiledOffer[], price: CombinationPrice) => ({
  worthMinor: price.worthMinor,
  byOffer: Object.fromEntries(offers.map(({ offer }, place) => [offer.offerId, price.benefits[place]])),
  byLine: Object.fromEntries(
    facts.lines.map(({ index, lineId }) => [lineId, price.lineDiscountMinor[index]]),
  ),
});

test('every combination is priced as the reference prices it', () => {
  fc.assert(
    fc.property(anyPricedSale, ({ ruleSet, input }) => {
      const sale = pricedSaleOf(ruleSet, input);
      const { worthMinor, byOffer, byLine } = byNames(sale, sale.offers, sale.pricing.combined(sale.offers));
      const expected = priceOf(saleOf(ruleSet, input), ruleSet.offers);
      expect(worthMinor).toBe(expected.worthMinor);
      expect(byLine).toEqual(Object.fromEntries(expected.discounts));
      for (const [offerId, tally] of expected.byOffer) {
        const { offer: _offer, pointsPerAmount: _pointsPerAmount, cuts, ...wanted } = tally;
        const { cuts: found, ...given } = byOffer[offerId] ?? { cuts: [] };
        const lost: Record<string, number> = {};
        for (const { by, lostMinor } of cuts) lost[by] = (lost[by] ?? 0) + lostMinor;
        expect(given).toEqual(wanted);
        expect(Object.fromEntries(found.map(({ by, lostMinor }) => [by, lostMinor]))).toEqual(lost);
        expect(found.length).toBe(Object.keys(lost).length);
      }
    }),
    { numRuns },
  );
});

test('the order of offers and lines does not matter', () => {
  fc.assert(
    fc.property(anyPricedSale, ({ ruleSet, input }) => {
      const sale = pricedSaleOf(ruleSet, input);
      const { trigger } = input;
      const turned =
        trigger.kind === 'sale'
          ? { ...input, trigger: { ...trigger, lines: trigger.lines.toReversed() } }
          : input;
      const other = pricedSaleOf({ ...ruleSet, offers: ruleSet.offers.toReversed() }, turned);
      expect(byNames(other, other.offers, other.pricing.combined(other.offers))).toEqual(
        byNames(sale, sale.offers, sale.pricing.combined(sale.offers)),
      );
    }),
    { numRuns },
  );
});

test('a benefit is the sum of its parts, in whole steps, and never negative', () => {
  fc.assert(
    fc.property(anyPricedSale, ({ ruleSet, input }) => {
      const { pricing, offers, rules } = pricedSaleOf(ruleSet, input);
      const { worthMinor, benefits } = pricing.combined(offers);
      const { grantStepMinor } = rules.settings;
      expect(worthMinor).toBe(sumOf(benefits.map((benefit) => benefit.worthMinor)));
      for (const benefit of benefits) {
        const amountOf = (wanted: string) =>
          sumOf(benefit.timed.filter(({ unit }) => unit === wanted).map(({ amount }) => amount));
        expect(amountOf('points')).toBe(benefit.pointsEarned);
        expect(amountOf('walletCredit')).toBe(benefit.walletCreditMinor);
        expect(benefit.discountMinor % grantStepMinor).toBe(0);
        expect(benefit.walletCreditMinor % grantStepMinor).toBe(0);
        for (const { amount } of benefit.timed) expect(amount).toBeGreaterThan(0);
        for (const { count } of benefit.items) expect(count).toBeGreaterThan(0);
        for (const { lostMinor } of benefit.cuts) expect(lostMinor).toBeGreaterThanOrEqual(0);
        expect(benefit.worthMinor).toBeGreaterThanOrEqual(
          benefit.discountMinor + sumOf(benefit.items.map((item) => item.worthMinor)),
        );
      }
    }),
    { numRuns },
  );
});

test('discounts of lines and offers are one sum, and no line, offer or sale passes its bound', () => {
  fc.assert(
    fc.property(anyPricedSale, ({ ruleSet, input }) => {
      const { pricing, offers, facts, rules } = pricedSaleOf(ruleSet, input);
      const { benefits, lineDiscountMinor } = pricing.combined(offers);
      const discountMinor = sumOf(lineDiscountMinor);
      expect(discountMinor).toBe(sumOf(benefits.map((benefit) => benefit.discountMinor)));
      expect(discountMinor).toBeLessThanOrEqual(pricing.discountCapMinor);
      expect(discountMinor).toBeLessThanOrEqual(rules.settings.discountCapMinor ?? discountMinor);
      for (const { index, grossMinor, floorMinor } of facts.lines) {
        const taken = lineDiscountMinor[index] ?? Number.NaN;
        expect(taken).toBeGreaterThanOrEqual(0);
        expect(grossMinor - taken).toBeGreaterThanOrEqual(floorMinor);
      }
      for (const [place, { offer, effects }] of offers.entries()) {
        const benefit = benefits[place];
        expect(benefit?.discountMinor).toBeLessThanOrEqual(offer.discountCapMinor ?? discountMinor);
        for (const { scope, costMinor, key } of effects.moneyLimits) {
          const earlier = scope === 'basket' ? 0 : (input.limitUses[key]?.costMinor ?? 0);
          expect(benefit?.costMinor).toBeLessThanOrEqual(costMinor - earlier);
        }
      }
    }),
    { numRuns },
  );
});

test('an offer alone is worth what it is worth as a combination of one', () => {
  fc.assert(
    fc.property(anyPricedSale, ({ ruleSet, input }) => {
      const { pricing, offers } = pricedSaleOf(ruleSet, input);
      for (const price of pricing.alone(offers)) {
        const { worthMinor, benefits } = pricing.combined([price.compiled]);
        expect(price.worthMinor).toBe(worthMinor);
        expect([price.benefit()]).toEqual(benefits);
        expect(price.discountMinor).toBe(price.benefit().discountMinor);
        expect(price.pointsEarned).toBe(price.benefit().pointsEarned);
        expect(price.walletCreditMinor).toBe(price.benefit().walletCreditMinor);
      }
    }),
    { numRuns },
  );
});

test('in no allowed combination does an offer pass its maxima', () => {
  fc.assert(
    fc.property(anyPricedSale, ({ ruleSet, input }) => {
      const sale = pricedSaleOf(ruleSet, input);
      const prices = new Map(sale.pricing.alone(sale.offers).map((price) => [price.compiled, price]));
      for (const combination of allowedCombinations(sale)) {
        const { benefits, worthMinor, lineDiscountMinor } = sale.pricing.combined(combination);
        expect(sale.pricing.worthOf(combination.toReversed())).toBe(worthMinor);
        const linesMax = sale.facts.lines.map(() => 0);
        for (const [place, compiled] of combination.entries()) {
          const price = prices.get(compiled);
          const { discountMinor = Number.NaN, worthMinor: worth = Number.NaN } = benefits[place] ?? {};
          expect(discountMinor).toBeLessThanOrEqual(price?.discountMaxMinor ?? -1);
          expect(worth - discountMinor).toBeLessThanOrEqual(price?.restWorthMaxMinor ?? -1);
          for (const [index, share] of (price?.lineSharesMax() ?? []).entries()) {
            linesMax[index] = (linesMax[index] ?? 0) + share;
          }
        }
        for (const [index, taken] of lineDiscountMinor.entries()) {
          expect(taken).toBeLessThanOrEqual(linesMax[index] ?? -1);
        }
      }
    }),
    { numRuns },
  );
});

test('where worths are said to add up, they do in every allowed combination', () => {
  fc.assert(
    fc.property(anyPricedSale, ({ ruleSet, input }) => {
      const sale = pricedSaleOf(ruleSet, input);
      const prices = sale.pricing.alone(sale.offers);
      if (!sale.pricing.isAdditive(prices)) return;
      const worths = new Map(prices.map(({ compiled, worthMinor }) => [compiled, worthMinor]));
      for (const combination of allowedCombinations(sale)) {
        const together = sumOf(combination.map((compiled) => worths.get(compiled) ?? Number.NaN));
        expect(sale.pricing.worthOf(combination)).toBe(together);
      }
    }),
    { numRuns: numRuns * 5 },
  );
});
