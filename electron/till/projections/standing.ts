/** What members stand at besides balances, kept in step with the entries. */

import type { Entry } from '#shared/ledger/entry.ts';
import {
  householdSetBy,
  referralRewardOf,
  referralSetBy,
  standingDaysOf,
  tierSetBy,
} from '#shared/ledger/value/standing-changes.ts';
import type { ReadDb, SqlRow } from '../db/database.ts';
import { integerOf, integerOrNull, textOf, textOrNull, uuidOf } from '../db/row.ts';
import { createStandingWriter } from '../db/stores/standing-writer.ts';
import type { LedgerProjection, NamedSum } from './projection.ts';

export const standingProjection: LedgerProjection = {
  name: 'standing',
  tables: ['standing_day', 'tier_set', 'referral_set', 'referral_reward', 'household_set', 'booked_day'],
  createWriter: (db) => {
    const writer = createStandingWriter(db);
    return (entry) => {
      writer.addBookedDay(entry.businessDay);
      for (const change of standingDaysOf(entry)) writer.addDay(change);
      const reward = referralRewardOf(entry);
      if (reward !== undefined) writer.addReward(reward);
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
  const reward = referralRewardOf(entry);
  return [
    one(`booked ${entry.businessDay}`),
    ...standingDaysOf(entry).flatMap(({ memberRef, date, ...sums }) => [
      { name: `earned ${memberRef} ${date}`, first: sums.pointsEarned, second: sums.pointsGiven },
      { name: `household ${memberRef} ${date}`, first: sums.householdMinor, second: 0 },
    ]),
    ...(reward === undefined
      ? []
      : [
          { name: `rewards ${reward.memberRef}`, first: reward.asNewcomer, second: reward.asIntroducer },
          { name: `rewardPoints ${reward.memberRef}`, first: reward.points, second: 0 },
        ]),
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
    'SELECT member_ref, local_date, points_earned, points_given, household_minor FROM standing_day';
  for (const row of rows(db, days)) {
    const key = `${uuidOf(row, 'member_ref')} ${textOf(row, 'local_date')}`;
    const given = integerOf(row, 'points_given');
    yield { name: `earned ${key}`, first: integerOf(row, 'points_earned'), second: given };
    yield { name: `household ${key}`, first: integerOf(row, 'household_minor'), second: 0 };
  }
}

function* keptRewards(db: ReadDb): Iterable<NamedSum> {
  for (const row of rows(db, 'SELECT member_ref, as_newcomer, as_introducer, points FROM referral_reward')) {
    const memberRef = uuidOf(row, 'member_ref');
    const asIntroducer = integerOf(row, 'as_introducer');
    yield { name: `rewards ${memberRef}`, first: integerOf(row, 'as_newcomer'), second: asIntroducer };
    yield { name: `rewardPoints ${memberRef}`, first: integerOf(row, 'points'), second: 0 };
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
