/** Questions about a ledger as a whole, for checking it. Reads without changing. */

import { bytesToHex } from '#shared/kernel/hex.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import type { ReadDb, SqlRow } from '../database.ts';
import { bytesOf, integerOf, textOf, uuidOf } from '../row.ts';

export type TotalsStore = {
  /** What SQLite finds wrong with pages, indexes, unique keys and checks; empty when all is well. */
  readonly pageProblems: () => readonly string[];
  /** Rows that refer to a row that is not there: `table, parent table`. */
  readonly brokenReferences: () => readonly string[];
  /** Triggers that the file has. */
  readonly triggers: () => readonly string[];
  readonly countOf: (table: 'entry' | 'posting' | 'seal') => number;
  /** Accounts whose running sum is not the sum of their postings: `account unit: kept, summed`. */
  readonly differingBalances: () => Iterable<string>;
  readonly activities: () => Iterable<KeptActivity>;
  /** Sums that offers ask for, by name; `undefined` for a file that does not keep them whole yet. */
  readonly offerFacts: () => Iterable<KeptSum> | undefined;
  readonly ruleSets: () => Iterable<{ readonly hash: string; readonly json: string }>;
  readonly attachments: () => Iterable<{ readonly hash: Uint8Array; readonly ciphertext: Uint8Array }>;
};

export type KeptActivity = {
  readonly memberRef: MemberRef;
  readonly visits: number;
  readonly spentMinor: number;
  readonly lastVisitAtMs: number;
};

/** Two sums under one name: visits and amount of a day, uses and cost of an offer; stamps and 0 of a stamp card. */
export type KeptSum = { readonly name: string; readonly first: number; readonly second: number };

const pageProblemsMax = 100;

export function createTotalsStore(db: ReadDb): TotalsStore {
  const counts = {
    entry: db.prepareRead('SELECT COUNT(*) AS rows FROM entry'),
    posting: db.prepareRead('SELECT COUNT(*) AS rows FROM posting'),
    seal: db.prepareRead('SELECT COUNT(*) AS rows FROM entry WHERE signature IS NOT NULL'),
  };
  return {
    pageProblems: () => {
      const rows = db.prepareRead(`PRAGMA integrity_check(${pageProblemsMax})`).all();
      return rows.map((row) => textOf(row, 'integrity_check')).filter((problem) => problem !== 'ok');
    },
    brokenReferences: () => {
      const rows = db.prepareRead('PRAGMA foreign_key_check').all();
      return rows.map((row) => `${textOf(row, 'table')}, ${textOf(row, 'parent')}`);
    },
    triggers: () =>
      db
        .prepareRead("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        .all()
        .map((row) => textOf(row, 'name')),
    countOf: (table) => integerOf(counts[table].get() ?? {}, 'rows'),
    differingBalances: () => mapped(db, differingBalancesSql, differingBalanceFrom),
    activities: () => mapped(db, activitiesSql, activityFrom),
    offerFacts: () => (hasOfferFacts(db) ? offerFacts(db) : undefined),
    ruleSets: () => mapped(db, 'SELECT rule_set_hash, canonical_json FROM rule_set', ruleSetFrom),
    attachments: () => mapped(db, 'SELECT attachment_hash, ciphertext FROM attachment', attachmentFrom),
  };
}

const differingBalancesSql = `SELECT account, unit, COALESCE(amount, 0) AS kept, COALESCE(total, 0) AS summed
  FROM balance FULL OUTER JOIN (
    SELECT account, unit, SUM(amount) AS total FROM posting GROUP BY account, unit
  ) USING (account, unit)
  WHERE kept <> summed ORDER BY account, unit`;

const activitiesSql = 'SELECT member_ref, visits, spent_minor, last_visit_ms FROM member_activity';

/** A ledger that was not opened by this version of the program yet has no such tables. */
function hasOfferFacts(db: ReadDb): boolean {
  const isThere = db.prepareRead("SELECT 1 AS found FROM sqlite_schema WHERE name = 'projection'").get();
  if (isThere === undefined) return false;
  return db.prepareRead("SELECT 1 AS found FROM projection WHERE name = 'offer_facts'").get() !== undefined;
}

function* offerFacts(db: ReadDb): Iterable<KeptSum> {
  const member = (row: SqlRow): string => uuidOf(row, 'member_ref');
  yield* mapped(db, 'SELECT member_ref, local_date, visits, spent_minor FROM member_purchase_day', (row) => ({
    name: `day ${member(row)} ${textOf(row, 'local_date')}`,
    first: integerOf(row, 'visits'),
    second: integerOf(row, 'spent_minor'),
  }));
  yield* mapped(db, 'SELECT offer_id, local_date, uses, cost_minor FROM offer_use', (row) => ({
    name: `use ${textOf(row, 'offer_id')} ${textOf(row, 'local_date')}`,
    first: integerOf(row, 'uses'),
    second: integerOf(row, 'cost_minor'),
  }));
  yield* mapped(
    db,
    'SELECT member_ref, offer_id, local_date, uses, cost_minor FROM member_offer_use',
    (row) => ({
      name: `memberUse ${member(row)} ${textOf(row, 'offer_id')} ${textOf(row, 'local_date')}`,
      first: integerOf(row, 'uses'),
      second: integerOf(row, 'cost_minor'),
    }),
  );
  yield* mapped(db, 'SELECT member_ref, stamp_card_id, stamps FROM member_stamps', (row) => ({
    name: `stamps ${member(row)} ${textOf(row, 'stamp_card_id')}`,
    first: integerOf(row, 'stamps'),
    second: 0,
  }));
}

function* mapped<Item>(db: ReadDb, sql: string, read: (row: SqlRow) => Item): Iterable<Item> {
  for (const row of db.prepareRead(sql).iterate()) yield read(row);
}

function differingBalanceFrom(row: SqlRow): string {
  const account = `${textOf(row, 'account')} ${textOf(row, 'unit')}`;
  return `${account}: ${integerOf(row, 'kept')}, ${integerOf(row, 'summed')}`;
}

function activityFrom(row: SqlRow): KeptActivity {
  return {
    memberRef: uuidOf(row, 'member_ref'),
    visits: integerOf(row, 'visits'),
    spentMinor: integerOf(row, 'spent_minor'),
    lastVisitAtMs: integerOf(row, 'last_visit_ms'),
  };
}

function ruleSetFrom(row: SqlRow): { readonly hash: string; readonly json: string } {
  return { hash: bytesToHex(bytesOf(row, 'rule_set_hash')), json: textOf(row, 'canonical_json') };
}

function attachmentFrom(row: SqlRow): { readonly hash: Uint8Array; readonly ciphertext: Uint8Array } {
  return { hash: bytesOf(row, 'attachment_hash'), ciphertext: bytesOf(row, 'ciphertext') };
}
