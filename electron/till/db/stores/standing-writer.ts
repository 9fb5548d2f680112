/** Writes what an entry says of a member's standing; called inside the command's transaction. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { uuidToBytes } from '#shared/kernel/ids.ts';
import type {
  HouseholdSet,
  ReferralRewardChange,
  ReferralSet,
  StandingDayChange,
  TierSet,
} from '#shared/ledger/value/standing-changes.ts';
import type { WriteDb } from '../database.ts';
import { createSums } from './gathered-rows.ts';
import type { GatheredRows, SumTable } from './gathered-rows.ts';
import type { EntryPlace } from './place.ts';

export type StandingWriter = {
  readonly addDay: (change: StandingDayChange) => void;
  readonly addReward: (change: ReferralRewardChange) => void;
  readonly addBookedDay: (businessDay: IsoDate) => void;
  readonly setTier: (place: EntryPlace, set: TierSet) => void;
  readonly setReferral: (place: EntryPlace, set: ReferralSet) => void;
  readonly setHousehold: (place: EntryPlace, set: HouseholdSet) => void;
};

/** What is added is in the tables once the gathered rows are written; what is set is there at once. */
export function createStandingWriter(db: WriteDb, gathered: GatheredRows): StandingWriter {
  const addDay = createSums(gathered, daySums(db));
  const addReward = createSums(gathered, rewardSums(db));
  const addBookedDay = createSums(gathered, bookedDaySums(db));
  return {
    ...setWriters(db),
    addDay: (change) => {
      const { pointsEarned, tierProgress, pointsGiven, householdMinor } = change;
      addDay(change, [pointsEarned, tierProgress, pointsGiven, householdMinor]);
    },
    addReward: ({ memberRef, asNewcomer, asIntroducer, fromGuests, points }) =>
      addReward(memberRef, [asNewcomer, asIntroducer, fromGuests, points]),
    addBookedDay: (businessDay) => addBookedDay(businessDay, [1]),
  };
}

function daySums(db: WriteDb): SumTable<Pick<StandingDayChange, 'memberRef' | 'date'>> {
  return {
    columns: ['points_earned', 'tier_progress', 'points_given', 'household_minor'],
    nameOf: ({ memberRef, date }) => `${memberRef} ${date}`,
    valuesOf: ({ memberRef, date }) => [uuidToBytes(memberRef), date],
    find: db.prepareRead(
      `SELECT points_earned, tier_progress, points_given, household_minor FROM standing_day
       WHERE member_ref = ? AND local_date = ?`,
    ),
    write: db.prepare(
      `INSERT INTO standing_day (member_ref, local_date, points_earned, tier_progress, points_given, household_minor)
       VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (member_ref, local_date) DO UPDATE SET
         points_earned = excluded.points_earned, tier_progress = excluded.tier_progress, points_given = excluded.points_given,
         household_minor = excluded.household_minor`,
    ),
  };
}

function rewardSums(db: WriteDb): SumTable<MemberRef> {
  return {
    columns: ['as_newcomer', 'as_introducer', 'from_guests', 'points'],
    nameOf: (memberRef) => memberRef,
    valuesOf: (memberRef) => [uuidToBytes(memberRef)],
    find: db.prepareRead(
      'SELECT as_newcomer, as_introducer, from_guests, points FROM referral_reward WHERE member_ref = ?',
    ),
    write: db.prepare(
      `INSERT INTO referral_reward (member_ref, as_newcomer, as_introducer, from_guests, points)
       VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (member_ref) DO UPDATE SET as_newcomer = excluded.as_newcomer,
         as_introducer = excluded.as_introducer, from_guests = excluded.from_guests, points = excluded.points`,
    ),
  };
}

function bookedDaySums(db: WriteDb): SumTable<IsoDate> {
  return {
    columns: ['entries'],
    nameOf: (businessDay) => businessDay,
    valuesOf: (businessDay) => [businessDay],
    find: db.prepareRead('SELECT entries FROM booked_day WHERE business_day = ?'),
    write: db.prepare(
      `INSERT INTO booked_day (business_day, entries) VALUES (?, ?)
       ON CONFLICT (business_day) DO UPDATE SET entries = excluded.entries`,
    ),
  };
}

function setWriters(db: WriteDb): Pick<StandingWriter, 'setTier' | 'setReferral' | 'setHousehold'> {
  const tier = db.prepare(
    'INSERT INTO tier_set (member_ref, epoch, seq, tier_id, kept_until) VALUES (?, ?, ?, ?, ?)',
  );
  const referral = db.prepare(
    'INSERT INTO referral_set (member_ref, epoch, seq, introducer_ref) VALUES (?, ?, ?, ?)',
  );
  const household = db.prepare(
    'INSERT INTO household_set (member_ref, epoch, seq, head_ref, day_limit_minor) VALUES (?, ?, ?, ?, ?)',
  );
  return {
    setTier: ({ epoch, seq }, { memberRef, tierId, keptUntil }) =>
      void tier.run(uuidToBytes(memberRef), epoch, seq, tierId, keptUntil),
    setReferral: ({ epoch, seq }, { memberRef, introducerRef }) =>
      void referral.run(uuidToBytes(memberRef), epoch, seq, uuidToBytes(introducerRef)),
    setHousehold: ({ epoch, seq }, { memberRef, headRef, dayLimitMinor }) =>
      void household.run(uuidToBytes(memberRef), epoch, seq, uuidToBytes(headRef), dayLimitMinor),
  };
}
