/** Sets a database of HQ back to how the migrations left it. */

import { sql } from 'kysely';
import type { HqDb } from '#sync/server/db/hq-tables.ts';
import { dataTables } from '#sync/server/db/table-copy.ts';

type Rows = readonly Readonly<Record<string, unknown>>[];

/** Remembers what stands in the tables now; the function that it answers with empties them and puts that back. */
export async function createTableReset(db: HqDb): Promise<() => Promise<void>> {
  const names = await dataTables(db);
  const remembered = new Map<string, Rows>();
  for (const name of names) {
    const found = await sql<Record<string, unknown>>`SELECT * FROM ${sql.table(name)}`.execute(db);
    if (found.rows.length > 0) remembered.set(name, found.rows);
  }
  return async () => {
    if (names.length === 0) return;
    await emptyTables(db, names);
    for (const [name, rows] of remembered) for (const row of rows) await insertRow(db, name, row);
  };
}

/** Most tables are empty between tests, and looking is many times quicker than emptying all of their partitions. */
async function emptyTables(db: HqDb, names: readonly string[]): Promise<void> {
  const full = names.map(
    (name) => sql`IF EXISTS (SELECT FROM ${sql.table(name)}) THEN TRUNCATE ${sql.table(name)}; END IF;`,
  );
  await sql`DO $$ BEGIN ${sql.join(full, sql` `)} END $$`.execute(db);
}

async function insertRow(db: HqDb, table: string, row: Readonly<Record<string, unknown>>): Promise<void> {
  const columns = sql.join(Object.keys(row).map((column) => sql.ref(column)));
  await sql`INSERT INTO ${sql.table(table)} (${columns}) VALUES (${sql.join(Object.values(row))})`.execute(
    db,
  );
}
