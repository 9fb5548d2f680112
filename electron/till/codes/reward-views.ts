/** The catalogue as one member sees it, what fits best first, and what they claimed. */

import type { ClaimView, RewardsView, RewardView } from '#shared/contracts/till/codes-views.ts';
import type { rewardRefusals } from '#shared/contracts/till/codes-views.ts';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { minor } from '#shared/domain/money.ts';
import { points } from '#shared/domain/points.ts';
import type { Programme, Reward } from '#shared/domain/programme.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { ClaimState } from '#shared/ledger/value/claim-state.ts';
import type { Claimer, RewardAtTill } from '#shared/ledger/value/decide-claim.ts';
import { withRealEnds } from '#shared/ledger/value/lot-end.ts';
import { rankRewards } from '#shared/ledger/value/rank-rewards.ts';
import type { RankedReward } from '#shared/ledger/value/rank-rewards.ts';
import { spendableOf } from '#shared/ledger/value/take-lots.ts';
import type { KnownMembers } from '../members/known-members.ts';
import type { CodesAtTill } from './codes-at-till.ts';

export type RewardViews = {
  readonly of: (memberRef: MemberRef) => Result<RewardsView, AppError<'member_unknown'>>;
  readonly claimerOf: (memberRef: MemberRef) => Claimer | undefined;
  readonly atTill: (reward: Reward, memberRef: MemberRef) => RewardAtTill;
};

export type RewardViewsDeps = {
  readonly codes: CodesAtTill;
  readonly programme: Pick<Programme, 'rewards' | 'points'>;
  readonly members: Pick<KnownMembers, 'byRef' | 'lotsOf'>;
};

const claimsShownMax = 50;

export function createRewardViews({ codes, programme, members }: RewardViewsDeps): RewardViews {
  const { rewards } = programme;
  const claimerOf = (memberRef: MemberRef): Claimer | undefined => {
    const known = members.byRef(memberRef);
    if (known === undefined) return undefined;
    const held = members.lotsOf(memberRef).filter(({ unit }) => unit === 'points');
    const lots = withRealEnds(held, { rules: programme.points, lastPurchaseOn: known.history.lastVisitOn });
    return { memberRef, tierId: known.member.tierId, lots, today: codes.today() };
  };
  const atTill = (reward: Reward, memberRef: MemberRef): RewardAtTill => ({
    reward,
    claimedByAll: reward.stock === null ? 0 : codes.claimedCount(reward.rewardId, null),
    claimedByMember: reward.perMemberMax === null ? 0 : codes.claimedCount(reward.rewardId, memberRef),
  });
  return {
    claimerOf,
    atTill,
    of: (memberRef) => {
      const claimer = claimerOf(memberRef);
      if (claimer === undefined) return err(appError('member_unknown'));
      const tags = members.byRef(memberRef)?.history.traits.tags ?? [];
      const ranked = rankRewards(
        rewards.map((reward) => atTill(reward, memberRef)),
        claimer,
        tags,
      );
      return ok({
        memberRef,
        pointsSpendable: points(spendableOf(claimer.lots, claimer.today)),
        rewards: ranked.map(rewardView),
        claims: codes.claimsOf(memberRef, claimsShownMax).map((claim) => claimView(claim, rewards)),
      });
    },
  };
}

function rewardView({ reward, claimedByAll, refused, isFitting }: RankedReward): RewardView {
  const { rewardId, kind, name, stock, until } = reward;
  const missing = refused?.details['missing'];
  return {
    rewardId,
    kind,
    name,
    costPoints: points(reward.costPoints),
    valueMinor: minor(reward.valueMinor),
    left: stock === null ? null : Math.max(0, stock - claimedByAll),
    until,
    isFitting,
    refused: refusalShown(refused?.code),
    missingPoints: points(typeof missing === 'number' ? missing : 0),
  };
}

/** What is left out of the catalogue is never refused in it. */
function refusalShown(
  code: NonNullable<RankedReward['refused']>['code'] | undefined,
): (typeof rewardRefusals)[number] | null {
  if (code === undefined || code === 'reward_not_now' || code === 'reward_not_for_tier') return null;
  return code;
}

function claimView(claim: ClaimState, rewards: readonly Reward[]): ClaimView {
  const { claimEntryId, count, costPoints, claimedOn, status, codeId } = claim;
  const reward = rewards.find(({ rewardId }) => rewardId === claim.rewardId);
  return {
    claimEntryId,
    name: reward?.name ?? null,
    kind: reward?.kind ?? null,
    count,
    costPoints: points(costPoints),
    claimedOn,
    status,
    isCode: codeId !== null,
  };
}
