/** Everything in a ledger in order, for checking it. Reads without changing; any number of entries. */

import { epochMs } from '#shared/kernel/clock.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import type { DeviceId } from '#shared/ledger/entry.ts';
import type { FoundColumns, FoundEntry, FoundPosting } from '#shared/ledger/verify-chain.ts';
import type { ReadDb, SqlRow } from '../database.ts';
import { bytesOf, bytesOrNull, integerOf, integerOrNull, textOf, uuidOf, uuidOrNull } from '../row.ts';
import { deviceOf } from './device-store.ts';
import { placeOf } from './place.ts';

export type AuditStore = {
  /** The entries of one epoch, taken as this device's, with `seq` above `afterSeq`, in order. */
  readonly entriesAfter: (deviceId: DeviceId, epoch: number, afterSeq: number) => Iterable<FoundEntry>;
  /** The epochs of the device that the file names; none where it names no device. */
  readonly chains: () => readonly { readonly deviceId: DeviceId; readonly epoch: number }[];
  /** The `seq` of the newest seal of an epoch, 0 when there is none. */
  readonly lastSealedSeq: (epoch: number) => number;
};

export function createAuditStore(db: ReadDb): AuditStore {
  const entriesAfter = db.prepareRead(
    `SELECT place, epoch, seq, entry_id, op_key, kind, schema_version, hlc_ms, hlc_counter, wall_ms, clock_state,
       business_day, store_id, member_ref, actor_id, approver_id, card_level, rule_set_hash, ref_entry_id, body,
       prev_hash, hash, signature
     FROM entry WHERE place > ? AND place < ? ORDER BY place`,
  );
  const postingsOf = db.prepareRead(
    `SELECT line, account, lot_entry_id, lot_line, unit, amount FROM posting
     WHERE place = ? ORDER BY line`,
  );
  const chains = db.prepareRead('SELECT DISTINCT epoch FROM entry ORDER BY epoch');
  const lastSealed = db.prepareRead(
    'SELECT seq FROM entry WHERE place > ? AND place < ? AND signature IS NOT NULL ORDER BY place DESC LIMIT 1',
  );
  const end = (epoch: number): number => placeOf({ epoch: epoch + 1, seq: 0 });
  return {
    *entriesAfter(deviceId, epoch, afterSeq) {
      for (const row of entriesAfter.iterate(placeOf({ epoch, seq: afterSeq }), end(epoch))) {
        const postings = postingsOf.all(integerOf(row, 'place')).map(postingFrom);
        yield foundFrom(row, deviceId, postings);
      }
    },
    chains: () => {
      const deviceId = deviceOf(db);
      if (deviceId === undefined) return [];
      return chains.all().map((row) => ({ deviceId, epoch: integerOf(row, 'epoch') }));
    },
    lastSealedSeq: (epoch) => {
      const row = lastSealed.get(placeOf({ epoch, seq: 0 }), end(epoch));
      return row === undefined ? 0 : integerOf(row, 'seq');
    },
  };
}

function foundFrom(row: SqlRow, deviceId: DeviceId, postings: readonly FoundPosting[]): FoundEntry {
  return {
    columns: columnsFrom(row, deviceId),
    body: bytesOf(row, 'body'),
    previousHash: bytesOf(row, 'prev_hash'),
    hash: bytesOf(row, 'hash'),
    postings,
    signature: bytesOrNull(row, 'signature'),
  };
}

function columnsFrom(row: SqlRow, deviceId: DeviceId): FoundColumns {
  const ruleSetHash = bytesOrNull(row, 'rule_set_hash');
  return {
    deviceId,
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
