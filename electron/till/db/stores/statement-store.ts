/** What happened to the accounts of one member, entry by entry. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { uuidToBytes } from '#shared/kernel/ids.ts';
import type { ReadDb, SqlRow } from '../database.ts';
import { integerOf, textOf, uuidOf } from '../row.ts';

export type StatementRow = {
  readonly entryId: Uuid;
  readonly epoch: number;
  readonly seq: number;
  readonly kind: string;
  readonly atMs: number;
  readonly businessDay: IsoDate;
  readonly account: string;
  readonly unit: string;
  /** What the entry added to the account in all; never 0. */
  readonly amount: number;
};

export type StatementStore = {
  /** In the order of the ledger; `until` is the last business day that is told, null for all. */
  readonly changesOf: (memberRef: MemberRef, until: IsoDate | null) => readonly StatementRow[];
};

/**
 * By the member that an entry names, and by the few entries that move something of another member too. Accounts of a
 * member begin with the reference, and ';' sorts behind ':'.
 */
export const statementSql = `SELECT e.place, e.entry_id, e.epoch, e.seq, e.kind, e.wall_ms, e.business_day, p.account, p.unit,
    SUM(p.amount) AS amount
  FROM (
    SELECT place FROM entry WHERE member_ref = ?1
    UNION SELECT place FROM entry_of_other WHERE member_ref = ?1
  ) AS o
  JOIN entry AS e ON e.place = o.place
  JOIN posting AS p ON p.place = o.place
  WHERE p.account > ?2 AND p.account < ?3 AND e.business_day <= ?4
  GROUP BY e.place, p.account, p.unit
  HAVING SUM(p.amount) <> 0
  ORDER BY e.place, p.account, p.unit`;

const endOfTime = '9999-99-99';

export function createStatementStore(db: ReadDb): StatementStore {
  const changes = db.prepareRead(statementSql);
  return {
    changesOf: (memberRef, until) => {
      const prefix = `member:${memberRef}`;
      const rows = changes.all(uuidToBytes(memberRef), `${prefix}:`, `${prefix};`, until ?? endOfTime);
      return rows.map(statementRow);
    },
  };
}

function statementRow(row: SqlRow): StatementRow {
  return {
    entryId: uuidOf(row, 'entry_id'),
    epoch: integerOf(row, 'epoch'),
    seq: integerOf(row, 'seq'),
    kind: textOf(row, 'kind'),
    atMs: integerOf(row, 'wall_ms'),
    businessDay: textOf(row, 'business_day'),
    account: textOf(row, 'account'),
    unit: textOf(row, 'unit'),
    amount: integerOf(row, 'amount'),
  };
}
