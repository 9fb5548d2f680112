/** What left members here otherwise than to pay: running sums, so that what passed since any moment is one difference. */

import type { MemberRef } from '#shared/domain/member.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import { uuidToBytes } from '#shared/kernel/ids.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import type { GivenChange } from '#shared/ledger/value/given.ts';
import type { ReadDb, SqlRow, WriteDb } from '../database.ts';
import { integerOf } from '../row.ts';
import { placeOf } from './place.ts';
import type { RedeemedSince } from './redeemed-store.ts';

/** Below 0 where more came back than went. */
export type GivenSums = { readonly points: number; readonly walletMinor: number };

export type GivenStore = {
  /** The more of the two: since the snapshot, and since the moment. */
  readonly givenBy: (memberRef: MemberRef, since: RedeemedSince) => GivenSums;
  readonly givenByAll: (since: RedeemedSince) => GivenSums;
};

export type GivenWriter = { readonly add: (entry: Entry, change: GivenChange) => void };

const memberSums =
  'SELECT member_points AS points, member_wallet_minor AS wallet FROM given WHERE member_ref = ?';
const tillSums = 'SELECT till_points AS points, till_wallet_minor AS wallet FROM given';
const newest = 'ORDER BY place DESC LIMIT 1';

export function createGivenStore(db: ReadDb): GivenStore {
  const ofMember = db.prepareRead(`${memberSums} ${newest}`);
  const ofMemberAt = db.prepareRead(`${memberSums} AND place <= ? ${newest}`);
  const ofMemberBefore = db.prepareRead(`${memberSums} AND hlc_ms < ? ${newest}`);
  const ofTill = db.prepareRead(`${tillSums} ${newest}`);
  const ofTillAt = db.prepareRead(`${tillSums} WHERE place <= ? ${newest}`);
  const ofTillBefore = db.prepareRead(
    `${tillSums} WHERE hlc_ms < ? ORDER BY hlc_ms DESC, place DESC LIMIT 1`,
  );
  return {
    givenBy: (memberRef, { included, sinceMs }) => {
      const member = uuidToBytes(memberRef);
      const atSnapshot = included === null ? noSums : sumsOf(ofMemberAt.get(member, placeOf(included)));
      return since(sumsOf(ofMember.get(member)), atSnapshot, sumsOf(ofMemberBefore.get(member, sinceMs)));
    },
    givenByAll: ({ included, sinceMs }) => {
      const atSnapshot = included === null ? noSums : sumsOf(ofTillAt.get(placeOf(included)));
      return since(sumsOf(ofTill.get()), atSnapshot, sumsOf(ofTillBefore.get(sinceMs)));
    },
  };
}

export function createGivenWriter(db: WriteDb): GivenWriter {
  const ofMember = db.prepareRead(`${memberSums} ${newest}`);
  const ofTill = db.prepareRead(`${tillSums} ${newest}`);
  const add = db.prepare(
    `INSERT INTO given
       (place, member_ref, hlc_ms, member_points, member_wallet_minor, till_points, till_wallet_minor)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  return {
    add: (entry, { memberRef, points, walletMinor }) => {
      const member = uuidToBytes(memberRef);
      const before = sumsOf(ofMember.get(member));
      const tillBefore = sumsOf(ofTill.get());
      add.run(
        placeOf(entry),
        member,
        entry.hlc.wallMs,
        addInt(before.points, points),
        addInt(before.walletMinor, walletMinor),
        addInt(tillBefore.points, points),
        addInt(tillBefore.walletMinor, walletMinor),
      );
    },
  };
}

const noSums: GivenSums = { points: 0, walletMinor: 0 };

function sumsOf(row: SqlRow | undefined): GivenSums {
  if (row === undefined) return noSums;
  return { points: integerOf(row, 'points'), walletMinor: integerOf(row, 'wallet') };
}

function since(now: GivenSums, atSnapshot: GivenSums, before: GivenSums): GivenSums {
  const given = (sum: keyof GivenSums): number => addInt(now[sum], -Math.min(atSnapshot[sum], before[sum]));
  return { points: given('points'), walletMinor: given('walletMinor') };
}
