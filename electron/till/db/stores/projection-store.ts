/** Running sums over the entries: what a balance and a member's activity stand at. */

import type { MemberRef } from '#shared/domain/member.ts';
import { minor } from '#shared/domain/money.ts';
import type { Minor } from '#shared/domain/money.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import { uuidToBytes } from '#shared/kernel/ids.ts';
import type { ActivityChange } from '#shared/ledger/activity.ts';
import type { BalanceChange } from '#shared/ledger/balance.ts';
import type { Account } from '#shared/ledger/posting.ts';
import type { ReadDb, SqlRow, WriteDb } from '../database.ts';
import { integerOf, textOf } from '../row.ts';
import { createSums } from './gathered-rows.ts';
import type { GatheredRows } from './gathered-rows.ts';

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
      return activityFrom(row);
    },
  };
}

/** What is added is in the tables once the gathered rows are written. */
export function createProjectionWriter(db: WriteDb, gathered: GatheredRows): ProjectionWriter {
  const addToBalance = createSums<Pick<BalanceChange, 'account' | 'unit'>>(gathered, {
    columns: ['amount'],
    nameOf: ({ account, unit }) => `${account} ${unit}`,
    valuesOf: ({ account, unit }) => [account, unit],
    find: db.prepareRead('SELECT amount FROM balance WHERE account = ? AND unit = ?'),
    write: db.prepare(
      `INSERT INTO balance (account, unit, amount) VALUES (?, ?, ?)
       ON CONFLICT (account, unit) DO UPDATE SET amount = excluded.amount`,
    ),
  });
  return {
    ...createProjectionStore(db),
    addToBalance: (change) => addToBalance(change, [change.amount]),
    addToActivity: createActivityWriter(db, gathered),
  };
}

function createActivityWriter(db: WriteDb, gathered: GatheredRows): ProjectionWriter['addToActivity'] {
  const find = db.prepareRead(
    'SELECT visits, spent_minor, last_visit_ms FROM member_activity WHERE member_ref = ?',
  );
  const write = db.prepare(
    `INSERT INTO member_activity (member_ref, visits, spent_minor, last_visit_ms) VALUES (?, ?, ?, ?)
     ON CONFLICT (member_ref) DO UPDATE SET visits = excluded.visits, spent_minor = excluded.spent_minor,
       last_visit_ms = excluded.last_visit_ms`,
  );
  const change = gathered.table<MemberRef, Omit<ActivityChange, 'memberRef'>>({
    nameOf: (memberRef) => memberRef,
    find: (memberRef) => {
      const row = find.get(uuidToBytes(memberRef));
      return row && { ...activityFrom(row), lastVisitAtMs: epochMs(integerOf(row, 'last_visit_ms')) };
    },
    write: (memberRef, { visits, spentMinor, lastVisitAtMs }) =>
      void write.run(uuidToBytes(memberRef), visits, spentMinor, lastVisitAtMs),
  });
  return ({ memberRef, visits, spentMinor, lastVisitAtMs }) =>
    change(memberRef, (before) => ({
      visits: (before?.visits ?? 0) + visits,
      spentMinor: minor(addInt(before?.spentMinor ?? 0, spentMinor)),
      lastVisitAtMs: before && before.lastVisitAtMs > lastVisitAtMs ? before.lastVisitAtMs : lastVisitAtMs,
    }));
}

function activityFrom(row: SqlRow): Activity {
  return { visits: integerOf(row, 'visits'), spentMinor: minor(integerOf(row, 'spent_minor')) };
}
