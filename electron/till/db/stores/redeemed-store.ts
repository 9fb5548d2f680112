/** What was redeemed at this till: running sums, so that what passed since any moment is one difference. */

import type { MemberRef } from '#shared/domain/member.ts';
import { minor } from '#shared/domain/money.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import { uuidToBytes } from '#shared/kernel/ids.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import type { OfflineUsed } from '#shared/ledger/offline/offline-budget.ts';
import type { RedeemedChange } from '#shared/ledger/value/redeemed.ts';
import type { ReadDb, SqlRow, WriteDb } from '../database.ts';
import { integerOf } from '../row.ts';
import { placeOf } from './place.ts';
import type { EntryPlace } from './place.ts';

/** Entries after both count: those that a snapshot does not contain, and those of the last hours. */
export type RedeemedSince = {
  /** The newest entry that the snapshot contains; `null` for none. */
  readonly included: EntryPlace | null;
  /** UTC milliseconds by the ledger's own clock, which never goes back. */
  readonly sinceMs: number;
};

export type RedeemedStore = {
  /** The more of the two: since the snapshot, and since the moment. */
  readonly usedBy: (memberRef: MemberRef, since: RedeemedSince) => OfflineUsed;
  readonly usedByAll: (since: RedeemedSince) => OfflineUsed['tillMinor'];
};

export type RedeemedWriter = { readonly add: (entry: Entry, change: RedeemedChange) => void };

type Sums = { readonly pointsMinor: number; readonly walletMinor: number };
const noSums: Sums = { pointsMinor: 0, walletMinor: 0 };

const memberSums = 'SELECT member_points_minor, member_wallet_minor FROM redeemed WHERE member_ref = ?';
const tillSum = 'SELECT till_minor FROM redeemed';
/** Rows of one entry are in the order of their members. */
const newest = 'ORDER BY place DESC LIMIT 1';
const newestOfAll = 'ORDER BY place DESC, member_ref DESC LIMIT 1';

export function createRedeemedStore(db: ReadDb): RedeemedStore {
  const ofMember = db.prepareRead(`${memberSums} ${newest}`);
  const ofMemberAt = db.prepareRead(`${memberSums} AND place <= ? ${newest}`);
  const ofMemberBefore = db.prepareRead(`${memberSums} AND hlc_ms < ? ${newest}`);
  const ofTill = db.prepareRead(`${tillSum} ${newestOfAll}`);
  const ofTillAt = db.prepareRead(`${tillSum} WHERE place <= ? ${newestOfAll}`);
  const ofTillBefore = db.prepareRead(
    `${tillSum} WHERE hlc_ms < ? ORDER BY hlc_ms DESC, place DESC, member_ref DESC LIMIT 1`,
  );
  const usedByAll: RedeemedStore['usedByAll'] = ({ included, sinceMs }) => {
    const now = tillOf(ofTill.get());
    const atSnapshot = included === null ? 0 : tillOf(ofTillAt.get(placeOf(included)));
    return minor(addInt(now, -Math.min(atSnapshot, tillOf(ofTillBefore.get(sinceMs)))));
  };
  return {
    usedByAll,
    usedBy: (memberRef, since) => {
      const member = uuidToBytes(memberRef);
      const { included, sinceMs } = since;
      const now = sumsOf(ofMember.get(member));
      const atSnapshot = included === null ? noSums : sumsOf(ofMemberAt.get(member, placeOf(included)));
      const before = sumsOf(ofMemberBefore.get(member, sinceMs));
      const used = (sum: keyof Sums): number => addInt(now[sum], -Math.min(atSnapshot[sum], before[sum]));
      return {
        pointsMinor: minor(used('pointsMinor')),
        walletMinor: minor(used('walletMinor')),
        tillMinor: usedByAll(since),
      };
    },
  };
}

export function createRedeemedWriter(db: WriteDb): RedeemedWriter {
  const ofMember = db.prepareRead(`${memberSums} ${newest}`);
  const ofTill = db.prepareRead(`${tillSum} ${newestOfAll}`);
  const add = db.prepare(
    `INSERT INTO redeemed (place, member_ref, hlc_ms, member_points_minor, member_wallet_minor, till_minor)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  return {
    add: (entry, { memberRef, pointsMinor, walletMinor }) => {
      const member = uuidToBytes(memberRef);
      const before = sumsOf(ofMember.get(member));
      const tillBefore = tillOf(ofTill.get());
      add.run(
        placeOf(entry),
        member,
        entry.hlc.wallMs,
        addInt(before.pointsMinor, pointsMinor),
        addInt(before.walletMinor, walletMinor),
        addInt(tillBefore, pointsMinor, walletMinor),
      );
    },
  };
}

function sumsOf(row: SqlRow | undefined): Sums {
  if (row === undefined) return noSums;
  return {
    pointsMinor: integerOf(row, 'member_points_minor'),
    walletMinor: integerOf(row, 'member_wallet_minor'),
  };
}

function tillOf(row: SqlRow | undefined): number {
  return row === undefined ? 0 : integerOf(row, 'till_minor');
}
