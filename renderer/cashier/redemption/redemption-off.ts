/** Why points and credit cannot pay, as far as it is known before anybody chooses to pay with them. */

import type { SyncView } from '#shared/contracts/till/sync-views.ts';
import type { MemberPanel } from '#shared/contracts/till-views.ts';

export type RedemptionOff =
  | { readonly kind: 'till'; readonly limit: Exclude<SyncView['redemption'], 'offline' | null> }
  | { readonly kind: 'member'; readonly hold: NonNullable<MemberPanel['hold']> };

/** Null where they can pay, be it within limits. What holds for the whole till is said first. */
export function redemptionOff(
  line: Pick<SyncView, 'redemption'> | null,
  member: Pick<MemberPanel, 'hold'> | null,
): RedemptionOff | null {
  const limit = line?.redemption ?? null;
  if (limit !== null && limit !== 'offline') return { kind: 'till', limit };
  return member?.hold === undefined ? null : { kind: 'member', hold: member.hold };
}
