/** What the till remembers of HQ over a restart: how far it has the ledger, and what it said last. */

import { tillStates } from '#shared/contracts/sync/sync-schemas.ts';
import type { ContactAnswer, Lease, SyncHead } from '#shared/contracts/sync/sync-schemas.ts';
import type { EpochMs } from '#shared/kernel/clock.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { bytesToHex, hexToBytes } from '#shared/kernel/hex.ts';
import { isUuid } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { ReadDb, SqlRow, SqlValue, WriteDb } from '../database.ts';
import { bytesOrNull, integerOrNull, textOrNull } from '../row.ts';
import { placeFrom, placeOf } from './place.ts';

export type SyncMemory = {
  /** Everything up to this entry is at HQ. */
  readonly acknowledged: SyncHead | null;
  readonly proof: string | null;
  /** Everything up to this entry is in a verified backup of HQ. */
  readonly durable: SyncHead | null;
  readonly hqEpoch: Uuid | null;
  readonly tillState: ContactAnswer['state'] | null;
  readonly reason: ContactAnswer['reason'];
  readonly lease: Lease | null;
  readonly hqAheadMs: number | null;
  /** The latest time of HQ that this till knew; see `createHqTime`. */
  readonly hqTimeMs: EpochMs | null;
  readonly contactAtMs: EpochMs | null;
  readonly completeAtMs: EpochMs | null;
  /** When HQ wrote what was pulled last. */
  readonly dataAtMs: EpochMs | null;
};

export const noSyncMemory: SyncMemory = {
  acknowledged: null,
  proof: null,
  durable: null,
  hqEpoch: null,
  tillState: null,
  reason: null,
  lease: null,
  hqAheadMs: null,
  hqTimeMs: null,
  contactAtMs: null,
  completeAtMs: null,
  dataAtMs: null,
};

export type SyncStateStore = { readonly read: () => SyncMemory };
export type SyncStateWriter = SyncStateStore & { readonly write: (memory: SyncMemory) => void };

const columns = `acknowledged_place, acknowledged_hash, proof, durable_place, durable_hash, hq_epoch, till_state, reason,
  lease_issued_ms, lease_expires_ms, hq_ahead_ms, contact_ms, complete_ms, data_ms, hq_time_ms`;

export function createSyncStateStore(db: ReadDb): SyncStateStore {
  const read = db.prepareRead(`SELECT ${columns} FROM sync_state WHERE state_number = 1`);
  return {
    read: () => {
      const row = read.get();
      return row === undefined ? noSyncMemory : memoryFrom(row);
    },
  };
}

export function createSyncStateWriter(db: WriteDb): SyncStateWriter {
  const write = db.prepare(
    `INSERT OR REPLACE INTO sync_state (state_number, ${columns})
     VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  return { ...createSyncStateStore(db), write: (memory) => void write.run(...valuesOf(memory)) };
}

function valuesOf(memory: SyncMemory): readonly SqlValue[] {
  const { acknowledged, proof, durable, hqEpoch, tillState, reason, lease } = memory;
  const { hqAheadMs, contactAtMs, completeAtMs, dataAtMs, hqTimeMs } = memory;
  return [
    ...headValues(acknowledged),
    proof,
    ...headValues(durable),
    hqEpoch,
    tillState,
    reason,
    lease?.issuedAtMs ?? null,
    lease?.expiresAtMs ?? null,
    hqAheadMs,
    contactAtMs,
    completeAtMs,
    dataAtMs,
    hqTimeMs,
  ];
}

function headValues(head: SyncHead | null): readonly [number | null, Uint8Array | null] {
  return head === null ? [null, null] : [placeOf(head), hexToBytes(head.hash) ?? null];
}

const reasons = ['fork', 'byHand', 'replaced'] as const;

function memoryFrom(row: SqlRow): SyncMemory {
  const hqEpoch = textOrNull(row, 'hq_epoch');
  const issued = integerOrNull(row, 'lease_issued_ms');
  const expires = integerOrNull(row, 'lease_expires_ms');
  return {
    acknowledged: headFrom(row, 'acknowledged'),
    proof: textOrNull(row, 'proof'),
    durable: headFrom(row, 'durable'),
    hqEpoch: hqEpoch !== null && isUuid(hqEpoch) ? hqEpoch : null,
    tillState: tillStates.find((state) => state === textOrNull(row, 'till_state')) ?? null,
    reason: reasons.find((reason) => reason === textOrNull(row, 'reason')) ?? null,
    lease:
      issued === null || expires === null
        ? null
        : { issuedAtMs: epochMs(issued), expiresAtMs: epochMs(expires) },
    hqAheadMs: integerOrNull(row, 'hq_ahead_ms'),
    hqTimeMs: instantFrom(row, 'hq_time_ms'),
    contactAtMs: instantFrom(row, 'contact_ms'),
    completeAtMs: instantFrom(row, 'complete_ms'),
    dataAtMs: instantFrom(row, 'data_ms'),
  };
}

function headFrom(row: SqlRow, name: 'acknowledged' | 'durable'): SyncHead | null {
  const place = integerOrNull(row, `${name}_place`);
  const hash = bytesOrNull(row, `${name}_hash`);
  return place === null || hash === null ? null : { ...placeFrom(place), hash: bytesToHex(hash) };
}

function instantFrom(row: SqlRow, column: string): EpochMs | null {
  const value = integerOrNull(row, column);
  return value === null ? null : epochMs(value);
}
