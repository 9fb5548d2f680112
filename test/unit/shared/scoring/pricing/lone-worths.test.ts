import { expect, test } from 'vitest';
import { compileRuleSet } from '#shared/scoring/compile-rule-set.ts';
import { saleFacts } from '#shared/scoring/facts/sale-facts.ts';
import { loneWorths, salePricing } from '#shared/scoring/pricing/sale-pricing.ts';
import { inputOf, ruleSetOf } from '#test/support/scoring.ts';
import type { LineSketch } from '#test/support/scoring.ts';

const rules = compileRuleSet(
  ruleSetOf({
    settings: { earnOn: 'paid', lineFloorBasisPoints: 5_000 },
    offers: [
      {
        offerId: 'both',
        effects: [
          { kind: 'discountPercent', basisPoints: 3_333 },
          { kind: 'discountPercent', basisPoints: 2_500 },
          { kind: 'pointsPerAmount', points: 1, perMinor: 100 },
        ],
      },
      { offerId: 'points', effects: [{ kind: 'pointsPerAmount', points: 1, perMinor: 100 }] },
    ],
  }),
  'hash',
);

test('what offers are worth in one sale after another is what each is worth in that sale', () => {
  const baskets: readonly (readonly LineSketch[])[] = [
    [[90_001], [30_000], [777]],
    [[50_000]],
    [[90_001], [777]],
  ];
  const worthOf = loneWorths(rules.pricing, 3);
  for (const lines of baskets) {
    const facts = saleFacts(inputOf({ lines }), rules);
    for (const compiled of rules.byId.values()) {
      const [alone] = salePricing(rules.pricing, facts).alone([compiled]);
      expect(worthOf(compiled, facts)).toBe(alone?.worthMinor);
    }
  }
});
