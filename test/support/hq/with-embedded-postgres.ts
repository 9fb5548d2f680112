/**
 * A real PostgreSQL for the tests of one file: the embedded one without its syncs, or the server that
 * `HQ_TEST_DATABASE_URL` names (its database `public` schema is emptied).
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { invariant } from '#shared/kernel/invariant.ts';
import { connect } from '#sync/server/db/connect.ts';
import type { HqConnection } from '#sync/server/db/connect.ts';
import type { HqDb } from '#sync/server/db/hq-tables.ts';
import { migrate } from '#sync/server/db/migrate.ts';
import { hqMigrations } from '#sync/server/db/migrations/all.ts';
import { startEmbeddedPostgres } from '#sync/server/embedded-postgres/start-embedded-postgres.ts';
import { createLog } from '#sync/server/log.ts';
import { nodeHqPorts } from '#sync/server/node-hq-ports.ts';
import { expectOk } from '../expect-ok.ts';
import { createTableReset } from './table-reset.ts';

/** Of each pool: enough for 64 at once to have to wait in the database and not in the pool. */
const connectionsMax = 70;

export type TestServer = { readonly url: string; readonly close: () => Promise<void> };

/** A blank database that is gone after `close`. */
export async function startTestServer(): Promise<TestServer> {
  const given = process.env['HQ_TEST_DATABASE_URL'];
  if (given !== undefined && given !== '') return { url: await emptied(given), close: async () => {} };
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'vafa-test-hq-'));
  const server = expectOk(
    await startEmbeddedPostgres({ ...nodeHqPorts, dataFolder, log: createLog('silent'), isDurable: false }),
  );
  return {
    url: server.url,
    close: async () => {
      await server.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/** Another pool on the same server, as another process of HQ would have; close it. */
export function connectToTest(url: string): HqConnection {
  return connect({ url, connectionsMax, onConnectionLost: () => {} });
}

/**
 * Call once at the top of a test file: one migrated database for the file, which is as the migrations left it at the
 * beginning of each test. `db()` and `url()` answer within tests and hooks only.
 */
export function withEmbeddedPostgres(): { readonly db: () => HqDb; readonly url: () => string } {
  let server: TestServer | undefined;
  let connection: HqConnection | undefined;
  let reset: (() => Promise<void>) | undefined;
  beforeAll(async () => {
    server = await startTestServer();
    connection = connectToTest(server.url);
    expectOk(await migrate({ ...nodeHqPorts, db: connection.db }, hqMigrations));
    reset = await createTableReset(connection.db);
  });
  beforeEach(async () => reset?.());
  afterAll(async () => {
    await connection?.close();
    await server?.close();
  });
  return { db: () => started(connection).db, url: () => started(server).url };
}

function started<Thing>(thing: Thing | undefined): Thing {
  invariant(thing !== undefined, 'the server is started before the tests of the file');
  return thing;
}

async function emptied(url: string): Promise<string> {
  const connection = connectToTest(url);
  await sql`DROP SCHEMA IF EXISTS public CASCADE`.execute(connection.db);
  await sql`CREATE SCHEMA public`.execute(connection.db);
  await connection.close();
  return url;
}
