/** Opens what a power cut left, as the till would, and says what is wrong with it. */

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { verifyLedger } from '#electron/till/ledger-verify.ts';
import { ledgerKind } from '#electron/till/db/ledger-kind.ts';
import { openDatabaseToRead } from '#electron/till/db/open-database.ts';
import { integerOf, textOf } from '#electron/till/db/row.ts';
import type { ReadDb } from '#electron/till/db/database.ts';
import type { TillPorts } from '#electron/till/ports.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import type { VerifySignature } from '#shared/kernel/hash-port.ts';
import { noonMs } from '#test/support/ledger.ts';
import type { Acknowledgement } from './acknowledgement.ts';
import { backupFolder } from './crash-operations.ts';
import { crashPorts, openCrashTill } from './crash-till.ts';
import type { CrashTill } from './crash-till.ts';
import type { CrashWorkload } from './crash-workloads.ts';
import type { Files } from './damages.ts';

export type KnownEntry = { readonly seq: number; readonly entryId: string };

export type Expected = {
  /** Entries that were there before the watching began. */
  readonly before: readonly KnownEntry[];
  readonly acknowledged: readonly Acknowledgement[];
};

/** Empty where nothing is wrong. */
export type Problems = readonly string[];
export type Judge = (files: Files, expected: Expected) => Promise<Problems>;

/** Uses `folder` again for each state. */
export function createJudge(folder: string, workload: CrashWorkload): Judge {
  const { owner } = workload;
  const ports = judgingPorts(workload);
  return async (files, expected) => {
    layFiles(folder, files);
    const opened = await openCrashTill({ folder, ports, owner, mode: modeFor(expected) });
    if (!opened.ok) return [`does not open: ${opened.error.code} ${JSON.stringify(opened.error.details)}`];
    try {
      // An honest disk never leaves the ledger behind its journal.
      const { recovery } = opened.value;
      const repaired =
        recovery === null || workload.mayRecover ? [] : [`had to be put right: ${JSON.stringify(recovery)}`];
      const copies = copyProblems(files, opened.value, workload);
      return [...repaired, ...copies, ...problemsOf(opened.value, workload, expected)];
    } finally {
      opened.value.close();
    }
  };
}

export function judgingPorts({ owner }: CrashWorkload): TillPorts {
  const real = crashPorts(owner, noonMs + 7_200_000);
  return { ...real, verifySignature: remembering(real.verifySignature) };
}

export function modeFor({ before, acknowledged }: Expected): 'create' | 'mustExist' {
  return before.length + acknowledged.length > 0 ? 'mustExist' : 'create';
}

export function layFiles(folder: string, files: Files): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of files) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), bytes);
  }
}

/** A copy that has its name is whole. */
function copyProblems(files: Files, till: CrashTill, { owner }: CrashWorkload): Problems {
  const copies = [...files.keys()].filter((name) => name.startsWith(backupFolder) && name.endsWith('.db'));
  return copies.flatMap((name) => {
    const file = path.join(path.dirname(till.db.path), name);
    const copy = openDatabaseToRead({
      path: file,
      key: owner.keys.databaseKey,
      kind: ledgerKind,
      nativeBinding: null,
    });
    if (!copy.ok) return [`the copy does not open: ${copy.error.code}`];
    const { isSound } = verifyLedger(copy.value, till.ports);
    copy.value.close();
    return isSound ? [] : ['the copy is not sound'];
  });
}

/** Everything acknowledged is there once, whole and in order, and the next operation is booked. */
export function problemsOf(till: CrashTill, workload: CrashWorkload, expected: Expected): Problems {
  const stopped = till.ledger.stoppedBy();
  if (stopped !== null) return [`is stopped: ${stopped.code} ${JSON.stringify(stopped.details)}`];
  const problems = lostOf(entriesOf(till.db), expected);
  problems.push(...sellsOn(till, workload, expected));
  const report = verifyLedger(till.db, till.ports);
  for (const { code, seq, what } of report.findings) problems.push(`is not sound: ${code} ${seq} ${what}`);
  return problems;
}

function lostOf(found: readonly KnownEntry[], { before, acknowledged }: Expected): string[] {
  const bySeq = new Map(found.map(({ seq, entryId }) => [seq, entryId]));
  return [...before, ...acknowledged]
    .filter(({ seq, entryId }) => bySeq.get(seq) !== entryId.replaceAll('-', ''))
    .map(({ seq }) => `lost: entry ${seq}`);
}

/**
 * Whoever had no answer asks again, and so does one who had: the last acknowledged operation is a repeat, the one
 * under way is booked once, whether or not it had been.
 */
function sellsOn(
  till: CrashTill,
  { operations, entriesEach }: CrashWorkload,
  expected: Expected,
): readonly string[] {
  const { acknowledged } = expected;
  const last = acknowledged.at(-1);
  const problems: string[] = [];
  if (last !== undefined) {
    const again = operations[last.index]?.(till);
    if (again?.ok !== true || again.value.entryId !== last.entryId)
      problems.push(`doubled or refused: operation ${last.index}`);
  }
  const next = operations[acknowledged.length];
  if (next === undefined) return problems;
  const booked = next(till);
  const entries = entriesOf(till.db).length;
  const wanted = expected.before.length + (acknowledged.length + 1) * entriesEach;
  if (!booked.ok) problems.push(`does not sell on: ${booked.error.code}`);
  if (entries !== wanted) problems.push(`holds ${entries} entries instead of ${wanted}`);
  return problems;
}

/** Only what tells one entry from another: the whole of each is checked with the chain. */
export function entriesOf(db: ReadDb): readonly KnownEntry[] {
  const rows = db.prepareRead('SELECT seq, LOWER(HEX(entry_id)) AS id FROM entry ORDER BY place').all();
  return rows.map((row) => ({ seq: integerOf(row, 'seq'), entryId: textOf(row, 'id') }));
}

/** The same seals come back in thousands of states. */
function remembering(verify: VerifySignature): VerifySignature {
  const known = new Map<string, boolean>();
  return (check) => {
    const key = [check.publicKey, check.message, check.signature].map(bytesToHex).join(' ');
    const before = known.get(key);
    if (before !== undefined) return before;
    const isGood = verify(check);
    known.set(key, isGood);
    return isGood;
  };
}
