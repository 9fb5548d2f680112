import { describe, expect, it } from 'vitest';
import { basketGrossMinorMax, unitPriceMinorMax } from '#shared/domain/basket.ts';
import { chooseBest } from '#shared/scoring/choosing/choose-best.ts';
import { solve } from '#shared/scoring/choosing/solve.ts';
import { noWish } from '#shared/scoring/facts/score-input.ts';
import { pointMinorMax } from '#shared/scoring/language/rule-set.ts';
import { pricedSaleOf } from '#test/support/scoring-pricing.ts';
import { inputOf, ruleSetOf } from '#test/support/scoring.ts';
import { bruteForce } from './brute-force.ts';
import { randomProblem } from './random-problems.ts';

describe('the largest values', () => {
  it('leave the gap a safe integer where many stackable offers are worth more together than can be said', () => {
    const quantity = 100;
    const lines = Array.from({ length: basketGrossMinorMax / unitPriceMinorMax / quantity }, () => ({
      unitPriceMinor: unitPriceMinorMax,
      quantity,
    }));
    const offers = Array.from({ length: 50 }, (_, place) => ({
      offerId: `offer-${place}`,
      stacking: { mode: 'stackable', stage: 1 + (place % 9) },
      effects: [
        { kind: 'pointsPerAmount', points: 1_000_000, perMinor: 1 },
        { kind: 'discountPercent', basisPoints: 9_000 + place },
      ],
    }));
    const ruleSet = ruleSetOf({
      offers,
      settings: { earnOn: 'paid' },
      valuation: { walletCreditBasisPoints: 10_000, pointMinor: pointMinorMax },
    });
    const { pricing, offers: compiled } = pricedSaleOf(ruleSet, inputOf({ lines }));
    const rules = { offersPerSaleMax: null, wish: noWish };
    const { gapMinor, bestWorthMinor } = chooseBest(pricing.alone(compiled), pricing, rules);
    expect(Number.isSafeInteger(gapMinor)).toBe(true);
    expect(Number.isSafeInteger(bestWorthMinor + gapMinor)).toBe(true);
  });

  it('lose no combination where bounds add up to more than can be said', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const small = randomProblem(seed, 'lines', { candidatesMax: 9, worthMax: 50 });
      const huge = Number.MAX_SAFE_INTEGER - seed;
      const candidates = small.candidates.map((candidate) => ({ ...candidate, restWorthMaxMinor: huge }));
      const { chosen, worthMinor } = solve({ ...small, candidates });
      expect({ chosen, worthMinor }, `seed ${seed}`).toEqual(bruteForce(small));
    }
  });
});
