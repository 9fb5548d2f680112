/** Entries that could not be scored again, for want of their rule set. */

import { sql } from 'kysely';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { FlagReason } from '#sync/server/truth/dispositions.ts';
import type { HqTransaction } from '#sync/server/db/hq-tables.ts';
import type { EntryPlace } from './counted-entries.ts';

/** Some of those whose rule set is here now, locked; none that somebody else judges. */
export async function waitingForRuleSets(
  transaction: HqTransaction,
  entriesMax: number,
): Promise<readonly EntryPlace[]> {
  const found = await sql<{ device_id: Uuid; epoch: number; branch: number; seq: number }>`
    SELECT e.device_id, e.epoch, e.branch, e.seq FROM entry e
    WHERE e.disposition <> 'accepted' AND e.reason = 'rule_set_missing'
      AND EXISTS (SELECT FROM rule_set r WHERE r.rule_set_hash = e.rule_set_hash)
    ORDER BY e.device_id, e.epoch, e.branch, e.seq LIMIT ${entriesMax} FOR UPDATE SKIP LOCKED`.execute(
    transaction,
  );
  return found.rows.map((row) => ({
    deviceId: row.device_id,
    epoch: row.epoch,
    branch: row.branch,
    seq: row.seq,
  }));
}

export async function judgeAnew(
  transaction: HqTransaction,
  { deviceId, epoch, branch, seq }: EntryPlace,
  reason: FlagReason | null,
): Promise<void> {
  await transaction
    .updateTable('entry')
    .set({ disposition: reason === null ? 'accepted' : 'flagged', reason })
    .where('device_id', '=', deviceId)
    .where('epoch', '=', epoch)
    .where('branch', '=', branch)
    .where('seq', '=', seq)
    .execute();
}
