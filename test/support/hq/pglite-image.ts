/**
 * A PGlite data folder as one file, made once and opened by every test file after that: making a cluster and migrating it
 * takes several times as long. It is kept among the machine's temporary files, under a name that says what is in it.
 */

import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import { columnParsers } from '#sync/server/db/column-parsers.ts';
import type { HqMigration } from '#sync/server/db/hq-migration.ts';
import type { HqDb, HqTables } from '#sync/server/db/hq-tables.ts';
import { migrate } from '#sync/server/db/migrate.ts';
import { hqMigrations } from '#sync/server/db/migrations/all.ts';
import { nodeHqPorts } from '#sync/server/node-hq-ports.ts';
import { expectOk } from '../expect-ok.ts';

/** A database with HQ's own column parsers. Close it with `db.destroy()`. */
export async function openPgliteFrom(image: Uint8Array<ArrayBuffer>): Promise<HqDb> {
  const pglite = await PGlite.create({ parsers: { ...columnParsers }, loadDataDir: new Blob([image]) });
  return kyselyOver(pglite);
}

/** The image of a database with every migration of HQ. */
export function migratedImage(): Promise<Uint8Array<ArrayBuffer>> {
  return keptImage(hqMigrations);
}

/** The image of a database with nothing in it. */
export function blankImage(): Promise<Uint8Array<ArrayBuffer>> {
  return keptImage([]);
}

async function keptImage(migrations: readonly HqMigration[]): Promise<Uint8Array<ArrayBuffer>> {
  const file = path.join(tmpdir(), `vafa-test-pglite-${imageName(migrations)}.tar`);
  if (!existsSync(file)) {
    const own = `${file}.${randomUUID()}`;
    writeFileSync(own, await makeImage(migrations), { mode: 0o600 });
    // Whole or not at all: another test may look for it now.
    renameSync(own, file);
  }
  return new Uint8Array(readFileSync(file));
}

async function makeImage(migrations: readonly HqMigration[]): Promise<Uint8Array> {
  const pglite = await PGlite.create({ parsers: { ...columnParsers } });
  const db = kyselyOver(pglite);
  if (migrations.length > 0) expectOk(await migrate({ ...nodeHqPorts, db }, migrations));
  const dump = await pglite.dumpDataDir('none');
  await db.destroy();
  return new Uint8Array(await dump.arrayBuffer());
}

function kyselyOver(pglite: PGlite): HqDb {
  return new Kysely<HqTables>({ dialect: new PGliteDialect({ pglite }) });
}

/** Changes with the migrations and with the packages that are installed. */
function imageName(migrations: readonly HqMigration[]): string {
  const packages = path.resolve(import.meta.dirname, '../../../package.json');
  return createHash('sha256')
    .update(JSON.stringify(migrations))
    .update(readFileSync(packages))
    .digest('hex')
    .slice(0, 16);
}
