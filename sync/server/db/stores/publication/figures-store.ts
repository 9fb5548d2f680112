/**
 * What members have by the entries of all devices but one: sums, lots, days, uses of offers, stamps and last visits, as
 * rows of each reference. Whoever asks for a till leaves out that till.
 */

import { sql } from 'kysely';
import { basketGrossMinorMax } from '#shared/domain/basket.ts';
import { uuid } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { lotOrigins } from '#shared/ledger/value/value-content.ts';
import type { LotOrigin } from '#shared/ledger/value/value-content.ts';
import type { HqDb, HqTransaction } from '#sync/server/db/hq-tables.ts';

export type FigureReader = {
  readonly db: HqDb | HqTransaction;
  readonly memberRefs: readonly string[];
  /** Null leaves nobody out. */
  readonly withoutDevice: string | null;
};

export type SumRow = {
  readonly memberRef: string;
  readonly points: number;
  readonly walletMinor: number;
  readonly visits: number;
  readonly spentMinor: number;
};

const noDevice = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
/** Rows of one member; what is older or ends later is left out. */
const visitsMax = 5;

export async function memberSums({
  db,
  memberRefs,
  withoutDevice,
}: FigureReader): Promise<readonly SumRow[]> {
  const found = await sql<Record<'member_ref' | 'points' | 'wallet' | 'visits' | 'spent', string>>`
    SELECT member_ref, SUM(points) AS points, SUM(wallet_minor) AS wallet, SUM(visits) AS visits,
      SUM(spent_minor) AS spent
    FROM member_sum
    WHERE member_ref = ANY(${[...memberRefs]}::uuid[]) AND device_id <> ${withoutDevice ?? noDevice}
    GROUP BY member_ref`.execute(db);
  return found.rows.map((row) => ({
    memberRef: row.member_ref,
    points: numberOf(row.points),
    walletMinor: numberOf(row.wallet),
    visits: numberOf(row.visits),
    spentMinor: numberOf(row.spent),
  }));
}

export type LotRow = {
  readonly memberRef: string;
  readonly lotEntryId: Uuid;
  readonly lotLine: number;
  readonly unit: 'points' | 'money';
  readonly origin: LotOrigin;
  readonly open: number;
  readonly held: number;
  readonly madeOn: string;
  readonly releaseOn: string | null;
  readonly expiresOn: string | null;
  /** Taken from by this reference and made by another one, or not made yet as far as HQ knows. */
  readonly isStub: boolean;
};

/** Lots of which something is left or was taken, those that end first in front. */
export async function memberLots({
  db,
  memberRefs,
  withoutDevice,
}: FigureReader): Promise<readonly LotRow[]> {
  const found = await sql<
    Record<'member_ref' | 'lot_entry_id' | 'origin' | 'open' | 'held' | 'made_on', string> & {
      lot_line: number;
      unit: 'points' | 'money';
      release_on: string | null;
      expires_on: string | null;
      is_stub: boolean;
    }
  >`
    SELECT s.member_ref, s.lot_entry_id, s.lot_line, l.unit, l.origin, l.made_on, l.release_on, l.expires_on,
      l.is_stub, s.open, s.held
    FROM (
      SELECT member_ref, lot_entry_id, lot_line, SUM(open) AS open, SUM(held) AS held
      FROM lot_sum
      WHERE member_ref = ANY(${[...memberRefs]}::uuid[]) AND device_id <> ${withoutDevice ?? noDevice}
      GROUP BY member_ref, lot_entry_id, lot_line
    ) s
    JOIN lot l ON l.member_ref = s.member_ref AND l.lot_entry_id = s.lot_entry_id AND l.lot_line = s.lot_line
    WHERE s.open <> 0 OR s.held <> 0
    ORDER BY s.member_ref, l.expires_on NULLS LAST, l.made_on, s.lot_entry_id, s.lot_line`.execute(db);
  return found.rows.map((row) => ({
    memberRef: row.member_ref,
    lotEntryId: uuid(row.lot_entry_id),
    lotLine: row.lot_line,
    unit: row.unit,
    origin: originOf(row.origin),
    open: numberOf(row.open),
    held: numberOf(row.held),
    madeOn: row.made_on,
    releaseOn: row.release_on,
    expiresOn: row.expires_on,
    isStub: row.is_stub,
  }));
}

export type DayRow = {
  readonly memberRef: string;
  readonly date: string;
  readonly visits: number;
  readonly spentMinor: number;
};

