import fc from 'fast-check';
import { expect, test } from 'vitest';
import { startCompiling, compileRuleSet } from '#shared/scoring/compile-rule-set.ts';
import type { CompiledRuleSet } from '#shared/scoring/compiled-rule-set.ts';
import { saleFacts } from '#shared/scoring/facts/sale-facts.ts';
import type { ScoreInput } from '#shared/scoring/facts/score-input.ts';
import type { RuleSet } from '#shared/scoring/language/rule-set.ts';
import { fitsTrigger } from '#shared/scoring/matching/fits-trigger.ts';
import { createMatcher, matchOffers } from '#shared/scoring/matching/match-offers.ts';
import { reasonsOf } from '#shared/scoring/matching/reasons-of.ts';
import { whyFailing } from '#shared/scoring/matching/why-failing.ts';
import { reasonsOf as plainReasonsOf } from '#test/support/scoring-reference/reference-reasons.ts';
import { saleOf } from '#test/support/scoring-reference/reference-sale.ts';
import { referenceWhyNot } from '#test/support/scoring-reference/reference-why-not.ts';
import { plainMatch, textsOf } from './plain-match.ts';
import type { MatchTexts } from './plain-match.ts';
import { anyInput, anyMember, anyRuleSet } from './random-offers.ts';

function matchTexts(compiled: CompiledRuleSet, input: ScoreInput): MatchTexts {
  return textsOf(matchOffers(compiled, saleFacts(input, compiled)));
}

function compiledInSlices(ruleSet: RuleSet, offersMax: number): CompiledRuleSet {
  const compiling = startCompiling(ruleSet, 'hash');
  for (;;) {
    const compiled = compiling.step(offersMax);
    if (compiled !== null) return compiled;
  }
}

test('the index finds exactly the offers that looking at every one of them finds', () => {
  fc.assert(
    fc.property(anyRuleSet, fc.array(anyInput, { minLength: 1, maxLength: 4 }), (ruleSet, inputs) => {
      const compiled = compileRuleSet(ruleSet, 'hash');
      for (const input of inputs) expect(matchTexts(compiled, input)).toEqual(plainMatch(ruleSet, input));
    }),
    { numRuns: 250 },
  );
});

test('a rule set compiled in slices, for a store, or in another order of offers matches the same', () => {
  fc.assert(
    fc.property(anyRuleSet, anyInput, fc.integer({ min: 1, max: 9 }), (ruleSet, input, offersMax) => {
      const expected = matchTexts(compileRuleSet(ruleSet, 'hash'), input);
      expect(matchTexts(compiledInSlices(ruleSet, offersMax), input)).toEqual(expected);
      const at = { storeId: input.storeId, fromDate: input.moment.localDate };
      expect(matchTexts(compileRuleSet(ruleSet, 'hash', at), input)).toEqual(expected);
      const reversed = { ...ruleSet, offers: ruleSet.offers.toReversed() };
      expect(matchTexts(compileRuleSet(reversed, 'hash'), input)).toEqual(expected);
    }),
    { numRuns: 100 },
  );
});

test('the order of the lines changes nothing', () => {
  fc.assert(
    fc.property(anyRuleSet, anyInput, (ruleSet, input) => {
      const compiled = compileRuleSet(ruleSet, 'hash');
      const { trigger } = input;
      if (trigger.kind !== 'sale') return;
      const turned = { ...input, trigger: { ...trigger, lines: trigger.lines.toReversed() } };
      expect(matchTexts(compiled, turned)).toEqual(matchTexts(compiled, input));
    }),
    { numRuns: 100 },
  );
});

test('a matcher that saw other baskets, members and hours matches as one that saw nothing', () => {
  const edits = fc.array(
    fc.record({
      input: anyInput,
      keepsMember: fc.boolean(),
      keepsMoment: fc.boolean(),
      keepsStore: fc.boolean(),
      keepsLimitUses: fc.boolean(),
    }),
    { minLength: 2, maxLength: 12 },
  );
  fc.assert(
    fc.property(anyRuleSet, edits, (ruleSet, steps) => {
      const compiled = compileRuleSet(ruleSet, 'hash');
      const matcher = createMatcher(compiled);
      let before: ScoreInput | null = null;
      for (const { input, keepsMember, keepsMoment, keepsStore, keepsLimitUses } of steps) {
        const next: ScoreInput = {
          ...input,
          member: keepsMember && before !== null ? before.member : input.member,
          moment: keepsMoment && before !== null ? before.moment : input.moment,
          storeId: keepsStore && before !== null ? before.storeId : input.storeId,
          limitUses: keepsLimitUses && before !== null ? before.limitUses : input.limitUses,
        };
        before = next;
        const matches = matcher.match(saleFacts(next, compiled));
        expect(textsOf(matches)).toEqual(matchTexts(compiled, next));
      }
    }),
    { numRuns: 100 },
  );
});

test('lines scanned and taken back for one member match as they would at once', () => {
  const baskets = fc.array(anyInput, { minLength: 2, maxLength: 10 });
  fc.assert(
    fc.property(anyRuleSet, anyMember, baskets, (ruleSet, member, inputs) => {
      const compiled = compileRuleSet(ruleSet, 'hash');
      const matcher = createMatcher(compiled);
      const [first] = inputs;
      for (const { trigger } of inputs) {
        if (first === undefined) continue;
        const next = { ...first, trigger, member };
        expect(textsOf(matcher.match(saleFacts(next, compiled)))).toEqual(plainMatch(ruleSet, next));
      }
    }),
    { numRuns: 100 },
  );
});

test('every matched offer says why, and every other why not, as the plain reading does', () => {
  fc.assert(
    fc.property(anyRuleSet, anyInput, (ruleSet, input) => {
      const compiled = compileRuleSet(ruleSet, 'hash');
      const facts = saleFacts(input, compiled);
      const sale = saleOf(ruleSet, input);
      for (const offer of ruleSet.offers) {
        const one = compiled.byId.get(offer.offerId);
        if (one === undefined) throw new Error('every offer is compiled');
        const expected = referenceWhyNot(sale, offer);
        const isMatched = expected.kind === 'matched';
        expect(fitsTrigger(one, facts)).toBe(expected.kind !== 'otherTrigger');
        expect(isMatched ? reasonsOf(one, facts) : []).toEqual(isMatched ? plainReasonsOf(sale, offer) : []);
        const failing = expected.kind === 'failing' ? expected.failing : undefined;
        expect(failing && whyFailing(one, facts)).toEqual(failing);
      }
    }),
    { numRuns: 150 },
  );
});
