/** What happened to the accounts of one member: read from two indexes, without a page of the entries themselves. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { uuidFromHex, uuidToBytes } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { ReadDb, SqlRow } from '../database.ts';
import { integerOf, textOf } from '../row.ts';

export type StatedEntry = {
  readonly place: number;
  readonly entryId: Uuid;
  readonly kind: string;
  readonly atMs: number;
  readonly businessDay: IsoDate;
};

/** What the postings of one entry add to an account in a unit; never 0. */
export type AccountChange = { readonly place: number; readonly amount: number };

export type ChangesAsked = {
  readonly account: string;
  readonly unit: string;
  /** The place of the oldest entry that is wanted. */
  readonly from: number;
};

export type HeldBalance = { readonly account: string; readonly unit: string; readonly amount: number };

export type StatementStore = {
  /**
   * Newest first: at most `limit` entries of the member's own, and those of others, no older than these, that move
   * something of this member.
   */
  readonly entriesOf: (memberRef: MemberRef, limit: number) => readonly StatedEntry[];
  /** Newest first. */
  readonly changesOf: (asked: ChangesAsked) => readonly AccountChange[];
  /** What the accounts of the member hold now; has every account that was ever posted to. */
  readonly balancesOf: (memberRef: MemberRef) => readonly HeldBalance[];
};

const columns = 'e.place, LOWER(HEX(e.entry_id)) AS entry_hex, e.kind, e.wall_ms, e.business_day';

export const statementQueries = {
  own: `SELECT ${columns} FROM entry AS e WHERE e.member_ref = ? ORDER BY e.place DESC LIMIT ?`,
  /** The terms without a parameter let SQLite see that the index has every such posting. */
  changes: `SELECT place, SUM(amount) AS amount FROM posting
    WHERE account = ? AND account >= 'member:' AND account < 'member;' AND place >= ? AND unit = ?
    GROUP BY place HAVING SUM(amount) <> 0 ORDER BY place DESC`,
} as const;

/** The few entries of others. */
const othersSql = `SELECT ${columns} FROM entry_of_other AS o JOIN entry AS e ON e.place = o.place
  WHERE o.member_ref = ? AND o.place >= ? ORDER BY o.place DESC`;

export function createStatementStore(db: ReadDb): StatementStore {
  const own = db.prepareRead(statementQueries.own);
  const others = db.prepareRead(othersSql);
  const changes = db.prepareRead(statementQueries.changes);
  const balances = db.prepareRead(
    'SELECT account, unit, amount FROM balance WHERE account > ? AND account < ? ORDER BY account, unit',
  );
  return {
    entriesOf: (memberRef, limit) => {
      const ref = uuidToBytes(memberRef);
      const ownEntries = own.all(ref, limit).map(statedEntry);
      // Others from before the page would be counted back from a balance that is not theirs.
      const oldest = ownEntries.length < limit ? undefined : ownEntries.at(-1);
      const ofOthers = others.all(ref, oldest?.place ?? 0).map(statedEntry);
      if (ofOthers.length === 0) return ownEntries;
      return [...ownEntries, ...ofOthers].toSorted((left, right) => right.place - left.place);
    },
    changesOf: ({ account, unit, from }) =>
      changes.all(account, from, unit).map((row) => ({
        place: integerOf(row, 'place'),
        amount: integerOf(row, 'amount'),
      })),
    balancesOf: (memberRef) =>
      // Accounts of a member begin with the reference, and ';' sorts behind ':'.
      balances.all(`member:${memberRef}:`, `member:${memberRef};`).map((row) => ({
        account: textOf(row, 'account'),
        unit: textOf(row, 'unit'),
        amount: integerOf(row, 'amount'),
      })),
  };
}

function statedEntry(row: SqlRow): StatedEntry {
  return {
    place: integerOf(row, 'place'),
    entryId: uuidFromHex(textOf(row, 'entry_hex')),
    kind: textOf(row, 'kind'),
    atMs: integerOf(row, 'wall_ms'),
    businessDay: textOf(row, 'business_day'),
  };
}
