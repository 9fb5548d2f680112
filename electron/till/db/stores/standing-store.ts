/** What members stand at besides balances: earned points by day, tiers, introductions, households. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { minor } from '#shared/domain/money.ts';
import type { Minor } from '#shared/domain/money.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import type { EpochMs } from '#shared/kernel/clock.ts';
import { uuidToBytes } from '#shared/kernel/ids.ts';
import type { TierStanding } from '#shared/ledger/value/decide-tier.ts';
import type { ReadDb, SqlRow } from '../database.ts';
import { integerOf, integerOrNull, textOf, textOrNull, uuidOf } from '../row.ts';
import { placeOf } from './place.ts';

export type StandingDay = {
  readonly date: IsoDate;
  readonly pointsEarned: number;
  readonly tierProgress: number;
  readonly pointsGiven: number;
  readonly householdMinor: Minor;
};
export type HouseholdMember = {
  readonly memberRef: MemberRef;
  readonly headRef: MemberRef;
  readonly dayLimitMinor: Minor;
};
export type ReferralRewards = {
  readonly asNewcomer: number;
  readonly asIntroducer: number;
  readonly fromGuests: number;
  readonly points: number;
};

export type StandingStore = {
  /** Rising, from `from` on. */
  readonly daysOf: (memberRef: MemberRef, from: IsoDate) => readonly StandingDay[];
  /** What this till's entries set; `undefined` where they never did. */
  readonly tierOf: (memberRef: MemberRef) => (TierStanding & { readonly setAtMs: EpochMs }) | undefined;
  readonly introducerOf: (memberRef: MemberRef) => MemberRef | undefined;
  /** Those introduced by a member, at most `limit`. */
  readonly introducedBy: (memberRef: MemberRef, limit: number) => readonly MemberRef[];
  readonly introducedCount: (memberRef: MemberRef) => number;
  readonly rewardsOf: (memberRef: MemberRef) => ReferralRewards;
  /** The household whose wallet the member may use; `undefined` for who is in none, and for its head. */
  readonly householdOf: (memberRef: MemberRef) => HouseholdMember | undefined;
  /** What a member took from the household's wallet on a local day, net. */
  readonly householdSpent: (memberRef: MemberRef, date: IsoDate) => Minor;
  readonly householdUnder: (headRef: MemberRef) => readonly HouseholdMember[];
  /** Wall clock of the newest entry; `undefined` in an empty ledger. */
  readonly newestWallMs: () => EpochMs | undefined;
  /** Business days with entries, the newest `limit` of them, rising. */
  readonly bookedDays: (limit: number) => readonly IsoDate[];
  /** Members who hold a lot of this ledger, by reference, after `after`; those due on `day`, or all of them. */
  readonly holdersDue: (day: IsoDate, after: MemberRef | null, limit: number) => readonly MemberRef[];
  readonly holders: (after: MemberRef | null, limit: number) => readonly MemberRef[];
};

export function createStandingStore(db: ReadDb): StandingStore {
  return { ...dayReadings(db), ...referralReadings(db), ...householdReadings(db), ...holderReadings(db) };
}

function dayReadings(db: ReadDb): Pick<StandingStore, 'daysOf' | 'tierOf' | 'bookedDays' | 'newestWallMs'> {
  const days = db.prepareRead(
    `SELECT local_date, points_earned, tier_progress, points_given, household_minor FROM standing_day
     WHERE member_ref = ? AND local_date >= ? ORDER BY local_date`,
  );
  const tier = db.prepareRead(
    'SELECT tier_id, kept_until, epoch, seq FROM tier_set WHERE member_ref = ? ORDER BY epoch DESC, seq DESC LIMIT 1',
  );
  const wall = db.prepareRead('SELECT wall_ms FROM entry WHERE place = ?');
  const newest = db.prepareRead('SELECT wall_ms FROM entry ORDER BY place DESC LIMIT 1');
  const booked = db.prepareRead('SELECT business_day FROM booked_day ORDER BY business_day DESC LIMIT ?');
  return {
    daysOf: (memberRef, from) => days.all(uuidToBytes(memberRef), from).map(dayFrom),
    tierOf: (memberRef) => {
      const row = tier.get(uuidToBytes(memberRef));
      if (row === undefined) return undefined;
      const place = placeOf({ epoch: integerOf(row, 'epoch'), seq: integerOf(row, 'seq') });
      const entry = wall.get(place);
      const setAtMs = epochMs(entry === undefined ? 0 : integerOf(entry, 'wall_ms'));
      return { tierId: textOf(row, 'tier_id'), keptUntil: textOrNull(row, 'kept_until'), setAtMs };
    },
    newestWallMs: () => {
      const row = newest.get();
      return row && epochMs(integerOf(row, 'wall_ms'));
    },
    bookedDays: (limit) =>
      booked
        .all(limit)
        .map((row) => textOf(row, 'business_day'))
        .toReversed(),
  };
}

