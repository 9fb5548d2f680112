/** Every example of the reference page of offers is sound and does what the page says. */

import { describe, expect, it } from 'vitest';
import { sha256, utf8 } from '#electron/till/node-signatures.ts';
import { minor } from '#shared/domain/money.ts';
import { compileRuleSet } from '#shared/scoring/compile-rule-set.ts';
import { deriveMemberFacts } from '#shared/scoring/facts/derive-member-facts.ts';
import { scoreSale } from '#shared/scoring/score-sale.ts';
import type { ScoreResult } from '#shared/scoring/answer/score-result.ts';
import { readRuleSet } from '#shared/contracts/read-rule-set.ts';
import { everyElement } from '#test/support/every-element.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { problemsOfFile } from '#test/support/rule-set-file.ts';
import { historyOf, inputOf } from '#test/support/scoring.ts';
import { offerExamples } from './offer-examples.ts';
import type { Expectation, OfferExample } from './offer-examples.ts';

const examples = offerExamples();
const cases = examples.flatMap((example) =>
  example.expectations.map((expectation, index) => ({
    example,
    expectation,
    title: `${example.place}, case ${index + 1}`,
  })),
);

function scored({ ruleSet: file }: OfferExample, sale: Expectation): ScoreResult {
  const ruleSet = expectOk(readRuleSet(file));
  const compiled = compileRuleSet(ruleSet, 'hash');
  const { basket: lines, activity, member: memberFile, at: now, store, paidBy, used } = sale;
  const input = inputOf({
    lines,
    now,
    member: null,
    limitUses: Object.fromEntries(
      Object.entries(used).map(([key, use]) => [key, { uses: use.uses, costMinor: minor(use.costMinor) }]),
    ),
    ...(activity && { activity }),
    ...(store !== undefined && { storeId: store }),
    ...(paidBy !== undefined && { paymentMeans: paidBy }),
  });
  if (memberFile === null) return scoreSale(compiled, input);
  const on = {
    localDate: input.moment.localDate,
    calendar: ruleSet.calendar,
    hijriMonthStarts: compiled.hijriMonthStarts,
    stampCards: compiled.pricing.stampCards,
    sha256,
    utf8,
  };
  const member = deriveMemberFacts(historyOf(memberFile), compiled.questions, on);
  return scoreSale(compiled, { ...input, member });
}

/** Words of the language that a rule set uses: its fields, and its kinds, modes, scopes and the like. */
function elementsOf(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([field, part]) => {
    const name = Array.isArray(value) ? [] : [field];
    const isWord =
      /^(?:kind|mode|scope|gives|by|measure|period|tax|earnOn|bound|calendar|rounding|missingDay)$/.test(
        field,
      );
    return [
      ...name,
      ...(isWord && typeof part === 'string' ? [`${field} ${part}`] : []),
      ...elementsOf(part),
    ];
  });
}

describe('the reference page of offers', () => {
  it.each(examples.map((example) => [example.place, example] as const))(
    'has a sound example under %s',
    (_place, example) => {
      expect(problemsOfFile(example.ruleSet)).toEqual([]);
      expect(example.expectations).not.toEqual([]);
    },
  );

  it.each(cases)('tells the truth under $title', ({ example, expectation }) => {
    expect(scored(example, expectation)).toMatchObject(expectation.gets);
  });

  it('shows every element of the language', () => {
    const shown = new Set(examples.flatMap(({ ruleSet }) => elementsOf(ruleSet)));
    expect([...new Set(elementsOf(everyElement))].filter((element) => !shown.has(element))).toEqual([]);
  });
});
