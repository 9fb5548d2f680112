/** Whether points and credit may be redeemed here and now; always, at a till that answers for itself. */

import type { CardLevel } from '#shared/domain/card.ts';
import { localDate } from '#shared/domain/calendar.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { minor } from '#shared/domain/money.ts';
import type { Minor } from '#shared/domain/money.ts';
import type { Authority } from '#shared/domain/programme.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import { addInt, multiplyInt } from '#shared/kernel/int-math.ts';
import { mayRedeemOffline } from '#shared/ledger/offline/offline-budget.ts';
import type { OfflineAnswer, OfflineMeans, OfflineUsed } from '#shared/ledger/offline/offline-budget.ts';
import { pointWorthMinor } from '#shared/ledger/value/point-worth.ts';
import type { ChainAtTill } from '../db/stores/chain-store.ts';
import type { RedeemedStore } from '../db/stores/redeemed-store.ts';
import type { KnownMember } from '../members/known-members.ts';

export type RedeemPart = {
  readonly holderRef: MemberRef;
  readonly means: OfflineMeans;
  /** Above 0. */
  readonly worthMinor: Minor;
};

/**
 * All parts of one payment together, by the card that was tapped; null for a member who was looked up by name or
 * number. `needsApproval` wants the approval of a manager, `onlineOnly` is refused whoever approves.
 */
export type MayRedeem = (cardLevel: CardLevel | null, parts: readonly RedeemPart[]) => OfflineAnswer;

type Holder = Pick<KnownMember, 'pointsBalance' | 'walletMinor'> & {
  readonly before: Pick<KnownMember['before'], 'lastVisits'>;
};

export type MayRedeemDeps = {
  readonly chain: Pick<ChainAtTill, 'hq' | 'programme' | 'ownStore'>;
  readonly authority: () => Authority;
  readonly redeemed: RedeemedStore;
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

type AskedPart = {
  readonly cardLevel: CardLevel;
  readonly part: RedeemPart;
  /** Parts of the same payment: they count as redeemed. */
  readonly before: readonly RedeemPart[];
};

function answerFor(
  deps: MayRedeemDeps,
  authority: Authority,
  { cardLevel, part, before }: AskedPart,
): OfflineAnswer {
  const { chain, members } = deps;
  const { holderRef, means, worthMinor } = part;
  const known = members.byRef(holderRef);
  const booked = bookedBy(deps, holderRef);
  const holder = {
    level: cardLevel,
    means,
    balanceMinor: known === undefined ? minor(0) : balanceOf(deps, known, { means, booked }),
    isHome: known !== undefined && isHome(known, chain.ownStore.storeId),
    used: withParts(booked, part, before),
  };
  return mayRedeemOffline(authority, chain.programme.offline, { holder, worthMinor });
}

function bookedBy({ chain, redeemed, clock }: MayRedeemDeps, holderRef: MemberRef): OfflineUsed {
  const included = chain.hq?.included ?? null;
  return redeemed.usedBy(holderRef, { included, sinceMs: clock.nowMs() - dayMs });
}

function balanceOf(
  { chain, clock }: MayRedeemDeps,
  known: Holder,
  { means, booked }: { readonly means: OfflineMeans; readonly booked: OfflineUsed },
): Minor {
  if (means === 'wallet') return minor(addInt(known.walletMinor, booked.walletMinor));
  const { redemption } = chain.programme.points;
  if (redemption === null) return minor(0);
  const worthMinor = pointWorthMinor(redemption, localDate(clock.nowMs(), chain.ownStore.timeZone));
  return minor(addInt(multiplyInt(known.pointsBalance, worthMinor), booked.pointsMinor));
}

/** Where they last bought, as far as the snapshot says; a member whom only this till knows is at home here. */
function isHome({ before }: Holder, ownStoreId: string): boolean {
  const [newest] = before.lastVisits;
  return newest === undefined || newest.storeId === ownStoreId;
}

function withParts(booked: OfflineUsed, part: RedeemPart, before: readonly RedeemPart[]): OfflineUsed {
  const own = before.filter(({ holderRef }) => holderRef === part.holderRef);
  const sum = (parts: readonly RedeemPart[]): number => addInt(...parts.map(({ worthMinor }) => worthMinor));
  const ofMeans = (means: OfflineMeans): number => sum(own.filter((earlier) => earlier.means === means));
  return {
    pointsMinor: minor(addInt(booked.pointsMinor, ofMeans('points'))),
    walletMinor: minor(addInt(booked.walletMinor, ofMeans('wallet'))),
    tillMinor: minor(addInt(booked.tillMinor, sum(before))),
  };
}
