/** Whole tables as text and back: one JSON object for each row, as PostgreSQL itself writes and reads it. */

import { sql } from 'kysely';
import { z } from 'zod';
import type { HqDb, HqTransaction } from './hq-tables.ts';

const fetchRowsFirst = 16;
const fetchRowsMax = 2_000;
const fetchBytesAim = 4 * 1024 * 1024;

/** All tables of HQ's schema by name; partitions are part of their table. The version row is not data. */
export async function dataTables(db: HqDb): Promise<readonly string[]> {
  const found = await sql<{ name: string }>`
    SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND c.relname <> 'hq_schema'
    ORDER BY c.relname`.execute(db);
  return found.rows.map(({ name }) => name);
}

/** Rows in no order, some at a time: as many as make a handy amount of text. */
export async function* rowsOfTable(
  transaction: HqTransaction,
  table: string,
): AsyncGenerator<readonly string[]> {
  await sql`DECLARE table_rows NO SCROLL CURSOR FOR
    SELECT row_to_json(r)::TEXT AS row FROM ${sql.table(table)} AS r`.execute(transaction);
  let count = fetchRowsFirst;
  for (;;) {
    const found = await sql<{ row: string }>`FETCH ${sql.lit(count)} FROM table_rows`.execute(transaction);
    if (found.rows.length === 0) break;
    const rows = found.rows.map(({ row }) => row);
    yield rows;
    const bytesEach = rows.reduce((sum, row) => sum + row.length, 0) / rows.length;
    count = Math.min(fetchRowsMax, Math.max(fetchRowsFirst, Math.floor(fetchBytesAim / bytesEach)));
  }
  await sql`CLOSE table_rows`.execute(transaction);
}

/** Puts rows back that `rowsOfTable` gave, into a table of the same columns. */
export async function insertRows(
  transaction: HqTransaction,
  table: string,
  rows: readonly string[],
): Promise<void> {
  const name = sql.table(table);
  await sql`INSERT INTO ${name}
    SELECT * FROM json_populate_recordset(NULL::${name}, ${`[${rows.join(',')}]`}::JSON)`.execute(
    transaction,
  );
}

/** What migrations put into a new table is taken out before the rows of a backup come in. */
export async function emptyTable(transaction: HqTransaction, table: string): Promise<void> {
  await sql`DELETE FROM ${sql.table(table)}`.execute(transaction);
}

export async function countRows(transaction: HqTransaction, table: string): Promise<number> {
  const found = await sql<{ count: number }>`SELECT COUNT(*) AS count FROM ${sql.table(table)}`.execute(
    transaction,
  );
  return z.int().parse(found.rows[0]?.count);
}
