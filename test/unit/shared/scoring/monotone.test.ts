import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileRuleSet } from '#shared/scoring/compile-rule-set.ts';
import type { ScoreInput } from '#shared/scoring/facts/score-input.ts';
import type { RuleSet } from '#shared/scoring/language/rule-set.ts';
import { scoreSale } from '#shared/scoring/score-sale.ts';
import { anyCase } from '#test/support/scoring-arbitraries.ts';
import { inputOf, ruleSetOf } from '#test/support/scoring.ts';

const numRuns = Number(process.env['SCORING_CASES'] ?? 150);
const timeoutMs = 60_000 + numRuns * 30;

const worthOf = (ruleSet: RuleSet, input: ScoreInput): number =>
  scoreSale(compileRuleSet(ruleSet, 'hash of the test'), input).worthMinor;
const bestWorthOf = (ruleSet: RuleSet, input: ScoreInput): number =>
  scoreSale(compileRuleSet(ruleSet, 'hash of the test'), input).bestWorthMinor;

/** Runs `check` for many random sales; fast-check prints the seed of a failure. */
function forEverySale(check: (ruleSet: RuleSet, input: ScoreInput, bestWorthMinor: number) => void): void {
  const property = fc.property(anyCase(9), ({ ruleSet, input }) =>
    check(ruleSet, input, bestWorthOf(ruleSet, input)),
  );
  fc.assert(property, { numRuns });
}

describe('more is never less', { timeout: timeoutMs }, () => {
  test('another offer never lowers the best', () => {
    forEverySale((ruleSet, input, bestWorthMinor) => {
      for (const left of ruleSet.offers) {
        const offers = ruleSet.offers.filter((offer) => offer !== left);
        expect(bestWorthOf({ ...ruleSet, offers }, input)).toBeLessThanOrEqual(bestWorthMinor);
      }
    });
  });

  test('a rule that keeps offers apart never raises the best', () => {
    forEverySale((ruleSet, input, bestWorthMinor) => {
      const offers = ruleSet.offers.map((offer) => ({
        ...offer,
        stacking: { mode: 'stackable' as const, ...offer.stacking, exclusiveGroup: 'one' },
      }));
      const loose = ruleSet.offers.map(({ stacking, ...offer }) => ({
        ...offer,
        stacking: { mode: 'stackable' as const, stage: stacking?.stage ?? 1 },
      }));
      expect(bestWorthOf({ ...ruleSet, offers }, input)).toBeLessThanOrEqual(
        bestWorthOf({ ...ruleSet, offers: loose }, input),
      );
      expect(bestWorthOf({ ...ruleSet, offers: loose }, input)).toBeGreaterThanOrEqual(bestWorthMinor);
    });
  });

  test('a lower maximum of offers never raises the best', () => {
    forEverySale((ruleSet, input, bestWorthMinor) => {
      const settings = { ...ruleSet.settings, offersPerSaleMax: 1 };
      expect(bestWorthOf({ ...ruleSet, settings }, input)).toBeLessThanOrEqual(bestWorthMinor);
    });
  });

  const prices = fc.array(fc.tuple(fc.integer({ min: 0, max: 90_000 }), fc.constantFrom('tea', 'nuts')), {
    minLength: 1,
    maxLength: 6,
  });
  const anyEffect = fc.oneof(
    fc.record({ kind: fc.constant('discountPercent'), basisPoints: fc.integer({ min: 1, max: 10_000 }) }),
    fc.record({ kind: fc.constant('walletCreditPercent'), basisPoints: fc.integer({ min: 1, max: 10_000 }) }),
    fc.record({ kind: fc.constant('discountFixed'), amountMinor: fc.integer({ min: 1, max: 90_000 }) }),
    fc.record({
      kind: fc.constant('pointsPerAmount'),
      points: fc.constant(3),
      perMinor: fc.integer({ min: 1, max: 9_000 }),
    }),
    fc.constant({
      kind: 'steps',
      by: 'amountMinor',
      gives: 'discountMinor',
      steps: [
        { from: 10_000, value: 900 },
        { from: 50_000, value: 7_000 },
      ],
    }),
  );

  test('a dearer line never lowers what one offer gives', () => {
    const dearer = fc.record({ prices, effect: anyEffect, moreMinor: fc.integer({ min: 1, max: 90_000 }) });
    const property = fc.property(dearer, ({ prices: cheap, effect, moreMinor }) => {
      const ruleSet = ruleSetOf({
        offers: [{ offerId: 'a', effects: [effect] }],
        settings: { grantStepMinor: 10 },
      });
      const dear = cheap.map(
        ([price, group], place) => [place === 0 ? price + moreMinor : price, group] as const,
      );
      const before = worthOf(ruleSet, inputOf({ lines: cheap }));
      expect(worthOf(ruleSet, inputOf({ lines: dear }))).toBeGreaterThanOrEqual(before);
    });
    fc.assert(property, { numRuns });
  });

  test('a larger budget never lowers what one effect gives', () => {
    const budgets = fc.record({
      prices,
      effect: anyEffect,
      costs: fc.tuple(fc.integer({ min: 1, max: 90_000 }), fc.integer({ min: 1, max: 90_000 })),
    });
    const property = fc.property(budgets, ({ prices: lines, effect, costs }) => {
      const [less, more] = costs
        .toSorted((one, other) => one - other)
        .map((costMinor) =>
          worthOf(
            ruleSetOf({
              offers: [{ offerId: 'a', effects: [effect], limits: [{ scope: 'chain', costMinor }] }],
            }),
            inputOf({ lines }),
          ),
        );
      expect(more).toBeGreaterThanOrEqual(less ?? 0);
    });
    fc.assert(property, { numRuns });
  });
});
