/** Who is rewarded when somebody who was introduced buys: the newcomer, and those above in the chain. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import { addDays } from '#shared/domain/day-number.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import type { Minor } from '#shared/domain/money.ts';
import type { ReferralRules } from '#shared/domain/programme.ts';
import type { Move } from './value-content.ts';
import type { GrantDetail } from './value-details.ts';

export type ReferralGrant = {
  readonly memberRef: MemberRef;
  readonly points: number;
  readonly detail: GrantDetail;
};

export type PurchaseOfNewcomer = {
  readonly rules: ReferralRules;
  readonly newcomerRef: MemberRef;
  readonly payableMinor: Minor;
  /** True after the purchase that was rewarded: it is so once. */
  readonly isRewarded: boolean;
  readonly introducerOf: (memberRef: MemberRef) => MemberRef | undefined;
  /** How often somebody was rewarded for introducing. */
  readonly rewardsOf: (memberRef: MemberRef) => number;
};

/**
 * The first purchase that reaches the minimum. An introducer at the limit gets nothing, and those above still do. A
 * chain that comes back to itself ends there: nobody is rewarded twice, or for themself.
 */
export function decideReferral(purchase: PurchaseOfNewcomer): readonly ReferralGrant[] {
  const { rules, newcomerRef, payableMinor, isRewarded, introducerOf } = purchase;
  const isIntroduced = introducerOf(newcomerRef) !== undefined;
  if (isRewarded || !isIntroduced || payableMinor < rules.basketMinMinor) return [];
  const newcomer: ReferralGrant = {
    memberRef: newcomerRef,
    points: rules.newcomerPoints,
    detail: { cause: 'newcomer', level: 0, sourceRef: null },
  };
  return [newcomer, ...introducers(purchase)].filter(({ points }) => points > 0);
}

export type PurchaseOfGuest = {
  readonly rules: ReferralRules;
  readonly introducerRef: MemberRef;
  readonly payableMinor: Minor;
  readonly rewards: number;
};

/** Somebody who is no member bought with a guest card. */
export function decideGuest(purchase: PurchaseOfGuest): readonly ReferralGrant[] {
  const { rules, introducerRef, payableMinor, rewards } = purchase;
  const isAtLimit = rewards >= rules.rewardsPerIntroducerMax;
  if (rules.guestPoints === 0 || isAtLimit || payableMinor < rules.basketMinMinor) return [];
  const detail = { cause: 'guest', level: 1, sourceRef: null } as const;
  return [{ memberRef: introducerRef, points: rules.guestPoints, detail }];
}

/** The points of a grant as a lot of their own. */
export function movesOfGrant(
  { memberRef, points }: ReferralGrant,
  rules: ReferralRules,
  today: IsoDate,
): readonly Move[] {
  const days = rules.expireAfterDays;
  const expiresOn = days === null ? null : addDays(today, days);
  return [
    {
      unit: 'points',
      amount: points,
      from: { kind: 'shop', account: 'issued' },
      to: { kind: 'member', memberRef, purse: 'points' },
      lot: { kind: 'own', terms: { origin: 'bonus', releaseOn: null, expiresOn } },
    },
  ];
}

/** True where `introducerRef` stands below `newcomerRef` already, or is the same: such a link would close a ring. */
export function closesRing(
  newcomerRef: MemberRef,
  introducerRef: MemberRef,
  introducerOf: (memberRef: MemberRef) => MemberRef | undefined,
): boolean {
  const seen = new Set<MemberRef>();
  let above: MemberRef | undefined = introducerRef;
  while (above !== undefined && !seen.has(above)) {
    if (above === newcomerRef) return true;
    seen.add(above);
    above = introducerOf(above);
  }
  return false;
}

function introducers(purchase: PurchaseOfNewcomer): readonly ReferralGrant[] {
  const { rules, newcomerRef, introducerOf, rewardsOf } = purchase;
  const grants: ReferralGrant[] = [];
  const seen = new Set([newcomerRef]);
  let below = newcomerRef;
  for (const [place, points] of rules.introducerPoints.entries()) {
    const memberRef = introducerOf(below);
    if (memberRef === undefined || seen.has(memberRef)) break;
    seen.add(memberRef);
    const detail = { cause: 'referral', level: place + 1, sourceRef: newcomerRef } as const;
    if (rewardsOf(memberRef) < rules.rewardsPerIntroducerMax) grants.push({ memberRef, points, detail });
    below = memberRef;
  }
  return grants;
}
