/** Running sums over the entries: what a balance and a member's activity stand at. */

import type { MemberRef } from '#shared/domain/member.ts';
import { minor } from '#shared/domain/money.ts';
import type { Minor } from '#shared/domain/money.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import { uuidToBytes } from '#shared/kernel/ids.ts';
import type { ActivityChange } from '#shared/ledger/activity.ts';
import type { BalanceChange } from '#shared/ledger/balance.ts';
import type { Account } from '#shared/ledger/posting.ts';
import type { ReadDb, WriteDb } from '../database.ts';
import { integerOf, textOf } from '../row.ts';

export type Activity = { readonly visits: number; readonly spentMinor: Minor };
/** One account's balance in one unit. */
export type Balance = { readonly unit: string; readonly amount: number };

export type ProjectionStore = {
  readonly balancesOf: (account: Account) => readonly Balance[];
  readonly activityOf: (memberRef: MemberRef) => Activity;
};

export type ProjectionWriter = ProjectionStore & {
  readonly addToBalance: (change: BalanceChange) => void;
  readonly addToActivity: (change: ActivityChange) => void;
};

export function createProjectionStore(db: ReadDb): ProjectionStore {
  const balancesOf = db.prepareRead('SELECT unit, amount FROM balance WHERE account = ? ORDER BY unit');
  const activityOf = db.prepareRead('SELECT visits, spent_minor FROM member_activity WHERE member_ref = ?');
  return {
    balancesOf: (account) =>
      balancesOf.all(account).map((row) => ({ unit: textOf(row, 'unit'), amount: integerOf(row, 'amount') })),
    activityOf: (memberRef) => {
      const row = activityOf.get(uuidToBytes(memberRef));
      if (row === undefined) return { visits: 0, spentMinor: minor(0) };
      return { visits: integerOf(row, 'visits'), spentMinor: minor(integerOf(row, 'spent_minor')) };
    },
  };
}

export function createProjectionWriter(db: WriteDb): ProjectionWriter {
  const balance = db.prepareRead('SELECT amount FROM balance WHERE account = ? AND unit = ?');
  const setBalance = db.prepare(
    `INSERT INTO balance (account, unit, amount) VALUES (?, ?, ?)
     ON CONFLICT (account, unit) DO UPDATE SET amount = excluded.amount`,
  );
  const setActivity = db.prepare(
    `INSERT INTO member_activity (member_ref, visits, spent_minor, last_visit_ms) VALUES (?, ?, ?, ?)
     ON CONFLICT (member_ref) DO UPDATE SET visits = excluded.visits, spent_minor = excluded.spent_minor,
       last_visit_ms = MAX(last_visit_ms, excluded.last_visit_ms)`,
  );
  const store = createProjectionStore(db);
  return {
    ...store,
    // Added up here and not in SQL, because here a sum past the safe integers throws.
    addToBalance: ({ account, unit, amount }) => {
      const row = balance.get(account, unit);
      const before = row === undefined ? 0 : integerOf(row, 'amount');
      setBalance.run(account, unit, addInt(before, amount));
    },
    addToActivity: ({ memberRef, visits, spentMinor, lastVisitAtMs }) => {
      const before = store.activityOf(memberRef);
      const spentAfter = addInt(before.spentMinor, spentMinor);
      setActivity.run(uuidToBytes(memberRef), before.visits + visits, spentAfter, lastVisitAtMs);
    },
  };
}
