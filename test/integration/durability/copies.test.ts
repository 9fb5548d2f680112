import {
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { atOneMoment } from '#electron/till/db/at-one-moment.ts';
import { ledgerKind } from '#electron/till/db/ledger-kind.ts';
import { draftsKind } from '#electron/till/db/drafts-kind.ts';
import { openDatabase, openDatabaseToRead } from '#electron/till/db/open-database.ts';
import { backupLedger, restoreBackup } from '#electron/till/durability/backup-ledger.ts';
import { doUpkeep } from '#electron/till/durability/do-upkeep.ts';
import { selfCheck } from '#electron/till/durability/self-check.ts';
import { upkeepInWorker } from '#electron/till/durability/upkeep-in-worker.ts';
import { verifyLedger } from '#electron/till/ledger-verify.ts';
import { createStatementOf } from '#electron/till/queries/statement.ts';
import type { Statement } from '#electron/till/queries/statement.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { addDays } from '#shared/domain/day-number.ts';
import { bookNumber, createDurableTill } from '#test/support/durable-till.ts';
import type { DurableTill, OpenTill } from '#test/support/durable-till.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { ledgerKeys, memberRef, otherMemberRef } from '#test/support/ledger.ts';
import { runVafa } from '#test/support/run-vafa.ts';

const day = '2026-11-22';
const pageBytes = 4_096;

async function soldTill(sales: number): Promise<{ readonly till: DurableTill; readonly run: OpenTill }> {
  const till = createDurableTill();
  const texts = Object.entries(ledgerKeys).map(([name, bytes]) => [name, bytesToHex(bytes)]);
  writeFileSync(path.join(till.dataDir, 'till.key'), JSON.stringify(Object.fromEntries(texts)));
  const run = expectOk(await till.open());
  for (let number = 1; number <= sales; number += 1) expectOk(bookNumber(run, number));
  return { till, run };
}

function ledgerAt(till: DurableTill) {
  return { file: till.ledgerFile, key: ledgerKeys.databaseKey, nativeBinding: null };
}

describe('a copy of the ledger', () => {
  test('is made beside a till that sells, is whole, sealed, and the newest of its day', async () => {
    const { till, run } = await soldTill(7);
    const folder = path.join(till.dataDir, 'backups');
    const made = expectOk(backupLedger(ledgerAt(till), { folder, day }));
    expect(made.head.seq).toBe(7);
    expectOk(bookNumber(run, 8));
    expect(expectOk(backupLedger(ledgerAt(till), { folder, day })).head.seq).toBe(8);
    expect(readdirSync(folder)).toEqual([`ledger-${day}.db`]);
    expect(readFileSync(made.file).subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3');
    run.close();
  });

  test('is refused by name where it cannot be written, and leaves what was there', async () => {
    const { till, run } = await soldTill(2);
    const folder = path.join(till.dataDir, 'file');
    writeFileSync(folder, 'no folder');
    expect(expectCode(backupLedger(ledgerAt(till), { folder, day }))).toBe('file_unwritable');
    expect(readFileSync(folder, 'utf8')).toBe('no folder');
    run.close();
  });

  test('goes once it is past its time', async () => {
    const { till, run } = await soldTill(1);
    const folder = path.join(till.dataDir, 'backups');
    for (let back = 20; back >= 0; back -= 1)
      expectOk(backupLedger(ledgerAt(till), { folder, day: addDays(day, -back) }));
    expect(readdirSync(folder).length).toBeLessThanOrEqual(11);
    run.close();
  });

  test('put back gives the ledger of that day, and the journal what was booked since', async () => {
    const { till, run } = await soldTill(4);
    const { file } = expectOk(
      backupLedger(ledgerAt(till), { folder: path.join(till.dataDir, 'backups'), day }),
    );
    for (const number of [5, 6, 7]) expectOk(bookNumber(run, number));
    run.close();
    const before = readFileSync(till.ledgerFile);
    const restored = expectOk(restoreBackup(ledgerAt(till), file));
    expect(restored).toMatchObject({ head: { seq: 4 }, setAside: `${till.ledgerFile}.damaged-1` });
    expect(readFileSync(`${till.ledgerFile}.damaged-1`)).toEqual(before);
    const again = expectOk(await till.open());
    expect(again.opened.recovery?.restored).toMatchObject({ fromSeq: 5, toSeq: 7 });
    expect(verifyLedger(again.opened.db, till.ports)).toMatchObject({ isSound: true, entries: 7 });
    again.close();
  });

  test('cut at any length is refused, and the ledger stays as it is', async () => {
    const { till, run } = await soldTill(6);
    const { file } = expectOk(
      backupLedger(ledgerAt(till), { folder: path.join(till.dataDir, 'backups'), day }),
    );
    run.close();
    const whole = readFileSync(file);
    const before = readFileSync(till.ledgerFile);
    for (let cut = 1; cut <= 200; cut += 1) {
      writeFileSync(file, whole);
      truncateSync(file, Math.floor((statSync(file).size * cut) / 201));
      const refused = restoreBackup(ledgerAt(till), file);
      expect(refused.ok, `cut ${cut}`).toBe(false);
    }
    expect(readFileSync(till.ledgerFile)).toEqual(before);
    expect(readdirSync(till.dataDir).filter((name) => name.includes('damaged'))).toEqual([]);
  });
});

describe('the nightly check', () => {
  test.each<[string, string, string]>([
    [
      'an amount',
      'UPDATE posting SET amount = amount + 1 WHERE place = 4294967297 AND line = 0',
      'postings_unbalanced',
    ],
    ['a balance', "UPDATE balance SET amount = amount + 1 WHERE account = 'issued'", 'balance_differs'],
    [
      'a balance from nowhere',
      "INSERT INTO balance VALUES ('member:x:points', 'points', 5)",
      'balance_differs',
    ],
    ['a body', 'UPDATE entry SET body = ZEROBLOB(9) WHERE seq = 3', 'hash_differs'],
    ['a hash', 'UPDATE entry SET hash = ZEROBLOB(32) WHERE seq = 2', 'hash_differs'],
    ['a previous hash', 'UPDATE entry SET prev_hash = ZEROBLOB(32) WHERE seq = 2', 'previous_hash_differs'],
    ['the newest seal', 'UPDATE entry SET signature = ZEROBLOB(64) WHERE seq = 6', 'signature_invalid'],
    ['an entry taken out', 'DELETE FROM entry WHERE seq = 3', 'seq_not_gapless'],
  ])('finds %s that was changed', async (_what, sql, code) => {
    const { till, run } = await soldTill(6);
    expect(selfCheck(run.opened.db, till.ports)).toEqual({
      isSound: true,
      entries: 6,
      findingCount: 0,
      findings: [],
    });
    run.opened.db.runScript(
      'PRAGMA foreign_keys = OFF; DROP TRIGGER entry_no_update; DROP TRIGGER entry_no_delete; DROP TRIGGER posting_no_update;',
    );
    run.opened.db.runScript(sql);
    const found = selfCheck(run.opened.db, till.ports);
    expect(found.findings.map((finding) => finding.code)).toContain(code);
    run.close();
  });
});

describe('reads at one moment', () => {
  test('see nothing of what is booked in the middle of them', async () => {
    const { till, run } = await soldTill(3);
    const beside = expectOk(
      openDatabaseToRead({ ...ledgerAt(till), path: till.ledgerFile, kind: ledgerKind }),
    );
    const count = beside.prepareRead('SELECT COUNT(*) AS entries FROM entry');
    const seen = atOneMoment(beside, () => {
      const before = count.get();
      expectOk(bookNumber(run, 4));
      return [before, count.get()];
    });
    expect(seen).toEqual([{ entries: 3 }, { entries: 3 }]);
    expect(count.get()).toEqual({ entries: 4 });
    beside.close();
    run.close();
  });
});

describe('the nightly check of a ledger with a damaged page', () => {
  test('finds it by the check itself or by the look at every page, and makes no copy', async () => {
    const { till, run } = await soldTill(40);
    run.close();
    const whole = readFileSync(till.ledgerFile);
    const backupDir = path.join(till.dataDir, 'backups');
    const job = {
      ...ledgerAt(till),
      publicKey: till.ports.publicKey,
      backupDir,
      journalDir: till.journalDir,
      day,
    };
    for (let page = 2; page * pageBytes <= whole.length; page += 7) {
      const damaged = Buffer.from(whole);
      damaged.fill(7, (page - 1) * pageBytes + 100, (page - 1) * pageBytes + 200);
      writeFileSync(till.ledgerFile, damaged);
      const done = doUpkeep(job);
      expect(done.check.findings, `page ${page}`).toBeGreaterThan(0);
      expect(done.backupFailure, `page ${page}`).not.toBeNull();
    }
    expect(existsSync(backupDir)).toBe(false);
    writeFileSync(till.ledgerFile, whole);
    expect(doUpkeep(job)).toEqual({
      check: { entries: 40, findings: 0 },
      backupFailure: null,
      journalGaps: [],
    });
  });
});

describe('the worker', () => {
  test('checks and copies the ledger beside a till that sells, and copies no ledger with a fault', async () => {
    const { till, run } = await soldTill(5);
    const entry = pathToFileURL(path.resolve('electron/till/ledger-worker-process.ts'));
    const backupDir = path.join(till.dataDir, 'backups');
    const job = {
      ...ledgerAt(till),
      publicKey: till.ports.publicKey,
      backupDir,
      journalDir: till.journalDir,
      day,
    };
    expect(await upkeepInWorker(entry, job)).toEqual({
      check: { entries: 5, findings: 0 },
      backupFailure: null,
      journalGaps: [],
    });
    expect(readdirSync(backupDir)).toEqual([`ledger-${day}.db`]);
    run.opened.db.runScript("UPDATE balance SET amount = amount + 1 WHERE account = 'issued'");
    const next = { ...job, day: '2026-11-23' };
    expect(await upkeepInWorker(entry, next)).toMatchObject({ backupFailure: 'ledger_broken' });
    expect(readdirSync(backupDir)).toEqual([`ledger-${day}.db`]);
    run.close();
  });
});

describe('a statement', () => {
  test('tells every change with the balance behind it, as of any day, whole or by page', async () => {
    const { run } = await soldTill(9);
    const statementOf = createStatementOf(run.opened.db);
    const whole = statementOf(memberRef);
    const standing = run.ledger.ownStanding(memberRef);
    const points = whole.lines.filter(({ purse }) => purse === 'points');
    let sum = 0;
    for (const line of points) expect(line.balance).toBe((sum += line.amount));
    expect(sum).toBe(standing.points);
    expect(whole.balances).toContainEqual({ purse: 'points', unit: 'points', amount: standing.points });
    const page = statementOf(memberRef, { entriesMax: 1 });
    expect(page.lines).toEqual(whole.lines.slice(-page.lines.length));
    expect(page.lines.length).toBeLessThan(whole.lines.length);
    const before = statementOf(memberRef, { asOf: '2020-01-01' });
    expect(before.lines).toEqual([]);
    expect(before.balances.every(({ amount }) => amount === 0)).toBe(true);
    run.close();
  });
});

describe('the commands', () => {
  test('statement tells of all references of a merged member, each once however often it is given', async () => {
    const { till, run } = await soldTill(4);
    run.close();
    const toldOf = (...args: readonly string[]): Pick<Statement, 'lines' | 'balances'> => {
      const told = runVafa('ledger', 'statement', till.ledgerFile, ...args, '--json');
      expect(told).toMatchObject({ exitCode: 0, stderr: '' });
      const { lines, balances } = JSON.parse(told.stdout) as Statement;
      return { lines, balances };
    };
    const apart = [memberRef, otherMemberRef].map((member) => toldOf('--member', member));
    const together = toldOf('--member', memberRef, '--alias', otherMemberRef);
    expect(apart.every(({ lines }) => lines.length > 0)).toBe(true);
    expect(together.lines).toHaveLength(apart.reduce((sum, { lines }) => sum + lines.length, 0));
    const pointsIn = ({ balances }: (typeof apart)[number]): number =>
      balances.find(({ purse }) => purse === 'points')?.amount ?? 0;
    expect(pointsIn(together)).toBe(apart.reduce((sum, told) => sum + pointsIn(told), 0));
    const again = ['--alias', memberRef, '--alias', memberRef, '--alias', otherMemberRef];
    expect(toldOf('--member', otherMemberRef, ...again)).toEqual(together);
  });

  test('rebuild and restore refuse to touch the files of a till that runs', async () => {
    const { till, run } = await soldTill(3);
    const drafts = expectOk(
      openDatabase({
        ...ledgerAt(till),
        path: path.join(till.dataDir, 'drafts.db'),
        kind: draftsKind,
        mode: 'create',
        durability: 'NORMAL',
      }),
    );
    const data = ['--data', till.dataDir];
    const { file } = expectOk(
      backupLedger(ledgerAt(till), { folder: path.join(till.dataDir, 'backups'), day }),
    );
    for (const command of [['rebuild'], ['restore', '--from', file]]) {
      const refused = runVafa('ledger', ...command, ...data);
      expect(refused.exitCode).toBe(5);
      expect(refused.stderr).toContain('database_busy');
    }
    expect(readdirSync(till.dataDir).filter((name) => name.includes('damaged'))).toEqual([]);
    expectOk(bookNumber(run, 4));
    run.close();
    drafts.close();
    expect(runVafa('ledger', 'rebuild', ...data)).toMatchObject({ exitCode: 0 });
  });

  test('rebuild, backup, restore, diff, statement and export do their work on the files of a till', async () => {
    const { till, run } = await soldTill(6);
    run.close();
    const data = ['--data', till.dataDir];
    expect(runVafa('ledger', 'diff', till.ledgerFile, till.journalDir)).toMatchObject({ exitCode: 0 });
    const backup = runVafa('ledger', 'backup', ...data);
    expect(backup).toMatchObject({ exitCode: 0, stderr: '' });
    rmSync(till.ledgerFile);
    const rebuilt = runVafa('ledger', 'rebuild', ...data);
    expect(rebuilt.exitCode).toBe(0);
    expect(JSON.parse(rebuilt.stdout)).toMatchObject({ entries: 6, head: { seq: 6 }, missing: null });
    const copy = (JSON.parse(backup.stdout) as { readonly file: string }).file;
    expect(runVafa('ledger', 'restore', ...data, '--from', copy).exitCode).toBe(0);
    truncateSync(copy, 9_000);
    expect(runVafa('ledger', 'restore', ...data, '--from', copy).exitCode).toBe(4);

    const csv = runVafa('ledger', 'export', till.ledgerFile, '--format', 'csv');
    expect(csv.stdout.split('\r\n')[0]).toMatch(/^epoch,seq,entryId,kind/);
    const lines = runVafa('ledger', 'export', till.ledgerFile).stdout.trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { readonly seq: number }).seq)).toEqual([
      1, 2, 3, 4, 5, 6,
    ]);
    const told = runVafa('ledger', 'statement', till.ledgerFile, '--member', memberRef, '--csv');
    expect(told.stdout).toMatch(/^businessDay,at,epoch,seq,kind,purse,unit,amount,balance,entryId\r\n/);
    rmSync(path.join(till.journalDir, readdirSync(till.journalDir).toSorted().at(-1) ?? ''));
    const differs = runVafa('ledger', 'diff', till.ledgerFile, till.journalDir);
    expect(differs.exitCode).toBe(4);
    expect(JSON.parse(differs.stdout)).toMatchObject({ firstDifference: null, onlyInSecond: [] });
    expect(existsSync(till.ledgerFile)).toBe(true);
  });
});
