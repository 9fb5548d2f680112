import { describe, expect, test } from 'vitest';
import { compileRuleSet } from '#shared/scoring/compile-rule-set.ts';
import { scoreSale } from '#shared/scoring/score-sale.ts';
import { whyNot as whyNotOf } from '#shared/scoring/why-not.ts';
import { goldenCases } from '#test/support/scoring-reference/golden-case.ts';
import { referenceFacts } from '#test/support/scoring-reference/reference-facts.ts';
import { saleOf } from '#test/support/scoring-reference/reference-sale.ts';
import { referenceScore } from '#test/support/scoring-reference/reference-score.ts';
import { referenceWhyNot } from '#test/support/scoring-reference/reference-why-not.ts';
import { derivedFacts } from '#test/support/scoring.ts';

const cases = goldenCases().map((golden) => [golden.behaviour, golden] as const);

test('there are at least 150 golden cases, each of another behaviour', () => {
  expect(new Set(cases.map(([behaviour]) => behaviour)).size).toBe(cases.length);
  expect(cases.length).toBeGreaterThanOrEqual(150);
});

describe('the engine', () => {
  test.each(cases)('%s', (_behaviour, { ruleSet, inputBy, expected, whyNot }) => {
    const compiled = compileRuleSet(ruleSet, 'hash of the test');
    const input = inputBy(derivedFacts);
    expect(scoreSale(compiled, input)).toMatchObject({ ...expected, isProven: true, gapMinor: 0 });
    for (const [offerId, answer] of Object.entries(whyNot)) {
      expect(whyNotOf(compiled, input, offerId)).toMatchObject(answer);
    }
  });
});

describe('the reference', () => {
  test.each(cases)('agrees: %s', (_behaviour, { ruleSet, inputBy, expected, whyNot }) => {
    const input = inputBy(referenceFacts);
    expect(referenceScore(ruleSet, input)).toMatchObject(expected);
    const sale = saleOf(ruleSet, input);
    for (const [offerId, answer] of Object.entries(whyNot)) {
      const offer = ruleSet.offers.find((one) => one.offerId === offerId);
      expect(offer && referenceWhyNot(sale, offer)).toMatchObject(answer);
    }
  });
});
