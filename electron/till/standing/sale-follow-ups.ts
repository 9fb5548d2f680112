/** What a sale leads to besides its own grants: a higher tier, and the rewards of an introduction. */

import type { MemberRef } from '#shared/domain/member.ts';
import type { Minor } from '#shared/domain/money.ts';
import type { OperatorId } from '#shared/domain/operator.ts';
import type { ReferralRules } from '#shared/domain/programme.ts';
import type { Ids } from '#shared/kernel/ids.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import type { EntryId } from '#shared/ledger/entry.ts';
import { decideGuest, decideReferral, movesOfGrant } from '#shared/ledger/value/decide-referral.ts';
import type { ReferralGrant } from '#shared/ledger/value/decide-referral.ts';
import { decideTier } from '#shared/ledger/value/decide-tier.ts';
import type { MeasuredDay } from '#shared/ledger/value/decide-tier.ts';
import { whyNotCode } from '#shared/ledger/value/decide-codes.ts';
import type { CodeStore } from '../db/stores/code-store.ts';
import type { GuestStore } from '../db/stores/guest-store.ts';
import type { StandingStore } from '../db/stores/standing-store.ts';
import type { SaleFollowUp } from '../commands/sale-follow-up.ts';
import type { FrameValue } from '../frame-value.ts';
import type { ValueToBook } from '../ledger-port.ts';
import type { KnownMembers } from '../members/known-members.ts';
import type { ScoredBasket } from '../queries/basket-view.ts';
import type { LocalDay } from './local-day.ts';
import type { MemberTiers } from './member-tiers.ts';

export type SaleFollowUpsDeps = {
  readonly programme: { readonly referral: ReferralRules | null };
  readonly tiers: MemberTiers;
  readonly standing: Pick<StandingStore, 'introducerOf' | 'rewardsOf'>;
  readonly codes: Pick<CodeStore, 'codeById'>;
  readonly guests: Pick<GuestStore, 'codeOf'>;
  readonly members: Pick<KnownMembers, 'byRef'>;
  readonly day: LocalDay;
  readonly frame: FrameValue;
  readonly ids: Ids;
};

export function createTierFollowUp({ tiers, frame, ids }: SaleFollowUpsDeps): SaleFollowUp {
  return ({ scored, operator }) => {
    const memberRef = scored.known?.member.memberRef;
    if (memberRef === undefined) return () => [];
    const changing = { tiers, frame, ids, operatorId: operator.operatorId };
    return tierFollowing(changing, memberRef, [dayOf(scored)]);
  };
}

type TierChanging = Pick<SaleFollowUpsDeps, 'tiers' | 'frame' | 'ids'> & {
  readonly operatorId: OperatorId;
};

/** Decided before the sale is booked: after it the sale would be counted twice. */
function tierFollowing(
  { tiers, frame, ids, operatorId }: TierChanging,
  memberRef: MemberRef,
  more: readonly MeasuredDay[],
): (refEntryId: EntryId) => readonly ValueToBook[] {
  const asked = tiers.toDecide(memberRef, more);
  const detail = asked === undefined ? null : decideTier(asked);
  if (detail === null) return () => [];
  const keyId = ids.uuid();
  const framed = { kind: 'tierChange', keyId, memberRef, operatorId, decided: { detail } } as const;
  return (refEntryId) => [frame({ ...framed, refEntryId })];
}

export function createReferralFollowUp(deps: SaleFollowUpsDeps): SaleFollowUp {
  return ({ scored, operator }) => {
    const { referral } = deps.programme;
    if (referral === null) return () => [];
    const { operatorId } = operator;
    const newcomerRef = scored.known?.member.memberRef;
    const grants =
      newcomerRef === undefined
        ? guestGrants(deps, referral, scored)
        : newcomerGrants(deps, referral, { newcomerRef, payableMinor: scored.score.payableMinor });
    return (saleEntryId) => [
      ...grants
        .filter(({ memberRef }) => deps.members.byRef(memberRef) !== undefined)
        .map((grant) => grantEntry(deps, referral, { grant, operatorId, saleEntryId })),
      ...(newcomerRef === undefined && grants.length > 0
        ? usedGuestCard(deps, scored, { operatorId, saleEntryId })
        : []),
    ];
  };
}

type Purchase = { readonly newcomerRef: MemberRef; readonly payableMinor: Minor };

function newcomerGrants(
  { standing }: SaleFollowUpsDeps,
  rules: ReferralRules,
  purchase: Purchase,
): readonly ReferralGrant[] {
  return decideReferral({
    ...purchase,
    rules,
    isRewarded: standing.rewardsOf(purchase.newcomerRef).asNewcomer > 0,
    introducerOf: standing.introducerOf,
    rewardsOf: (memberRef) => rewardCount(standing, memberRef),
  });
}

function guestGrants(
  deps: SaleFollowUpsDeps,
  rules: ReferralRules,
  { draft, score }: ScoredBasket,
): readonly ReferralGrant[] {
  const codeId = deps.guests.codeOf(draft.basketId);
  const code = codeId === undefined ? undefined : deps.codes.codeById(codeId);
  const introducerRef = code?.memberRef ?? null;
  if (code === undefined || introducerRef === null) return [];
  // Cancelled or used up since it was put into the basket.
  if (whyNotCode(code, deps.day.today()) !== null) return [];
  const rewards = rewardCount(deps.standing, introducerRef);
  return decideGuest({ rules, introducerRef, payableMinor: score.payableMinor, rewards });
}

function rewardCount(standing: Pick<StandingStore, 'rewardsOf'>, memberRef: MemberRef): number {
  const { asIntroducer, fromGuests } = standing.rewardsOf(memberRef);
  return addInt(asIntroducer, fromGuests);
}

type OfSale = { readonly operatorId: OperatorId; readonly saleEntryId: EntryId };

function grantEntry(
  { frame, ids, day }: SaleFollowUpsDeps,
  rules: ReferralRules,
  { grant, operatorId, saleEntryId }: OfSale & { readonly grant: ReferralGrant },
): ValueToBook {
  return frame({
    kind: 'grant',
    keyId: ids.uuid(),
    memberRef: grant.memberRef,
    operatorId,
    refEntryId: saleEntryId,
    decided: { moves: movesOfGrant(grant, rules, day.today()), detail: grant.detail },
  });
}

function usedGuestCard(
  deps: SaleFollowUpsDeps,
  { draft }: ScoredBasket,
  { operatorId, saleEntryId }: OfSale,
): readonly ValueToBook[] {
  const codeId = deps.guests.codeOf(draft.basketId);
  const memberRef = codeId === undefined ? undefined : deps.codes.codeById(codeId)?.memberRef;
  if (codeId === undefined || memberRef === undefined || memberRef === null) return [];
  const detail = { codeKind: 'guestCard', codeId, basketId: draft.basketId } as const;
  return [
    deps.frame({
      kind: 'useCode',
      keyId: deps.ids.uuid(),
      memberRef,
      operatorId,
      refEntryId: saleEntryId,
      decided: { detail },
    }),
  ];
}

/** What the sale adds to what counts toward a tier. */
function dayOf({ score, moment }: ScoredBasket): MeasuredDay {
  const applied = score.offers.filter(({ verdict }) => verdict.kind === 'applied');
  const progress = applied.flatMap(({ items }) => items.filter(({ kind }) => kind === 'tierProgress'));
  return {
    date: moment.localDate,
    visits: 1,
    spentMinor: score.payableMinor,
    pointsEarned: score.pointsEarned,
    tierProgress: addInt(...progress.map(({ count }) => count)),
  };
}
