/** Booked sales with what is left of them, read from the entries each time: nothing of a refund is kept beside them. */

import type { MemberRef } from '#shared/domain/member.ts';
import { asciiDigits, cleanText } from '#shared/domain/text.ts';
import { receiptNumber } from '#shared/domain/receipt-number.ts';
import type { EntryId } from '#shared/ledger/entry.ts';
import { isValueEntry } from '#shared/ledger/entry.ts';
import type { Entry, ValueEntry } from '#shared/ledger/entry.ts';
import { postingsOf } from '#shared/ledger/post-entry.ts';
import { newLotsOf } from '#shared/ledger/value/lot-state.ts';
import { saleLeft } from '#shared/ledger/value/sale-left.ts';
import type { SaleLeft, SoldEntry } from '#shared/ledger/value/sale-left.ts';
import type { SaleStore } from '../db/stores/sale-store.ts';
import type { Ledger } from '../ledger-port.ts';

/** A sale of this till, everything said about it since, and what that leaves. */
export type SaleAtHand = {
  readonly sale: SoldEntry;
  readonly about: readonly ValueEntry[];
  readonly left: SaleLeft;
};

export type BookedSales = {
  readonly byEntry: (entryId: EntryId) => SaleAtHand | undefined;
  /** Newest first; by the whole number of a receipt, its end, or all where the text is empty. */
  readonly find: (text: string, limit: number) => readonly SaleAtHand[];
  /** Sales that the member made, or was given since; newest first. */
  readonly ofMember: (memberRef: MemberRef, limit: number) => readonly SaleAtHand[];
  readonly numberOf: (entry: Pick<Entry, 'businessDay' | 'seq'>) => string;
};

export type BookedSalesDeps = {
  readonly ledger: Pick<Ledger, 'entryById' | 'entriesAbout' | 'entriesOfMember'>;
  readonly store: SaleStore;
  /** The till's part of every receipt number. */
  readonly tillCode: string;
};

/** Entries of a member that are looked through for sales; older ones are found by their number. */
const memberEntriesMax = 500;

export function createBookedSales(deps: BookedSalesDeps): BookedSales {
  const { ledger, store } = deps;
  const numberOf: BookedSales['numberOf'] = ({ businessDay, seq }) =>
    receiptNumber(deps.tillCode, businessDay, seq);
  const atHand = (sale: SoldEntry): SaleAtHand => {
    const about = ledger.entriesAbout(sale.entryId).filter(isValueEntry);
    return { sale, about, left: saleLeft(sale, about, postingsAbout(sale, about, store)) };
  };
  const byEntry: BookedSales['byEntry'] = (entryId) => {
    const entry = ledger.entryById(entryId);
    return entry?.kind === 'sale' ? atHand(entry) : undefined;
  };
  return {
    byEntry,
    numberOf,
    find: (text, limit) => {
      const wanted = asciiDigits(cleanText(text)).toUpperCase().replaceAll(' ', '');
      const found = wanted === '' ? store.newestSales(limit) : numbered(wanted, store, numberOf);
      return found.filter(isSale).slice(0, limit).map(atHand);
    },
    ofMember: (memberRef, limit) => {
      const entries = ledger.entriesOfMember(memberRef, memberEntriesMax);
      const ids = entries.flatMap(({ kind, entryId, refEntryId }) =>
        kind === 'sale' ? [entryId] : kind === 'reassign' && refEntryId !== null ? [refEntryId] : [],
      );
      return [...new Set(ids)]
        .flatMap((entryId) => byEntry(entryId) ?? [])
        .filter(({ left }) => left.holderRef === memberRef)
        .slice(0, limit);
    },
  };
}

function isSale(entry: Entry): entry is SoldEntry {
  return entry.kind === 'sale';
}

const endingNumber = /(?<seq>\d{1,10})$/;

function numbered(wanted: string, store: SaleStore, numberOf: BookedSales['numberOf']): readonly Entry[] {
  const seq = Number(endingNumber.exec(wanted)?.groups?.['seq'] ?? 0);
  if (seq < 1 || seq > seqMax) return [];
  return store.salesNumbered(seq).filter((entry) => `-${numberOf(entry)}`.endsWith(`-${wanted}`));
}

const seqMax = 2 ** 32 - 1;

/** All that ever touched a lot of the sale: its own entries, and what its members let expire or were cancelled since. */
function postingsAbout(
  sale: SoldEntry,
  about: readonly ValueEntry[],
  store: SaleStore,
): ReturnType<typeof postingsOf> {
  const entries: readonly Entry[] = [sale, ...about];
  const holders = new Set(entries.flatMap(newLotsOf).map(({ memberRef }) => memberRef));
  const upkeep = [...holders].flatMap((memberRef) => store.ofMemberAfter(memberRef, sale));
  const known = new Set(entries.map(({ entryId }) => entryId));
  return [...entries, ...upkeep.filter(({ entryId }) => !known.has(entryId))].flatMap(postingsOf);
}