function referralReadings(
  db: ReadDb,
): Pick<StandingStore, 'introducerOf' | 'introducedBy' | 'introducedCount' | 'rewardsOf'> {
  const introducer = db.prepareRead(
    'SELECT introducer_ref FROM referral_set WHERE member_ref = ? ORDER BY epoch DESC, seq DESC LIMIT 1',
  );
  const introduced = db.prepareRead(
    'SELECT DISTINCT member_ref FROM referral_set WHERE introducer_ref = ? ORDER BY member_ref LIMIT ?',
  );
  const count = db.prepareRead(
    'SELECT COUNT(DISTINCT member_ref) AS members FROM referral_set WHERE introducer_ref = ?',
  );
  const rewards = db.prepareRead(
    'SELECT as_newcomer, as_introducer, from_guests, points FROM referral_reward WHERE member_ref = ?',
  );
  return {
    introducerOf: (memberRef) => {
      const row = introducer.get(uuidToBytes(memberRef));
      return row && uuidOf(row, 'introducer_ref');
    },
    introducedBy: (memberRef, limit) =>
      introduced.all(uuidToBytes(memberRef), limit).map((row) => uuidOf(row, 'member_ref')),
    introducedCount: (memberRef) => {
      const row = count.get(uuidToBytes(memberRef));
      return row === undefined ? 0 : integerOf(row, 'members');
    },
    rewardsOf: (memberRef) => {
      const row = rewards.get(uuidToBytes(memberRef));
      if (row === undefined) return { asNewcomer: 0, asIntroducer: 0, fromGuests: 0, points: 0 };
      return {
        asNewcomer: integerOf(row, 'as_newcomer'),
        asIntroducer: integerOf(row, 'as_introducer'),
        fromGuests: integerOf(row, 'from_guests'),
        points: integerOf(row, 'points'),
      };
    },
  };
}

function householdReadings(
  db: ReadDb,
): Pick<StandingStore, 'householdOf' | 'householdSpent' | 'householdUnder'> {
  const household = db.prepareRead(
    `SELECT member_ref, head_ref, day_limit_minor FROM household_set WHERE member_ref = ?
     ORDER BY epoch DESC, seq DESC LIMIT 1`,
  );
  const under = db.prepareRead(
    'SELECT DISTINCT member_ref FROM household_set WHERE head_ref = ? ORDER BY member_ref',
  );
  const householdOf = (memberRef: MemberRef): HouseholdMember | undefined => {
    const row = household.get(uuidToBytes(memberRef));
    if (row === undefined) return undefined;
    const limit = integerOrNull(row, 'day_limit_minor');
    return limit === null
      ? undefined
      : { memberRef, headRef: uuidOf(row, 'head_ref'), dayLimitMinor: minor(limit) };
  };
  const spent = db.prepareRead(
    'SELECT household_minor FROM standing_day WHERE member_ref = ? AND local_date = ?',
  );
  return {
    householdOf,
    householdSpent: (memberRef, date) => {
      const row = spent.get(uuidToBytes(memberRef), date);
      return minor(row === undefined ? 0 : integerOf(row, 'household_minor'));
    },
    householdUnder: (headRef) =>
      under.all(uuidToBytes(headRef)).flatMap((row) => {
        const found = householdOf(uuidOf(row, 'member_ref'));
        return found?.headRef === headRef ? [found] : [];
      }),
  };
}

function holderReadings(db: ReadDb): Pick<StandingStore, 'holders' | 'holdersDue'> {
  const due = db.prepareRead(
    `SELECT DISTINCT member_ref FROM (
       SELECT member_ref FROM lot WHERE held <> 0 AND release_on <= ?
       UNION ALL
       SELECT member_ref FROM lot WHERE open <> 0 AND expires_on IS NOT NULL AND expires_on <= ?
     ) WHERE member_ref > ? ORDER BY member_ref LIMIT ?`,
  );
  const all = db.prepareRead(
    `SELECT DISTINCT member_ref FROM lot WHERE (open <> 0 OR held <> 0) AND member_ref > ?
     ORDER BY member_ref LIMIT ?`,
  );
  const refs = (rows: readonly SqlRow[]): readonly MemberRef[] =>
    rows.map((row) => uuidOf(row, 'member_ref'));
  return {
    holdersDue: (day, after, limit) => refs(due.all(day, day, afterBytes(after), limit)),
    holders: (after, limit) => refs(all.all(afterBytes(after), limit)),
  };
}

/** Before every reference: blobs are compared byte by byte, and the empty one is the first. */
function afterBytes(after: MemberRef | null): Uint8Array {
  return after === null ? new Uint8Array(0) : uuidToBytes(after);
}

function dayFrom(row: SqlRow): StandingDay {
  return {
    date: textOf(row, 'local_date'),
    pointsEarned: integerOf(row, 'points_earned'),
    tierProgress: integerOf(row, 'tier_progress'),
    pointsGiven: integerOf(row, 'points_given'),
    householdMinor: minor(integerOf(row, 'household_minor')),
  };
}
