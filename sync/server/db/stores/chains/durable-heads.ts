/** What of the chains is in a verified backup. */

import { sql } from 'kysely';
import { bytesToHex } from '#shared/kernel/hex.ts';
import type { HqTransaction } from '#sync/server/db/hq-tables.ts';
import type { HeadOfDevice } from './chain-heads.ts';

export type DurableHead = Pick<HeadOfDevice, 'deviceId' | 'epoch' | 'branch' | 'seq' | 'hash'>;

const rowsMax = 1_000;

/**
 * Heads that were read back out of a verified backup become durable. One that HQ does not have any more, or that is
 * older than what is durable, changes nothing.
 */
export async function markDurable(transaction: HqTransaction, heads: readonly DurableHead[]): Promise<void> {
  for (let from = 0; from < heads.length; from += rowsMax) {
    const rows = heads.slice(from, from + rowsMax).map(({ deviceId, epoch, branch, seq, hash }) => ({
      device_id: deviceId,
      epoch,
      branch,
      seq,
      hash: bytesToHex(hash),
    }));
    const json = JSON.stringify(rows);
    await sql`
      UPDATE chain_head AS head SET durable_seq = kept.seq, durable_hash = decode(kept.hash, 'hex')
      FROM jsonb_to_recordset(${json}::text::jsonb)
        AS kept (device_id uuid, epoch int, branch int, seq bigint, hash text)
      WHERE head.device_id = kept.device_id AND head.epoch = kept.epoch AND head.branch = kept.branch
        AND kept.seq > head.durable_seq AND kept.seq <= head.seq
    `.execute(transaction);
  }
}
