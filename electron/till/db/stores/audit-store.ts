/** Everything in a ledger in order, for checking it. Reads without changing; any number of entries. */

import { epochMs } from '#shared/kernel/clock.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { uuidToBytes } from '#shared/kernel/ids.ts';
import type { DeviceId } from '#shared/ledger/entry.ts';
import type { FoundColumns, FoundEntry, FoundPosting } from '#shared/ledger/verify-chain.ts';
import type { ReadDb, SqlRow } from '../database.ts';
import { bytesOf, bytesOrNull, integerOf, integerOrNull, textOf, uuidOf, uuidOrNull } from '../row.ts';

export type AuditStore = {
  /** The entries of one epoch with `seq` above `afterSeq`, in order. */
  readonly entriesAfter: (deviceId: DeviceId, epoch: number, afterSeq: number) => Iterable<FoundEntry>;
  readonly chains: () => readonly { readonly deviceId: DeviceId; readonly epoch: number }[];
  /** The `seq` of the newest seal of an epoch, 0 when there is none. */
  readonly lastSealedSeq: (deviceId: DeviceId, epoch: number) => number;
};

export function createAuditStore(db: ReadDb): AuditStore {
  const entriesAfter = db.prepareRead(
    `SELECT entry.device_id, entry.epoch, entry.seq, entry_id, op_key, kind, schema_version, hlc_ms, hlc_counter,
       wall_ms, clock_state, business_day, store_id, member_ref, actor_id, approver_id, card_level, rule_set_hash,
       ref_entry_id, body, prev_hash, hash, signature
     FROM entry LEFT JOIN seal USING (device_id, epoch, seq)
     WHERE entry.device_id = ? AND entry.epoch = ? AND entry.seq > ? ORDER BY entry.seq`,
  );
  const postingsOf = db.prepareRead(
    `SELECT line, account, lot_entry_id, lot_line, unit, amount FROM posting
     WHERE device_id = ? AND epoch = ? AND seq = ? ORDER BY line`,
  );
  const chains = db.prepareRead('SELECT DISTINCT device_id, epoch FROM entry ORDER BY device_id, epoch');
  const lastSealed = db.prepareRead(
    'SELECT COALESCE(MAX(seq), 0) AS seq FROM seal WHERE device_id = ? AND epoch = ?',
  );
  return {
    *entriesAfter(deviceId, epoch, afterSeq) {
      for (const row of entriesAfter.iterate(uuidToBytes(deviceId), epoch, afterSeq)) {
        const place = [bytesOf(row, 'device_id'), integerOf(row, 'epoch'), integerOf(row, 'seq')];
        yield foundFrom(row, postingsOf.all(...place).map(postingFrom));
      }
    },
    chains: () =>
      chains.all().map((row) => ({ deviceId: uuidOf(row, 'device_id'), epoch: integerOf(row, 'epoch') })),
    lastSealedSeq: (deviceId, epoch) => integerOf(lastSealed.get(uuidToBytes(deviceId), epoch) ?? {}, 'seq'),
  };
}

function foundFrom(row: SqlRow, postings: readonly FoundPosting[]): FoundEntry {
  return {
    columns: columnsFrom(row),
    body: bytesOf(row, 'body'),
    previousHash: bytesOf(row, 'prev_hash'),
    hash: bytesOf(row, 'hash'),
    postings,
    signature: bytesOrNull(row, 'signature'),
  };
}

function columnsFrom(row: SqlRow): FoundColumns {
  const ruleSetHash = bytesOrNull(row, 'rule_set_hash');
  return {
    deviceId: uuidOf(row, 'device_id'),
    epoch: integerOf(row, 'epoch'),
    seq: integerOf(row, 'seq'),
    entryId: uuidOf(row, 'entry_id'),
    opKey: bytesOf(row, 'op_key'),
    kind: textOf(row, 'kind'),
    schemaVersion: integerOf(row, 'schema_version'),
    hlc: { wallMs: integerOf(row, 'hlc_ms'), counter: integerOf(row, 'hlc_counter') },
    wallMs: epochMs(integerOf(row, 'wall_ms')),
    clockState: textOf(row, 'clock_state'),
    businessDay: textOf(row, 'business_day'),
    storeId: textOf(row, 'store_id'),
    memberRef: uuidOrNull(row, 'member_ref'),
    actorId: uuidOf(row, 'actor_id'),
    approverId: uuidOrNull(row, 'approver_id'),
    cardLevel: integerOrNull(row, 'card_level'),
    ruleSetHash: ruleSetHash === null ? null : bytesToHex(ruleSetHash),
    refEntryId: uuidOrNull(row, 'ref_entry_id'),
  };
}

function postingFrom(row: SqlRow): FoundPosting {
  return {
    line: integerOf(row, 'line'),
    account: textOf(row, 'account'),
    lot: { entryId: uuidOf(row, 'lot_entry_id'), line: integerOf(row, 'lot_line') },
    unit: textOf(row, 'unit'),
    amount: integerOf(row, 'amount'),
  };
}
