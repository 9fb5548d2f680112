/** What all prices of one sale rest on: how far each line, and the whole sale, can be discounted. */

import { basisPointsOf, mulDiv } from '#shared/kernel/int-math.ts';
import { compareTexts } from '#shared/kernel/order.ts';
import type { PricingRules } from '../compiled-rule-set.ts';
import type { PricedLine, SaleFacts, Selection } from '../facts/sale-facts.ts';

export type SaleBasis = {
  readonly rules: PricingRules;
  readonly facts: SaleFacts;
  /** By place of the line: what all discounts together may take off it. */
  readonly capacityMinor: readonly number[];
  /** What all discounts of the sale may take together: the owner's caps, and never more than it costs. */
  readonly discountCapMinor: number;
  /** By place of the line: its place in the order of line ids. */
  readonly lineRanks: () => readonly number[];
  /** The share of each line of a selection that is open to discounts, at least; 10,000 without floors. */
  readonly openBasisPoints: (selection: Selection) => number;
};

export function saleBasis(rules: PricingRules, facts: SaleFacts): SaleBasis {
  const { discountCapMinor, discountCapBasisPoints } = rules.settings;
  let lineRanks: readonly number[] | null = null;
  const capacityMinor = facts.lines.map(({ grossMinor, floorMinor }) => grossMinor - floorMinor);
  const caps: number[] = [facts.grossMinor];
  if (discountCapMinor !== null) caps.push(discountCapMinor);
  if (discountCapBasisPoints !== null) {
    caps.push(basisPointsOf(facts.grossMinor, discountCapBasisPoints, 'floor'));
  }
  return {
    rules,
    facts,
    capacityMinor,
    discountCapMinor: Math.min(...caps),
    lineRanks: () => (lineRanks ??= ranksById(facts.lines)),
    openBasisPoints: openShares(facts, capacityMinor),
  };
}

function ranksById(lines: readonly PricedLine[]): readonly number[] {
  const ranks = lines.map(() => 0);
  const byId = lines.toSorted((left, right) => compareTexts(left.lineId, right.lineId));
  for (const [rank, line] of byId.entries()) ranks[line.index] = rank;
  return ranks;
}

function openShares(facts: SaleFacts, capacityMinor: readonly number[]): SaleBasis['openBasisPoints'] {
  if (facts.lines.every(({ floorMinor }) => floorMinor === 0)) return () => 10_000;
  const known = new Map<Selection, number>();
  return (selection) => {
    const found = known.get(selection);
    if (found !== undefined) return found;
    let least = 10_000;
    for (const { index, grossMinor } of selection.lines) {
      if (grossMinor > 0)
        least = Math.min(least, mulDiv(10_000, [capacityMinor[index] ?? 0, grossMinor], 'floor'));
    }
    known.set(selection, least);
    return least;
  };
}
