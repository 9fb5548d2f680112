/** Tells people at HQ of what is wrong with a chain. */

import { uuidV7 } from '#shared/kernel/ids.ts';
import type { DeviceId } from '#shared/ledger/entry.ts';
import type { HqPorts } from '#sync/server/hq-deps.ts';
import type { HqTransaction } from '#sync/server/db/hq-tables.ts';

export type ChainNotice = {
  /** `fork`: two copies of a till write. `hqSetBack`: HQ acknowledged entries that it does not have. */
  readonly kind: 'fork' | 'hqSetBack';
  readonly deviceId: DeviceId;
  /** Places and numbers; nothing that names a person. */
  readonly facts: Readonly<Record<string, string | number>>;
};

export async function insertChainNotice(
  transaction: HqTransaction,
  { kind, deviceId, facts }: ChainNotice,
  { clock, randomBytes }: Pick<HqPorts, 'clock' | 'randomBytes'>,
): Promise<void> {
  const atMs = clock.nowMs();
  await transaction
    .insertInto('notice')
    .values({
      notice_id: uuidV7(atMs, randomBytes(10)),
      kind,
      at_ms: atMs,
      device_id: deviceId,
      facts: JSON.stringify(facts),
    })
    .execute();
}
