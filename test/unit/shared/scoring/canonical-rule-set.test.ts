import { expect, test } from 'vitest';
import { canonicalRuleSet } from '#shared/scoring/canonical-rule-set.ts';
import { ruleSetSchema } from '#shared/contracts/rule-set-schema.ts';
import { ruleSetOf } from '#test/support/scoring.ts';

const ruleSet = ruleSetOf([{ offerId: 'تولد', effect: { kind: 'bonusPoints', points: 5 } }]);

test('the canonical text has sorted keys and no white space', () => {
  expect(canonicalRuleSet(ruleSet)).toBe(
    '{"calendar":"persian","currency":"IRR","offers":[{"conditions":[],"effect":{"kind":"bonusPoints","points":5},' +
      '"name":{"en":"تولد","fa":"تولد"},"offerId":"تولد","stacking":"single"}],"ruleSetId":"test","schemaVersion":1,' +
      '"valuation":{"pointMinor":100,"walletCreditBasisPoints":10000}}',
  );
});

test('the order of keys in the file does not change the text', () => {
  const { offers, valuation, ...rest } = ruleSet;
  expect(canonicalRuleSet({ valuation, offers, ...rest })).toBe(canonicalRuleSet(ruleSet));
});

test('reading the canonical text gives the same rule set and the same text', () => {
  const again = ruleSetSchema.parse(JSON.parse(canonicalRuleSet(ruleSet)));
  expect(again).toEqual(ruleSet);
  expect(canonicalRuleSet(again)).toBe(canonicalRuleSet(ruleSet));
});

test('another order of offers is another rule set', () => {
  const two = ruleSetOf([
    { offerId: 'a', effect: { kind: 'bonusPoints', points: 5 } },
    { offerId: 'b', effect: { kind: 'bonusPoints', points: 5 } },
  ]);
  expect(canonicalRuleSet({ ...two, offers: two.offers.toReversed() })).not.toBe(canonicalRuleSet(two));
});
