/** The entries of a member as a table for spreadsheets: RFC 4180 in UTF-8, newest entry first. */

import type {
  MemberStatement,
  StatementAmounts,
  StatementEntry,
} from '#shared/contracts/hq/member-statement.ts';
import type { Language } from '#shared/domain/local-text.ts';
import type { StoreRow } from '../db/stores/people/stores.ts';

export type StatementCsv = {
  /** Pages in the order of the list, the newest first. */
  readonly pages: AsyncIterable<MemberStatement>;
  readonly stores: readonly StoreRow[];
  readonly language: Language;
};

/** Amounts are numbers in the smallest unit; the row `brought` is what the member had before any entry. */
const columns = [
  'time',
  'time_zone',
  'store',
  'store_id',
  'till',
  'number',
  'about_number',
  'kind',
  'points',
  'points_held',
  'wallet_minor',
  'wallet_held_minor',
  'points_after',
  'points_held_after',
  'wallet_minor_after',
  'wallet_held_minor_after',
  'currency',
  'disposition',
  'reason',
  'member',
  'entry',
] as const;
type Row = Partial<Record<(typeof columns)[number], string | null>>;

/** Spreadsheets take a text for UTF-8 by this mark. */
const byteOrderMark = '\ufeff';

/** Pieces of text, one for each page. Adding up a column of changes comes to the balance. */
export async function* statementCsv({ pages, stores, language }: StatementCsv): AsyncGenerator<string> {
  const storeById = new Map(stores.map((store) => [store.store_id, store]));
  yield `${byteOrderMark}${columns.join(',')}\r\n`;
  let last: MemberStatement | undefined;
  for await (const page of pages) {
    yield page.entries.map((entry) => lineOf(rowOf(entry, { storeById, language }))).join('');
    last = page;
  }
  if (last === undefined) return;
  if (!isNothing(last.unlisted)) yield lineOf({ kind: 'unlisted', ...changeColumns(last.unlisted) });
  yield lineOf({ kind: 'brought', ...changeColumns(last.brought) });
}

type Names = { readonly storeById: ReadonlyMap<string, StoreRow>; readonly language: Language };

function rowOf(entry: StatementEntry, { storeById, language }: Names): Row {
  const store = storeById.get(entry.storeId);
  const timeZone = store?.time_zone ?? 'UTC';
  return {
    time: localTime(entry.atMs, timeZone),
    time_zone: timeZone,
    store: store === undefined ? null : language === 'fa' ? store.name_fa : store.name_en,
    store_id: entry.storeId,
    till: entry.tillName,
    number: entry.number,
    about_number: entry.refNumber,
    kind: entry.kind,
    ...changeColumns(entry.change),
    points_after: entry.after.points,
    points_held_after: entry.after.pointsHeld,
    wallet_minor_after: entry.after.walletMinor,
    wallet_held_minor_after: entry.after.walletHeldMinor,
    currency: store?.currency ?? null,
    disposition: entry.disposition,
    reason: entry.reason,
    member: entry.memberRef,
    entry: entry.entryId,
  };
}

function changeColumns({ points, pointsHeld, walletMinor, walletHeldMinor }: StatementAmounts): Row {
  return {
    points,
    points_held: pointsHeld,
    wallet_minor: walletMinor,
    wallet_held_minor: walletHeldMinor,
  };
}

function isNothing(amounts: StatementAmounts): boolean {
  return Object.values(amounts).every((amount) => amount === '0');
}

function lineOf(row: Row): string {
  return `${columns.map((column) => cellOf(row[column] ?? '')).join(',')}\r\n`;
}

/** What a spreadsheet would take for a formula is given to it as a text; names at HQ may begin with anything. */
function cellOf(text: string): string {
  if (/^-?\d+$/.test(text) || text === '') return text;
  const safe = /^\s*[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** Such as `2026-11-22 14:32:05`, by the clock on the wall of the store. */
function localTime(atMs: number, timeZone: string): string {
  const text = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return text.format(atMs);
}
