/**
 * One real PostgreSQL for all test files of a run, and an image of a cluster for those that start an HQ of their own.
 * Making a cluster and migrating it takes longer than most tests; here both happen once. Vitest runs `setup` before the
 * first file of the suite `postgres` and what it answers with after the last.
 */

import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import type { TestProject } from 'vitest/node';
import { connect } from '#sync/server/db/connect.ts';
import { migrate } from '#sync/server/db/migrate.ts';
import { hqMigrations } from '#sync/server/db/migrations/all.ts';
import { startEmbeddedPostgres } from '#sync/server/embedded-postgres/start-embedded-postgres.ts';
import type { EmbeddedPostgres } from '#sync/server/embedded-postgres/start-embedded-postgres.ts';
import { createLog } from '#sync/server/log.ts';
import { nodeHqPorts } from '#sync/server/node-hq-ports.ts';
import { expectOk } from '../expect-ok.ts';
import { copyCluster } from './copy-cluster.ts';
import { runStatement } from './run-statement.ts';
import { urlOfDatabase } from './url-of-database.ts';

export type PostgresOfRun = {
  /** Of the server; databases are made beside the one that it names. */
  readonly url: string;
  /** A database that every migration has been applied to and that nobody is connected to. */
  readonly template: string;
  /** A data folder of HQ with a migrated cluster and nothing else, to be copied. */
  readonly imageFolder: string;
};

declare module 'vitest' {
  // Vitest asks for this form, to be told what the setup of a run hands to its test files.
  export interface ProvidedContext {
    postgresOfRun: PostgresOfRun;
  }
}

/** Two files at once, with several pools each. */
const connectionsMax = 400;

/** `HQ_TEST_DATABASE_URL` names another server to run the tests on: its user must be allowed to make databases. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'vafa-test-postgres-'));
  // Where root runs the tests, PostgreSQL runs as another user and has to get through.
  chmodSync(folder, 0o711);
  const imageFolder = path.join(folder, 'image');
  await makeImage(imageFolder);
  const given = process.env['HQ_TEST_DATABASE_URL'] ?? '';
  const server = given === '' ? await startOn(imageFolder, path.join(folder, 'server')) : undefined;
  const url = server?.url ?? given;
  const template = await makeTemplate(url);
  project.provide('postgresOfRun', { url, template, imageFolder });
  return async () => {
    await runStatement(url, sql`DROP DATABASE ${sql.id(template)}`);
    await server?.close();
    rmSync(folder, { recursive: true, force: true });
  };
}

async function makeImage(imageFolder: string): Promise<void> {
  const server = await startIn(imageFolder);
  await migrateAt(server.url);
  await runStatement(server.url, sql`ALTER SYSTEM SET max_connections = ${sql.lit(connectionsMax)}`);
  await server.close();
}

async function startOn(imageFolder: string, dataFolder: string): Promise<EmbeddedPostgres> {
  mkdirSync(dataFolder);
  copyCluster(imageFolder, dataFolder);
  return startIn(dataFolder);
}

async function startIn(dataFolder: string): Promise<EmbeddedPostgres> {
  const options = { ...nodeHqPorts, dataFolder, log: createLog('silent'), isDurable: false };
  return expectOk(await startEmbeddedPostgres(options));
}

async function makeTemplate(url: string): Promise<string> {
  const name = `vafa_template_${process.pid}`;
  await runStatement(url, sql`CREATE DATABASE ${sql.id(name)} TEMPLATE template0`);
  await migrateAt(urlOfDatabase(url, name));
  return name;
}

async function migrateAt(url: string): Promise<void> {
  const { db, close } = connect({ url, connectionsMax: 1, onConnectionLost: () => {} });
  expectOk(await migrate({ ...nodeHqPorts, db }, hqMigrations));
  await close();
}
