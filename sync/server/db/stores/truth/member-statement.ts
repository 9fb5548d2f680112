/** The entries that a member's balance comes from, newest first, by the index of `member_entry` alone. */

import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { StatementAmounts } from '#shared/contracts/hq/member-statement.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { CodeOfReason, Disposition } from '#sync/server/truth/dispositions.ts';
import type { HqTransaction } from '#sync/server/db/hq-tables.ts';
import { broughtDeviceId } from '../publication/brought-store.ts';
import type { EntryPlace } from './counted-entries.ts';

/** The place of an entry in the list. */
export type StatementPlace = EntryPlace & { readonly hlcMs: number; readonly memberRef: Uuid };

export type StatementRow = StatementPlace & {
  readonly entryId: Uuid;
  readonly kind: string;
  readonly storeId: string;
  readonly businessDay: string;
  readonly wallMs: number;
  readonly disposition: Disposition;
  readonly reason: CodeOfReason | null;
  readonly refEntryId: Uuid | null;
  readonly change: StatementAmounts;
};

type AmountColumns = Record<'points' | 'points_pending' | 'wallet_minor' | 'wallet_pending_minor', string>;

/** Entries of the references, those before `before` when it is given. */
export async function statementRows(
  transaction: HqTransaction,
  refs: readonly Uuid[],
  { before, count }: { readonly before: StatementPlace | null; readonly count: number },
): Promise<readonly StatementRow[]> {
  type Row = AmountColumns & {
    member_ref: Uuid;
    hlc_ms: number;
    device_id: Uuid;
    epoch: number;
    branch: number;
    seq: number;
    entry_id: Uuid;
    kind: string;
    store_id: string;
    business_day: string;
    wall_ms: number;
    disposition: Disposition;
    reason: CodeOfReason | null;
    ref_entry_id: Uuid | null;
  };
  // One walk along the index for each reference; a single one for all of them would read and sort every row.
  const found = await sql<Row>`
    SELECT m.*, e.entry_id, e.kind, e.store_id, e.business_day, e.wall_ms, e.disposition, e.reason, e.ref_entry_id
    FROM (
      SELECT each.* FROM UNNEST(${[...refs]}::UUID[]) AS r (ref) CROSS JOIN LATERAL (
        SELECT * FROM member_entry
        WHERE member_ref = r.ref AND ${before === null ? sql`TRUE` : isBefore(before)}
        ORDER BY hlc_ms DESC, device_id DESC, epoch DESC, branch DESC, seq DESC LIMIT ${count}
      ) AS each
      ORDER BY hlc_ms DESC, device_id DESC, epoch DESC, branch DESC, seq DESC, member_ref DESC LIMIT ${count}
    ) AS m
    JOIN entry e ON e.device_id = m.device_id AND e.epoch = m.epoch AND e.branch = m.branch AND e.seq = m.seq
    ORDER BY m.hlc_ms DESC, m.device_id DESC, m.epoch DESC, m.branch DESC, m.seq DESC, m.member_ref DESC`.execute(
    transaction,
  );
  return found.rows.map((row) => ({
    memberRef: row.member_ref,
    hlcMs: row.hlc_ms,
    deviceId: row.device_id,
    epoch: row.epoch,
    branch: row.branch,
    seq: row.seq,
    entryId: row.entry_id,
    kind: row.kind,
    storeId: row.store_id,
    businessDay: row.business_day,
    wallMs: row.wall_ms,
    disposition: row.disposition,
    reason: row.reason,
    refEntryId: row.ref_entry_id,
    change: amountsOf(row),
  }));
}

export type StatementSums = {
  readonly balance: StatementAmounts;
  readonly brought: StatementAmounts;
  /** Of all entries in the list. */
  readonly listed: StatementAmounts;
  /** Of the entry `before` and those after it; nothing without one. */
  readonly newer: StatementAmounts;
};

