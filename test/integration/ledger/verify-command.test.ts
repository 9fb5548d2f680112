import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { WriteDb } from '#electron/till/db/database.ts';
import { openDatabase } from '#electron/till/db/open-database.ts';
import { bytesOf } from '#electron/till/db/row.ts';
import { verifyLedger } from '#electron/till/ledger-verify.ts';
import type { LedgerReport } from '#electron/till/ledger-verify.ts';
import { createSeededRng } from '#shared/kernel/rng.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { noteFile } from '#test/support/encrypted-database.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import {
  enrolmentToBook,
  ledgerFile,
  ledgerKeys,
  memberRef,
  openLedger,
  otherMemberRef,
  saleToBook,
  testId,
} from '#test/support/ledger.ts';
import type { TestLedger } from '#test/support/ledger.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

type Ran = { readonly code: number | null; readonly out: string; readonly err: string };

function vafa(...args: readonly string[]): Ran {
  const ran = spawnSync(process.execPath, ['tools/vafa.ts', 'ledger', 'verify', ...args], {
    encoding: 'utf8',
  });
  return { code: ran.status, out: ran.stdout, err: ran.stderr };
}

function keyFile(folder: string, keys: Partial<typeof ledgerKeys> = {}): string {
  const file = path.join(folder, 'till.key');
  const texts = Object.entries({ ...ledgerKeys, ...keys }).map(([name, bytes]) => [name, bytesToHex(bytes)]);
  writeFileSync(file, JSON.stringify(Object.fromEntries(texts)));
  return file;
}

/** Sales of two members and of nobody, and an enrolment. */
function sampleLedger(setting: Parameters<typeof openLedger>[0] = {}): TestLedger {
  const till = openLedger(setting);
  for (let number = 1; number <= 6; number += 1) {
    const member = [memberRef, otherMemberRef, null][number % 3] ?? null;
    expectOk(till.ledger.bookSale(saleToBook({ basketId: testId(number), member })));
    till.time.advance(1_000);
  }
  expectOk(till.ledger.bookEnrolment(enrolmentToBook({ commandId: testId(7) })));
  return till;
}

function reportOf(till: TestLedger): LedgerReport {
  return verifyLedger(till.db, till.ports);
}

const guardsOff = `DROP TRIGGER entry_no_update; DROP TRIGGER entry_no_delete; DROP TRIGGER posting_no_update;
  DROP TRIGGER posting_no_delete; 
  DROP TRIGGER rule_set_no_update; DROP TRIGGER attachment_no_update; DROP TRIGGER entry_gapless;
  PRAGMA foreign_keys = OFF;`;

/** Codes of the findings but for the guards that the test itself took away. */
function codesAfter(sql: string): readonly string[] {
  const till = sampleLedger();
  till.db.runScript(guardsOff);
  till.db.runScript(sql);
  return reportOf(till)
    .findings.filter(({ code }) => code !== 'guard_missing')
    .map(({ code, seq }) => `${code} ${seq}`);
}

describe('a sound ledger', () => {
  test('passes, with its counts and head', () => {
    const till = sampleLedger();
    expect(reportOf(till)).toMatchObject({
      isSound: true,
      entries: 7,
      seals: 7,
      heads: [{ epoch: 1, seq: 7, hash: till.ledger.head().hash }],
      findings: [],
    });
  });

  test('without an entry passes', () => {
    expect(reportOf(openLedger())).toMatchObject({ isSound: true, deviceId: null, entries: 0, heads: [] });
  });

  test('passes after a record was forgotten', () => {
    const till = sampleLedger();
    till.db.prepare('DELETE FROM attachment').run();
    expect(reportOf(till).isSound).toBe(true);
  });
});

