/**
 * The most that can ever be redeemed beyond what HQ would have allowed, between two snapshots: whoever redeems the same
 * balance at every till that stands alone is stopped by the limits of each of them.
 */

import type { CardLevel } from '#shared/domain/card.ts';
import { minor } from '#shared/domain/money.ts';
import type { Minor } from '#shared/domain/money.ts';
import type { Authority, OfflineLevel, OfflineRules } from '#shared/domain/programme.ts';
import { addInt, basisPointsOf, multiplyInt } from '#shared/kernel/int-math.ts';
import { decayShare } from './offline-budget.ts';

export type WorstLoss = {
  readonly lossMinor: Minor;
  /** Tills that may stand alone at the same time; 0 where the till answers for itself. */
  readonly tills: number;
  /** At one till: the sum of its members, or the sum that the owner set for the till, whichever is less. */
  readonly perTillMinor: Minor;
  readonly perTillLimit: 'members' | 'till';
  readonly members: number;
  /** Of one member at one till, by the level of cards that allows most. */
  readonly perMemberMinor: Minor;
  readonly perMemberLevel: CardLevel;
  readonly perMemberPointsMinor: Minor;
  readonly perMemberWalletMinor: Minor;
  /** Of one member at all tills. */
  readonly perMemberEverywhereMinor: Minor;
};

/**
 * Counts the limits of a snapshot that is new, because what was redeemed under them stays redeemed. What a balance
 * itself allows is left out: it can only make the loss less.
 */
export function worstLoss(authority: Authority, rules: OfflineRules, members: number): WorstLoss {
  const tills = authority.kind === 'hq' ? authority.tills : 0;
  const { level, pointsMinor, walletMinor } = dearestLevel(rules);
  const perMember = addInt(pointsMinor, walletMinor);
  const isTillLess = perMember > 0 && members > Math.floor(rules.tillMax / perMember);
  const perTill = isTillLess ? rules.tillMax : multiplyInt(perMember, members);
  const perMemberHere = Math.min(perMember, rules.tillMax);
  return {
    lossMinor: bounded(perTill, tills),
    tills,
    perTillMinor: minor(perTill),
    perTillLimit: isTillLess ? 'till' : 'members',
    members,
    perMemberMinor: minor(perMemberHere),
    perMemberLevel: level,
    perMemberPointsMinor: minor(pointsMinor),
    perMemberWalletMinor: minor(walletMinor),
    perMemberEverywhereMinor: bounded(perMemberHere, tills),
  };
}

/** Limits that nobody can have meant may come to more than can be counted: then it is the largest that can. */
function bounded(amountMinor: number, times: number): Minor {
  const isCountable = amountMinor === 0 || times <= Math.floor(Number.MAX_SAFE_INTEGER / amountMinor);
  return minor(isCountable ? multiplyInt(amountMinor, times) : Number.MAX_SAFE_INTEGER);
}

type DearestLevel = {
  readonly level: CardLevel;
  readonly pointsMinor: number;
  readonly walletMinor: number;
};

/**
 * A member can be known by a card of any level, and by several in turn: each level's limit counts what was redeemed
 * under all of them, so the largest limit of each means counts, and the level is that which allows most by itself.
 */
function dearestLevel(rules: OfflineRules): DearestLevel {
  const [first, ...others] = levelCaps(rules);
  const dearest = others.reduce((most, next) => (sumOf(next) > sumOf(most) ? next : most), first);
  const all = [first, ...others];
  return {
    level: dearest.level,
    pointsMinor: Math.max(...all.map(({ pointsMinor }) => pointsMinor)),
    walletMinor: Math.max(...all.map(({ walletMinor }) => walletMinor)),
  };
}

function levelCaps(rules: OfflineRules): readonly [DearestLevel, ...DearestLevel[]] {
  const [typed, uidOnly, signed, keyed] = rules.levels;
  const share = decayShare(rules, 0);
  const of = (level: CardLevel, limits: OfflineLevel): DearestLevel => {
    // No share of any balance is nothing.
    const decayed = (capMinor: number): number =>
      limits.shareBasisPointsMax === 0 ? 0 : basisPointsOf(capMinor, share, 'floor');
    return {
      level,
      pointsMinor: decayed(limits.pointsWorthMax),
      walletMinor: decayed(limits.walletMax),
    };
  };
  return [of(0, typed), of(1, uidOnly), of(2, signed), of(3, keyed)];
}

function sumOf({ pointsMinor, walletMinor }: DearestLevel): number {
  return addInt(pointsMinor, walletMinor);
}
