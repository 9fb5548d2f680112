/** Completes members whose sealed record came after their entry was counted. */

import { nextChange } from '../db/change-clock.ts';
import { inTransaction } from '../db/in-transaction.ts';
import { markMembersChanged } from '../db/stores/publication/member-store.ts';
import { arrivedRecords } from '../db/stores/publication/waiting-store.ts';
import type { HqDeps } from '../hq-deps.ts';
import type { HqWorker } from '../hq-worker.ts';
import { startLoop } from '../start-loop.ts';
import { takeLateRecord } from './take-enrolment.ts';

const piece = 100;

export const recordsWorker: HqWorker = {
  name: 'records',
  start: (deps) =>
    startLoop(deps, {
      name: 'records',
      pauseMs: 1_000,
      turnMsMax: 60_000,
      turn: async () => (await takeArrivedRecords(deps)) === piece,
    }),
};

/** How many were taken. */
export function takeArrivedRecords(deps: HqDeps): Promise<number> {
  return inTransaction(deps, async (transaction) => {
    const records = await arrivedRecords(transaction, piece);
    const touched = new Set<string>();
    for (const { deviceId, recordHash, ciphertext, sealedKey } of records) {
      const late = { deviceId, recordHash, sealed: { ciphertext, sealedKey } };
      const taken = await takeLateRecord(transaction, late, deps);
      for (const memberRef of taken?.touched ?? []) touched.add(memberRef);
    }
    if (touched.size > 0) {
      await markMembersChanged(
        transaction,
        [...touched].toSorted(),
        await nextChange(transaction, ['member']),
      );
    }
    return records.length;
  });
}
