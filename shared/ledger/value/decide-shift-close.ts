/** Closes a shift: counts what was booked since the last close, so that the till can prove that nothing is missing. */

import type { Currency } from '#shared/domain/money.ts';
import { minor } from '#shared/domain/money.ts';
import type { Minor } from '#shared/domain/money.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { compareTexts } from '#shared/kernel/order.ts';
import type { Entry } from '../entry.ts';
import type { SaleMoment } from '../sale-content.ts';
import type { Move, ValueContentOf } from './value-content.ts';

/** Entries that an earlier rebuilding found to be lost. */
export type MissingRange = { readonly fromSeq: number; readonly toSeq: number };

export type ShiftTally = {
  /** The first entry after the last close of this epoch. */
  readonly firstSeq: number;
  readonly entries: number;
  readonly byKind: ReadonlyMap<Entry['kind'], number>;
  /** Money that came in less what went out, outside of points, wallets and codes. */
  readonly outsideMinor: Minor;
  readonly missing: readonly MissingRange[];
};

export function emptyShift(firstSeq: number): ShiftTally {
  return { firstSeq, entries: 0, byKind: new Map(), outsideMinor: minor(0), missing: [] };
}

/** Throws unless the entry is the next of the shift. */
export function addToShift(shift: ShiftTally, entry: Entry): ShiftTally {
  invariant(entry.seq === shift.firstSeq + shift.entries, 'the entries of a shift follow each other');
  return {
    firstSeq: shift.firstSeq,
    entries: shift.entries + 1,
    byKind: new Map(shift.byKind).set(entry.kind, (shift.byKind.get(entry.kind) ?? 0) + 1),
    outsideMinor: minor(addInt(shift.outsideMinor, outsideOf(entry))),
    missing: [...shift.missing, ...missingOf(entry)],
  };
}

export type ShiftToClose = {
  readonly shift: ShiftTally;
  /** Of the entry before: 32 bytes. */
  readonly headHash: Uint8Array;
  readonly currency: Currency;
  readonly moment: SaleMoment;
};

/** Moves nothing. A shift without a single entry is closed like any other. */
export function decideShiftClose(toClose: ShiftToClose): ValueContentOf<'shiftClose'> {
  const { shift, headHash, currency, moment } = toClose;
  const byKind = [...shift.byKind].map(([kind, entries]) => ({ kind, entries }));
  return {
    currency,
    moment,
    moves: [],
    facts: [],
    detail: {
      firstSeq: shift.firstSeq,
      entries: shift.entries,
      headHash,
      byKind: byKind.toSorted((left, right) => compareTexts(left.kind, right.kind)),
      outsideMinor: shift.outsideMinor,
    },
  };
}

/**
 * A sale is paid outside but for what its redemption paid. Of a refund only what was handed out counts: what went back
 * to a wallet was never outside. Everything else says itself what passed the drawer.
 */
function outsideOf(entry: Entry): number {
  if (entry.kind === 'sale') return entry.content.totals.payableMinor;
  if (entry.kind === 'enrol' || entry.kind === 'activity') return 0;
  if (entry.kind === 'redeem')
    return -addInt(...entry.content.detail.tenders.map((tender) => tender.worthMinor));
  if (entry.kind === 'refund') return -entry.content.detail.outsideMinor;
  return addInt(...entry.content.moves.map(clearedBy));
}

function clearedBy({ unit, amount, from, to }: Move): number {
  if (unit === 'points') return 0;
  const isIn = from.kind === 'shop' && from.account === 'clearing';
  const isOut = to.kind === 'shop' && to.account === 'clearing';
  return (isIn ? amount : 0) - (isOut ? amount : 0);
}

/** What an entry says to be lost for good. */
export function missingOf(entry: Entry): readonly MissingRange[] {
  if (entry.kind !== 'epochStart') return [];
  const { missingFromSeq: fromSeq, missingToSeq: toSeq } = entry.content.detail;
  return toSeq === 0 ? [] : [{ fromSeq, toSeq }];
}
