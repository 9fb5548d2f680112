/** Entries as HQ judged them, and the operations that they are. */

import { sql } from 'kysely';
import { bytesToHex } from '#shared/kernel/hex.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { FlagReason, CodeOfReason, Disposition } from '#sync/server/truth/dispositions.ts';
import type { HqDb, HqTransaction } from '#sync/server/db/hq-tables.ts';

export type EntryPlace = {
  readonly deviceId: Uuid;
  readonly epoch: number;
  readonly branch: number;
  readonly seq: number;
};

export type EntryRow = EntryPlace & {
  readonly entryId: Uuid;
  readonly opKey: Uint8Array;
  readonly kind: string;
  readonly memberRef: Uuid | null;
  readonly storeId: string;
  readonly businessDay: string;
  readonly hlcMs: number;
  readonly wallMs: number;
  readonly ruleSetHash: Uint8Array | null;
  readonly refEntryId: Uuid | null;
  readonly disposition: Disposition;
  readonly reason: CodeOfReason | null;
};

/** As PostgreSQL reads bytes from a text. */
function bytesText(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : `\\x${bytesToHex(bytes)}`;
}

export async function insertEntries(transaction: HqTransaction, rows: readonly EntryRow[]): Promise<void> {
  if (rows.length === 0) return;
  const records = rows.map((row) => ({
    ...placeColumns(row),
    entry_id: row.entryId,
    op_key: bytesText(row.opKey),
    kind: row.kind,
    member_ref: row.memberRef,
    store_id: row.storeId,
    business_day: row.businessDay,
    hlc_ms: row.hlcMs,
    wall_ms: row.wallMs,
    rule_set_hash: bytesText(row.ruleSetHash),
    ref_entry_id: row.refEntryId,
    disposition: row.disposition,
    reason: row.reason,
  }));
  await sql`
    INSERT INTO entry (device_id, epoch, branch, seq, entry_id, op_key, kind, member_ref, store_id, business_day, hlc_ms,
      wall_ms, rule_set_hash, ref_entry_id, disposition, reason)
    SELECT device_id, epoch, branch, seq, entry_id, op_key, kind, member_ref, store_id, business_day, hlc_ms, wall_ms,
      rule_set_hash, ref_entry_id, disposition, reason
    FROM json_populate_recordset(NULL::entry, ${JSON.stringify(records)}::JSON)`.execute(transaction);
}

export type OperationClaim = EntryPlace & { readonly opKey: Uint8Array; readonly entryId: Uuid };

/** Text of a place, for sets and maps. */
export function placeName({ deviceId, epoch, branch, seq }: EntryPlace): string {
  return `${deviceId} ${epoch} ${branch} ${seq}`;
}

/** Answers with the places of those that are the first of their operation; of several in `claims` the first. */
export async function claimOperations(
  transaction: HqTransaction,
  claims: readonly OperationClaim[],
): Promise<ReadonlySet<string>> {
  if (claims.length === 0) return new Set();
  const records = claims.map((claim, at) => ({
    ...placeColumns(claim),
    entry_id: claim.entryId,
    op_key: bytesText(claim.opKey),
    at,
  }));
  const found = await sql<{ device_id: Uuid; epoch: number; branch: number; seq: number }>`
    INSERT INTO operation (op_key, device_id, epoch, branch, seq, entry_id)
    SELECT op_key, device_id, epoch, branch, seq, entry_id
    FROM json_to_recordset(${JSON.stringify(records)}::JSON)
      AS x (op_key BYTEA, device_id UUID, epoch INT, branch INT, seq BIGINT, entry_id UUID, at INT)
    ORDER BY at
    ON CONFLICT (op_key) DO NOTHING
    RETURNING device_id, epoch, branch, seq`.execute(transaction);
  return new Set(
    found.rows.map(({ device_id: deviceId, epoch, branch, seq }) =>
      placeName({ deviceId, epoch, branch, seq }),
    ),
  );
}

/** The till that booked each operation first, by the key in hexadecimal. */
export async function devicesOfOperations(
  transaction: HqTransaction,
  opKeys: readonly Uint8Array[],
): Promise<ReadonlyMap<string, string>> {
  if (opKeys.length === 0) return new Map();
  const rows = await transaction
    .selectFrom('operation')
    .select(['op_key', 'device_id'])
    .where('op_key', 'in', [...opKeys])
    .execute();
  return new Map(rows.map((row) => [bytesToHex(row.op_key), row.device_id]));
}

export async function keepQuarantined(
  transaction: HqTransaction,
  rows: readonly (EntryPlace & {
    readonly reason: string;
    readonly atMs: number;
    readonly body: Uint8Array;
  })[],
): Promise<void> {
  if (rows.length === 0) return;
  await transaction
    .insertInto('quarantine')
    .values(
      rows.map((row) => ({ ...placeColumns(row), reason: row.reason, at_ms: row.atMs, body: row.body })),
    )
    .onConflict((conflict) => conflict.columns(['device_id', 'epoch', 'branch', 'seq']).doNothing())
    .execute();
}

export type SaleFound = EntryPlace & { readonly entryId: Uuid };

/** Counted sales by their ids. */
export async function salesByIds(
  db: HqDb | HqTransaction,
  entryIds: readonly Uuid[],
): Promise<readonly SaleFound[]> {
  if (entryIds.length === 0) return [];
  const found = await sql<{ device_id: Uuid; epoch: number; branch: number; seq: number; entry_id: Uuid }>`
    SELECT device_id, epoch, branch, seq, entry_id FROM entry
    WHERE entry_id = ANY(${[...entryIds]}::UUID[]) AND kind = 'sale' AND disposition IN ('accepted', 'flagged')
    ORDER BY entry_id, device_id, epoch, branch, seq`.execute(db);
  return found.rows.map((row) => ({
    deviceId: row.device_id,
    epoch: row.epoch,
    branch: row.branch,
    seq: row.seq,
    entryId: row.entry_id,
  }));
}

/** Entries that were counted before turn out to be worth a look; one that is flagged already keeps its reason. */
export async function flagLater(
  transaction: HqTransaction,
  entryIds: readonly Uuid[],
  reason: FlagReason,
): Promise<void> {
  if (entryIds.length === 0) return;
  await sql`
    UPDATE entry SET disposition = 'flagged', reason = ${reason}
    WHERE entry_id = ANY(${[...entryIds]}::UUID[]) AND disposition = 'accepted'`.execute(transaction);
}

function placeColumns({ deviceId, epoch, branch, seq }: EntryPlace) {
  return { device_id: deviceId, epoch, branch, seq };
}
