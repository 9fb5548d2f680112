/** Rows that pulls are made of, in pieces of a bounded size. */

import { sql } from 'kysely';
import { parseCardUid } from '#shared/domain/card.ts';
import type { CardUid } from '#shared/domain/card.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { uuid } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { HqDb, HqTransaction } from '#sync/server/db/hq-tables.ts';

export type MemberRow = {
  readonly memberRef: Uuid;
  readonly sealedPerson: Uint8Array | null;
  readonly sealedKey: Uint8Array | null;
  readonly tierId: string;
  readonly tierSetMs: number | null;
  readonly tierKeptUntil: string | null;
  readonly traits: string;
  readonly state: 'active' | 'merged' | 'erased';
  readonly hold: 'overdraft' | 'byHand' | null;
  readonly changed: number;
};

const memberColumns = [
  'member_ref',
  'sealed_person',
  'sealed_key',
  'tier_id',
  'tier_set_ms',
  'tier_kept_until',
  'traits',
  'state',
  'hold',
  'changed',
] as const;

type Reading = HqDb | HqTransaction;

/** Where a piece ended: the next one begins behind it. */
export type ChangePlace = { readonly changed: number; readonly memberRef: string };

const firstRef = '00000000-0000-0000-0000-000000000000';

/** Everything above a change, before any member. */
export function placeAfter(changed: number): ChangePlace {
  return { changed: changed + 1, memberRef: firstRef };
}

/** Members in the order of their changes, beginning behind `place`. */
export async function membersChangedAfter(
  db: Reading,
  place: ChangePlace,
  countMax: number,
): Promise<readonly MemberRow[]> {
  const rows = await db
    .selectFrom('member')
    .select(memberColumns)
    // Two conditions, because the first alone can use the index of changes.
    .where('changed', '>=', place.changed)
    .where((where) =>
      where.or([where('changed', '>', place.changed), where('member_ref', '>', place.memberRef)]),
    )
    .orderBy('changed')
    .orderBy('member_ref')
    .limit(countMax)
    .execute();
  return rows.map(memberRowOf);
}

/** Active members in the order of their references, beginning behind `memberRef`. */
export async function activeMembersAfter(
  db: Reading,
  memberRef: string,
  countMax: number,
): Promise<readonly MemberRow[]> {
  const rows = await db
    .selectFrom('member')
    .select(memberColumns)
    .where('member_ref', '>', memberRef)
    .where('state', '=', 'active')
    .orderBy('member_ref')
    .limit(countMax)
    .execute();
  return rows.map(memberRowOf);
}

export async function membersByRef(
  db: Reading,
  memberRefs: readonly string[],
): Promise<readonly MemberRow[]> {
  if (memberRefs.length === 0) return [];
  const rows = await db
    .selectFrom('member')
    .select(memberColumns)
    .where(sql<boolean>`member_ref = ANY(${[...memberRefs]}::uuid[])`)
    .orderBy('member_ref')
    .execute();
  return rows.map(memberRowOf);
}

type RowOfMember = {
  readonly member_ref: string;
  readonly sealed_person: Uint8Array | null;
  readonly sealed_key: Uint8Array | null;
  readonly tier_id: string;
  readonly tier_set_ms: number | null;
  readonly tier_kept_until: string | null;
  readonly traits: string;
  readonly state: MemberRow['state'];
  readonly hold: MemberRow['hold'];
  readonly changed: number;
};

function memberRowOf(row: RowOfMember): MemberRow {
  return {
    memberRef: uuid(row.member_ref),
    sealedPerson: row.sealed_person,
    sealedKey: row.sealed_key,
    tierId: row.tier_id,
    tierSetMs: row.tier_set_ms,
    tierKeptUntil: row.tier_kept_until,
    traits: row.traits,
    state: row.state,
    hold: row.hold,
    changed: row.changed,
  };
}

export type AliasRow = {
  readonly memberRef: Uuid;
  readonly mergedInto: Uuid;
  /** Of this reference, and so of the member that it means. */
  readonly hold: MemberRow['hold'];
};

/** Other references of the given members. */
export async function aliasesOf(db: Reading, memberRefs: readonly string[]): Promise<readonly AliasRow[]> {
  if (memberRefs.length === 0) return [];
  const found = await sql<{ member_ref: string; merged_into: string; hold: MemberRow['hold'] }>`
    SELECT member_ref, merged_into, hold FROM member
    WHERE merged_into = ANY(${[...memberRefs]}::uuid[]) AND state = 'merged'
    ORDER BY member_ref`.execute(db);
  return found.rows.map((row) => ({
    memberRef: uuid(row.member_ref),
    mergedInto: uuid(row.merged_into),
    hold: row.hold,
  }));
}

