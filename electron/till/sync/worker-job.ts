/** What the worker that talks to HQ is started with. Copied between threads of one process. */

import type { HqFile } from '#shared/contracts/sync/hq-file.ts';
import type { AgentStart } from '#sync/client/sync-ports.ts';
import type { CachePlace } from '../cache/build-cache.ts';

export type SyncJob = {
  readonly hq: Pick<HqFile, 'url' | 'keys' | 'escrowKey' | 'deviceId' | 'hqId'>;
  readonly place: CachePlace;
  /** Ed25519 seed: the till signs what it asks with the key that signs its heads. */
  readonly signingSeed: Uint8Array;
  readonly pinPepper: Uint8Array;
  readonly start: AgentStart;
  /** False while the ledger in the folder is still another device's: there is nothing to send then. */
  readonly hasLedger: boolean;
  /** The first snapshot has not come: the cache in the folder is of before. */
  readonly isReceiving: boolean;
  readonly caPems: readonly string[];
  readonly app: string;
  /** 0 for a worker that is started because somebody waits for it. */
  readonly startDelayMs: number | null;
};
