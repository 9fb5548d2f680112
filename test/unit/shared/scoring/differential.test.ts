import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileRuleSet } from '#shared/scoring/compile-rule-set.ts';
import type { MemberFacts } from '#shared/scoring/facts/member-facts.ts';
import { scoreSale } from '#shared/scoring/score-sale.ts';
import { whyNot } from '#shared/scoring/why-not.ts';
import { comparable, comparableWhyNot } from '#test/support/scoring-reference/comparable.ts';
import { referenceFacts } from '#test/support/scoring-reference/reference-facts.ts';
import { saleOf } from '#test/support/scoring-reference/reference-sale.ts';
import { referenceScore } from '#test/support/scoring-reference/reference-score.ts';
import { referenceWhyNot } from '#test/support/scoring-reference/reference-why-not.ts';
import { anyCase, anyRuleSet } from '#test/support/scoring-arbitraries.ts';
import { anyHistory, anyToday } from '#test/support/scoring-histories.ts';
import { derivedFacts } from '#test/support/scoring.ts';
import type { ScoringCase } from '#test/support/scoring-arbitraries.ts';

/** `SCORING_CASES=100000` for a campaign; a failure prints its seed. */
const cases = Number(process.env['SCORING_CASES'] ?? 2_000);
const msPerCase = 30;

function expectSameAnswer({ ruleSet, input }: ScoringCase): void {
  const result = scoreSale(compileRuleSet(ruleSet, 'hash of the test'), input);
  expect(comparable(result)).toEqual(comparable(referenceScore(ruleSet, input)));
  expect(result.isProven).toBe(true);
}

describe('the engine answers as the reference does', () => {
  test(
    'for sales and activities under rules of every kind',
    () => {
      fc.assert(fc.property(anyCase(), expectSameAnswer), { numRuns: cases });
    },
    60_000 + cases * msPerCase,
  );

  test(
    'when many offers match at once',
    () => {
      const numRuns = Math.ceil(cases / 20);
      fc.assert(fc.property(anyCase(10), expectSameAnswer), { numRuns });
    },
    60_000 + cases * msPerCase,
  );

  test(
    'when asked why an offer does not apply',
    () => {
      const numRuns = Math.ceil(cases / 3);
      fc.assert(
        fc.property(anyCase(), ({ ruleSet, input }) => {
          const compiled = compileRuleSet(ruleSet, 'hash of the test');
          const sale = saleOf(ruleSet, input);
          for (const offer of ruleSet.offers) {
            const answer = whyNot(compiled, input, offer.offerId);
            expect(comparableWhyNot(answer)).toEqual(comparableWhyNot(referenceWhyNot(sale, offer)));
          }
        }),
        { numRuns },
      );
    },
    60_000 + cases * msPerCase,
  );

  test(
    'when it asks what a member has done so far',
    () => {
      const numRuns = Math.ceil(cases / 4);
      fc.assert(
        fc.property(anyRuleSet(7), anyHistory, anyToday, (ruleSet, history, today) => {
          const facts = derivedFacts(ruleSet, history, today);
          expect(withoutNothing(facts)).toEqual(withoutNothing(referenceFacts(ruleSet, history, today)));
        }),
        { numRuns },
      );
    },
    60_000 + cases * msPerCase,
  );
});

/** A stamp card without stamps, and an offer not used within the period, may be left out. */
function withoutNothing({ stamps, limitUses, ...facts }: MemberFacts): object {
  return {
    ...facts,
    stamps: Object.fromEntries(Object.entries(stamps).filter(([, count]) => count > 0)),
    limitUses: Object.fromEntries(
      Object.entries(limitUses).filter(([, use]) => use.uses > 0 || use.costMinor > 0),
    ),
  };
}
