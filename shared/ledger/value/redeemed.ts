/** What an entry lets go for points and credit, or takes back: the offline limits count it. */

import type { MemberRef } from '#shared/domain/member.ts';
import { minor } from '#shared/domain/money.ts';
import type { Minor } from '#shared/domain/money.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import type { Entry } from '../entry.ts';
import type { Tender } from './value-details.ts';

export type RedeemedChange = {
  readonly memberRef: MemberRef;
  /** Worth of points; below 0 for what a refund gave back. */
  readonly pointsMinor: Minor;
  readonly walletMinor: Minor;
};

/** One change for each holder, in the order of the tenders. Codes are no member's and have limits of their own. */
export function redeemedOf(entry: Entry): readonly RedeemedChange[] {
  if (entry.kind === 'redeem') return changesOf(entry.content.detail.tenders, 1);
  // What another till redeemed was never counted here, and makes no room here either.
  if (entry.kind === 'refund' && entry.content.detail.evidence === 'sale') {
    return changesOf(entry.content.detail.back, -1);
  }
  return [];
}

function changesOf(tenders: readonly Tender[], sign: 1 | -1): readonly RedeemedChange[] {
  const changes = new Map<MemberRef, RedeemedChange>();
  for (const { means, worthMinor, holderRef } of tenders) {
    if (holderRef === null) continue;
    const before = changes.get(holderRef);
    const added = sign * worthMinor;
    const pointsMinor = addInt(before?.pointsMinor ?? 0, means === 'points' ? added : 0);
    const walletMinor = addInt(before?.walletMinor ?? 0, means === 'wallet' ? added : 0);
    const change = {
      memberRef: holderRef,
      pointsMinor: minor(pointsMinor),
      walletMinor: minor(walletMinor),
    };
    changes.set(holderRef, change);
  }
  return [...changes.values()].filter(
    ({ pointsMinor, walletMinor }) => pointsMinor !== 0 || walletMinor !== 0,
  );
}