describe('what was changed behind the ledger’s back', () => {
  test.each([
    [
      'an amount',
      'UPDATE posting SET amount = amount + 1 WHERE place = 4294967297 AND line = 0',
      ['postings_differ 1', 'postings_unbalanced 1', 'balance_differs 0'],
    ],
    [
      'both amounts of a pair',
      'UPDATE posting SET amount = amount * 2 WHERE place = 4294967297 AND line < 2',
      ['postings_differ 1', 'balance_differs 0', 'balance_differs 0'],
    ],
    ['a column', "UPDATE entry SET business_day = '2020-01-01' WHERE seq = 3", ['column_differs 3']],
    ['whose sale it was', 'UPDATE entry SET member_ref = ZEROBLOB(16) WHERE seq = 3', ['column_differs 3']],
    ['the HLC', 'UPDATE entry SET hlc_ms = 5 WHERE seq = 3', ['hlc_not_rising 3', 'column_differs 3']],
    [
      'a hash',
      'UPDATE entry SET hash = ZEROBLOB(32) WHERE seq = 3',
      ['hash_differs 3', 'signature_invalid 3', 'previous_hash_differs 4'],
    ],
    [
      'a previous hash',
      'UPDATE entry SET prev_hash = ZEROBLOB(32) WHERE seq = 1',
      ['previous_hash_differs 1', 'hash_differs 1'],
    ],
    ['a signature', 'UPDATE entry SET signature = ZEROBLOB(64) WHERE seq = 2', ['signature_invalid 2']],
    [
      'the body',
      'UPDATE entry SET body = ZEROBLOB(9) WHERE seq = 3',
      ['hash_differs 3', 'body_unreadable 3', 'activity_differs 0'],
    ],
    ['the last seal', 'UPDATE entry SET signature = NULL WHERE seq = 7', ['head_not_sealed 7']],
    [
      'an entry in the middle',
      'DELETE FROM posting WHERE place = 4294967299; DELETE FROM entry WHERE seq = 3',
      ['seq_not_gapless 4', 'previous_hash_differs 4'],
    ],
    [
      'a balance',
      "UPDATE balance SET amount = amount + 1 WHERE account = 'issued' AND unit = 'points'",
      ['balance_differs 0'],
    ],
    [
      'a missing balance',
      "DELETE FROM balance WHERE unit = 'IRR' AND account = 'issued'",
      ['balance_differs 0'],
    ],
    [
      'a visit count',
      'UPDATE member_activity SET visits = visits + 1',
      ['activity_differs 0', 'activity_differs 0'],
    ],
    ['a missing activity', 'DELETE FROM member_activity', ['activity_differs 0', 'activity_differs 0']],
    ['a rule set', "UPDATE rule_set SET canonical_json = '{}'", ['rule_set_differs 0']],
    [
      'a missing rule set',
      'DROP TRIGGER rule_set_no_delete; DELETE FROM rule_set',
      [
        'reference_broken 0',
        'reference_broken 0',
        'reference_broken 0',
        'reference_broken 0',
        'reference_broken 0',
        'reference_broken 0',
      ],
    ],
    ['a sealed record', "UPDATE attachment SET ciphertext = x'00'", ['attachment_differs 0']],
    [
      'the device',
      'UPDATE meta SET value = ZEROBLOB(16)',
      ['previous_hash_differs 1', 'signature_invalid 1', 'column_differs 1'],
    ],
    ['the device taken away', 'DELETE FROM meta', ['device_missing 0']],
    [
      'a posting from nowhere',
      'INSERT INTO posting SELECT 99, line, account, lot_entry_id, lot_line, unit, amount FROM posting WHERE place = 4294967297 AND line < 2',
      ['reference_broken 0', 'reference_broken 0', 'balance_differs 0', 'balance_differs 0'],
    ],
  ])('is named: %s', (_what, sql, expected) => {
    const codes = codesAfter(sql);
    for (const code of expected) expect(codes).toContain(code);
  });

  test('is named: a guard that was dropped', () => {
    const till = sampleLedger();
    till.db.runScript('DROP TRIGGER entry_no_delete');
    expect(reportOf(till).findings).toEqual([
      { code: 'guard_missing', epoch: 0, seq: 0, what: 'entry_no_delete' },
    ]);
  });

  test('is named for every byte of a body that is flipped', () => {
    const till = sampleLedger();
    till.db.runScript(guardsOff);
    const body = bytesOf(till.db.prepareRead('SELECT body FROM entry WHERE seq = 4').get() ?? {}, 'body');
    const update = till.db.prepare('UPDATE entry SET body = ? WHERE seq = 4');
    const rng = createSeededRng(20_261_121);
    for (let round = 0; round < 100; round += 1) {
      const flipped = Uint8Array.from(body);
      const place = rng.below(flipped.length);
      flipped[place] = (flipped[place] ?? 0) ^ (1 << rng.below(8));
      update.run(flipped);
      const codes = reportOf(till).findings.map(({ code, seq }) => `${code} ${seq}`);
      expect(codes, `flip at ${place}`).toContain('hash_differs 4');
    }
  });
});

