/** Splits an amount over lines in proportion to their price, to the last minor unit. */

import { addInt, mulDiv } from '../kernel/int-math.ts';
import { invariant } from '../kernel/invariant.ts';
import { compareTexts, inOrder } from '../kernel/order.ts';
import type { PricedLine } from './sale-facts.ts';

export type LineShare = { readonly line: PricedLine; readonly amountMinor: number };

/**
 * Largest remainder: every share is rounded down, then the units left over go one each to the largest remainders, ties
 * to the lower line id. No share is more than its line's price; `amountMinor` may not be more than all prices together.
 */
export function allocate(amountMinor: number, lines: readonly PricedLine[]): readonly LineShare[] {
  const baseMinor = addInt(...lines.map((line) => line.grossMinor));
  invariant(amountMinor >= 0 && amountMinor <= baseMinor, 'no more is allocated than the lines cost');
  if (amountMinor === 0) return lines.map((line) => ({ line, amountMinor: 0 }));
  const floors = lines.map((line) => mulDiv(line.grossMinor, [amountMinor, baseMinor], 'floor'));
  const leftOver = amountMinor - addInt(...floors);
  const remainders = lines.map((line, place) => ({
    place,
    lineId: line.lineId,
    remainder: Number((BigInt(line.grossMinor) * BigInt(amountMinor)) % BigInt(baseMinor)),
  }));
  const byRemainder = inOrder<(typeof remainders)[number]>(
    (left, right) => right.remainder - left.remainder,
    (left, right) => compareTexts(left.lineId, right.lineId),
  );
  const favoured = new Set(
    remainders
      .toSorted(byRemainder)
      .slice(0, leftOver)
      .map(({ place }) => place),
  );
  return lines.map((line, place) => ({
    line,
    amountMinor: (floors[place] ?? 0) + (favoured.has(place) ? 1 : 0),
  }));
}
