import { expect, test } from 'vitest';
import { scoredLines } from '#shared/scoring/pricing/scored-lines.ts';
import { pricedSaleOf } from '#test/support/scoring-pricing.ts';
import { inputOf, ruleSetOf } from '#test/support/scoring.ts';

function linesOf(settings: object, discounts: readonly number[]) {
  const lines = [
    { unitPriceMinor: 1_100, quantity: 2, taxBasisPoints: 1_000 },
    { unitPriceMinor: 500, quantity: 1 },
  ];
  const { facts, rules } = pricedSaleOf(ruleSetOf({ offers: [], settings }), inputOf({ lines }));
  return scoredLines(facts, discounts, rules).map(({ lineId: _lineId, ...amounts }) => amounts);
}

test('tax is part of what a line costs after its discount', () => {
  expect(linesOf({}, [100, 0])).toEqual([
    { grossMinor: 2_200, discountMinor: 100, netMinor: 2_100, taxMinor: 191 }, // 2,100 ÷ 1.1 is 1,909.09
    { grossMinor: 500, discountMinor: 0, netMinor: 500, taxMinor: 0 },
  ]);
});

test('tax comes on top of it where prices exclude tax', () => {
  expect(linesOf({ tax: 'excluded' }, [105, 500])).toEqual([
    { grossMinor: 2_200, discountMinor: 105, netMinor: 2_095, taxMinor: 210 }, // 209.5
    { grossMinor: 500, discountMinor: 500, netMinor: 0, taxMinor: 0 },
  ]);
});

test('the lines come in the order of the basket, by their ids', () => {
  const { facts, rules } = pricedSaleOf(ruleSetOf({ offers: [] }), inputOf({ lines: [[1], [2], [3]] }));
  expect(scoredLines(facts, [0, 0, 0], rules).map(({ lineId }) => lineId)).toEqual(
    facts.lines.map(({ lineId }) => lineId),
  );
});

test('a discount above the price of a line is a bug and throws', () => {
  expect(() => linesOf({}, [0, 501])).toThrow('no line gets more discount than it costs');
  expect(() => linesOf({}, [0, -1])).toThrow('no line gets more discount than it costs');
});
