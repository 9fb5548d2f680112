/** Claims a reward for points, hands it over, takes the claim back. Pure. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import type { Reward } from '#shared/domain/programme.ts';
import type { TierId } from '#shared/domain/tier.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { addInt, multiplyInt } from '#shared/kernel/int-math.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { ClaimState } from './claim-state.ts';
import type { Decided } from './decide-codes.ts';
import type { LotState } from './lot-state.ts';
import { refusal } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import { spendableOf, takeLots } from './take-lots.ts';
import type { Move } from './value-content.ts';

export const claimCountMax = 99;

/** A reward with what was claimed of it and not taken back, by anybody and by this member. */
export type RewardAtTill = {
  readonly reward: Reward;
  readonly claimedByAll: number;
  readonly claimedByMember: number;
};

export type Claimer = {
  readonly memberRef: MemberRef;
  readonly tierId: TierId;
  /** All lots of points. */
  readonly lots: readonly LotState[];
  readonly today: IsoDate;
};

export type RewardRefusal =
  | 'quantity_invalid'
  | 'reward_not_now'
  | 'reward_not_for_tier'
  | 'reward_sold_out'
  | 'reward_limit_reached'
  | 'balance_too_small';

/** Why this member cannot have `count` of the reward today, or null. What cannot be changed is said first. */
export function whyNotReward(
  { reward, claimedByAll, claimedByMember }: RewardAtTill,
  { tierId, lots, today }: Omit<Claimer, 'memberRef'>,
  count: number,
): Refusal<RewardRefusal> | null {
  const { from, until, tierIds, stock, perMemberMax, costPoints } = reward;
  if (!Number.isSafeInteger(count) || count < 1 || count > claimCountMax) return refusal('quantity_invalid');
  if ((from !== null && today < from) || (until !== null && today > until)) return refusal('reward_not_now');
  if (tierIds !== null && !tierIds.includes(tierId)) return refusal('reward_not_for_tier');
  if (stock !== null && claimedByAll + count > stock) {
    return refusal('reward_sold_out', { left: Math.max(0, stock - claimedByAll) });
  }
  if (perMemberMax !== null && claimedByMember + count > perMemberMax) {
    return refusal('reward_limit_reached', { perMemberMax });
  }
  const spendable = spendableOf(lots, today);
  const cost = multiplyInt(costPoints, count);
  return cost > spendable ? refusal('balance_too_small', { spendable, missing: cost - spendable }) : null;
}

export type ClaimToDecide = { readonly count: number; readonly codeId: Uuid | null };

/** The cost goes from the lots that end first. A reward may cost nothing. */
export function claimReward(
  atTill: RewardAtTill,
  claimer: Claimer,
  { count, codeId }: ClaimToDecide,
): Result<Decided<'claim'>, Refusal<RewardRefusal>> {
  const refused = whyNotReward(atTill, claimer, count);
  if (refused !== null) return err(refused);
  const { rewardId, costPoints: costOfOne } = atTill.reward;
  const costPoints = multiplyInt(costOfOne, count);
  const detail = { rewardId, count, costPoints, codeId };
  return ok({ moves: costPoints === 0 ? [] : costMoves(claimer, costPoints), facts: [], detail });
}

function costMoves({ memberRef, lots, today }: Claimer, costPoints: number): readonly Move[] {
  const draws = takeLots(lots, costPoints, today);
  invariant(draws.ok, 'a cost within what can be spent is found in the lots');
  return draws.value.map(({ lot, amount }) => ({
    unit: 'points',
    amount,
    from: { kind: 'member', memberRef, purse: 'points' },
    to: { kind: 'shop', account: 'redeemed' },
    lot: lot.source,
  }));
}

export function handOver(claim: ClaimState): Result<Decided<'handOver'>, Refusal<'claim_closed'>> {
  if (claim.status !== 'open') return err(refusal('claim_closed', { status: claim.status }));
  return ok({ moves: [], facts: [], detail: { claimEntryId: claim.claimEntryId } });
}

export type ClaimToCancel = {
  readonly claim: ClaimState;
  /** Of the claim's entry. */
  readonly moves: readonly Move[];
  /** True when something was bought with the code that the reward consists of. */
  readonly isCodeUsed: boolean;
};

/** The points come back as the lots that they were, the last taken first; what has ended meanwhile stays ended. */
export function cancelClaim(
  { claim, moves, isCodeUsed }: ClaimToCancel,
  reasonId: string,
): Result<Decided<'cancelClaim'>, Refusal<'claim_closed' | 'code_used_up'>> {
  if (claim.status !== 'open') return err(refusal('claim_closed', { status: claim.status }));
  if (isCodeUsed) return err(refusal('code_used_up'));
  const back = moves.toReversed().map((move): Move => ({ ...move, from: move.to, to: move.from }));
  const given = addInt(...back.map(({ amount }) => amount));
  invariant(given === claim.costPoints, 'a claim gives back exactly what it cost');
  return ok({ moves: back, facts: [], detail: { claimEntryId: claim.claimEntryId, reasonId } });
}
