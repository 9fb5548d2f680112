import { existsSync, mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { openDatabase, openDatabaseToRead } from '#electron/till/db/open-database.ts';
import type { DatabaseToWrite } from '#electron/till/db/open-database.ts';
import { noteFile, noteKind, otherKey } from '#test/support/encrypted-database.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';

/** A file with 300 notes, closed; `mustExist` from here on. */
function writtenFile(): DatabaseToWrite {
  const file = noteFile();
  const db = expectOk(openDatabase(file));
  const insert = db.prepare('INSERT INTO note (words) VALUES (?)');
  db.transact(() => {
    for (let index = 0; index < 300; index += 1) insert.run(`words ${index} `.repeat(20));
  });
  db.close();
  return { ...file, mode: 'mustExist' };
}

describe('a new file', () => {
  test('is encrypted from its first byte: plain SQLite does not open it', () => {
    const file = writtenFile();
    const plain = new Database(file.path);
    expect(() => plain.pragma('user_version')).toThrow('file is not a database');
    plain.close();
    expect(readFileSync(file.path).includes('words 1')).toBe(false);
  });

  test('carries the settings that money needs', () => {
    const db = expectOk(openDatabase(noteFile()));
    const asked = (name: string): unknown => Object.values(db.prepareRead(`PRAGMA ${name}`).get() ?? {})[0];
    expect({
      synchronous: asked('synchronous'),
      journal: asked('journal_mode'),
      foreignKeys: asked('foreign_keys'),
      trustedSchema: asked('trusted_schema'),
      secureDelete: asked('secure_delete'),
      tempStore: asked('temp_store'),
      cellSizeCheck: asked('cell_size_check'),
      recursiveTriggers: asked('recursive_triggers'),
      logBytesMax: asked('journal_size_limit'),
    }).toEqual({
      synchronous: 2,
      journal: 'wal',
      foreignKeys: 1,
      trustedSchema: 0,
      secureDelete: 1,
      tempStore: 2,
      cellSizeCheck: 1,
      recursiveTriggers: 1,
      logBytesMax: 67_108_864,
    });
    db.close();
  });

  test('of normal durability reads back as normal, not as full', () => {
    const db = expectOk(openDatabase(noteFile({ durability: 'NORMAL' })));
    expect(db.prepareRead('PRAGMA synchronous').get()).toEqual({ synchronous: 1 });
    db.close();
  });

  test('is begun again where a power cut left less than a page of the first start', () => {
    const file = noteFile();
    writeFileSync(file.path, new Uint8Array(1_536).fill(7));
    expect(expectCode(openDatabase({ ...file, mode: 'mustExist' }))).toBe('database_damaged');
    const db = expectOk(openDatabase(file));
    expect(db.prepareRead('SELECT COUNT(*) AS notes FROM note').get()).toEqual({ notes: 0 });
    db.close();
    expect(readFileSync(`${file.path}.damaged`).length).toBe(1_536);
  });

  test('is not made in a folder that does not exist', () => {
    const file = noteFile();
    const result = openDatabase({ ...file, path: path.join(file.path, 'deeper', 'note.db') });
    expect(expectCode(result)).toBe('database_missing');
  });
});

describe('a file that must exist', () => {
  test('is reported missing and never made', () => {
    const file = noteFile({ mode: 'mustExist' });
    expect(expectCode(openDatabase(file))).toBe('database_missing');
    expect(expectCode(openDatabaseToRead(file))).toBe('database_missing');
    expect(existsSync(file.path)).toBe(false);
  });

  test('is reported damaged when it is empty, instead of being started afresh', () => {
    const file = noteFile({ mode: 'mustExist' });
    writeFileSync(file.path, '');
    expect(expectCode(openDatabase(file))).toBe('database_damaged');
    expect(readFileSync(file.path).length).toBe(0);
  });

  test('is reported damaged when it was cut inside a page', () => {
    const file = writtenFile();
    truncateSync(file.path, 10_000);
    expect(expectCode(openDatabase(file))).toBe('database_damaged');
  });

  test('is whole again where a power cut left its last page cut while its log still has it', () => {
    const file = noteFile();
    const db = expectOk(openDatabase(file));
    db.transact(() => {
      for (let index = 0; index < 300; index += 1)
        db.prepare('INSERT INTO note (words) VALUES (?)').run(`words ${index} `.repeat(20));
    });
    const log = readFileSync(`${file.path}-wal`);
    db.close();
    // What a checkpoint had written when the power failed: all but the end of the last page, and nothing synced.
    truncateSync(file.path, statSync(file.path).size - 1_000);
    writeFileSync(`${file.path}-wal`, log);
    const opened = expectOk(openDatabase({ ...file, mode: 'mustExist' }));
    expect(opened.prepareRead('SELECT COUNT(*) AS notes FROM note').get()).toEqual({ notes: 300 });
    expect(opened.prepareRead('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
    opened.close();
  });

  test('is reported damaged when it was cut inside a page that its log does not have', () => {
    const file = writtenFile();
    const db = expectOk(openDatabase(file));
    db.prepare('UPDATE note SET words = ? WHERE note_no = 1').run('other words');
    const log = readFileSync(`${file.path}-wal`);
    db.close();
    truncateSync(file.path, statSync(file.path).size - 1_000);
    writeFileSync(`${file.path}-wal`, log);
    expect(expectCode(openDatabase(file))).toBe('database_damaged');
  });

  test('is refused under another key and keeps every byte', () => {
    const file = writtenFile();
    const before = readFileSync(file.path);
    expect(expectCode(openDatabase({ ...file, key: otherKey }))).toBe('database_key_wrong');
    expect(readFileSync(file.path).equals(before)).toBe(true);
  });

  test('is named as not encrypted when it is a plain SQLite file', () => {
    const file = noteFile({ mode: 'mustExist' });
    const plain = new Database(file.path);
    plain.exec('CREATE TABLE note (words TEXT)');
    plain.close();
    const result = openDatabase(file);
    expect(result).toMatchObject({
      error: { code: 'database_key_wrong', details: { reason: 'notEncrypted' } },
    });
  });

  test('is refused as damaged, not as a wrong key, when only its first page changed', () => {
    const file = writtenFile();
    const bytes = readFileSync(file.path);
    bytes.writeUInt8(bytes.readUInt8(2_000) ^ 1, 2_000);
    writeFileSync(file.path, bytes);
    expect(expectCode(openDatabase(file))).toBe('database_damaged');
  });

  test('is refused when its place is taken by a folder', () => {
    const file = noteFile({ mode: 'mustExist' });
    mkdirSync(file.path);
    expect(expectCode(openDatabase(file))).toBe('database_damaged');
  });

  test('from a newer program is refused and not written', () => {
    const file = writtenFile();
    const before = readFileSync(file.path);
    const older = { ...noteKind, migrations: noteKind.migrations.slice(0, 1) };
    const result = openDatabase({ ...file, kind: older });
    expect(result).toMatchObject({ error: { code: 'database_newer', details: { found: 20, known: 10 } } });
    expect(readFileSync(file.path).equals(before)).toBe(true);
  });

  test('of another kind is refused and not written', () => {
    const file = writtenFile();
    const before = readFileSync(file.path);
    const result = openDatabase({ ...file, kind: { ...noteKind, applicationId: 7 } });
    expect(result).toMatchObject({ error: { code: 'database_damaged', details: { reason: 'otherKind' } } });
    expect(readFileSync(file.path).equals(before)).toBe(true);
  });

  test('that another connection holds is reported busy', () => {
    const file = writtenFile();
    const first = expectOk(openDatabase(file));
    first.runScript('PRAGMA locking_mode = EXCLUSIVE');
    first.runScript('BEGIN IMMEDIATE');
    expect(expectCode(openDatabase(file))).toBe('database_busy');
    first.close();
  });
});

describe('a file opened to read', () => {
  test('changes neither the file nor its log beside an open writer', () => {
    const file = writtenFile();
    const writer = expectOk(openDatabase(file));
    writer.prepare('INSERT INTO note (words) VALUES (?)').run('one more');
    const before = [readFileSync(file.path), readFileSync(`${file.path}-wal`)];
    const reader = expectOk(openDatabaseToRead(file));
    expect(reader.prepareRead('SELECT COUNT(*) AS notes FROM note').get()).toEqual({ notes: 301 });
    reader.close();
    expect([readFileSync(file.path), readFileSync(`${file.path}-wal`)]).toEqual(before);
    writer.close();
  });

  test('refuses to write even through a statement that writes', () => {
    const file = writtenFile();
    const reader = expectOk(openDatabaseToRead(file));
    expect(() => reader.prepareRead('DELETE FROM note RETURNING note_no').all()).toThrow(/readonly/);
    reader.close();
  });
});
