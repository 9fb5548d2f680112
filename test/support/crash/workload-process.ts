/**
 * Runs one workload in a process of its own: `node workload-process.ts <name> <folder> <part> <durability>`. The part
 * `before` lays the files; the part `watched` prints a line for each operation once it has been answered.
 */

import { writeSync } from 'node:fs';
import { invariant } from '#shared/kernel/invariant.ts';
import { noonMs } from '#test/support/ledger.ts';
import { crashPorts, hasLedger, openCarelessTill, openCrashTill } from './crash-till.ts';
import type { CrashOpening, CrashTill } from './crash-till.ts';
import { crashWorkload } from './crash-workloads.ts';
import { acknowledgementLine } from './acknowledgement.ts';

const [name, folder, part, durability] = process.argv.slice(2);
invariant(folder !== undefined && (part === 'before' || part === 'watched'), 'a folder and a part are given');
const workload = crashWorkload(name);
if (part === 'before') workload.lay(folder);
const operations = part === 'before' ? workload.before : workload.operations;
if (operations.length > 0) await run(folder);
if (part === 'before') workload.spoil(folder);

async function run(dataDir: string): Promise<void> {
  const { owner, checkpointPages, segmentBytesMax } = workload;
  const ports = crashPorts(owner, noonMs + (part === 'before' ? 0 : 3_600_000));
  const mode = hasLedger(dataDir) ? 'mustExist' : 'create';
  const opening = { folder: dataDir, ports, owner, mode, segmentBytesMax } as const;
  const till = durability === 'NORMAL' ? openCarelessTill(opening) : await carefulTill(opening);
  till.db.prepareRead(`PRAGMA wal_autocheckpoint = ${checkpointPages}`).get();
  for (const [index, operation] of operations.entries()) {
    const booked = operation(till);
    invariant(booked.ok && !booked.value.isRepeat, 'each operation is booked once');
    const { seq, entryId } = booked.value;
    if (part === 'watched') writeSync(1, acknowledgementLine({ index, seq, entryId }));
  }
  till.close();
}

async function carefulTill(opening: CrashOpening): Promise<CrashTill> {
  const opened = await openCrashTill(opening);
  invariant(opened.ok, 'the till opens');
  return opened.value;
}
