import fc from 'fast-check';
import { expect, test } from 'vitest';
import { minor } from '#shared/domain/money.ts';
import { compileRuleSet } from '#shared/scoring/compile-rule-set.ts';
import { saleFacts, withLineAdded } from '#shared/scoring/facts/sale-facts.ts';
import type { Selector } from '#shared/scoring/language/selector.ts';
import { inputOf, ruleSetOf } from '#test/support/scoring.ts';
import type { LineSketch } from '#test/support/scoring.ts';
import { isMeant } from '#test/support/scoring-reference/reference-sale.ts';
import { anyLine, anySelector } from './random-offers.ts';

const rules = compileRuleSet(ruleSetOf({ offers: [] }), 'hash');
const factsOf = (lines: readonly LineSketch[], settings: object = {}) =>
  saleFacts(inputOf({ lines }), compileRuleSet(ruleSetOf({ settings, offers: [] }), 'hash'));

test('a selector means the lines that it names, in the order of the basket, with their sums', () => {
  fc.assert(
    fc.property(
      fc.array(anyLine, { maxLength: 12 }),
      fc.array(anySelector, { maxLength: 4 }),
      (lines, selectors) => {
        const facts = factsOf(lines);
        for (const selector of [undefined, ...selectors, ...selectors]) {
          const meant = facts.lines.filter(({ line }) => isMeant(line, selector));
          const selection = facts.selected(selector);
          expect(selection.lines).toEqual(meant);
          expect(selection.grossMinor).toBe(meant.reduce((sum, line) => sum + line.grossMinor, 0));
          expect(selection.quantity).toBe(meant.reduce((sum, line) => sum + line.quantity, 0));
        }
      },
    ),
  );
});

test('a line added is selected as if it had been there', () => {
  fc.assert(
    fc.property(
      fc.array(anyLine, { maxLength: 8 }),
      anyLine,
      fc.array(anySelector),
      (lines, added, selectors) => {
        const whole = factsOf([...lines, added]);
        const last = whole.lines.at(-1);
        if (last === undefined) throw new Error('a line was added');
        const facts = withLineAdded(factsOf(lines), last.line, rules);
        for (const selector of [undefined, ...selectors, ...selectors])
          expect(facts.selected(selector)).toEqual(whole.selected(selector));
        expect({ ...facts, selected: null }).toEqual({ ...whole, selected: null });
      },
    ),
  );
});

test('a selection is worked out once for each selector of a sale', () => {
  const facts = factsOf([
    [10, 'tea'],
    [20, 'nuts'],
  ]);
  const selector: Selector = { groupIds: ['tea', 'nuts'] };
  expect(facts.selected(selector)).toBe(facts.selected(selector));
  const enlarged = withLineAdded(facts, inputLine(), rules);
  expect(enlarged.selected(selector)).toBe(enlarged.selected(selector));
});

function inputLine() {
  const { trigger } = inputOf({ lines: [[5, 'tea']] });
  const [line] = trigger.kind === 'sale' ? trigger.lines : [];
  if (line === undefined) throw new Error('a basket has its line');
  return line;
}

test('no discount takes a line below its own floor or the share that the owner keeps, whichever is more', () => {
  const line = { unitPriceMinor: 101, quantity: 3, floorUnitPriceMinor: 60 };
  expect(factsOf([line]).lines[0]?.floorMinor).toBe(180);
  expect(factsOf([line], { lineFloorBasisPoints: 6_000 }).lines[0]?.floorMinor).toBe(182);
});

test('a floor above the price leaves no room, and never a negative one', () => {
  expect(factsOf([{ unitPriceMinor: 100, floorUnitPriceMinor: 150 }]).lines[0]?.floorMinor).toBe(100);
});

test('an activity has no lines and no means of payment', () => {
  const activity = { kind: 'enrolment', subjectId: null, value: 0 } as const;
  const facts = saleFacts(inputOf({ activity }), rules);
  expect(facts).toMatchObject({ lines: [], grossMinor: 0, activity, paymentMeans: null });
});

test('a basket that costs more than any may is refused loudly', () => {
  const line = { ...inputLine(), unitPriceMinor: minor(10_000_000_000), quantity: 9_999 };
  const trigger = {
    kind: 'sale',
    lines: Array.from({ length: 11 }, () => line),
    paymentMeans: null,
  } as const;
  expect(() => saleFacts({ ...inputOf({}), trigger }, rules)).toThrow(
    'a basket costs no more than its limit',
  );
});
