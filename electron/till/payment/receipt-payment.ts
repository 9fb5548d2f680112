/** What a finished sale was paid with, from the entries that were booked with it. */

import type { ReceiptPaymentView } from '#shared/contracts/till/payment-views.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import { minor } from '#shared/domain/money.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import type { Entry, ValueEntryOf } from '#shared/ledger/entry.ts';
import { newLotsOf } from '#shared/ledger/value/lot-state.ts';
import type { Move } from '#shared/ledger/value/value-content.ts';
import type { Tender } from '#shared/ledger/value/value-details.ts';
import type { BookedSale, Ledger } from '../ledger-port.ts';
import { tenderView } from './tenders.ts';

/** `undefined` for a sale that was paid with money alone. */
export type ReceiptPayments = (sale: BookedSale) => ReceiptPaymentView | undefined;

export function createReceiptPayments(ledger: Pick<Ledger, 'entriesAbout' | 'entryById'>): ReceiptPayments {
  return (sale) => {
    const about = ledger.entriesAbout(sale.entryId);
    const redeem = about.find((entry) => entry.kind === 'redeem');
    const changeIntoWalletMinor = minor(addInt(...about.map(changeOf)));
    if (redeem === undefined && changeIntoWalletMinor === 0) return undefined;
    return {
      tenders: redeem === undefined ? [] : tendersOf(redeem, ledger),
      outsideMinor: redeem?.content.detail.outsideMinor ?? sale.score.payableMinor,
      changeIntoWalletMinor,
    };
  };
}

function changeOf(entry: Entry): number {
  if (entry.kind !== 'topUp' || entry.content.detail.cause !== 'change') return 0;
  return addInt(...entry.content.moves.map(({ amount }) => amount));
}

type LedgerReadings = Pick<Ledger, 'entryById'>;

function tendersOf(
  { memberRef, content }: ValueEntryOf<'redeem'>,
  ledger: LedgerReadings,
): ReceiptPaymentView['tenders'] {
  return content.detail.tenders.map((tender) => ({
    ...tenderView(tender, memberRef),
    lots: content.moves
      .filter((move) => isMoveOf(move, tender))
      .map((move) => ({ amount: move.amount, madeOn: madeOn(move, ledger) })),
  }));
}

/** What a gift card holds has no parts to tell of. */
function isMoveOf({ from }: Move, { means, holderRef }: Tender): boolean {
  return from.kind === 'member' && from.memberRef === holderRef && from.purse === means;
}

/** Null for a lot of the snapshot. */
function madeOn({ lot }: Move, ledger: LedgerReadings): IsoDate | null {
  const entry = lot.kind === 'entry' ? ledger.entryById(lot.entryId) : undefined;
  if (entry === undefined || lot.kind !== 'entry') return null;
  return newLotsOf(entry).find((made) => made.lot.line === lot.line)?.madeOn ?? null;
}