export type CardRow = {
  readonly cardUid: CardUid;
  readonly memberRef: string;
  readonly cardNumber: string | null;
  readonly state: 'active' | 'blocked' | 'replaced';
};

export async function cardsOf(db: Reading, memberRefs: readonly string[]): Promise<readonly CardRow[]> {
  if (memberRefs.length === 0) return [];
  const found = await sql<{
    card_uid: Uint8Array;
    member_ref: string;
    card_number: string | null;
    state: CardRow['state'];
  }>`
    SELECT card_uid, member_ref, card_number, state FROM card
    WHERE member_ref = ANY(${[...memberRefs]}::uuid[])
    ORDER BY member_ref, card_uid`.execute(db);
  return found.rows.map((row) => ({
    cardUid: cardUidOf(row.card_uid),
    memberRef: row.member_ref,
    cardNumber: row.card_number,
    state: row.state,
  }));
}

function cardUidOf(bytes: Uint8Array): CardUid {
  const cardUid = parseCardUid(bytesToHex(bytes));
  invariant(cardUid !== undefined, 'a card has a UID');
  return cardUid;
}

export type OwnMember = {
  readonly memberRef: string;
  /** Whom the reference means today. */
  readonly meant: string;
};

/** References to whose figures the device added something, behind `memberRef`, in their order. */
export async function membersTouchedBy(
  db: Reading,
  { deviceId, memberRef, countMax }: { deviceId: string; memberRef: string; countMax: number },
): Promise<readonly OwnMember[]> {
  const found = await sql<{ member_ref: string; meant: string }>`
    SELECT s.member_ref, COALESCE(m.merged_into, s.member_ref) AS meant
    FROM (
      SELECT member_ref FROM member_sum
      WHERE device_id = ${deviceId} AND member_ref > ${memberRef}
      ORDER BY member_ref LIMIT ${countMax}
    ) s
    LEFT JOIN member m ON m.member_ref = s.member_ref
    ORDER BY s.member_ref`.execute(db);
  return found.rows.map((row) => ({ memberRef: row.member_ref, meant: row.meant }));
}

export type ProductRow = { readonly productId: string; readonly body: string | null };

export async function productsChangedAfter(
  db: Reading,
  { changed, productId, countMax }: { changed: number; productId: string; countMax: number },
): Promise<readonly ProductRow[]> {
  const rows = await db
    .selectFrom('product')
    .select(['product_id', 'body'])
    .where('changed', '>', changed)
    .where('product_id', '>', productId)
    .orderBy('product_id')
    .limit(countMax)
    .execute();
  return rows.map((row) => ({ productId: row.product_id, body: row.body }));
}

export type OfferUseRow = {
  readonly offerId: string;
  readonly storeId: string;
  readonly date: string;
  readonly uses: number;
  readonly costMinor: number;
};

/**
 * Uses of each offer, store and day of which anything changed, by all devices but one. What changed is found by its
 * index: adding up everything of every day for each pull took as long as all days together.
 */
export async function offerUsesChangedAfter(
  db: Reading,
  asked: {
    readonly changed: number;
    readonly withoutDevice: string;
    readonly after: Pick<OfferUseRow, 'offerId' | 'storeId' | 'date'>;
    readonly countMax: number;
  },
): Promise<readonly OfferUseRow[]> {
  const { offerId, storeId, date } = asked.after;
  const found = await sql<Record<'offer_id' | 'store_id' | 'day' | 'uses' | 'cost', string>>`
    SELECT offer_id, store_id, day,
      COALESCE(SUM(uses) FILTER (WHERE device_id <> ${asked.withoutDevice}), 0) AS uses,
      COALESCE(SUM(cost_minor) FILTER (WHERE device_id <> ${asked.withoutDevice}), 0) AS cost
    FROM offer_use
    WHERE (offer_id, store_id, day) IN (
      SELECT offer_id, store_id, day FROM offer_use
      WHERE changed > ${asked.changed} AND (offer_id, store_id, day) > (${offerId}, ${storeId}, ${date})
    )
    GROUP BY offer_id, store_id, day
    ORDER BY offer_id, store_id, day LIMIT ${asked.countMax}`.execute(db);
  return found.rows.map((row) => ({
    offerId: row.offer_id,
    storeId: row.store_id,
    date: row.day,
    uses: Number(row.uses),
    costMinor: Number(row.cost),
  }));
}

/** Members changed after `changed`, counted up to `countMax`. */
export async function countChangedAfter(db: Reading, changed: number, countMax: number): Promise<number> {
  const found = await sql<{ count: number }>`
    SELECT COUNT(*) AS count FROM (
      SELECT 1 FROM member WHERE changed > ${changed} LIMIT ${countMax}
    ) counted`.execute(db);
  return Number(found.rows[0]?.count ?? 0);
}
