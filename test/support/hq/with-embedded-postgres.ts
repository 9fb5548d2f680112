/** A database on the real PostgreSQL of the run, for the tests of one file: they stand in the suite `postgres`. */

import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, inject } from 'vitest';
import { invariant } from '#shared/kernel/invariant.ts';
import { connect } from '#sync/server/db/connect.ts';
import type { HqConnection } from '#sync/server/db/connect.ts';
import type { HqDb } from '#sync/server/db/hq-tables.ts';
import type { PostgresOfRun } from './postgres-of-run.ts';
import { runStatement } from './run-statement.ts';
import { createTableReset } from './table-reset.ts';
import { urlOfDatabase } from './url-of-database.ts';

/** Of each pool: enough for 64 at once to have to wait in the database and not in the pool. */
const connectionsMax = 70;
/** As many that come at once keep a busy machine from answering any of them in the time that a client would wait. */
const connectMsMax = 60_000;

/** What the setup of the run has made. */
export function postgresOfRun(): PostgresOfRun {
  // Missing where the suite has no such setup, whatever its type says.
  const made: PostgresOfRun | undefined = inject('postgresOfRun');
  invariant(made !== undefined, 'tests on a real PostgreSQL stand in test/postgres');
  return made;
}

/** Another pool on the same database, as another process of HQ would have; close it. */
export function connectToTest(url: string): HqConnection {
  return connect({ url, connectionsMax, connectMsMax, onConnectionLost: () => {} });
}

/**
 * Call once at the top of a test file: one migrated database for the file, which is as the migrations left it at the
 * beginning of each test. `db()` and `url()` answer within tests and hooks only.
 */
export function withEmbeddedPostgres(): { readonly db: () => HqDb; readonly url: () => string } {
  const name = `vafa_test_${randomUUID().replaceAll('-', '')}`;
  let connection: HqConnection | undefined;
  let reset: (() => Promise<void>) | undefined;
  const url = (): string => urlOfDatabase(postgresOfRun().url, name);
  beforeAll(async () => {
    const { url: server, template } = postgresOfRun();
    await runStatement(server, sql`CREATE DATABASE ${sql.id(name)} TEMPLATE ${sql.id(template)}`);
    connection = connectToTest(url());
    reset = await createTableReset(connection.db);
  });
  beforeEach(async () => reset?.());
  afterAll(async () => {
    await connection?.close();
    await runStatement(postgresOfRun().url, sql`DROP DATABASE IF EXISTS ${sql.id(name)} WITH (FORCE)`);
  });
  return {
    db: () => {
      invariant(connection !== undefined, 'the database is made before the tests of the file');
      return connection.db;
    },
    url,
  };
}
