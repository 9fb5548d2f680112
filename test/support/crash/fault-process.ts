/**
 * Runs one workload again and again while its disk fails: `node fault-process.ts <order as JSON>`. Either strace makes
 * calls fail from outside, or the disk is small and a different part of it is free in each round. After each trouble
 * the files are judged where nothing fails. Prints what it met as JSON.
 */

import {
  cpSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { sqliteFailure } from '#electron/till/db/sqlite-failure.ts';
import { createSeededRng } from '#shared/kernel/rng.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { noonMs } from '#test/support/ledger.ts';
import type { Acknowledgement } from './acknowledgement.ts';
import { crashPorts, openCrashTill } from './crash-till.ts';
import type { CrashTill } from './crash-till.ts';
import { crashWorkload } from './crash-workloads.ts';
import { faultOrderSchema } from './fault-order.ts';
import type { FaultReport } from './fault-order.ts';
import type { KnownEntry } from './judge-state.ts';
import { createJudge, entriesOf } from './judge-state.ts';

const order = faultOrderSchema.parse(JSON.parse(process.argv[2] ?? ''));
const workload = crashWorkload(order.workload);
const ports = crashPorts(workload.owner, noonMs + 3_600_000);
const before = path.join(order.safe, 'before');
const live = path.join(order.troubled, 'live');
const filling = path.join(order.troubled, 'filling');
const judge = createJudge(path.join(order.safe, 'state'), workload);
const rng = createSeededRng(order.seed);
const codes: Record<string, number> = {};
const problems: string[] = [];
let acknowledgedCount = 0;

const entriesBefore = await layBefore();
for (let round = 0; round < order.rounds; round += 1) await runRound(round);
process.stdout.write(
  JSON.stringify({ codes, acknowledged: acknowledgedCount, problems } satisfies FaultReport),
);

async function layBefore(): Promise<readonly KnownEntry[]> {
  mkdirSync(before, { recursive: true });
  workload.lay(before);
  const till = await open(before, 'create');
  invariant(till !== undefined, 'nothing fails before the faults begin');
  for (const operation of workload.before) invariant(operation(till).ok, 'what comes before is booked');
  const entries = entriesOf(till.db);
  till.close();
  workload.spoil(before);
  return entries;
}

/** A till that works until something fails, and what it left judged where nothing does. */
async function runRound(round: number): Promise<void> {
  // Faults meet the files by their path: they come and go under others.
  const laid = path.join(order.troubled, 'laid');
  cpSync(before, laid, { recursive: true });
  renameSync(laid, live);
  if (order.freeBytesMax !== null) leaveFree(rng.below(order.freeBytesMax));
  const acknowledged: Acknowledgement[] = [];
  const till = await open(live, 'mustExist');
  if (till !== undefined) {
    try {
      work(till, acknowledged, round);
    } catch (error) {
      countThrown(error);
    }
    closing(till);
  }
  acknowledgedCount += acknowledged.length;
  rmSync(filling, { force: true });
  const left = path.join(order.troubled, 'left');
  renameSync(live, left);
  const found = await judge(filesOf(left), { before: entriesBefore, acknowledged });
  for (const problem of found) problems.push(`round ${round}: ${problem}`);
  rmSync(left, { recursive: true });
}

function leaveFree(bytes: number): void {
  const { bavail, bsize } = statfsSync(order.troubled);
  writeFileSync(filling, new Uint8Array(Math.max(0, bavail * bsize - bytes)));
}

function work(till: CrashTill, acknowledged: Acknowledgement[], round: number): void {
  till.db.prepareRead(`PRAGMA wal_autocheckpoint = ${workload.checkpointPages}`).get();
  // A day of another length each time, so that faults at every so many calls meet other calls.
  const day = workload.operations.slice(0, 1 + rng.below(workload.operations.length));
  for (const [index, operation] of day.entries()) {
    const booked = operation(till);
    if (booked.ok) {
      acknowledged.push({ index, seq: booked.value.seq, entryId: booked.value.entryId });
      continue;
    }
    count(booked.error.code);
    const isStopped = till.ledger.stoppedBy() !== null;
    rmSync(filling, { force: true });
    const again = operation(till);
    // A full disk or a lock passes; after anything else nothing may be tried on a file that nobody knows.
    if (again.ok === isStopped)
      problems.push(`round ${round}: ${again.ok ? 'books on' : 'refuses'} after ${booked.error.code}`);
    if (!again.ok) return;
    acknowledged.push({ index, seq: again.value.seq, entryId: again.value.entryId });
  }
}

/** What fails while the files are opened is told by a code, or thrown: the till service ends then. */
async function open(folder: string, mode: 'create' | 'mustExist'): Promise<CrashTill | undefined> {
  try {
    const opened = await openCrashTill({ folder, ports, owner: workload.owner, mode });
    if (opened.ok) return opened.value;
    count(opened.error.code);
  } catch (error) {
    countThrown(error);
  }
  return undefined;
}

/** SQLite's last checkpoint may fail as well; the log then stays. */
function closing(till: CrashTill): void {
  try {
    till.close();
  } catch (error) {
    countThrown(error);
  }
}

function countThrown(error: unknown): void {
  if (sqliteFailure(error) === undefined) throw error;
  count('thrown');
}

function filesOf(folder: string): ReadonlyMap<string, Buffer> {
  const items = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = items.filter((item) => item.isFile() && !item.name.endsWith('-shm'));
  const names = files.map((item) => path.relative(folder, path.join(item.parentPath, item.name)));
  return new Map(names.map((name) => [name, readFileSync(path.join(folder, name))]));
}

function count(code: string): void {
  codes[code] = (codes[code] ?? 0) + 1;
}
