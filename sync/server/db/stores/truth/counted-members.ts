/** Members as counting changes them: standing, holds, and who is told that something changed. */

import { sql } from 'kysely';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { HqDb, HqTransaction } from '#sync/server/db/hq-tables.ts';

/** The members that these references mean today, by reference; one that HQ does not know means itself. */
export async function meantMembers(
  db: HqDb | HqTransaction,
  memberRefs: readonly Uuid[],
): Promise<ReadonlyMap<Uuid, Uuid>> {
  if (memberRefs.length === 0) return new Map();
  const found = await sql<{ member_ref: Uuid; merged_into: Uuid }>`
    SELECT member_ref, merged_into FROM member
    WHERE member_ref = ANY(${[...memberRefs]}::UUID[]) AND merged_into IS NOT NULL`.execute(db);
  const into = new Map(found.rows.map((row) => [row.member_ref, row.merged_into]));
  return new Map(memberRefs.map((ref) => [ref, into.get(ref) ?? ref]));
}

/** Every reference that means one of these members, themselves included: pairs of member and reference. */
export async function referencesOf(
  db: HqDb | HqTransaction,
  memberRefs: readonly Uuid[],
): Promise<ReadonlyMap<Uuid, Uuid>> {
  if (memberRefs.length === 0) return new Map();
  const found = await sql<{ member_ref: Uuid; merged_into: Uuid }>`
    SELECT member_ref, merged_into FROM member WHERE merged_into = ANY(${[...memberRefs]}::UUID[])`.execute(
    db,
  );
  return new Map([
    ...memberRefs.map((ref) => [ref, ref] as const),
    ...found.rows.map((row) => [row.member_ref, row.merged_into] as const),
  ]);
}

export type TierRow = {
  readonly memberRef: Uuid;
  readonly tierId: string;
  readonly keptUntil: string | null;
  /** Of the entry's hybrid clock: the later one counts. */
  readonly setMs: number;
};

export async function setTiers(transaction: HqTransaction, rows: readonly TierRow[]): Promise<void> {
  if (rows.length === 0) return;
  const records = rows.map((row) => ({
    member_ref: row.memberRef,
    tier_id: row.tierId,
    tier_kept_until: row.keptUntil,
    tier_set_ms: row.setMs,
  }));
  await sql`
    UPDATE member AS m SET tier_id = x.tier_id, tier_kept_until = x.tier_kept_until, tier_set_ms = x.tier_set_ms
    FROM json_to_recordset(${JSON.stringify(records)}::JSON)
      AS x (member_ref UUID, tier_id TEXT, tier_kept_until TEXT, tier_set_ms BIGINT)
    WHERE m.member_ref = x.member_ref AND (m.tier_set_ms IS NULL OR m.tier_set_ms <= x.tier_set_ms)`.execute(
    transaction,
  );
}

/** Tills are told anew of these members, and of those that they mean today. `changed` is of the change clock. */
export async function markChanged(
  transaction: HqTransaction,
  memberRefs: readonly string[],
  changed: number,
): Promise<void> {
  if (memberRefs.length === 0) return;
  const refs = [...memberRefs];
  // Locked in one order: a reservation locks the same rows.
  await sql`
    SELECT member_ref FROM member WHERE member_ref = ANY(${refs}::UUID[]) ORDER BY member_ref FOR UPDATE`.execute(
    transaction,
  );
  await sql`
    UPDATE member SET changed = ${changed}::BIGINT WHERE member_ref = ANY(${refs}::UUID[])`.execute(
    transaction,
  );
}

export type Standing = { readonly points: bigint; readonly walletMinor: bigint };

/** What these members have at hand over all devices and all references that mean them. */
export async function standingsOf(
  transaction: HqTransaction,
  memberRefs: readonly Uuid[],
): Promise<ReadonlyMap<Uuid, Standing>> {
  const references = await referencesOf(transaction, memberRefs);
  const found = await standingsByReference(transaction, [...references.keys()]);
  const standings = new Map<Uuid, Standing>(memberRefs.map((ref) => [ref, { points: 0n, walletMinor: 0n }]));
  for (const [reference, { points, walletMinor }] of found) {
    const ref = references.get(reference) ?? reference;
    const before = standings.get(ref) ?? { points: 0n, walletMinor: 0n };
    standings.set(ref, { points: before.points + points, walletMinor: before.walletMinor + walletMinor });
  }
  return standings;
}

/** What stands under each of these references alone; one without anything is left out. */
export async function standingsByReference(
  transaction: HqTransaction,
  memberRefs: readonly Uuid[],
): Promise<ReadonlyMap<Uuid, Standing>> {
  const found = await sql<{ member_ref: Uuid; points: string; wallet: string }>`
    SELECT member_ref, SUM(points) AS points, SUM(wallet_minor) AS wallet FROM member_sum
    WHERE member_ref = ANY(${[...memberRefs]}::UUID[]) GROUP BY member_ref`.execute(transaction);
  return new Map(
    found.rows.map((row) => [
      row.member_ref,
      { points: BigInt(row.points), walletMinor: BigInt(row.wallet) },
    ]),
  );
}

/** Redemption waits for a person from now on; a hold by hand stays one. */
export async function holdOverdrawn(transaction: HqTransaction, memberRefs: readonly Uuid[]): Promise<void> {
  if (memberRefs.length === 0) return;
  await sql`
    UPDATE member SET hold = 'overdraft'
    WHERE member_ref = ANY(${[...memberRefs]}::UUID[]) AND hold IS NULL`.execute(transaction);
}
