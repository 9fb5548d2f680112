/** Whether points and credit may leave a member here and now, for whatever; always, at a till that answers for itself. */

import type { CardLevel } from '#shared/domain/card.ts';
import { localDate } from '#shared/domain/calendar.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { minor } from '#shared/domain/money.ts';
import type { Minor } from '#shared/domain/money.ts';
import type { Authority } from '#shared/domain/programme.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import { addInt, multiplyInt } from '#shared/kernel/int-math.ts';
import { mayRedeemOffline, offlineBudget } from '#shared/ledger/offline/offline-budget.ts';
import type {
  OfflineAnswer,
  OfflineBudget,
  OfflineHolder,
  OfflineMeans,
  OfflineUsed,
} from '#shared/ledger/offline/offline-budget.ts';
import { givenWorthMinor, pointRiskMinor } from '#shared/ledger/offline/point-risk.ts';
import { pointWorthMinor } from '#shared/ledger/value/point-worth.ts';
import type { ChainAtTill } from '../db/stores/chain-store.ts';
import type { GivenStore } from '../db/stores/given-store.ts';
import type { RedeemedStore } from '../db/stores/redeemed-store.ts';
import type { KnownMember } from '../members/known-members.ts';

export type RedeemPart = {
  readonly holderRef: MemberRef;
  readonly means: OfflineMeans;
  /** 0 for points of which nothing says what they are worth: those leave only with HQ. */
  readonly worthMinor: Minor;
};

/**
 * All parts of one payment together, by the card that was tapped; null for a member who was looked up by name or
 * number. `needsApproval` wants the approval of a manager, `onlineOnly` is refused whoever approves.
 */
export type MayRedeem = (cardLevel: CardLevel | null, parts: readonly RedeemPart[]) => OfflineAnswer;

/** Who would redeem, of which means, and what of the same payment is chosen besides. */
export type ToRedeem = Pick<RedeemPart, 'holderRef' | 'means'> & { readonly beside: readonly RedeemPart[] };

/** What the limits leave here and now, before anybody chooses; null where HQ is asked, or nobody else has a say. */
export type LeftToRedeem = (cardLevel: CardLevel | null, toRedeem: ToRedeem) => OfflineBudget | null;

type Holder = Pick<KnownMember, 'pointsBalance' | 'walletMinor'> & {
  readonly before: Pick<KnownMember['before'], 'lastVisits'>;
};

export type MayRedeemDeps = {
  readonly chain: Pick<ChainAtTill, 'hq' | 'programme' | 'ownStore'>;
  readonly authority: () => Authority;
  readonly redeemed: RedeemedStore;
  readonly given: GivenStore;
  readonly members: { readonly byRef: (memberRef: MemberRef) => Holder | undefined };
  readonly clock: Clock;
};

const dayMs = 24 * 3_600_000;

export function createMayRedeem(deps: MayRedeemDeps): MayRedeem {
  return (cardLevel, parts) => {
    const authority = deps.authority();
    let answer: OfflineAnswer = { kind: 'allowed', limit: 'authority', leftMinor: null };
    const before: RedeemPart[] = [];
    for (const part of parts) {
      const next = answerFor(deps, authority, { cardLevel: cardLevel ?? 0, part, before });
      if (next.kind === 'onlineOnly') return next;
      if (answer.kind === 'allowed') answer = next;
      before.push(part);
    }
    return answer;
  };
}

export function createLeftToRedeem(deps: MayRedeemDeps): LeftToRedeem {
  return (cardLevel, { beside, ...part }) => {
    const authority = deps.authority();
    if (!isAlone(authority)) return null;
    const holder = holderOf(deps, { cardLevel: cardLevel ?? 0, part, before: beside });
    return offlineBudget(authority, deps.chain.programme.offline, holder);
  };
}

function isAlone(authority: Authority): boolean {
  return authority.kind === 'hq' && !authority.isReachable;
}

type AskedPart<Part = RedeemPart> = {
  readonly cardLevel: CardLevel;
  readonly part: Part;
  /** Parts of the same payment: they count as redeemed. */
  readonly before: readonly RedeemPart[];
};

