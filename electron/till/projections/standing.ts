/** What members stand at besides balances, kept in step with the entries. */

import type { Entry } from '#shared/ledger/entry.ts';
import {
  householdSetBy,
  referralRewardsOf,
  referralSetBy,
  standingDaysOf,
  tierSetBy,
} from '#shared/ledger/value/standing-changes.ts';
import type { ReferralRewardChange, StandingDayChange } from '#shared/ledger/value/standing-changes.ts';
import type { ReadDb, SqlRow } from '../db/database.ts';
import { integerOf, integerOrNull, textOf, textOrNull, uuidOf } from '../db/row.ts';
import { createStandingWriter } from '../db/stores/standing-writer.ts';
import type { LedgerProjection, NamedSum } from './projection.ts';

export const standingProjection: LedgerProjection = {
  name: 'standing',
  tables: ['standing_day', 'tier_set', 'referral_set', 'referral_reward', 'household_set', 'booked_day'],
  createWriter: (db, gathered) => {
    const writer = createStandingWriter(db, gathered);
    return (entry) => {
      writer.addBookedDay(entry.businessDay);
      for (const change of standingDaysOf(entry)) writer.addDay(change);
      for (const reward of referralRewardsOf(entry)) writer.addReward(reward);
      const tier = tierSetBy(entry);
      if (tier !== undefined) writer.setTier(entry, tier);
      const referral = referralSetBy(entry);
      if (referral !== undefined) writer.setReferral(entry, referral);
      const household = householdSetBy(entry);
      if (household !== undefined) writer.setHousehold(entry, household);
    };
  },
  sumsOf: (entry) => [...sumsBy(entry), ...setsBy(entry)],
  kept,
};

function sumsBy(entry: Entry): readonly NamedSum[] {
  return [
    one(`booked ${entry.businessDay}`),
    ...standingDaysOf(entry).flatMap(daySums),
    ...referralRewardsOf(entry).flatMap(rewardSums),
  ];
}

function daySums({ memberRef, date, ...sums }: StandingDayChange): readonly NamedSum[] {
  const key = `${memberRef} ${date}`;
  return [
    { name: `earned ${key}`, first: sums.pointsEarned, second: sums.tierProgress },
    { name: `gone ${key}`, first: sums.pointsGiven, second: sums.householdMinor },
  ];
}

function rewardSums({ memberRef, ...sums }: ReferralRewardChange): readonly NamedSum[] {
  return [
    { name: `rewards ${memberRef}`, first: sums.asNewcomer, second: sums.asIntroducer },
    { name: `rewardPoints ${memberRef}`, first: sums.points, second: sums.fromGuests },
  ];
}

/** Every setting is a row of its own, and its name says what it set. */
function setsBy(entry: Entry): readonly NamedSum[] {
  const place = `${entry.epoch} ${entry.seq}`;
  const tier = tierSetBy(entry);
  const referral = referralSetBy(entry);
  const household = householdSetBy(entry);
  return [
    ...(tier === undefined ? [] : [one(`tier ${tier.memberRef} ${place} ${tier.tierId} ${tier.keptUntil}`)]),
    ...(referral === undefined
      ? []
      : [one(`referral ${referral.memberRef} ${place} ${referral.introducerRef}`)]),
    ...(household === undefined
      ? []
      : [one(`householdOf ${household.memberRef} ${place} ${household.headRef} ${household.dayLimitMinor}`)]),
  ];
}

function* kept(db: ReadDb): Iterable<NamedSum> {
  for (const row of rows(db, 'SELECT business_day, entries FROM booked_day')) {
    yield { name: `booked ${textOf(row, 'business_day')}`, first: integerOf(row, 'entries'), second: 0 };
  }
  yield* keptDays(db);
  yield* keptRewards(db);
  yield* keptSets(db);
}

function* keptDays(db: ReadDb): Iterable<NamedSum> {
  const days =
    'SELECT member_ref, local_date, points_earned, tier_progress, points_given, household_minor FROM standing_day';
  for (const row of rows(db, days)) {
    yield* daySums({
      memberRef: uuidOf(row, 'member_ref'),
      date: textOf(row, 'local_date'),
      pointsEarned: integerOf(row, 'points_earned'),
      tierProgress: integerOf(row, 'tier_progress'),
      pointsGiven: integerOf(row, 'points_given'),
      householdMinor: integerOf(row, 'household_minor'),
    });
  }
}

function* keptRewards(db: ReadDb): Iterable<NamedSum> {
  const rewards = 'SELECT member_ref, as_newcomer, as_introducer, from_guests, points FROM referral_reward';
  for (const row of rows(db, rewards)) {
    yield* rewardSums({
      memberRef: uuidOf(row, 'member_ref'),
      asNewcomer: integerOf(row, 'as_newcomer'),
      asIntroducer: integerOf(row, 'as_introducer'),
      fromGuests: integerOf(row, 'from_guests'),
      points: integerOf(row, 'points'),
    });
  }
}

function* keptSets(db: ReadDb): Iterable<NamedSum> {
  for (const row of rows(db, 'SELECT member_ref, epoch, seq, tier_id, kept_until FROM tier_set')) {
    yield one(`tier ${keyOf(row)} ${textOf(row, 'tier_id')} ${textOrNull(row, 'kept_until')}`);
  }
  for (const row of rows(db, 'SELECT member_ref, epoch, seq, introducer_ref FROM referral_set')) {
    yield one(`referral ${keyOf(row)} ${uuidOf(row, 'introducer_ref')}`);
  }
  const households = 'SELECT member_ref, epoch, seq, head_ref, day_limit_minor FROM household_set';
  for (const row of rows(db, households)) {
    const limit = integerOrNull(row, 'day_limit_minor');
    yield one(`householdOf ${keyOf(row)} ${uuidOf(row, 'head_ref')} ${limit}`);
  }
}

function keyOf(row: SqlRow): string {
  return `${uuidOf(row, 'member_ref')} ${integerOf(row, 'epoch')} ${integerOf(row, 'seq')}`;
}

function rows(db: ReadDb, sql: string): Iterable<SqlRow> {
  return db.prepareRead(sql).iterate();
}

function one(name: string): NamedSum {
  return { name, first: 1, second: 0 };
}
