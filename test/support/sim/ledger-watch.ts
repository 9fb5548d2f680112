/**
 * Reads every entry as it is committed, beside the till, and keeps books of its own: from the moves and postings alone,
 * by rules that are written down here once more and nowhere taken from the till.
 */

import type { ReadDb } from '#electron/till/db/database.ts';
import { createAuditStore } from '#electron/till/db/stores/audit-store.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import type { DeviceId, Entry, ValueEntry } from '#shared/ledger/entry.ts';
import { isValueEntry } from '#shared/ledger/entry.ts';
import { parseEntry } from '#shared/ledger/entry-body.ts';
import { accountOf } from '#shared/ledger/posting.ts';
import { newLotsOf } from '#shared/ledger/value/lot-state.ts';
import type { AccountRef, Move } from '#shared/ledger/value/value-content.ts';
import type { FoundEntry } from '#shared/ledger/verify-chain.ts';
import { createSaleWatch } from './sale-watch.ts';
import { mustHold } from './violation.ts';

export type LedgerWatch = {
  /** Everything that was committed since; also checks that nothing that was seen is gone. */
  readonly catchUp: (db: ReadDb) => void;
  /** Points or money of a member's purse, the snapshot's included. */
  readonly balanceOf: (memberRef: string, purse: 'points' | 'wallet') => number;
  readonly hasEntry: (entryId: string) => boolean;
  readonly entries: () => number;
  readonly kinds: () => ReadonlyMap<string, number>;
};

/** What the snapshot says that members have. */
export type FirstBalances = ReadonlyMap<string, { readonly points: number; readonly wallet: number }>;

/** Entries that spend: what they take has to be there, and of this day. */
const spendingKinds: ReadonlySet<Entry['kind']> = new Set<Entry['kind']>([
  'redeem',
  'claim',
  'transfer',
  'issueCodes',
]);

export function createLedgerWatch(deviceId: DeviceId, first: FirstBalances): LedgerWatch {
  const accounts = new Map<string, number>();
  const lots = new Map<string, number>();
  const lotEnds = new Map<string, string | null>();
  const ids = new Set<string>();
  const kinds = new Map<string, number>();
  const sales = createSaleWatch();
  let last = { seq: 0, hash: '' };
  for (const [memberRef, { points, wallet }] of first) {
    accounts.set(`member:${memberRef}:points`, points);
    accounts.set(`member:${memberRef}:wallet`, wallet);
    lots.set(`snapshot ${memberRef} points `, points);
    lots.set(`snapshot ${memberRef} money `, wallet);
  }
  const seeMove = (entry: ValueEntry, move: Move, place: number): void => {
    const key = lotKeyOf(entry, move, place);
    const isSpent = spendingKinds.has(entry.kind) && move.from.kind === 'member';
    if (move.to.kind === 'member') add(lots, key, move.amount);
    if (move.from.kind !== 'member') return;
    const left = add(lots, key, -move.amount);
    if (!isSpent) return;
    const end = lotEnds.get(key) ?? null;
    const facts = { kind: entry.kind, seq: entry.seq, key, left, end };
    mustHold(left >= 0, 'a spend takes what a lot has', facts);
    mustHold(end === null || entry.content.moment.localDate < end, 'no lot is spent after its day', facts);
    const balance = accounts.get(accountOf(move.from)) ?? 0;
    mustHold(balance >= 0, 'a spend never leaves a debt', { ...facts, balance });
  };
  const see = (found: FoundEntry): void => {
    const entry = parseEntry(found.body);
    mustHold(entry !== undefined, 'every body can be read');
    mustHold(entry.seq === last.seq + 1, 'entries follow each other', { seq: entry.seq });
    add(kinds, entry.kind, 1);
    ids.add(entry.entryId);
    seePostings(accounts, entry, found);
    for (const { lot, expiresOn } of newLotsOf(entry)) lotEnds.set(`${lot.entryId} ${lot.line}`, expiresOn);
    if (isValueEntry(entry)) entry.content.moves.forEach((move, place) => seeMove(entry, move, place));
    else
      for (const { account, lot, amount } of found.postings) {
        if (account.startsWith('member:')) add(lots, `${lot.entryId} ${lot.line}`, amount);
      }
    sales.see(entry, found.postings);
    last = { seq: entry.seq, hash: bytesToHex(found.hash) };
  };
  return {
    catchUp: (db) => {
      const audit = createAuditStore(db);
      let isLastThere = last.seq === 0;
      for (const found of audit.entriesAfter(deviceId, 1, Math.max(0, last.seq - 1))) {
        if (found.columns.seq === last.seq) isLastThere = bytesToHex(found.hash) === last.hash;
        else see(found);
      }
      mustHold(isLastThere, 'what was committed once is never gone', { seq: last.seq });
    },
    balanceOf: (memberRef, purse) => accounts.get(`member:${memberRef}:${purse}`) ?? 0,
    hasEntry: (entryId) => ids.has(entryId),
    entries: () => last.seq,
    kinds: () => kinds,
  };
}

function add(book: Map<string, number>, key: string, amount: number): number {
  const sum = (book.get(key) ?? 0) + amount;
  book.set(key, sum);
  return sum;
}

function seePostings(accounts: Map<string, number>, { kind }: Entry, { postings }: FoundEntry): void {
  const units = new Map<string, number>();
  for (const { account, unit, amount } of postings) {
    add(units, unit, amount);
    const sum = add(accounts, account, amount);
    mustHold(!account.startsWith('gift_card:') || sum >= 0, 'a gift card never owes', { account, sum });
  }
  for (const [unit, sum] of units) mustHold(sum === 0, 'postings sum to zero', { unit, sum, kind });
}

function lotKeyOf(entry: ValueEntry, { lot, from, to, unit }: Move, place: number): string {
  if (lot.kind === 'own') return `${entry.entryId} ${2 * place}`;
  if (lot.kind === 'entry') return `${lot.entryId} ${lot.line}`;
  return `snapshot ${memberOf(from) ?? memberOf(to) ?? ''} ${unit} ${lot.key}`;
}

function memberOf(account: AccountRef): string | undefined {
  return account.kind === 'member' ? account.memberRef : undefined;
}
