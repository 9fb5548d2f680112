/** What is in a verified backup is durable: each backup notes the heads of all chains, and marks them once it is safe. */

import { z } from 'zod';
import { uuidSchema } from '#shared/contracts/brands.ts';
import { bytesToHex, hexToBytes } from '#shared/kernel/hex.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { BackupHook } from '../backup/backup-hook.ts';
import type { HqDb, HqTransaction } from '../db/hq-tables.ts';
import { chainHeadsAfter } from '../db/stores/chains/chain-heads.ts';
import type { HeadOfDevice } from '../db/stores/chains/chain-heads.ts';
import { markDurable } from '../db/stores/chains/durable-heads.ts';
import type { DurableHead } from '../db/stores/chains/durable-heads.ts';

const headsAtOnce = 1_000;

/** Device, epoch, branch, seq, hash. */
const noteSchema = z.array(z.tuple([uuidSchema, z.int(), z.int(), z.int(), z.string()]));

export const durableHeadsHook: BackupHook = {
  name: 'durableHeads',
  note: async (transaction) => {
    const heads: z.input<typeof noteSchema> = [];
    for await (const { deviceId, epoch, branch, seq, hash } of everyHead(transaction)) {
      heads.push([deviceId, epoch, branch, seq, bytesToHex(hash)]);
    }
    return JSON.stringify(heads);
  },
  onVerified: async (db: HqDb, note: string) => {
    const heads = noteSchema.parse(JSON.parse(note)).map(headOf);
    await db.transaction().execute(async (transaction) => markDurable(transaction, heads));
  },
};

async function* everyHead(transaction: HqTransaction): AsyncGenerator<HeadOfDevice> {
  let last: HeadOfDevice | undefined;
  for (;;) {
    const heads = await chainHeadsAfter(transaction, last, headsAtOnce);
    yield* heads;
    if (heads.length < headsAtOnce) return;
    last = heads.at(-1);
  }
}

function headOf([deviceId, epoch, branch, seq, hex]: z.output<typeof noteSchema>[number]): DurableHead {
  const hash = hexToBytes(hex);
  invariant(hash !== undefined, 'the note was written by this program');
  return { deviceId, epoch, branch, seq, hash };
}
