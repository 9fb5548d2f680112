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
  /** What one posting adds to the account. */
  readonly amount: number;
};

export type StatementStore = {
  /** Newest first, posting by posting. At most `limit` entries of the member's own are looked at. */
  readonly changesOf: (memberRef: MemberRef, limit: number) => readonly StatementRow[];
  /** What the accounts of the member hold now. */
  readonly balancesOf: (memberRef: MemberRef) => readonly HeldBalance[];
};

export type HeldBalance = { readonly account: string; readonly unit: string; readonly amount: number };

const columns =
  'e.place, e.entry_id, e.epoch, e.seq, e.kind, e.wall_ms, e.business_day, p.account, p.unit, p.amount';
const ofMember = 'p.account > ? AND p.account < ?';

/** By the index of the member's own entries, backwards, so that a page of a long history costs no more than a page. */
export const ownChangesSql = `SELECT ${columns}
  FROM (SELECT place FROM entry WHERE member_ref = ? ORDER BY place DESC LIMIT ?) AS o
  JOIN entry AS e ON e.place = o.place
  JOIN posting AS p ON p.place = o.place
  WHERE ${ofMember} ORDER BY o.place DESC`;
/** The few entries of others that move something of this member. */
const otherChangesSql = `SELECT ${columns}
  FROM entry_of_other AS o JOIN entry AS e ON e.place = o.place JOIN posting AS p ON p.place = o.place
  WHERE o.member_ref = ? AND ${ofMember} ORDER BY o.place DESC`;

export function createStatementStore(db: ReadDb): StatementStore {
  const own = db.prepareRead(ownChangesSql);
  const others = db.prepareRead(otherChangesSql);
  const balances = db.prepareRead(
    'SELECT account, unit, amount FROM balance WHERE account > ? AND account < ?',
  );
  return {
    changesOf: (memberRef, limit) => {
      const ref = uuidToBytes(memberRef);
      const range = accountsOf(memberRef);
      const ownRows = own.all(ref, limit, ...range).map(statementRow);
      const otherRows = others.all(ref, ...range).map(statementRow);
      if (otherRows.length === 0) return ownRows;
      // Others from before the page would be counted back from a balance that is not theirs.
      const oldest = limit === Number.MAX_SAFE_INTEGER ? undefined : ownRows.at(-1);
      const inPage = otherRows.filter((row) => oldest === undefined || newestFirst(row, oldest) <= 0);
      return [...ownRows, ...inPage].toSorted(newestFirst);
    },
    balancesOf: (memberRef) =>
      balances.all(...accountsOf(memberRef)).map((row) => ({
        account: textOf(row, 'account'),
        unit: textOf(row, 'unit'),
        amount: integerOf(row, 'amount'),
      })),
  };
}

/** Accounts of a member begin with the reference, and ';' sorts behind ':'. */
function accountsOf(memberRef: MemberRef): readonly [string, string] {
  return [`member:${memberRef}:`, `member:${memberRef};`];
}

function newestFirst(left: StatementRow, right: StatementRow): number {
  return right.epoch - left.epoch || right.seq - left.seq;
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
