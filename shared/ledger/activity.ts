/** How an entry changes what the offers ask of a member: visits, amounts, last visit. */

import type { MemberRef } from '../domain/member.ts';
import type { Minor } from '../domain/money.ts';
import type { EpochMs } from '../kernel/clock.ts';
import type { Entry } from './entry.ts';

export type ActivityChange = {
  readonly memberRef: MemberRef;
  readonly visits: number;
  readonly spentMinor: Minor;
  readonly lastVisitAtMs: EpochMs;
};

/** `undefined` when the entry is no visit of a member. */
export function activityOf(entry: Entry): ActivityChange | undefined {
  if (entry.kind !== 'sale' || entry.memberRef === null) return undefined;
  return {
    memberRef: entry.memberRef,
    visits: 1,
    spentMinor: entry.content.totals.payableMinor,
    lastVisitAtMs: entry.wallMs,
  };
}
