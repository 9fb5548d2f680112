/** A till's chain in memory, with real hashes and seals, that can be set back to an earlier state of itself. */

import { createHeadSigner, sha256 } from '#electron/till/node-signatures.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { entryHash, genesisHash } from '#shared/ledger/chain.ts';
import { encodeCanonical } from '#shared/ledger/canonical-bytes.ts';
import { sealBytes } from '#shared/ledger/seal.ts';
import type { EntryToPush, SyncLedger } from '#sync/client/sync-ports.ts';

export const memoryDevice = uuid('0193a0b0-0000-7000-8000-00000000d001');
export const memorySeed = new Uint8Array(32).fill(7);
const signer = createHeadSigner(memorySeed);
export const memoryPublicKey = signer.publicKey;

export type MemoryEntry = EntryToPush & { readonly epoch: number };

export type MemoryLedger = SyncLedger & {
  /** Books so many entries; `salt` makes two tills that were one write different ones. */
  readonly book: (entries: number, salt?: number) => void;
  readonly beginEpoch: (epoch: number) => void;
  readonly entries: () => readonly MemoryEntry[];
  /** As it was when it had so many entries. */
  readonly setBack: (entries: number) => void;
  readonly put: (entry: MemoryEntry) => void;
};

export function createMemoryLedger(): MemoryLedger {
  let entries: MemoryEntry[] = [];
  let newestEpoch = 1;
  const of = (epoch: number): readonly MemoryEntry[] => entries.filter((entry) => entry.epoch === epoch);
  const hashAt = (epoch: number, seq: number): string | undefined => {
    if (seq === 0) return bytesToHex(genesisHash(sha256, memoryDevice, epoch));
    const hash = of(epoch)[seq - 1]?.hash;
    return hash && bytesToHex(hash);
  };
  return {
    own: () => {
      const epochs = [...new Set(entries.map(({ epoch }) => epoch))];
      const heads = epochs.map((epoch) => {
        const seq = of(epoch).length;
        return { epoch, seq, hash: hashAt(epoch, seq) ?? '' };
      });
      return { heads, hashAt };
    },
    entriesAfter: ({ epoch, seq }, limit) => of(epoch).slice(seq, seq + limit),
    bookedAtMs: () => epochMs(1),
    ruleSetJson: () => undefined,
    attachment: () => undefined,
    book: (count, salt = 0) => {
      for (let made = 0; made < count; made += 1) entries.push(nextEntry(of(newestEpoch), newestEpoch, salt));
    },
    beginEpoch: (epoch) => {
      newestEpoch = epoch;
    },
    entries: () => entries,
    setBack: (count) => {
      entries = entries.slice(0, count);
      newestEpoch = entries.at(-1)?.epoch ?? 1;
    },
    put: (entry) => {
      entries.push(entry);
      newestEpoch = entry.epoch;
    },
  };
}

function nextEntry(chain: readonly MemoryEntry[], epoch: number, salt: number): MemoryEntry {
  const seq = chain.length + 1;
  const previousHash = chain.at(-1)?.hash ?? genesisHash(sha256, memoryDevice, epoch);
  const body = encodeCanonical(['entry', epoch, seq, salt]);
  const hash = entryHash(sha256, previousHash, body);
  return { epoch, seq, body, previousHash, hash, signature: sealOf(epoch, seq, hash), attachments: [] };
}

export function sealOf(epoch: number, seq: number, hash: Uint8Array): Uint8Array {
  return signer.signHead(sealBytes({ deviceId: memoryDevice, epoch, seq, hash }));
}
