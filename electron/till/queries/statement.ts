/** The statement of an account: every change of what a member holds, with the balance behind each, as of any day. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import type { ReadDb } from '../db/database.ts';
import { createStatementStore } from '../db/stores/statement-store.ts';
import type { StatementRow } from '../db/stores/statement-store.ts';

export type StatementLine = Omit<StatementRow, 'account'> & {
  /** `points`, `wallet`, or one of them with `_pending`. */
  readonly purse: string;
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
};

export type StatementOf = (memberRef: MemberRef, asked?: StatementAsked) => Statement;

/**
 * A day is a business day of the entries themselves. Counted back from what the member holds now, so that the newest
 * page of a long history costs no more than that of a short one.
 */
export function createStatementOf(db: ReadDb): StatementOf {
  const store = createStatementStore(db);
  return (memberRef, { asOf = null, entriesMax = Number.MAX_SAFE_INTEGER } = {}) => {
    const prefix = `member:${memberRef}:`;
    const held = new Map(
      store
        .balancesOf(memberRef)
        .map(({ account, unit, amount }) => [`${account.slice(prefix.length)} ${unit}`, amount]),
    );
    const lines: StatementLine[] = [];
    let balances = balancesOf(held);
    let isPast = asOf === null;
    for (const row of merged(store.changesOf(memberRef, entriesMax))) {
      const { account, ...change } = row;
      const purse = account.slice(prefix.length);
      const key = `${purse} ${change.unit}`;
      const balance = held.get(key) ?? 0;
      if (!isPast && asOf !== null && change.businessDay <= asOf) {
        isPast = true;
        balances = balancesOf(held);
      }
      if (asOf === null || change.businessDay <= asOf) lines.push({ ...change, purse, balance });
      held.set(key, addInt(balance, -change.amount));
    }
    if (!isPast) balances = balancesOf(held);
    return { memberRef, asOf, lines: lines.toReversed(), balances };
  };
}

/** Newest first; postings of one entry to one account and unit as one change, those that cancel out as none. */
function merged(rows: readonly StatementRow[]): readonly StatementRow[] {
  const changes: StatementRow[] = [];
  let first = 0;
  for (const row of rows) {
    const isSameEntry = changes[first]?.entryId === row.entryId;
    if (!isSameEntry) first = changes.length;
    let at = first;
    while (at < changes.length && !isSameAccount(changes[at], row)) at += 1;
    const found = changes[at];
    if (found === undefined) changes.push(row);
    else changes[at] = { ...found, amount: addInt(found.amount, row.amount) };
  }
  return changes.filter(({ amount }) => amount !== 0);
}

function isSameAccount(change: StatementRow | undefined, { account, unit }: StatementRow): boolean {
  return change?.account === account && change.unit === unit;
}

function balancesOf(held: ReadonlyMap<string, number>): readonly StatementBalance[] {
  return [...held].map(([key, amount]) => {
    const [purse = '', unit = ''] = key.split(' ');
    return { purse, unit, amount };
  });
}
