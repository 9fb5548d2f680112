/** How a refund is shared among the means that paid, and how each share goes back to where it came from. */

import { minor } from '../../domain/money.ts';
import type { Minor } from '../../domain/money.ts';
import { addInt, mulDiv } from '../../kernel/int-math.ts';
import { invariant } from '../../kernel/invariant.ts';
import type { SaleLeft } from './sale-left.ts';
import type { MoveLeft, TenderLeft } from './tenders-left.ts';
import type { Move } from './value-content.ts';
import type { Tender } from './value-details.ts';

export type RefundShares = {
  /** One for each tender that is left, in its order. */
  readonly tenders: readonly Minor[];
  readonly outsideMinor: Minor;
};

/** By prefix sums: each share stays within what is left of its means, and together they are the refund, to the unit. */
export function sharesOf(left: SaleLeft, refundMinor: Minor): RefundShares {
  const { leftMinor, tenders } = left;
  if (leftMinor === 0) return { tenders: tenders.map(() => minor(0)), outsideMinor: minor(0) };
  let prefix = 0;
  let shared = 0;
  const shares = tenders.map(({ worthLeftMinor }) => {
    prefix = addInt(prefix, worthLeftMinor);
    const until = mulDiv(prefix, [refundMinor, leftMinor], 'floor');
    const share = minor(until - shared);
    shared = until;
    return share;
  });
  return { tenders: shares, outsideMinor: minor(refundMinor - shared) };
}

export type Back = { readonly tenders: readonly Tender[]; readonly moves: readonly Move[] };

/** A coupon pays nothing out: its share is only written down. */
export function backOf(tenders: readonly TenderLeft[], shares: readonly Minor[]): Back {
  const parts = tenders.map((left, index) => partBack(left, shares[index] ?? minor(0)));
  return {
    tenders: parts.map(({ tender }) => tender).filter(({ amount, worthMinor }) => amount + worthMinor > 0),
    moves: parts.flatMap(({ moves }) => moves),
  };
}

/** Points are whole: what is less than one of them comes with the last refund. */
function partBack(
  { tender, amountLeft, worthLeftMinor, moves }: TenderLeft,
  worthMinor: Minor,
): { readonly tender: Tender; readonly moves: readonly Move[] } {
  const amount = worthLeftMinor === 0 ? 0 : mulDiv(amountLeft, [worthMinor, worthLeftMinor], 'floor');
  return {
    tender: { ...tender, amount, worthMinor },
    moves: tender.means === 'coupon' ? [] : reversed(moves, amount),
  };
}

/** What was taken last goes back first, into the lot that it was. */
function reversed(moves: readonly MoveLeft[], amount: number): readonly Move[] {
  let missing = amount;
  const back: Move[] = [];
  for (const { move, left } of moves.toReversed()) {
    const part = Math.min(left, missing);
    if (part <= 0) continue;
    back.push({ unit: move.unit, amount: part, from: move.to, to: move.from, lot: move.lot });
    missing -= part;
  }
  invariant(missing === 0, 'what a tender took can go back to where it came from');
  return back;
}
