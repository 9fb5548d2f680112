/** Deltas that count: after the one with a number, every member of the chain has that many points. */

import type { SyncManifest } from '#shared/contracts/sync/sync-schemas.ts';
import { points } from '#shared/domain/points.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { manifestOf, memberRecordOf, memberRecordsOf, pageOf } from './pulled-chain.ts';
import type { PulledPage } from './pulled-chain.ts';
import type { PulledMember } from '#shared/contracts/sync/pull-records.ts';

export const countedMembers = 600;
const pageCount = 4;

export function countedRef(place: number) {
  return uuid(`0193a0b0-0000-7000-8000-2${String(place).padStart(11, '0')}`);
}

export function countedMember(place: number, number: number): PulledMember {
  const [first] = memberRecordsOf();
  if (first === undefined) throw new Error('a member');
  const member = {
    ...first.member,
    memberRef: countedRef(place),
    name: `Person ${number} of ${place}`,
    latinName: null,
    phone: null,
    cards: [],
    pointsBalance: points(number),
  };
  return memberRecordOf(member);
}

export type CountedPull = {
  readonly manifest: SyncManifest;
  readonly since: string;
  readonly pages: readonly PulledPage[];
};

export function countedPull(number: number): CountedPull {
  const perPage = countedMembers / pageCount;
  const pages = Array.from({ length: pageCount }, (_, page) =>
    pageOf(Array.from({ length: perPage }, (__, row) => countedMember(page * perPage + row, number))),
  );
  return { manifest: manifestOf('delta', pages, { cursor: `e.${number}` }), since: `e.${number - 1}`, pages };
}
