import { describe, expect, test } from 'vitest';
import { migrate } from '#electron/till/db/migrate.ts';
import { openDatabase, openDatabaseToRead } from '#electron/till/db/open-database.ts';
import { noteFile, noteKind } from '#test/support/encrypted-database.ts';
import { expectOk } from '#test/support/expect-ok.ts';

const firstOnly = { ...noteKind, migrations: noteKind.migrations.slice(0, 1) };

describe('migrating', () => {
  test('continues from the version that the file has and keeps its rows', () => {
    const file = noteFile({ kind: firstOnly });
    const old = expectOk(openDatabase(file));
    old.prepare('INSERT INTO note (words) VALUES (?)').run('kept');
    old.close();
    const db = expectOk(openDatabase({ ...file, kind: noteKind, mode: 'mustExist' }));
    expect(db.prepareRead('SELECT words, mark FROM note').all()).toEqual([{ words: 'kept', mark: 0 }]);
    expect(db.prepareRead('PRAGMA user_version').get()).toEqual({ user_version: 20 });
    db.close();
  });

  test('leaves the older version whole when a step fails half-way', () => {
    const file = noteFile({ kind: firstOnly });
    const db = expectOk(openDatabase(file));
    const broken = {
      ...noteKind,
      migrations: [
        ...firstOnly.migrations,
        {
          version: 20,
          name: 'broken',
          sql: 'CREATE TABLE half (a INTEGER) STRICT; CREATE TABLE note (b INTEGER) STRICT;',
        },
      ],
    };
    expect(() => migrate(db, broken)).toThrow('table note already exists');
    db.close();
    const reader = expectOk(openDatabaseToRead(file));
    expect(reader.prepareRead('PRAGMA user_version').get()).toEqual({ user_version: 10 });
    expect(reader.prepareRead("SELECT name FROM sqlite_schema WHERE name = 'half'").all()).toEqual([]);
    reader.close();
  });

  test('twice changes nothing the second time', () => {
    const db = expectOk(openDatabase(noteFile()));
    expect(migrate(db, noteKind)).toEqual({ ok: true, value: null });
    db.close();
  });

  test.each([
    ['falling', [20, 10]],
    ['equal', [10, 10]],
    ['not in tens', [5]],
  ])('refuses numbers that are %s', (_what, versions) => {
    const db = expectOk(openDatabase(noteFile()));
    const migrations = versions.map((version) => ({ version, name: `step ${version}`, sql: '' }));
    expect(() => migrate(db, { ...noteKind, migrations })).toThrow('migrations are numbered in rising tens');
    db.close();
  });
});
