/** The catalogue in the order in which it fits a member: what they can have, what they like, what ends soon. */

import { compareTexts, inOrder } from '#shared/kernel/order.ts';
import type { Compare } from '#shared/kernel/order.ts';
import { whyNotReward } from './decide-claim.ts';
import type { Claimer, RewardAtTill, RewardRefusal } from './decide-claim.ts';
import type { Refusal } from './refusal.ts';

export type RankedReward = RewardAtTill & {
  /** Null where one can be claimed now. */
  readonly refused: Refusal<RewardRefusal> | null;
  /** One of the member's interests is one of the reward's. */
  readonly isFitting: boolean;
};

/** `tags` are the member's interests. What is over or not yet offered, and what is for other tiers, is left out. */
export function rankRewards(
  rewards: readonly RewardAtTill[],
  claimer: Omit<Claimer, 'memberRef'>,
  tags: readonly string[],
): readonly RankedReward[] {
  return rewards
    .map((atTill) => ({
      ...atTill,
      refused: whyNotReward(atTill, claimer, 1),
      isFitting: atTill.reward.tags.some((tag) => tags.includes(tag)),
    }))
    .filter(({ refused }) => refused?.code !== 'reward_not_now' && refused?.code !== 'reward_not_for_tier')
    .toSorted(byFit);
}

const byFit: Compare<RankedReward> = inOrder(
  (left, right) => groupOf(left) - groupOf(right),
  (left, right) => Number(right.isFitting) - Number(left.isFitting),
  (left, right) => compareTexts(left.reward.until ?? withoutEnd, right.reward.until ?? withoutEnd),
  (left, right) => left.reward.costPoints - right.reward.costPoints,
  (left, right) => compareTexts(left.reward.rewardId, right.reward.rewardId),
);

/** Behind every ISO date. */
const withoutEnd = '~';

/** What can be had, then what a few more points would bring, then what no points would bring. */
function groupOf({ refused }: RankedReward): number {
  if (refused === null) return 0;
  return refused.code === 'balance_too_small' ? 1 : 2;
}