/** In the order of days. */
export async function memberDays({
  db,
  memberRefs,
  withoutDevice,
}: FigureReader): Promise<readonly DayRow[]> {
  const found = await sql<Record<'member_ref' | 'day' | 'visits' | 'spent', string>>`
    SELECT member_ref, day, SUM(visits) AS visits, SUM(spent_minor) AS spent
    FROM member_day
    WHERE member_ref = ANY(${[...memberRefs]}::uuid[]) AND device_id <> ${withoutDevice ?? noDevice}
    GROUP BY member_ref, day
    HAVING SUM(visits) <> 0 OR SUM(spent_minor) <> 0
    ORDER BY member_ref, day`.execute(db);
  return found.rows.map((row) => ({
    memberRef: row.member_ref,
    date: row.day,
    visits: numberOf(row.visits),
    spentMinor: numberOf(row.spent),
  }));
}

export type UseRow = {
  readonly memberRef: string;
  readonly offerId: string;
  readonly date: string;
  readonly uses: number;
  readonly costMinor: number;
};

/** The newest first. */
export async function memberUses({
  db,
  memberRefs,
  withoutDevice,
}: FigureReader): Promise<readonly UseRow[]> {
  const found = await sql<Record<'member_ref' | 'offer_id' | 'day' | 'uses' | 'cost', string>>`
    SELECT member_ref, offer_id, day, SUM(uses) AS uses, SUM(cost_minor) AS cost
    FROM member_use
    WHERE member_ref = ANY(${[...memberRefs]}::uuid[]) AND device_id <> ${withoutDevice ?? noDevice}
    GROUP BY member_ref, offer_id, day
    HAVING SUM(uses) <> 0 OR SUM(cost_minor) <> 0
    ORDER BY member_ref, day DESC, offer_id`.execute(db);
  return found.rows.map((row) => ({
    memberRef: row.member_ref,
    offerId: row.offer_id,
    date: row.day,
    uses: numberOf(row.uses),
    costMinor: numberOf(row.cost),
  }));
}

export type StampRow = {
  readonly memberRef: string;
  readonly stampCardId: string;
  readonly stamps: number;
};

export async function memberStamps(reader: FigureReader): Promise<readonly StampRow[]> {
  const { db, memberRefs, withoutDevice } = reader;
  const found = await sql<Record<'member_ref' | 'stamp_card_id' | 'stamps', string>>`
    SELECT member_ref, stamp_card_id, SUM(stamps) AS stamps
    FROM member_stamp
    WHERE member_ref = ANY(${[...memberRefs]}::uuid[]) AND device_id <> ${withoutDevice ?? noDevice}
    GROUP BY member_ref, stamp_card_id
    HAVING SUM(stamps) <> 0
    ORDER BY member_ref, stamp_card_id`.execute(db);
  return found.rows.map((row) => ({
    memberRef: row.member_ref,
    stampCardId: row.stamp_card_id,
    stamps: numberOf(row.stamps),
  }));
}

export type VisitRow = {
  readonly memberRef: string;
  readonly entryId: string;
  readonly atMs: number;
  readonly storeId: string;
  readonly paidMinor: number;
  readonly pointsEarned: number;
};

/** The newest five of each reference, newest first. */
export async function memberVisits(reader: FigureReader): Promise<readonly VisitRow[]> {
  const { db, memberRefs, withoutDevice } = reader;
  const found = await sql<{
    member_ref: string;
    entry_id: string;
    at_ms: number;
    store_id: string;
    paid_minor: number;
    points_earned: number;
  }>`
    SELECT member_ref, entry_id, at_ms, store_id, paid_minor, points_earned
    FROM (
      SELECT member_ref, entry_id, at_ms, store_id, paid_minor, points_earned,
        ROW_NUMBER() OVER (PARTITION BY member_ref ORDER BY at_ms DESC, entry_id) AS place
      FROM member_visit
      WHERE member_ref = ANY(${[...memberRefs]}::uuid[]) AND device_id <> ${withoutDevice ?? noDevice}
    ) newest
    WHERE place <= ${visitsMax}
    ORDER BY member_ref, at_ms DESC, entry_id`.execute(db);
  return found.rows.map((row) => ({
    memberRef: row.member_ref,
    entryId: row.entry_id,
    atMs: row.at_ms,
    storeId: row.store_id,
    paidMinor: row.paid_minor,
    pointsEarned: row.points_earned,
  }));
}

function originOf(text: string): LotOrigin {
  const origin = lotOrigins.find((known) => known === text);
  invariant(origin !== undefined, 'a lot has an origin of the list');
  return origin;
}

/** A sum outside of what tills can reckon with is told as the nearest that they can: one member must not stop a pull. */
function numberOf(text: string | number): number {
  return Math.min(Math.max(Number(text), -basketGrossMinorMax), basketGrossMinorMax);
}
