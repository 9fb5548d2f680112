/**
 * How much may still be redeemed at a till that cannot ask HQ. Each limit counts what this till redeemed since its
 * snapshot was taken, or in the last 24 hours where that is more, so that no round trip of the snapshot gives it anew.
 */

import type { CardLevel } from '#shared/domain/card.ts';
import { minor } from '#shared/domain/money.ts';
import type { Minor } from '#shared/domain/money.ts';
import type { Authority, OfflineLevel, OfflineRules } from '#shared/domain/programme.ts';
import { addInt, basisPointsOf } from '#shared/kernel/int-math.ts';
import { invariant } from '#shared/kernel/invariant.ts';

export type OfflineMeans = 'points' | 'wallet';

/** What this till redeemed, less what it gave back; in worth. */
export type OfflineUsed = {
  /** Of the member, by means. */
  readonly pointsMinor: Minor;
  readonly walletMinor: Minor;
  /** Of everybody. */
  readonly tillMinor: Minor;
};

/** Who asks: their card, and what they have. */
export type OfflineHolder = {
  readonly level: CardLevel;
  readonly means: OfflineMeans;
  /** What the till knows that they had in this means before it redeemed any of it, in today’s worth; a debt counts as 0. */
  readonly balanceMinor: Minor;
  /** This store is the member's own. */
  readonly isHome: boolean;
  readonly used: OfflineUsed;
};

/** What the answer rests on. `authority`: nobody else has a say; `reservation`: HQ answers and must be asked. */
export const offlineLimits = [
  'authority',
  'reservation',
  'homeStore',
  'level',
  'share',
  'till',
  'alone',
] as const;
export type OfflineLimit = (typeof offlineLimits)[number];

export type OfflineAnswer =
  | { readonly kind: 'allowed'; readonly limit: OfflineLimit; readonly leftMinor: Minor | null }
  /** A manager may allow it: `limitMinor` is what a cashier may redeem alone. */
  | {
      readonly kind: 'needsApproval';
      readonly limit: 'alone';
      readonly limitMinor: Minor;
      readonly leftMinor: Minor;
    }
  /** Nobody here may allow it. `leftMinor` is what may still be redeemed. */
  | {
      readonly kind: 'onlineOnly';
      readonly limit: OfflineLimit;
      readonly limitMinor: Minor;
      readonly leftMinor: Minor;
    };

/** What may still be redeemed; null without a limit. */
export type OfflineBudget = {
  readonly leftMinor: Minor | null;
  /** What of it a cashier may redeem alone. */
  readonly aloneLeftMinor: Minor | null;
  /** The limit that is met first, and its size before anything was redeemed. */
  readonly limit: OfflineLimit;
  readonly limitMinor: Minor | null;
};

/** Above 0; in worth. The answer never rests on anything but its arguments. */
export function mayRedeemOffline(
  authority: Authority,
  rules: OfflineRules,
  asked: { readonly holder: OfflineHolder; readonly worthMinor: Minor },
): OfflineAnswer {
  const { holder, worthMinor } = asked;
  invariant(worthMinor > 0, 'what is redeemed is worth something');
  const { leftMinor, aloneLeftMinor, limit, limitMinor } = offlineBudget(authority, rules, holder);
  if (leftMinor === null || aloneLeftMinor === null || limitMinor === null) {
    return { kind: 'allowed', limit, leftMinor: null };
  }
  if (worthMinor > leftMinor) return { kind: 'onlineOnly', limit, limitMinor, leftMinor };
  if (worthMinor <= aloneLeftMinor) return { kind: 'allowed', limit, leftMinor };
  const { aloneMax } = rules.levels[holder.level];
  return { kind: 'needsApproval', limit: 'alone', limitMinor: minor(aloneMax), leftMinor };
}

export function offlineBudget(
  authority: Authority,
  rules: OfflineRules,
  holder: OfflineHolder,
): OfflineBudget {
  if (authority.kind === 'till') return unlimited('authority');
  if (authority.isReachable) return unlimited('reservation');
  const caps = offlineCaps(rules, authority.snapshotAgeMs, holder);
  const first = caps.reduce((least, cap) => (cap.leftMinor < least.leftMinor ? cap : least));
  const leftMinor = atLeastZero(first.leftMinor);
  const aloneLeft = addInt(rules.levels[holder.level].aloneMax, -memberUsed(holder));
  return {
    leftMinor,
    aloneLeftMinor: minor(Math.min(leftMinor, atLeastZero(aloneLeft))),
    limit: first.limit,
    limitMinor: minor(first.capMinor),
  };
}

/** What is left of the limits at this age: the share of the newest step that was reached, and never more than before. */
export function decayShare({ decay }: Pick<OfflineRules, 'decay'>, snapshotAgeMs: number): number {
  // A snapshot from the future says that the clock is wrong, and nothing of its age.
  const steps = decay.filter(({ fromHours }) => snapshotAgeMs < 0 || snapshotAgeMs >= fromHours * hourMs);
  return Math.min(wholeBasisPoints, ...steps.map(({ basisPoints }) => basisPoints));
}

const hourMs = 3_600_000;
const wholeBasisPoints = 10_000;

type Cap = { readonly limit: OfflineLimit; readonly capMinor: number; readonly leftMinor: number };

/** In the order in which they are named where they leave the same. */
function offlineCaps(
  rules: OfflineRules,
  snapshotAgeMs: number,
  holder: OfflineHolder,
): readonly [Cap, ...Cap[]] {
  const { used } = holder;
  const level = rules.levels[holder.level];
  const share = decayShare(rules, snapshotAgeMs);
  const byLevel = basisPointsOf(levelCap(level, holder.means), share, 'floor');
  const ofBalance = basisPointsOf(atLeastZero(holder.balanceMinor), level.shareBasisPointsMax, 'floor');
  const byShare = basisPointsOf(ofBalance, share, 'floor');
  const own = holder.means === 'points' ? used.pointsMinor : used.walletMinor;
  const caps: readonly [Cap, ...Cap[]] = [
    cap('level', byLevel, own),
    cap('share', byShare, own),
    cap('till', rules.tillMax, used.tillMinor),
  ];
  return rules.homeStoreOnly && !holder.isHome ? [cap('homeStore', 0, 0), ...caps] : caps;
}

function cap(limit: OfflineLimit, capMinor: number, usedMinor: number): Cap {
  return { limit, capMinor, leftMinor: addInt(capMinor, -atLeastZero(usedMinor)) };
}

function levelCap({ pointsWorthMax, walletMax }: OfflineLevel, means: OfflineMeans): number {
  return means === 'points' ? pointsWorthMax : walletMax;
}

function memberUsed({ used }: OfflineHolder): number {
  return addInt(atLeastZero(used.pointsMinor), atLeastZero(used.walletMinor));
}

function unlimited(limit: OfflineLimit): OfflineBudget {
  return { leftMinor: null, aloneLeftMinor: null, limit, limitMinor: null };
}

function atLeastZero(amountMinor: number): Minor {
  return minor(Math.max(0, amountMinor));
}
