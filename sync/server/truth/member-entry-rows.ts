/** What an entry changed of what each member holds: rows of the list that a balance is explained by. */

import type { Uuid } from '#shared/kernel/ids.ts';
import type { Purse } from '#shared/ledger/value/value-content.ts';
import { membersOf } from './entry-changes.ts';
import type { PurseChange } from './entry-changes.ts';
import type { CountingEntry, JudgedEntry } from './judge-entry.ts';

/** Amounts of any size are texts. */
export type MemberEntryRow = {
  readonly member_ref: Uuid;
  readonly hlc_ms: number;
  readonly device_id: Uuid;
  readonly epoch: number;
  readonly branch: number;
  readonly seq: number;
  readonly points: string;
  readonly points_pending: string;
  readonly wallet_minor: string;
  readonly wallet_pending_minor: string;
};

/** One for each member that a counted entry is about or changes. */
export function countedMemberRows({ place, entry, changes }: CountingEntry): readonly MemberEntryRow[] {
  const refs = new Set([...(entry.memberRef === null ? [] : [entry.memberRef]), ...membersOf(changes)]);
  return [...refs].map((memberRef) => rowOf({ place, entry }, memberRef, changes.purses));
}

/** The member that an entry is about which does not count. */
export function idleMemberRows({
  place,
  entry,
}: Pick<JudgedEntry, 'place' | 'entry'>): readonly MemberEntryRow[] {
  if (entry === undefined || entry.memberRef === null) return [];
  return [rowOf({ place, entry }, entry.memberRef, [])];
}

function rowOf(
  { place, entry }: Pick<CountingEntry, 'place' | 'entry'>,
  memberRef: Uuid,
  purses: readonly PurseChange[],
): MemberEntryRow {
  const own = purses.filter((change) => change.memberRef === memberRef);
  const sumOf = (purse: Purse): string =>
    own
      .filter((change) => change.purse === purse)
      .reduce((sum, { amount }) => sum + BigInt(amount), 0n)
      .toString();
  return {
    member_ref: memberRef,
    hlc_ms: entry.hlc.wallMs,
    device_id: place.deviceId,
    epoch: place.epoch,
    branch: place.branch,
    seq: place.seq,
    points: sumOf('points'),
    points_pending: sumOf('points_pending'),
    wallet_minor: sumOf('wallet'),
    wallet_pending_minor: sumOf('wallet_pending'),
  };
}
