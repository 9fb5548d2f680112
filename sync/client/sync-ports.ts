/** What the agent needs of the till that it works for. */

import type { SyncHead } from '#shared/contracts/sync/sync-schemas.ts';
import type { SyncManifest } from '#shared/contracts/sync/sync-schemas.ts';
import type { Clock, EpochMs, Timers } from '#shared/kernel/clock.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { Sha256, Utf8 } from '#shared/kernel/hash-port.ts';
import type { DeviceId } from '#shared/ledger/entry.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { OwnChain } from '#sync/core/own-chain.ts';

export type EntryToPush = {
  readonly seq: number;
  readonly body: Uint8Array;
  readonly previousHash: Uint8Array;
  readonly hash: Uint8Array;
  readonly signature: Uint8Array;
  readonly attachments: readonly AttachmentToPush[];
};

export type AttachmentToPush = {
  /** SHA-256 of the ciphertext. */
  readonly recordHash: Uint8Array;
  readonly ciphertext: Uint8Array;
  readonly key: Uint8Array;
};

/** The till's ledger, read only; each call is short. */
export type SyncLedger = {
  /** As it is now. */
  readonly own: () => OwnChain;
  /** Of one epoch, from behind a seq, in order, at most `limit`. */
  readonly entriesAfter: (
    place: { readonly epoch: number; readonly seq: number },
    limit: number,
  ) => readonly EntryToPush[];
  /** When the entry behind a place was booked; null where there is none. */
  readonly bookedAtMs: (place: { readonly epoch: number; readonly seq: number }) => EpochMs | null;
  readonly ruleSetJson: (ruleSetHash: string) => string | undefined;
  /** `undefined` for one that was deleted, or never was. */
  readonly attachment: (recordHash: string) => AttachmentToPush | undefined;
};

export type SegmentCodec = {
  readonly encode: (bodies: readonly Uint8Array[]) => Uint8Array;
  /** The bodies; `undefined` for bytes that are no segment. */
  readonly decode: (segment: Uint8Array, entries: number) => readonly Uint8Array[] | undefined;
};

/** What a failure is called when the disk of the till has no room. */
export const noRoom = 'disk_full';

/** Takes what HQ publishes into the till's cache. A failure says in a word or two what is wrong. */
export type PullTarget = {
  /** Of what the till has; null for nothing yet. */
  readonly cursor: () => string | null;
  /** Begins or goes on; `since` is the cursor that HQ was asked with. The answer is the pages that are missing. */
  readonly begin: (manifest: SyncManifest, since: string | null) => Result<readonly string[], string>;
  /** A page whose hash was compared. */
  readonly take: (hash: string, bytes: Uint8Array) => Result<null, string>;
  /** Everything is there: takes it over in one step. */
  readonly apply: () => Result<AppliedPull, string>;
  /** Orders that were carried out and that HQ was not told of. */
  readonly erasuresDone: () => readonly string[];
  readonly erasureTold: (orderId: string) => void;
};

export type AppliedPull = {
  /** A snapshot takes the place of the cache when the till service starts next. */
  readonly isSnapshot: boolean;
  /** Something besides members is new. */
  readonly hasChain: boolean;
  readonly membersGone: readonly Uuid[];
};

export type AgentPorts = {
  readonly clock: Clock;
  readonly timers: Timers;
  /** Random, from 0 to just below 1. */
  readonly fraction: () => number;
  readonly nextTurn: () => Promise<void>;
  readonly sha256: Sha256;
  readonly utf8: Utf8;
};

export type Identity = {
  readonly deviceId: DeviceId;
  readonly app: string;
  /** Seals a key to HQ's escrow key. */
  readonly sealToHq: (key: Uint8Array) => Uint8Array;
};

export type AgentStart = {
  readonly acknowledged: SyncHead | null;
  /** What HQ gave for it. */
  readonly proof: string | null;
  readonly hqEpoch: Uuid | null;
};