function answerFor(deps: MayRedeemDeps, authority: Authority, asked: AskedPart): OfflineAnswer {
  const { worthMinor } = asked.part;
  if (worthMinor === 0)
    return isAlone(authority) ? notBounded : { kind: 'allowed', limit: 'authority', leftMinor: null };
  const holder = holderOf(deps, asked);
  return mayRedeemOffline(authority, deps.chain.programme.offline, { holder, worthMinor });
}

function holderOf(
  deps: MayRedeemDeps,
  { cardLevel, part, before }: AskedPart<Pick<RedeemPart, 'holderRef' | 'means'>>,
): OfflineHolder {
  const { chain, members } = deps;
  const { holderRef, means } = part;
  const known = members.byRef(holderRef);
  const left = leftBy(deps, holderRef);
  return {
    level: cardLevel,
    means,
    balanceMinor: known === undefined ? minor(0) : balanceOf(deps, known, { means, left }),
    isHome: known !== undefined && isHome(known, chain.ownStore.storeId),
    used: withParts(usedOf(deps, left), holderRef, before),
  };
}

const notBounded: OfflineAnswer = {
  kind: 'onlineOnly',
  limit: 'level',
  limitMinor: minor(0),
  leftMinor: minor(0),
};

/** What left this member, and all of them, since it counts: to pay, and otherwise. */
type Left = {
  readonly redeemed: OfflineUsed;
  readonly given: ReturnType<GivenStore['givenBy']>;
  readonly givenByAll: ReturnType<GivenStore['givenByAll']>;
};

function leftBy({ chain, redeemed, given, clock }: MayRedeemDeps, holderRef: MemberRef): Left {
  const since = { included: chain.hq?.included ?? null, sinceMs: clock.nowMs() - dayMs };
  return {
    redeemed: redeemed.usedBy(holderRef, since),
    given: given.givenBy(holderRef, since),
    givenByAll: given.givenByAll(since),
  };
}

function usedOf({ chain, clock }: MayRedeemDeps, { redeemed, given, givenByAll }: Left): OfflineUsed {
  const today = localDate(clock.nowMs(), chain.ownStore.timeZone);
  const pointsMinor = multiplyInt(given.points, pointRiskMinor(chain.programme, today));
  return {
    pointsMinor: minor(addInt(redeemed.pointsMinor, pointsMinor)),
    walletMinor: minor(addInt(redeemed.walletMinor, given.walletMinor)),
    tillMinor: minor(addInt(redeemed.tillMinor, givenWorthMinor(givenByAll, chain.programme, today))),
  };
}

/** As it was before this till took of it. */
function balanceOf(
  { chain, clock }: MayRedeemDeps,
  known: Holder,
  { means, left: { redeemed, given } }: { readonly means: OfflineMeans; readonly left: Left },
): Minor {
  if (means === 'wallet') return minor(addInt(known.walletMinor, redeemed.walletMinor, given.walletMinor));
  const { programme, ownStore } = chain;
  const { redemption } = programme.points;
  const today = localDate(clock.nowMs(), ownStore.timeZone);
  const worthMinor =
    redemption === null ? pointRiskMinor(programme, today) : pointWorthMinor(redemption, today);
  const points = addInt(known.pointsBalance, given.points);
  return minor(addInt(multiplyInt(points, worthMinor), redeemed.pointsMinor));
}

/** Where they last bought, as far as the snapshot says; a member whom only this till knows is at home here. */
function isHome({ before }: Holder, ownStoreId: string): boolean {
  const [newest] = before.lastVisits;
  return newest === undefined || newest.storeId === ownStoreId;
}

function withParts(booked: OfflineUsed, ownRef: MemberRef, before: readonly RedeemPart[]): OfflineUsed {
  const own = before.filter(({ holderRef }) => holderRef === ownRef);
  const sum = (parts: readonly RedeemPart[]): number => addInt(...parts.map(({ worthMinor }) => worthMinor));
  const ofMeans = (means: OfflineMeans): number => sum(own.filter((earlier) => earlier.means === means));
  return {
    pointsMinor: minor(addInt(booked.pointsMinor, ofMeans('points'))),
    walletMinor: minor(addInt(booked.walletMinor, ofMeans('wallet'))),
    tillMinor: minor(addInt(booked.tillMinor, sum(before))),
  };
}
