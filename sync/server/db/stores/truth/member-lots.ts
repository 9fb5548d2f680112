/** What members hold, lot by lot, over all devices and all references that mean them. */

import { sql } from 'kysely';
import type { Uuid } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { LotState, LotUnit } from '#shared/ledger/value/lot-state.ts';
import { lotOrigins } from '#shared/ledger/value/value-content.ts';
import type { HqTransaction } from '#sync/server/db/hq-tables.ts';
import { referencesOf } from './counted-members.ts';

export type HeldLot = LotState & {
  /** The reference whose purse the lot is in: an entry takes from there. */
  readonly ownerRef: Uuid;
};

/** Lots that hold or owe something, by the member that their references mean; members without any are left out. */
export async function lotsOfMembers(
  transaction: HqTransaction,
  memberRefs: readonly Uuid[],
): Promise<ReadonlyMap<Uuid, readonly HeldLot[]>> {
  const references = await referencesOf(transaction, memberRefs);
  const found = await sql<FoundLot>`
    SELECT l.member_ref, l.lot_entry_id, l.lot_line, l.unit, l.origin, l.made_on, l.release_on, l.expires_on, l.is_stub,
      SUM(s.open) AS open, SUM(s.held) AS held
    FROM lot_sum s
    JOIN lot l ON l.member_ref = s.member_ref AND l.lot_entry_id = s.lot_entry_id AND l.lot_line = s.lot_line
    WHERE s.member_ref = ANY(${[...references.keys()]}::UUID[])
    GROUP BY l.member_ref, l.lot_entry_id, l.lot_line
    ORDER BY l.is_stub, l.member_ref, l.lot_entry_id, l.lot_line`.execute(transaction);
  const lots = new Map<Uuid, Map<string, HeldLot>>();
  for (const row of found.rows) {
    const member = references.get(row.member_ref) ?? row.member_ref;
    const ofMember = lots.get(member) ?? new Map<string, HeldLot>();
    lots.set(member, ofMember);
    const key = `${row.lot_entry_id} ${row.lot_line}`;
    ofMember.set(key, together(ofMember.get(key), row));
  }
  return new Map(
    [...lots].map(([member, ofMember]) => [
      member,
      [...ofMember.values()].filter(({ open, held }) => open !== 0 || held !== 0),
    ]),
  );
}

type FoundLot = {
  readonly member_ref: Uuid;
  readonly lot_entry_id: Uuid;
  readonly lot_line: number;
  readonly unit: LotUnit;
  readonly origin: string;
  readonly made_on: string;
  readonly release_on: string | null;
  readonly expires_on: string | null;
  readonly is_stub: boolean;
  readonly open: string;
  readonly held: string;
};

/** The reference that made the lot comes first; another that took from it since they were merged has a stub of it. */
function together(before: HeldLot | undefined, row: FoundLot): HeldLot {
  const open = amountOf(row.open);
  const held = amountOf(row.held);
  if (before !== undefined) return { ...before, open: before.open + open, held: before.held + held };
  const origin = lotOrigins.find((known) => known === row.origin);
  invariant(origin !== undefined, 'a lot has an origin of the list');
  return {
    ownerRef: row.member_ref,
    source: { kind: 'entry', entryId: row.lot_entry_id, line: row.lot_line },
    unit: row.unit,
    origin,
    madeOn: row.made_on,
    releaseOn: row.release_on,
    expiresOn: row.expires_on,
    open,
    held,
  };
}

/** No single lot of a sound till gets near the limit; one that does is told as the limit. */
function amountOf(sum: string): number {
  const limit = Number.MAX_SAFE_INTEGER / 1_024;
  return Math.trunc(Math.min(Math.max(Number(sum), -limit), limit));
}

/** The newest day on which each of these members bought something, by any of its references. */
export async function lastPurchases(
  transaction: HqTransaction,
  memberRefs: readonly Uuid[],
): Promise<ReadonlyMap<Uuid, string>> {
  const references = await referencesOf(transaction, memberRefs);
  const found = await sql<{ member_ref: Uuid; day: string }>`
    SELECT member_ref, MAX(day) AS day FROM member_day
    WHERE member_ref = ANY(${[...references.keys()]}::UUID[]) AND visits > 0 GROUP BY member_ref`.execute(
    transaction,
  );
  const days = new Map<Uuid, string>();
  for (const row of found.rows) {
    const member = references.get(row.member_ref) ?? row.member_ref;
    const before = days.get(member);
    if (before === undefined || row.day > before) days.set(member, row.day);
  }
  return days;
}
