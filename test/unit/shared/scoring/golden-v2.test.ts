import { describe, expect, test } from 'vitest';
import { goldenCases } from '#test/support/scoring-reference/golden-case.ts';
import { referenceFacts } from '#test/support/scoring-reference/reference-facts.ts';
import { referenceScore } from '#test/support/scoring-reference/reference-score.ts';
import { referenceWhyNot } from '#test/support/scoring-reference/reference-why-not.ts';
import { saleOf } from '#test/support/scoring-reference/reference-sale.ts';

const cases = goldenCases().map((golden) => [golden.behaviour, golden] as const);

describe('the golden cases hold for the reference', () => {
  test.each(cases)('%s', (_behaviour, { ruleSet, inputBy, expected, whyNot }) => {
    const input = inputBy(referenceFacts);
    expect(referenceScore(ruleSet, input)).toMatchObject(expected);
    const sale = saleOf(ruleSet, input);
    for (const [offerId, answer] of Object.entries(whyNot)) {
      const offer = ruleSet.offers.find((one) => one.offerId === offerId);
      expect(offer && referenceWhyNot(sale, offer)).toMatchObject(answer);
    }
  });
});
