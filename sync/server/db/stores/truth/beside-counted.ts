/**
 * Tables beside those that HQ counts in, for counting everything again while everybody goes on with what was there. They
 * are in a schema of their own and have the same names, so that the same statements write to them. They are not logged:
 * after a crash of the database they are empty, with the place that was reached.
 */

import { sql } from 'kysely';
import { invariant } from '#shared/kernel/invariant.ts';
import type { HqTransaction } from '#sync/server/db/hq-tables.ts';
import { broughtDeviceId } from '../publication/brought-store.ts';
import { countedTables, forgetCounted, summedTables } from './truth-turn.ts';

const schema = 'counted_again';
const progress = `${schema}.progress`;

/** What the tables of a run that was stopped must be of; another life of HQ begins anew in any case. */
export type BesideLife = { readonly schemaVersion: number; readonly notBeforeMs: number };

/** How far they are. */
export type Beside = { readonly n: number; readonly turns: number; readonly entries: number };

/** Makes them, or goes on with those of a run that was stopped. Call it while nobody else can do the same. */
export async function prepareBeside(
  transaction: HqTransaction,
  { schemaVersion, notBeforeMs }: BesideLife,
  nowMs: number,
): Promise<Beside> {
  const hqEpoch = await lifeOfHq(transaction);
  if (await isBeside(transaction)) {
    const former = await sql<Beside>`
      SELECT n, turns, entries FROM ${sql.table(progress)}
      WHERE hq_epoch = ${hqEpoch} AND schema_version = ${schemaVersion} AND began_ms >= ${notBeforeMs}`.execute(
      transaction,
    );
    if (former.rows[0] !== undefined) return former.rows[0];
  }
  await dropBeside(transaction);
  await sql`CREATE SCHEMA ${sql.id(schema)}`.execute(transaction);
  for (const table of countedTables) {
    await sql`CREATE UNLOGGED TABLE ${sql.table(`${schema}.${table}`)}
      (LIKE ${sql.table(table)} INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING INDEXES)`.execute(
      transaction,
    );
  }
  await copyBrought(transaction);
  await sql`CREATE UNLOGGED TABLE ${sql.table(progress)} (
    n BIGINT NOT NULL, turns BIGINT NOT NULL, entries BIGINT NOT NULL,
    hq_epoch TEXT NOT NULL, schema_version INT NOT NULL, began_ms BIGINT NOT NULL)`.execute(transaction);
  await sql`INSERT INTO ${sql.table(progress)} (n, turns, entries, hq_epoch, schema_version, began_ms)
    VALUES (0, 0, 0, ${hqEpoch}, ${schemaVersion}, ${nowMs})`.execute(transaction);
  return { n: 0, turns: 0, entries: 0 };
}

/**
 * How far they are, held until the transaction ends, which from here on reads and writes them in place of those that
 * everybody sees; `undefined` where somebody else has put them in force.
 */
export async function enterBeside(transaction: HqTransaction): Promise<Beside | undefined> {
  if (!(await isBeside(transaction))) return undefined;
  const held = await sql<Beside>`SELECT n, turns, entries FROM ${sql.table(progress)} FOR UPDATE`.execute(
    transaction,
  );
  const [row] = held.rows;
  invariant(
    row !== undefined,
    'whoever counts again knows how far it is: the database has not crashed meanwhile',
  );
  await sql`SELECT set_config('search_path', ${schema} || ', ' || current_schema(), TRUE)`.execute(
    transaction,
  );
  return row;
}

export async function noteBeside(transaction: HqTransaction, { n, turns, entries }: Beside): Promise<void> {
  await sql`UPDATE ${sql.table(progress)} SET n = ${n}, turns = ${turns}, entries = ${entries}`.execute(
    transaction,
  );
}

/**
 * Puts them in force in one step, for a transaction that has entered them and has the turn: everybody reads the rows of
 * before until it ends. What members brought along stays as it is. `changed` is of the change clock.
 */
export async function putBesideInForce(transaction: HqTransaction, changed: number): Promise<void> {
  // Millions of rows take longer than any other statement of HQ.
  await sql`SELECT set_config('statement_timeout', '0', TRUE)`.execute(transaction);
  await sql`SELECT set_config('search_path', SUBSTR(current_setting('search_path'), ${schema.length + 3}::INT), TRUE)`.execute(
    transaction,
  );
  await forgetCounted(transaction);
  await sql`UPDATE ${sql.table(`${schema}.offer_use`)} SET changed = ${changed}`.execute(transaction);
  const summed: ReadonlySet<string> = new Set(summedTables);
  for (const table of countedTables) {
    const made = sql.table(`${schema}.${table}`);
    const isOwn = summed.has(table) ? sql`WHERE device_id <> ${broughtDeviceId}::UUID` : sql``;
    // Both have the same columns in the same order. A lot that was brought along stands there already.
    await sql`INSERT INTO ${sql.table(table)} SELECT * FROM ${made} ${isOwn} ON CONFLICT DO NOTHING`.execute(
      transaction,
    );
  }
  await dropBeside(transaction);
}

export async function dropBeside(transaction: HqTransaction): Promise<void> {
  await sql`DROP SCHEMA IF EXISTS ${sql.id(schema)} CASCADE`.execute(transaction);
}

/** A restored HQ has other turns under the same numbers. */
async function lifeOfHq(transaction: HqTransaction): Promise<string> {
  const row = await transaction
    .selectFrom('hq_meta')
    .select('value')
    .where('name', '=', 'hqEpoch')
    .executeTakeFirst();
  return row?.value ?? '';
}

async function isBeside(transaction: HqTransaction): Promise<boolean> {
  const found = await sql<{ found: string | null }>`SELECT to_regclass(${progress})::TEXT AS found`.execute(
    transaction,
  );
  return found.rows[0]?.found !== null;
}

/** It has no segments, and counting looks at it: a gift card that was brought along can be spent. */
async function copyBrought(transaction: HqTransaction): Promise<void> {
  for (const table of summedTables) {
    await sql`INSERT INTO ${sql.table(`${schema}.${table}`)}
      SELECT * FROM ${sql.table(table)} WHERE device_id = ${broughtDeviceId}::UUID`.execute(transaction);
  }
  await sql`INSERT INTO ${sql.table(`${schema}.lot`)}
    SELECT l.* FROM lot l WHERE EXISTS (
      SELECT FROM lot_sum s
      WHERE s.member_ref = l.member_ref AND s.lot_entry_id = l.lot_entry_id AND s.lot_line = l.lot_line
        AND s.device_id = ${broughtDeviceId}::UUID
    )`.execute(transaction);
}
