/** Brings HQ's database to the newest schema: forward only, each step in a transaction of its own. */

import { sql } from 'kysely';
import { invariant } from '#shared/kernel/invariant.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { sqlState } from './database-failure.ts';
import { hashPartitions } from './hq-migration.ts';
import type { HqMigration } from './hq-migration.ts';
import type { HqDb, HqTransaction } from './hq-tables.ts';
import { inTransaction } from './in-transaction.ts';
import type { TransactionDeps } from './in-transaction.ts';

export type DatabaseNewer = {
  readonly code: 'database_newer';
  readonly found: number;
  readonly known: number;
};

/**
 * Runs the migrations that the database lacks and answers with its version. Any number of processes may call this at
 * the same time: the row of the version is locked for each step. Fails without writing when the database comes from a
 * newer program.
 */
export async function migrate(
  deps: TransactionDeps,
  migrations: readonly HqMigration[],
): Promise<Result<number, DatabaseNewer>> {
  checkOrder(migrations);
  const known = migrations.at(-1)?.version ?? 0;
  if (!(await hasVersionRow(deps.db))) await createVersionRow(deps);
  for (;;) {
    const step = await inTransaction(deps, (transaction) => nextStep(transaction, migrations), {
      isRepeatable: true,
    });
    if (step.version > known) return err({ code: 'database_newer', found: step.version, known });
    if (step.isDone) return ok(step.version);
  }
}

/** The schema version of the database, 0 when it is blank. */
export async function schemaVersion(db: HqDb): Promise<number> {
  if (!(await hasVersionTable(db))) return 0;
  const row = await db.selectFrom('hq_schema').select('version').where('id', '=', 1).executeTakeFirst();
  return row?.version ?? 0;
}

type Step = { readonly version: number; readonly isDone: boolean };

/** Runs the first missing migration; under the lock of the row nobody else runs the same one. */
async function nextStep(transaction: HqTransaction, migrations: readonly HqMigration[]): Promise<Step> {
  const { version } = await transaction
    .selectFrom('hq_schema')
    .select('version')
    .where('id', '=', 1)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const next = migrations.find((migration) => migration.version > version);
  if (next === undefined) return { version, isDone: true };
  for (const statement of statementsOf(next.sql)) await sql.raw(statement).execute(transaction);
  for (const table of next.partitioned ?? []) await makePartitions(transaction, table);
  await transaction.updateTable('hq_schema').set({ version: next.version }).where('id', '=', 1).execute();
  return { version: next.version, isDone: false };
}

async function makePartitions(transaction: HqTransaction, table: string): Promise<void> {
  for (let part = 0; part < hashPartitions; part += 1) {
    await sql`CREATE TABLE ${sql.table(`${table}_${part}`)} PARTITION OF ${sql.table(table)}
      FOR VALUES WITH (MODULUS ${sql.lit(hashPartitions)}, REMAINDER ${sql.lit(part)})`.execute(transaction);
  }
}

// Two processes that create the same table at the same time: one of these, although it says IF NOT EXISTS.
const createdMeanwhile = ['23505', '42P07', '42710', 'XX000'];

async function createVersionRow(deps: TransactionDeps): Promise<void> {
  try {
    await inTransaction(
      deps,
      async (transaction) => {
        await transaction.schema
          .createTable('hq_schema')
          .ifNotExists()
          .addColumn('id', 'integer', (column) => column.primaryKey())
          .addColumn('version', 'integer', (column) => column.notNull())
          .execute();
        await insertVersionRow(transaction);
      },
      { isRepeatable: true },
    );
  } catch (error) {
    if (!createdMeanwhile.includes(sqlState(error) ?? '')) throw error;
    // The other process has committed by now, for its lock on the catalogue was waited for.
    await insertVersionRow(deps.db);
  }
}

async function insertVersionRow(db: HqDb): Promise<void> {
  await db
    .insertInto('hq_schema')
    .values({ id: 1, version: 0 })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

async function hasVersionRow(db: HqDb): Promise<boolean> {
  if (!(await hasVersionTable(db))) return false;
  const row = await db.selectFrom('hq_schema').select('id').where('id', '=', 1).executeTakeFirst();
  return row !== undefined;
}

async function hasVersionTable(db: HqDb): Promise<boolean> {
  const found = await sql<{ found: boolean }>`SELECT to_regclass('hq_schema') IS NOT NULL AS found`.execute(
    db,
  );
  return found.rows[0]?.found === true;
}

/** The statements of a script. They are sent one by one, because not every driver takes several at once. */
function statementsOf(script: string): readonly string[] {
  invariant(!script.includes('$$'), 'a migration of HQ has no bodies of functions');
  return script
    .split(/;[ \t]*(?:\n|$)/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}

function checkOrder(migrations: readonly HqMigration[]): void {
  let last = 0;
  for (const { version } of migrations) {
    invariant(version > last && version % 10 === 0, 'migrations are numbered in rising tens');
    last = version;
  }
}
