import { expect, test } from 'vitest';
import { compileRuleSet } from '#shared/scoring/compile-rule-set.ts';
import { whyNot } from '#shared/scoring/why-not.ts';
import { inputOf, ruleSetOf } from '#test/support/scoring.ts';
import type { SaleSketch } from '#test/support/scoring.ts';

const ofTea = { kind: 'contains', of: { groupIds: ['tea'] } };

function answered(sale: SaleSketch) {
  const effects = [{ kind: 'bonusPoints', points: 10 }];
  const rules = compileRuleSet(
    ruleSetOf({ offers: [{ offerId: 'one', conditions: [ofTea], effects }] }),
    'hash',
  );
  return whyNot(rules, inputOf(sale), 'one');
}

test('an empty basket is said to be empty, not to lack what the conditions ask for', () => {
  expect(answered({ lines: [] })).toEqual({ kind: 'emptyBasket' });
  expect(answered({ lines: [], member: null })).toEqual({ kind: 'emptyBasket' });
});

test('a basket with something in it is told the first condition that fails', () => {
  expect(answered({ lines: [[1_000, 'nuts']], member: null })).toMatchObject({
    kind: 'failing',
    failing: { condition: ofTea },
  });
  expect(answered({ lines: [[1_000, 'tea']], member: null })).toMatchObject({
    kind: 'failing',
    failing: { condition: { kind: 'member' } },
  });
});

test('an activity has no basket that could be empty', () => {
  const activity = { kind: 'enrolment', subjectId: null, value: 0 } as const;
  expect(answered({ activity })).toEqual({ kind: 'otherTrigger' });
});