export async function statementSums(
  transaction: HqTransaction,
  refs: readonly Uuid[],
  before: StatementPlace | null,
): Promise<StatementSums> {
  const isNewer = before === null ? sql<boolean>`FALSE` : sql<boolean>`NOT (${isBefore(before)})`;
  const held = await sql<AmountColumns & { is_brought: boolean }>`
    SELECT device_id = ${broughtDeviceId}::UUID AS is_brought, ${summed()} FROM member_sum
    WHERE member_ref = ANY(${[...refs]}::UUID[]) GROUP BY 1`.execute(transaction);
  const listed = await sql<AmountColumns & { is_newer: boolean }>`
    SELECT ${isNewer} AS is_newer, ${summed()} FROM member_entry
    WHERE member_ref = ANY(${[...refs]}::UUID[]) GROUP BY 1`.execute(transaction);
  const sumOf = (rows: readonly AmountColumns[]): StatementAmounts =>
    rows.map(amountsOf).reduce((all, each) => combined(all, each, (left, right) => left + right), nothing);
  return {
    balance: sumOf(held.rows),
    brought: sumOf(held.rows.filter((row) => row.is_brought)),
    listed: sumOf(listed.rows),
    newer: sumOf(listed.rows.filter((row) => row.is_newer)),
  };
}

const nothing: StatementAmounts = { points: '0', pointsHeld: '0', walletMinor: '0', walletHeldMinor: '0' };

/** Amount by amount. */
export function combined(
  left: StatementAmounts,
  right: StatementAmounts,
  work: (left: bigint, right: bigint) => bigint,
): StatementAmounts {
  const each = (name: keyof StatementAmounts): string =>
    work(BigInt(left[name]), BigInt(right[name])).toString();
  return {
    points: each('points'),
    pointsHeld: each('pointsHeld'),
    walletMinor: each('walletMinor'),
    walletHeldMinor: each('walletHeldMinor'),
  };
}

export type NumberedEntry = Omit<EntryPlace, 'epoch' | 'branch'> & {
  readonly entryId: Uuid;
  readonly businessDay: string;
};

/** What entries are known by; those that have not come are left out. */
export async function numberedEntries(
  transaction: HqTransaction,
  entryIds: readonly Uuid[],
): Promise<ReadonlyMap<Uuid, NumberedEntry>> {
  if (entryIds.length === 0) return new Map();
  const found = await sql<{ entry_id: Uuid; device_id: Uuid; seq: number; business_day: string }>`
    SELECT entry_id, device_id, seq, business_day FROM entry WHERE entry_id = ANY(${[...entryIds]}::UUID[])
    ORDER BY entry_id, device_id, epoch DESC, branch DESC`.execute(transaction);
  return new Map(
    found.rows.map((row) => [
      row.entry_id,
      { entryId: row.entry_id, deviceId: row.device_id, seq: row.seq, businessDay: row.business_day },
    ]),
  );
}

/** Of the tills that booked them, by their ids; HQ itself is none. */
export async function tillNames(
  transaction: HqTransaction,
  booked: readonly Pick<EntryPlace, 'deviceId'>[],
): Promise<ReadonlyMap<string, string>> {
  if (booked.length === 0) return new Map();
  const rows = await transaction
    .selectFrom('till')
    .select(['device_id', 'name'])
    .where('device_id', 'in', [...new Set(booked.map(({ deviceId }) => deviceId))])
    .execute();
  return new Map(rows.map((row) => [row.device_id, row.name]));
}

/** The first comparison is the one that an index answers; of two members of one entry the second decides. */
function isBefore(place: StatementPlace): RawBuilder<boolean> {
  const row = sql`(hlc_ms, device_id, epoch, branch, seq)`;
  const { hlcMs, deviceId, epoch, branch, seq, memberRef } = place;
  const known = sql`(${hlcMs}::BIGINT, ${deviceId}::UUID, ${epoch}::INT, ${branch}::INT, ${seq}::BIGINT)`;
  return sql<boolean>`${row} <= ${known} AND (${row} < ${known} OR member_ref < ${memberRef}::UUID)`;
}

function summed(): RawBuilder<unknown> {
  return sql`SUM(points) AS points, SUM(points_pending) AS points_pending, SUM(wallet_minor) AS wallet_minor,
    SUM(wallet_pending_minor) AS wallet_pending_minor`;
}

function amountsOf(row: AmountColumns): StatementAmounts {
  return {
    points: row.points,
    pointsHeld: row.points_pending,
    walletMinor: row.wallet_minor,
    walletHeldMinor: row.wallet_pending_minor,
  };
}
