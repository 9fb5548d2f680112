/** A claimed reward as it stands after the entries about it, and how an entry changes it. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { Entry, EntryId, ValueEntryOf } from '../entry.ts';

export type ClaimStatus = 'open' | 'handedOver' | 'cancelled';

export type NewClaim = {
  readonly claimEntryId: EntryId;
  readonly memberRef: MemberRef;
  readonly rewardId: string;
  readonly count: number;
  readonly costPoints: number;
  /** The coupon or gift card that the reward consists of: it is handed over by being shown. */
  readonly codeId: Uuid | null;
  /** The store's local day. */
  readonly claimedOn: IsoDate;
};

export type ClaimState = NewClaim & { readonly status: ClaimStatus };

export type ClaimChange =
  | { readonly kind: 'claimed'; readonly claim: NewClaim }
  | {
      readonly kind: 'closed';
      readonly claimEntryId: EntryId;
      readonly status: Exclude<ClaimStatus, 'open'>;
    };

/** `undefined` for an entry that is about no claim. Throws for a claim of nobody. */
export function claimChangeOf(entry: Entry): ClaimChange | undefined {
  if (entry.kind === 'claim') return claimedBy(entry);
  if (entry.kind === 'handOver') return closed(entry, 'handedOver');
  return entry.kind === 'cancelClaim' ? closed(entry, 'cancelled') : undefined;
}

function claimedBy({ memberRef, entryId, content }: ValueEntryOf<'claim'>): ClaimChange {
  invariant(memberRef !== null, 'a claim is of a member');
  const claimedOn = content.moment.localDate;
  return { kind: 'claimed', claim: { ...content.detail, claimEntryId: entryId, memberRef, claimedOn } };
}

function closed(
  { content }: ValueEntryOf<'handOver'> | ValueEntryOf<'cancelClaim'>,
  status: Exclude<ClaimStatus, 'open'>,
): ClaimChange {
  return { kind: 'closed', claimEntryId: content.detail.claimEntryId, status };
}
