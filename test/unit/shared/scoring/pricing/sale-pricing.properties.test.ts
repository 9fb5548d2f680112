import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyPricedSale } from '#test/support/pricing-arbitraries.ts';
import { pricedSaleOf } from '#test/support/scoring-pricing.ts';
import { priceOf } from '#test/support/scoring-reference/reference-price.ts';
import { saleOf } from '#test/support/scoring-reference/reference-sale.ts';

const numRuns = Number(process.env['RUNS'] ?? 300);

test('every combination is priced as the reference prices it', () => {
  fc.assert(
    fc.property(anyPricedSale, ({ ruleSet, input }) => {
      const { pricing, offers, facts } = pricedSaleOf(ruleSet, input);
      const expected = priceOf(saleOf(ruleSet, input), ruleSet.offers);
      const { worthMinor, benefits, lineDiscountMinor } = pricing.combined(offers);
      expect(worthMinor).toBe(expected.worthMinor);
      expect(
        Object.fromEntries(facts.lines.map(({ index, lineId }) => [lineId, lineDiscountMinor[index]])),
      ).toEqual(Object.fromEntries(expected.discounts));
      for (const [place, { offer }] of offers.entries()) {
        const tally = expected.byOffer.get(offer.offerId);
        const cuts: Record<string, number> = {};
        for (const { by, lostMinor } of tally?.cuts ?? []) cuts[by] = (cuts[by] ?? 0) + lostMinor;
        const { cuts: foundCuts, ...found } = benefits[place] ?? { cuts: [] };
        const { offer: _offer, pointsPerAmount: _points, cuts: _cuts, ...wanted } = tally ?? {};
        expect(found).toEqual(wanted);
        expect(Object.fromEntries(foundCuts.map(({ by, lostMinor }) => [by, lostMinor]))).toEqual(cuts);
      }
    }),
    { numRuns },
  );
});
