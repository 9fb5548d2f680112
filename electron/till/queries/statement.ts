/** The statement of an account: every posting to what a member holds, with the balance behind each, as of any day. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import type { ReadDb } from '../db/database.ts';
import { createStatementStore } from '../db/stores/statement-store.ts';
import type { StatementRow } from '../db/stores/statement-store.ts';

/** What a member holds, by its account's last word. */
export type StatementPurse = 'points' | 'points_pending' | 'wallet' | 'wallet_pending';

export type StatementLine = Omit<StatementRow, 'account'> & {
  readonly purse: string;
  /** Of the purse and unit, after this entry. */
  readonly balance: number;
};

export type Statement = {
  readonly memberRef: MemberRef;
  /** The last day that is counted; null for all. */
  readonly asOf: IsoDate | null;
  /** In the order of the ledger: one line for each entry, purse and unit. */
  readonly lines: readonly StatementLine[];
  readonly balances: readonly { readonly purse: string; readonly unit: string; readonly amount: number }[];
};

export type StatementOf = (memberRef: MemberRef, asOf: IsoDate | null) => Statement;

/** A day is a business day of the entries themselves. Costs as much as the member has entries. */
export function createStatementOf(db: ReadDb): StatementOf {
  const store = createStatementStore(db);
  return (memberRef, asOf) => {
    const balances = new Map<string, { purse: string; unit: string; amount: number }>();
    const prefix = `member:${memberRef}:`;
    const lines = store.changesOf(memberRef, asOf).map(({ account, ...row }) => {
      const purse = account.slice(prefix.length);
      const key = `${purse} ${row.unit}`;
      const held = balances.get(key) ?? { purse, unit: row.unit, amount: 0 };
      held.amount = addInt(held.amount, row.amount);
      balances.set(key, held);
      return { ...row, purse, balance: held.amount };
    });
    return { memberRef, asOf, lines, balances: [...balances.values()] };
  };
}
