/** Explores a share of a recording and prints what it found: `node explore-process.ts <order as JSON>`. */

import path from 'node:path';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { noonMs } from '#test/support/ledger.ts';
import { crashPorts, hasLedger, openCrashTill } from './crash-till.ts';
import { crashWorkload } from './crash-workloads.ts';
import type { CrashWorkload } from './crash-workloads.ts';
import { exploreDamages } from './explore-damages.ts';
import { exploreOrderSchema } from './explore-order.ts';
import { exploreStates } from './explore-states.ts';
import { createDamageJudge } from './judge-damage.ts';
import { createJudge, entriesOf } from './judge-state.ts';
import type { KnownEntry } from './judge-state.ts';
import { readRecording } from './recording.ts';

const order = exploreOrderSchema.parse(JSON.parse(process.argv[2] ?? ''));
const workload = crashWorkload(order.workload);
const scratch = mkdtempSync(path.join(order.scratch, 'vafa-crash-'));
try {
  const exploration = {
    ...order,
    recording: readRecording(order.recording),
    entriesBefore: await entriesBefore(workload, path.join(order.recording, 'before')),
  };
  const state = path.join(scratch, 'state');
  const found =
    order.disk === 'honest'
      ? await exploreStates({ ...exploration, judge: createJudge(state, workload) })
      : await exploreDamages({ ...exploration, judge: createDamageJudge(state, workload) });
  process.stdout.write(JSON.stringify(found));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** Read in a copy: opening brings an older file to today's schema. */
async function entriesBefore({ owner }: CrashWorkload, before: string): Promise<readonly KnownEntry[]> {
  if (workload.before.length === 0 && !hasLedger(before)) return [];
  const folder = path.join(scratch, 'before');
  cpSync(before, folder, { recursive: true });
  const ports = crashPorts(owner, noonMs);
  const till = await openCrashTill({ folder, ports, owner, mode: 'mustExist' });
  if (!till.ok) throw new Error(`what was laid does not open: ${till.error.code}`);
  const entries = entriesOf(till.value.db);
  till.value.close();
  return entries;
}
