/** Released migrations stay as they were, and every way to the newest schema ends at the same one. */

import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { DatabaseKind } from '#electron/till/db/database-kind.ts';
import { openDatabase, openDatabaseToRead } from '#electron/till/db/open-database.ts';
import { testKey } from '#test/support/encrypted-database.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import {
  databaseKinds,
  hqMigrationHashes,
  migrationHashes,
  thawedMigrations,
  unlistedMigrations,
} from './migration-hashes.ts';
import { projectText } from './project-files.ts';

const frozen = z
  .record(z.string(), z.string())
  .parse(JSON.parse(projectText('test/house/migration-hashes.json')));

const presentHashes = { ...migrationHashes(), ...hqMigrationHashes() };

type Schema = { readonly objects: readonly unknown[]; readonly integrity: unknown };

function bringUpTo(file: string, kind: DatabaseKind): void {
  const place = { path: file, key: testKey, kind, nativeBinding: null, durability: 'FULL' } as const;
  expectOk(openDatabase({ ...place, mode: 'create' })).close();
}

function schemaOf(file: string, kind: DatabaseKind): Schema {
  const db = expectOk(openDatabaseToRead({ path: file, key: testKey, kind, nativeBinding: null }));
  const objects = db.prepareRead('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name').all();
  const integrity = db.prepareRead('PRAGMA integrity_check').get();
  db.close();
  return { objects, integrity };
}

describe.each(databaseKinds)('the migrations of $name', (kind) => {
  it('lead to the same schema one program version at a time as all at once', () => {
    const folder = temporaryFolder();
    const fresh = path.join(folder, 'fresh.db');
    const upgraded = path.join(folder, 'upgraded.db');
    bringUpTo(fresh, kind);
    for (const [index] of kind.migrations.entries()) {
      bringUpTo(upgraded, { ...kind, migrations: kind.migrations.slice(0, index + 1) });
    }
    const schema = schemaOf(fresh, kind);
    expect(schema.integrity).toEqual({ integrity_check: 'ok' });
    expect(schemaOf(upgraded, kind)).toEqual(schema);
  });

  it('make STRICT tables only', () => {
    const file = path.join(temporaryFolder(), 'fresh.db');
    bringUpTo(file, kind);
    const db = expectOk(openDatabaseToRead({ path: file, key: testKey, kind, nativeBinding: null }));
    const loose = db
      .prepareRead(
        `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0`,
      )
      .all()
      .map((row) => row['name']);
    db.close();
    expect(loose.filter((name) => !String(name).startsWith('sqlite_'))).toEqual([]);
  });
});

describe('the freeze of migrations', () => {
  it('finds every written-down migration unchanged', () => {
    expect(thawedMigrations(frozen, presentHashes)).toEqual([]);
  });

  it('has every migration written down', () => {
    expect(unlistedMigrations(frozen, presentHashes)).toEqual([]);
  });

  it('notices one changed letter, a migration taken away and one added', () => {
    const note = { version: 10, name: 'note', sql: 'CREATE TABLE note (a TEXT) STRICT;' };
    const kind = { name: 'planted', applicationId: 1, migrations: [note] };
    const hashes = migrationHashes([kind]);
    const changed = { ...kind, migrations: [{ ...note, sql: note.sql.replace('note', 'Note') }] };
    const added = { ...kind, migrations: [note, { ...note, version: 20 }] };
    expect(thawedMigrations(hashes, migrationHashes([changed]))).toEqual(['planted/10-note']);
    expect(thawedMigrations(hashes, {})).toEqual(['planted/10-note']);
    expect(unlistedMigrations(hashes, migrationHashes([added]))).toEqual([
      `"planted/20-note": "${hashes['planted/10-note']}"`,
    ]);
  });

  it('notices that HQ partitions one table more', () => {
    const planted = { version: 10, name: 'planted', sql: 'CREATE TABLE note (a TEXT);' };
    const hashes = hqMigrationHashes([planted]);
    const changed = hqMigrationHashes([{ ...planted, partitioned: ['note'] }]);
    expect(thawedMigrations(hashes, changed)).toEqual(['hq/10-planted']);
  });
});
