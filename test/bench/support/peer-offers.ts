/** Offers that every engine in the comparison can say: an amount, a product group, a tier, a number of visits. */

import { createSeededRng } from '#shared/kernel/rng.ts';

export type PeerOffer = {
  readonly offerId: string;
  readonly aboveMinor: number | null;
  readonly groupId: string | null;
  readonly tierId: string | null;
  readonly earlierVisits: number | null;
  readonly basisPoints: number;
};

/** A basket as the peers look at it. */
export type PeerFacts = {
  readonly total: number;
  readonly groups: readonly string[];
  readonly tier: string;
  readonly visits: number;
};

export const peerGroups = 400;

/** Most offers of a chain are for a product group; the rest for a tier. The same size gives the same offers. */
export function peerOffers(count: number, prefix = 'g'): readonly PeerOffer[] {
  const rng = createSeededRng(count);
  return Array.from({ length: count }, (_, place): PeerOffer => {
    const isForGroup = rng.below(100) < 90;
    return {
      offerId: `${prefix}-${place}`,
      groupId: isForGroup ? `${prefix}${rng.below(peerGroups)}` : null,
      tierId: isForGroup ? null : `${prefix}${rng.below(50)}`,
      aboveMinor: rng.below(2) === 0 ? rng.below(9_000_000) : null,
      earlierVisits: rng.below(3) === 0 ? rng.below(20) : null,
      basisPoints: 1 + rng.below(3_000),
    };
  });
}

export function offerSketch({ offerId, aboveMinor, groupId, tierId, earlierVisits, basisPoints }: PeerOffer) {
  return {
    offerId,
    name: { fa: offerId, en: offerId },
    conditions: [
      ...(groupId === null ? [] : [{ kind: 'contains', of: { groupIds: [groupId] } }]),
      ...(tierId === null ? [] : [{ kind: 'tier', anyOf: [tierId] }]),
      ...(aboveMinor === null ? [] : [{ kind: 'amount', bound: 'above', amountMinor: aboveMinor }]),
      ...(earlierVisits === null ? [] : [{ kind: 'earlierVisits', atLeast: earlierVisits }]),
    ],
    effects: [{ kind: 'discountPercent', basisPoints }],
  };
}
