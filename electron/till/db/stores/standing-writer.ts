/** Writes what an entry says of a member's standing; called inside the command's transaction. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import { uuidToBytes } from '#shared/kernel/ids.ts';
import type {
  HouseholdSet,
  ReferralRewardChange,
  ReferralSet,
  StandingDayChange,
  TierSet,
} from '#shared/ledger/value/standing-changes.ts';
import type { WriteDb } from '../database.ts';
import { integerOf } from '../row.ts';
import type { EntryPlace } from './place.ts';

export type StandingWriter = {
  readonly addDay: (change: StandingDayChange) => void;
  readonly addReward: (change: ReferralRewardChange) => void;
  readonly addBookedDay: (businessDay: IsoDate) => void;
  readonly setTier: (place: EntryPlace, set: TierSet) => void;
  readonly setReferral: (place: EntryPlace, set: ReferralSet) => void;
  readonly setHousehold: (place: EntryPlace, set: HouseholdSet) => void;
};

export function createStandingWriter(db: WriteDb): StandingWriter {
  return { ...sumWriters(db), ...setWriters(db) };
}

/** Added up here and not in SQL, because here a sum past the safe integers throws. */
function sumWriters(db: WriteDb): Pick<StandingWriter, 'addDay' | 'addReward' | 'addBookedDay'> {
  const day = db.prepareRead(
    `SELECT points_earned, tier_progress, points_given, household_minor FROM standing_day
     WHERE member_ref = ? AND local_date = ?`,
  );
  const setDay = db.prepare(
    `INSERT INTO standing_day (member_ref, local_date, points_earned, tier_progress, points_given, household_minor)
     VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (member_ref, local_date) DO UPDATE SET
       points_earned = excluded.points_earned, tier_progress = excluded.tier_progress, points_given = excluded.points_given,
       household_minor = excluded.household_minor`,
  );
  const reward = db.prepareRead(
    'SELECT as_newcomer, as_introducer, from_guests, points FROM referral_reward WHERE member_ref = ?',
  );
  const setReward = db.prepare(
    `INSERT INTO referral_reward (member_ref, as_newcomer, as_introducer, from_guests, points)
     VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (member_ref) DO UPDATE SET as_newcomer = excluded.as_newcomer,
       as_introducer = excluded.as_introducer, from_guests = excluded.from_guests, points = excluded.points`,
  );
  const addBookedDay = db.prepare(
    `INSERT INTO booked_day (business_day, entries) VALUES (?, 1)
     ON CONFLICT (business_day) DO UPDATE SET entries = entries + 1`,
  );
  return {
    addDay: ({ memberRef, date, ...change }) => {
      const key = [uuidToBytes(memberRef), date] as const;
      const row = day.get(...key);
      const before = (column: string): number => (row === undefined ? 0 : integerOf(row, column));
      setDay.run(
        ...key,
        addInt(before('points_earned'), change.pointsEarned),
        addInt(before('tier_progress'), change.tierProgress),
        addInt(before('points_given'), change.pointsGiven),
        addInt(before('household_minor'), change.householdMinor),
      );
    },
    addReward: ({ memberRef, asNewcomer, asIntroducer, fromGuests, points }) => {
      const key = uuidToBytes(memberRef);
      const row = reward.get(key);
      const before = (column: string): number => (row === undefined ? 0 : integerOf(row, column));
      setReward.run(
        key,
        addInt(before('as_newcomer'), asNewcomer),
        addInt(before('as_introducer'), asIntroducer),
        addInt(before('from_guests'), fromGuests),
        addInt(before('points'), points),
      );
    },
    addBookedDay: (businessDay) => void addBookedDay.run(businessDay),
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
