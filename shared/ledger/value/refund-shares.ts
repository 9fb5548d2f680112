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

/**
 * Gift cards that were cancelled or have ended: nothing is put onto them. `bought`: money came in for the card; `given`:
 * the shop promised it for points or nothing, and no money ever came in for it.
 */
export type DeadCards = ReadonlyMap<Uuid, 'bought' | 'given'>;

export type Back = {
  readonly tenders: readonly Tender[];
  readonly moves: readonly Move[];
  /** Of bought gift cards that pay no more: their customers get it as they get what they paid in money. */
  readonly paidOutMinor: Minor;
};

/** A coupon pays nothing out, nor does a given card that is dead: their shares are only written down. */
export function backOf(shares: readonly TenderShare[], deadCards: DeadCards): Back {
  const deathOf = ({ tender: { means, codeId } }: PartBack): 'bought' | 'given' | undefined =>
    means === 'giftCard' && codeId !== null ? deadCards.get(codeId) : undefined;
  const parts = shares.map(partBack).map((part) => (deathOf(part) === 'given' ? writtenDown(part) : part));
  const dead = parts.filter((part) => deathOf(part) === 'bought');
  return {
    tenders: parts
      .filter((part) => deathOf(part) !== 'bought')
      .map(({ tender }) => tender)
      .filter(({ amount, worthMinor }) => amount + worthMinor > 0),
    moves: [...parts.flatMap(({ moves }) => moves), ...dead.flatMap(({ moves }) => moves.map(paidOut))],
    paidOutMinor: minor(addInt(...dead.map(({ tender }) => tender.worthMinor))),
  };
}

/** What the card spent stays spent: handing it out would make money of a promise. */
function writtenDown({ tender }: PartBack): PartBack {
  return { tender: { ...tender, amount: 0 }, moves: [] };
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
