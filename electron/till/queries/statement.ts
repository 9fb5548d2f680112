/** The statement of an account: every change of what a member holds, with the balance behind each, as of any day. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { ReadDb } from '../db/database.ts';
import { placeFrom } from '../db/stores/place.ts';
import { createStatementStore } from '../db/stores/statement-store.ts';
import type { AccountChange, StatedEntry, StatementStore } from '../db/stores/statement-store.ts';

export type StatementLine = {
  readonly entryId: Uuid;
  readonly epoch: number;
  readonly seq: number;
  readonly kind: string;
  readonly atMs: number;
  readonly businessDay: IsoDate;
  readonly unit: string;
  /** `points`, `wallet`, or one of them with `_pending`. */
  readonly purse: string;
  readonly amount: number;
  /** Of the purse and unit, after this entry. */
  readonly balance: number;
};

export type StatementBalance = { readonly purse: string; readonly unit: string; readonly amount: number };

export type Statement = {
  readonly memberRef: MemberRef;
  /** The last day that is counted; null for all. */
  readonly asOf: IsoDate | null;
  /** In the order of the ledger: one line for each entry, purse and unit. */
  readonly lines: readonly StatementLine[];
  /** As of that day, over all entries, also those before the first line. */
  readonly balances: readonly StatementBalance[];
};

export type StatementAsked = {
  /** The last business day that is counted; null for all. */
  readonly asOf?: IsoDate | null;
  /** How many of the member's newest entries are looked at; all when left out. A screen asks for a page. */
  readonly entriesMax?: number;
  /** Other references that mean the member: entries may name any of them. */
  readonly aliases?: readonly MemberRef[];
};

export type StatementOf = (memberRef: MemberRef, asked?: StatementAsked) => Statement;

/**
 * A day is a business day of the entries themselves. Counted back from what the member holds now, so that the newest
 * page of a long history costs no more than that of a short one.
 */
export function createStatementOf(db: ReadDb): StatementOf {
  const store = createStatementStore(db);
  return (memberRef, { asOf = null, entriesMax = Number.MAX_SAFE_INTEGER, aliases = [] } = {}) => {
    const refs = [memberRef, ...aliases];
    const entries = entriesTogether(
      refs.map((ref) => store.entriesOf(ref, entriesMax)),
      entriesMax,
    );
    const purses = pursesOf(store, refs, entries.at(-1)?.place ?? Number.MAX_SAFE_INTEGER);
    const lines: StatementLine[] = [];
    let balances = asOf === null ? balancesOf(purses) : undefined;
    for (const entry of entries) {
      const isCounted = asOf === null || entry.businessDay <= asOf;
      if (isCounted) balances ??= balancesOf(purses);
      for (const purse of purses) takeBack(purse, entry, isCounted ? lines : undefined);
    }
    balances ??= balancesOf(purses);
    return { memberRef, asOf, lines: lines.toReversed(), balances };
  };
}

/** One account in one unit, on the way from now into the past. */
type Purse = {
  readonly name: string;
  readonly unit: string;
  /** Newest first; `at` is the next one to be taken back. */
  readonly changes: readonly AccountChange[];
  at: number;
  balance: number;
};

/**
 * Newest first, each once. Where the entries of one reference were cut off, those of the others are cut off at the same
 * place: a balance is counted back only over what is all there.
 */
function entriesTogether(
  lists: readonly (readonly StatedEntry[])[],
  entriesMax: number,
): readonly StatedEntry[] {
  const [only, ...others] = lists;
  if (only !== undefined && others.length === 0) return only;
  const oldest = Math.max(
    0,
    ...lists.flatMap((list) => (list.length < entriesMax ? [] : (list.at(-1)?.place ?? []))),
  );
  const byPlace = new Map(lists.flat().map((entry) => [entry.place, entry]));
  return [...byPlace.values()]
    .filter(({ place }) => place >= oldest)
    .toSorted((left, right) => right.place - left.place);
}

/** One for each purse and unit, over all references. */
function pursesOf(store: StatementStore, refs: readonly MemberRef[], from: number): readonly Purse[] {
  const purses = new Map<string, Purse>();
  for (const ref of refs) {
    const prefixLength = `member:${ref}:`.length;
    for (const { account, unit, amount } of store.balancesOf(ref)) {
      const name = account.slice(prefixLength);
      const changes = store.changesOf({ account, unit, from });
      const before = purses.get(`${name} ${unit}`);
      purses.set(`${name} ${unit}`, {
        name,
        unit,
        changes: before === undefined ? changes : changesTogether(before.changes, changes),
        at: 0,
        balance: addInt(before?.balance ?? 0, amount),
      });
    }
  }
  return [...purses.values()];
}

/** Newest first. What moved from one reference to another changed nothing. */
function changesTogether(
  left: readonly AccountChange[],
  right: readonly AccountChange[],
): readonly AccountChange[] {
  const amounts = new Map<number, number>();
  for (const { place, amount } of [...left, ...right])
    amounts.set(place, addInt(amounts.get(place) ?? 0, amount));
  return [...amounts]
    .map(([place, amount]) => ({ place, amount }))
    .filter(({ amount }) => amount !== 0)
    .toSorted((earlier, later) => later.place - earlier.place);
}

function takeBack(purse: Purse, entry: StatedEntry, lines: StatementLine[] | undefined): void {
  const change = purse.changes[purse.at];
  if (change === undefined || change.place !== entry.place) return;
  const { entryId, kind, atMs, businessDay, place } = entry;
  const { name, unit, balance } = purse;
  const { amount } = change;
  const { epoch, seq } = placeFrom(place);
  lines?.push({ entryId, epoch, seq, kind, atMs, businessDay, unit, purse: name, amount, balance });
  purse.balance = addInt(balance, -amount);
  purse.at += 1;
}

function balancesOf(purses: readonly Purse[]): readonly StatementBalance[] {
  return purses.map(({ name, unit, balance }) => ({ purse: name, unit, amount: balance }));
}
