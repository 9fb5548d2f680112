/** What every part of HQ is given. Parts take the narrowest piece of it that they need. */

import type { Clock, Timers } from '#shared/kernel/clock.ts';
import type { Sha256, Utf8, VerifySignature } from '#shared/kernel/hash-port.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { RandomBytes } from '#shared/kernel/rng.ts';
import type { HqConfig } from './config.ts';
import type { HqDb } from './db/hq-tables.ts';
import type { HqLog } from './log.ts';
import type { HqMetrics } from './metrics.ts';
import type { BrotliPorts } from './node-brotli.ts';
import type { Receiving } from './receiving.ts';
import type { ServiceKeys } from './service-keys.ts';

/** The machine: `nodeHqPorts` in the process, by hand in tests. */
export type HqPorts = BrotliPorts & {
  readonly clock: Clock;
  readonly timers: Timers;
  /** Resolves when everything else that waits for the event loop has had its turn. */
  readonly nextTurn: () => Promise<void>;
  readonly randomBytes: RandomBytes;
  readonly sha256: Sha256;
  readonly utf8: Utf8;
  readonly verifySignature: VerifySignature;
};

export type HqDeps = HqPorts & {
  readonly db: HqDb;
  /** Of the database, not of the process: all processes on one database share them. */
  readonly identity: HqIdentity;
  readonly serviceKeys: ServiceKeys;
  readonly log: HqLog;
  readonly metrics: HqMetrics;
  /** Pushes under way in this process: work that can wait gives way to them. */
  readonly receiving: Receiving;
  readonly config: HqConfig;
  /** Aborted when HQ begins to stop: answers that never end by themselves, such as event streams, end then. */
  readonly stopping: AbortSignal;
};

export type HqIdentity = {
  /** Made at the first start, the same for ever. */
  readonly hqId: Uuid;
  /** Another one after each restore from a backup. */
  readonly hqEpoch: Uuid;
};