describe('the command', () => {
  test('prints the report of a sound ledger beside a running till and ends with 0', () => {
    const till = sampleLedger();
    const folder = path.dirname(till.file.path);
    keyFile(folder);
    const before = [readFileSync(till.file.path), readFileSync(`${till.file.path}-wal`)];
    const ran = vafa(till.file.path);
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(ran.out)).toMatchObject({ isSound: true, entries: 7 });
    expect([readFileSync(till.file.path), readFileSync(`${till.file.path}-wal`)]).toEqual(before);
    expectOk(till.ledger.bookSale(saleToBook({ basketId: testId(50) })));
  });

  test('reads what a kill left in the log, and changes neither file', () => {
    const till = sampleLedger();
    const left = path.join(temporaryFolder(), 'ledger.db');
    copyFileSync(till.file.path, left);
    copyFileSync(`${till.file.path}-wal`, `${left}-wal`);
    const before = [readFileSync(left), readFileSync(`${left}-wal`)];
    const ran = vafa(left, '--key-file', keyFile(temporaryFolder()));
    expect(ran.code).toBe(0);
    expect(JSON.parse(ran.out)).toMatchObject({ entries: 7 });
    expect([readFileSync(left), readFileSync(`${left}-wal`)]).toEqual(before);
  });

  test('prints the findings of a broken ledger, one sentence beside them, and ends with 4', () => {
    const till = sampleLedger();
    till.db.runScript(
      'DROP TRIGGER posting_no_update; UPDATE posting SET amount = amount + 1 WHERE place = 4294967297 AND line = 0',
    );
    const ran = vafa(till.file.path, '--key-file', keyFile(temporaryFolder()));
    expect(ran.code).toBe(4);
    expect(JSON.parse(ran.out)).toMatchObject({
      isSound: false,
      findings: [
        { code: 'guard_missing' },
        { code: 'postings_differ', seq: 1 },
        { code: 'postings_unbalanced', seq: 1 },
        { code: 'balance_differs' },
      ],
    });
    expect(ran.err).toMatch(/^ledger_broken: /);
  });

  test('finds the signatures wrong under another till’s signing key', () => {
    const till = sampleLedger();
    const other = keyFile(temporaryFolder(), { signingSeed: new Uint8Array(32).fill(9) });
    const ran = vafa(till.file.path, '--key-file', other);
    expect(ran.code).toBe(4);
    expect(JSON.parse(ran.out)).toMatchObject({
      findingCount: 7,
      findings: Array(7).fill({ code: 'signature_invalid' }),
    });
  });

  describe('on a file that cannot be checked', () => {
    const placed = (change: (file: string) => void): Ran => {
      const folder = temporaryFolder();
      const file = path.join(folder, 'ledger.db');
      writeFileSync(file, soundBytes());
      keyFile(folder);
      change(file);
      const before = existsSync(file) ? readFileSync(file) : undefined;
      const ran = vafa(file);
      expect(existsSync(file) ? readFileSync(file) : undefined).toEqual(before);
      return ran;
    };

    test.each<[string, (file: string) => void, number, string]>([
      ['missing', (file) => rmSync(file), 3, 'database_missing'],
      [
        'under another key',
        (file) => void keyFile(path.dirname(file), { databaseKey: new Uint8Array(32).fill(7) }),
        3,
        'database_key_wrong',
      ],
      ['cut', (file) => truncateSync(file, 5_000), 4, 'database_damaged'],
      ['empty', (file) => truncateSync(file, 0), 4, 'database_damaged'],
      [
        'half',
        (file) => truncateSync(file, Math.floor(statSync(file).size / 8_192) * 4_096),
        4,
        'database_damaged|ledger_broken',
      ],
      ['not a database', (file) => writeFileSync(file, 'hello'.repeat(4_096)), 3, 'database_key_wrong'],
      [
        'without a key file',
        (file) => rmSync(path.join(path.dirname(file), 'till.key')),
        3,
        'file_unreadable',
      ],
      [
        'with a malformed key file',
        (file) => writeFileSync(path.join(path.dirname(file), 'till.key'), '{}'),
        3,
        'key_unavailable',
      ],
      ['newer', (file) => changeVersion(file, 990), 3, 'database_newer'],
      ['of another kind', (file) => placeOtherKind(file), 3, 'database_damaged.*otherKind'],
    ])('names why: %s', (_what, change, code, words) => {
      const ran = placed(change);
      expect(ran.err).toMatch(new RegExp(`^(?:${words})`));
      expect(ran.code).toBe(code);
    });

    test('names a damaged page wherever a byte of it is flipped', () => {
      const rng = createSeededRng(7);
      for (let round = 0; round < 4; round += 1) {
        const ran = placed((file) => {
          const bytes = readFileSync(file);
          const offset = 4_096 + rng.below(bytes.length - 4_096);
          bytes[offset] = (bytes[offset] ?? 0) ^ 0x40;
          writeFileSync(file, bytes);
        });
        expect(ran.code, `round ${round}`).toBe(4);
        expect(ran.err).toMatch(/^(?:ledger_broken|database_damaged): /);
      }
    });
  });
});

/** A ledger as one file: closed, so that nothing is left in its log. */
function soundBytes(): Buffer {
  const folder = temporaryFolder();
  const file = ledgerFile({ path: path.join(folder, 'sound.db') });
  const till = sampleLedger({ file });
  till.db.close();
  return readFileSync(file.path);
}

function changeVersion(file: string, version: number): void {
  const db: WriteDb = expectOk(openDatabase({ ...ledgerFile({ path: file }), mode: 'mustExist' }));
  db.runScript(`PRAGMA user_version = ${version}`);
  db.close();
}

function placeOtherKind(file: string): void {
  const other = noteFile({ key: ledgerKeys.databaseKey });
  expectOk(openDatabase(other)).close();
  copyFileSync(other.path, file);
}
