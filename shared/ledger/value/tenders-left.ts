/** What is left of the points, wallets, gift cards and coupons that a sale was paid with. */

import { minor } from '#shared/domain/money.ts';
import type { Minor } from '#shared/domain/money.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import type { ValueEntry, ValueEntryOf } from '../entry.ts';
import { accountOf } from '../posting.ts';
import type { AccountRef, LotSource, Move } from './value-content.ts';
import { tenderMeans } from './value-details.ts';
import type { Tender } from './value-details.ts';

/** A move of the payment, and what of it was not given back yet. */
export type MoveLeft = { readonly move: Move; readonly left: number };

export type TenderLeft = {
  /** As it was paid. */
  readonly tender: Tender;
  readonly amountLeft: number;
  readonly worthLeftMinor: Minor;
  /** In the order in which they were taken; empty for a coupon. */
  readonly moves: readonly MoveLeft[];
};

/** Those that are worth something still, or moved something: by their means, then in the order of the payment. */
export function tendersLeft(about: readonly ValueEntry[]): readonly TenderLeft[] {
  const paid = about.filter((entry): entry is ValueEntryOf<'redeem'> => entry.kind === 'redeem');
  const refunds = about.filter((entry): entry is ValueEntryOf<'refund'> => entry.kind === 'refund');
  return paid
    .flatMap(({ content }) => content.detail.tenders.map((tender) => ({ tender, moves: content.moves })))
    .map(({ tender, moves }) => tenderLeft(tender, moves, refunds))
    .toSorted((left, right) => placeOf(left) - placeOf(right));
}

function placeOf({ tender }: TenderLeft): number {
  return tenderMeans.indexOf(tender.means);
}

/** Of one tender and the moves that it made. */
export function tenderLeft(
  tender: Tender,
  moves: readonly Move[],
  refunds: readonly ValueEntryOf<'refund'>[],
): TenderLeft {
  const isSameTender = sameTender(tender);
  const details = refunds.flatMap(({ content }) => content.detail.back.filter((part) => isSameTender(part)));
  const back = refunds.flatMap(({ content }) => content.moves);
  const paidOutMinor = paidOutOf(tender, back);
  const worthLeftMinor = minor(
    tender.worthMinor - addInt(paidOutMinor, ...details.map(({ worthMinor }) => worthMinor)),
  );
  // What was only written down of a gift card is gone as well, though nothing of it went back.
  const isMoney = tender.means === 'giftCard';
  return {
    tender,
    amountLeft: isMoney ? worthLeftMinor : tender.amount - addInt(...details.map(({ amount }) => amount)),
    worthLeftMinor,
    moves: moves.filter(isOfTender(tender)).map((move) => ({ move, left: leftOf(move, back) })),
  };
}

/** Of a gift card that paid no more when the sale was given back: it was handed out instead. */
function paidOutOf({ means, codeId }: Tender, back: readonly Move[]): number {
  if (means !== 'giftCard') return 0;
  const out = back.filter(
    ({ from, to }) =>
      from.kind === 'giftCard' && from.codeId === codeId && to.kind === 'shop' && to.account === 'clearing',
  );
  return addInt(...out.map(({ amount }) => amount));
}

function sameTender(tender: Tender): (other: Tender) => boolean {
  return ({ means, codeId, holderRef }) =>
    means === tender.means && codeId === tender.codeId && holderRef === tender.holderRef;
}

function isOfTender({ means, codeId, holderRef }: Tender): (move: Move) => boolean {
  return ({ unit, from }) => {
    if (from.kind === 'giftCard') return means === 'giftCard' && from.codeId === codeId;
    const isHolders = from.kind === 'member' && from.memberRef === holderRef;
    return isHolders && means === (unit === 'points' ? 'points' : 'wallet');
  };
}

/** A lot is taken from once in a payment, so what went back to it is of this move. */
function leftOf(move: Move, back: readonly Move[]): number {
  const key = lotKey(move.lot);
  const returned = back.filter(
    ({ from, to, lot }) => isSame(to, move.from) && isSame(from, move.to) && lotKey(lot) === key,
  );
  return move.amount - addInt(...returned.map(({ amount }) => amount));
}

function isSame(left: AccountRef, right: AccountRef): boolean {
  return accountOf(left) === accountOf(right);
}

function lotKey(lot: LotSource): string {
  if (lot.kind === 'entry') return `${lot.kind} ${lot.entryId} ${lot.line}`;
  return lot.kind === 'snapshot' ? `${lot.kind} ${lot.key}` : lot.kind;
}
