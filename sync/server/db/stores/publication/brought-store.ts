/**
 * Members that a chain brings along, with their figures as sums of a device that never books. Each statement takes one
 * JSON text of rows: the number of parameters does not grow with the piece.
 */

import { sql } from 'kysely';
import type { HqTransaction } from '#sync/server/db/hq-tables.ts';

/** Stands for whatever was before HQ. */
export const broughtDeviceId = '00000000-0000-0000-0000-000000000000';

/** Bytes are hexadecimal texts in all rows here. */
export type BroughtMember = {
  readonly member_ref: string;
  readonly sealed_person: string;
  readonly sealed_key: string;
  readonly phone_index: string | null;
  readonly tier_id: string;
  readonly traits: string;
};
export type BroughtCard = {
  readonly card_uid: string;
  readonly member_ref: string;
  readonly card_number: string;
  readonly state: string;
};
export type BroughtSum = {
  readonly member_ref: string;
  readonly points: number;
  readonly wallet_minor: number;
  readonly visits: number;
  readonly spent_minor: number;
};
export type BroughtLot = {
  readonly member_ref: string;
  readonly lot_entry_id: string;
  readonly lot_line: number;
  readonly unit: 'points' | 'money';
  readonly open: number;
  readonly made_on: string;
  readonly expires_on: string | null;
};
export type BroughtDay = {
  readonly member_ref: string;
  readonly day: string;
  readonly visits: number;
  readonly spent_minor: number;
};
export type BroughtStamp = {
  readonly member_ref: string;
  readonly stamp_card_id: string;
  readonly stamps: number;
};
export type BroughtVisit = {
  readonly member_ref: string;
  readonly entry_id: string;
  readonly at_ms: number;
  readonly store_id: string;
  readonly paid_minor: number;
  readonly points_earned: number;
};
export type BroughtPiece = {
  readonly members: readonly BroughtMember[];
  readonly cards: readonly BroughtCard[];
  readonly sums: readonly BroughtSum[];
  readonly lots: readonly BroughtLot[];
  readonly days: readonly BroughtDay[];
  readonly stamps: readonly BroughtStamp[];
  readonly visits: readonly BroughtVisit[];
};

/** Which of the references HQ has already. */
export async function knownRefs(
  transaction: HqTransaction,
  memberRefs: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = await sql<{ member_ref: string }>`
    SELECT member_ref FROM member WHERE member_ref = ANY(${[...memberRefs]}::uuid[])`.execute(transaction);
  return new Set(found.rows.map((row) => row.member_ref));
}

/** Everything of new members but the members themselves. */
export async function addFigures(transaction: HqTransaction, piece: BroughtPiece): Promise<void> {
  await sql`
    INSERT INTO member_sum (member_ref, device_id, points, wallet_minor, visits, spent_minor)
    SELECT member_ref, ${broughtDeviceId}::uuid, points, wallet_minor, visits, spent_minor
    FROM JSON_TO_RECORDSET(${text(piece.sums)}::json)
      AS r(member_ref uuid, points numeric, wallet_minor numeric, visits bigint, spent_minor numeric)
  `.execute(transaction);
  await sql`
    INSERT INTO card (card_uid, member_ref, card_number, state)
    SELECT DECODE(card_uid, 'hex'), member_ref, card_number, state
    FROM JSON_TO_RECORDSET(${text(piece.cards)}::json)
      AS r(card_uid text, member_ref uuid, card_number text, state text)
    ON CONFLICT DO NOTHING`.execute(transaction);
  await addLots(transaction, piece.lots);
  await sql`
    INSERT INTO member_day (member_ref, device_id, day, visits, spent_minor)
    SELECT member_ref, ${broughtDeviceId}::uuid, day, visits, spent_minor
    FROM JSON_TO_RECORDSET(${text(piece.days)}::json)
      AS r(member_ref uuid, day text, visits bigint, spent_minor numeric)`.execute(transaction);
  await sql`
    INSERT INTO member_stamp (member_ref, device_id, stamp_card_id, stamps)
    SELECT member_ref, ${broughtDeviceId}::uuid, stamp_card_id, stamps
    FROM JSON_TO_RECORDSET(${text(piece.stamps)}::json)
      AS r(member_ref uuid, stamp_card_id text, stamps bigint)`.execute(transaction);
  await sql`
    INSERT INTO member_visit (member_ref, entry_id, device_id, at_ms, store_id, paid_minor, points_earned)
    SELECT member_ref, entry_id, ${broughtDeviceId}::uuid, at_ms, store_id, paid_minor, points_earned
    FROM JSON_TO_RECORDSET(${text(piece.visits)}::json)
      AS r(member_ref uuid, entry_id uuid, at_ms bigint, store_id text, paid_minor bigint, points_earned bigint)
  `.execute(transaction);
}

