/** How a refund is shared among the means that paid, and how each share goes back to where it came from. */

import { minor } from '#shared/domain/money.ts';
import type { Minor } from '#shared/domain/money.ts';
import { addInt, mulDiv } from '#shared/kernel/int-math.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { SaleLeft } from './sale-left.ts';
import type { MoveLeft, TenderLeft } from './tenders-left.ts';
import type { Move } from './value-content.ts';
import type { Tender } from './value-details.ts';

export type TenderShare = { readonly left: TenderLeft; readonly worthMinor: Minor };
export type RefundShares = { readonly tenders: readonly TenderShare[]; readonly outsideMinor: Minor };

/** By prefix sums: each share stays within what is left of its means, and together they are the refund, to the unit. */
export function sharesOf(left: SaleLeft, refundMinor: Minor): RefundShares {
  const { leftMinor, tenders } = left;
  if (leftMinor === 0) return { tenders: [], outsideMinor: minor(0) };
  let prefix = 0;
  let shared = 0;
  const shares = tenders.map((tender) => {
    prefix = addInt(prefix, tender.worthLeftMinor);
    const until = mulDiv(prefix, [refundMinor, leftMinor], 'floor');
    const worthMinor = minor(until - shared);
    shared = until;
    return { left: tender, worthMinor };
  });
  return { tenders: shares, outsideMinor: minor(refundMinor - shared) };
}

export type Back = {
  readonly tenders: readonly Tender[];
  readonly moves: readonly Move[];
  /** Of gift cards that pay no more: their customers get it as they get what they paid in money. */
  readonly paidOutMinor: Minor;
};

/** A coupon pays nothing out: its share is only written down. `deadCodeIds`: gift cards that were cancelled or ended. */
export function backOf(shares: readonly TenderShare[], deadCodeIds: ReadonlySet<Uuid>): Back {
  const isDead = ({ tender: { means, codeId } }: PartBack): boolean =>
    means === 'giftCard' && codeId !== null && deadCodeIds.has(codeId);
  const parts = shares.map(partBack);
  const dead = parts.filter(isDead);
  return {
    tenders: parts
      .filter((part) => !isDead(part))
      .map(({ tender }) => tender)
      .filter(({ amount, worthMinor }) => amount + worthMinor > 0),
    moves: [...parts.flatMap(({ moves }) => moves), ...dead.flatMap(({ moves }) => moves.map(paidOut))],
    paidOutMinor: minor(addInt(...dead.map(({ tender }) => tender.worthMinor))),
  };
}

/** What came back onto a card leaves it again at once, so that its account says where the money went. */
function paidOut({ unit, amount, to, lot }: Move): Move {
  return { unit, amount, from: to, to: { kind: 'shop', account: 'clearing' }, lot };
}

type PartBack = { readonly tender: Tender; readonly moves: readonly Move[] };

/** Points are whole: what is less than one of them comes with the last refund. */
function partBack({ left, worthMinor }: TenderShare): PartBack {
  const { tender, amountLeft, worthLeftMinor, moves } = left;
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