async function addLots(transaction: HqTransaction, lots: readonly BroughtLot[]): Promise<void> {
  if (lots.length === 0) return;
  await sql`
    INSERT INTO lot (member_ref, lot_entry_id, lot_line, unit, origin, made_on, release_on, expires_on)
    SELECT member_ref, lot_entry_id, lot_line, unit, 'adjusted', made_on, NULL, expires_on
    FROM JSON_TO_RECORDSET(${text(lots)}::json)
      AS r(member_ref uuid, lot_entry_id uuid, lot_line int, unit text, made_on text, expires_on text)
  `.execute(transaction);
  await sql`
    INSERT INTO lot_sum (member_ref, lot_entry_id, lot_line, device_id, open)
    SELECT member_ref, lot_entry_id, lot_line, ${broughtDeviceId}::uuid, open
    FROM JSON_TO_RECORDSET(${text(lots)}::json)
      AS r(member_ref uuid, lot_entry_id uuid, lot_line int, open numeric)`.execute(transaction);
  await sql`
    INSERT INTO lot_due (day, member_ref)
    SELECT DISTINCT expires_on, member_ref
    FROM JSON_TO_RECORDSET(${text(lots)}::json) AS r(member_ref uuid, expires_on text)
    WHERE expires_on IS NOT NULL
    ON CONFLICT DO NOTHING`.execute(transaction);
}

/** What members hold together, and what the shop owes for it: zero in sum. */
export async function addToAccounts(
  transaction: HqTransaction,
  sums: { readonly points: number; readonly walletMinor: number; readonly currency: string },
): Promise<void> {
  const rows = [
    { account: 'members:points', unit: 'points', amount: sums.points },
    { account: 'issued', unit: 'points', amount: -sums.points },
    { account: 'members:wallet', unit: sums.currency, amount: sums.walletMinor },
    { account: 'issued', unit: sums.currency, amount: -sums.walletMinor },
  ].filter(({ amount }) => amount !== 0);
  await sql`
    INSERT INTO account_sum AS s (device_id, account, unit, amount)
    SELECT ${broughtDeviceId}::uuid, account, unit, amount
    FROM JSON_TO_RECORDSET(${text(rows)}::json) AS r(account text, unit text, amount numeric)
    ON CONFLICT (device_id, account, unit) DO UPDATE SET amount = s.amount + EXCLUDED.amount
  `.execute(transaction);
}

/** Published with the change that is given. */
export async function addBroughtMembers(
  transaction: HqTransaction,
  members: readonly BroughtMember[],
  changed: number,
): Promise<void> {
  await sql`
    INSERT INTO member
      (member_ref, sealed_person, sealed_key, phone_index, tier_id, traits, made_by, made_ms, state, changed)
    SELECT member_ref, DECODE(sealed_person, 'hex'), DECODE(sealed_key, 'hex'), DECODE(phone_index, 'hex'),
      tier_id, traits, ${broughtDeviceId}::uuid, 0, 'active', ${changed}
    FROM JSON_TO_RECORDSET(${text(members)}::json) AS r(
      member_ref uuid, sealed_person text, sealed_key text, phone_index text, tier_id text, traits text)
  `.execute(transaction);
}

function text(rows: readonly object[]): string {
  return JSON.stringify(rows);
}
