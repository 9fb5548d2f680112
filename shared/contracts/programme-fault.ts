/** What no form can say of a programme: that its figures fit each other and name what the chain has. */

import { compareTexts } from '../kernel/order.ts';
import type { OfflineRules, Programme } from '../domain/programme.ts';
import type { TierId } from '../domain/tier.ts';

type Rule = readonly [holds: boolean, fault: string];

/** The first thing that is wrong, in words for a technician; `undefined` when nothing is. */
export function programmeFault(
  programme: Programme,
  { tierIds }: { readonly tierIds: readonly TierId[] },
): string | undefined {
  const rules: readonly Rule[] = [
    ...redemptionRules(programme),
    ...moneyRules(programme),
    ...tierRules(programme, tierIds),
    ...rewardRules(programme, tierIds),
    ...offlineRules(programme.offline),
    ...idRules(programme),
  ];
  return rules.find(([holds]) => !holds)?.[1];
}

function redemptionRules({ points: { redemption } }: Programme): readonly Rule[] {
  if (redemption === null) return [];
  const { pointsMin, pointsMax, pointsStep, index } = redemption;
  return [
    [pointsMax === null || pointsMin <= pointsMax, 'redemption: pointsMin is above pointsMax'],
    [pointsMax === null || pointsStep <= pointsMax, 'redemption: pointsStep is above pointsMax'],
    [
      index === null ||
        isRising(
          index.values.map(({ date }) => date),
          compareTexts,
        ),
      'redemption: the dates of the index do not rise',
    ],
  ];
}

function moneyRules({ wallet, giftCards }: Programme): readonly Rule[] {
  return [
    [
      wallet === null || wallet.topUpMinMinor <= wallet.topUpMaxMinor,
      'wallet: topUpMinMinor is above topUpMaxMinor',
    ],
    [
      wallet === null || wallet.topUpMaxMinor <= wallet.balanceMaxMinor,
      'wallet: topUpMaxMinor is above balanceMaxMinor',
    ],
    [
      giftCards === null || giftCards.valueMinMinor <= giftCards.valueMaxMinor,
      'giftCards: valueMinMinor is above valueMaxMinor',
    ],
  ];
}

function tierRules({ tiers }: Programme, tierIds: readonly TierId[]): readonly Rule[] {
  if (tiers === null) return [];
  const named = tiers.thresholds.map(({ tierId }) => tierId);
  const ranks = named.map((tierId) => tierIds.indexOf(tierId));
  return [
    [!ranks.includes(-1), 'tiers: a threshold names a tier that the chain does not have'],
    [
      isRising(ranks, (first, second) => first - second),
      'tiers: thresholds are not in the order of the tiers',
    ],
    [
      isRising(
        tiers.thresholds.map(({ atLeast }) => atLeast),
        (first, second) => first - second,
      ),
      'tiers: thresholds do not rise',
    ],
  ];
}

function rewardRules({ rewards }: Programme, tierIds: readonly TierId[]): readonly Rule[] {
  return rewards.flatMap(
    ({ rewardId, tierIds: forTiers, from, until, kind, valueMinor }): readonly Rule[] => [
      [
        forTiers === null || forTiers.every((tierId) => tierIds.includes(tierId)),
        `reward ${rewardId}: a tier that the chain does not have`,
      ],
      [from === null || until === null || from <= until, `reward ${rewardId}: it ends before it begins`],
      [
        valueMinor > 0 || (kind !== 'discount' && kind !== 'giftCard'),
        `reward ${rewardId}: a discount or a gift card has a value`,
      ],
    ],
  );
}

/** A share that grew with the age of the snapshot would let the oldest till give the most. */
function offlineRules({ decay }: OfflineRules): readonly Rule[] {
  const shares = decay.map(({ basisPoints }) => -basisPoints);
  return [
    [decay[0]?.fromHours === 0, 'offline: the decay begins at 0 hours'],
    [
      isRising(
        decay.map(({ fromHours }) => fromHours),
        (first, second) => first - second,
      ),
      'offline: the hours of the decay do not rise',
    ],
    [
      isRising(shares, (first, second) => first - second || -1),
      'offline: the shares of the decay rise with age',
    ],
  ];
}

function idRules({ rewards, coupons, wallet, corrections }: Programme): readonly Rule[] {
  const lists: Readonly<Record<string, readonly string[]>> = {
    rewards: rewards.map(({ rewardId }) => rewardId),
    coupons: coupons.map(({ couponId }) => couponId),
    'wallet.gifts': wallet?.gifts.map(({ reasonId }) => reasonId) ?? [],
    'corrections.refundReasons': corrections.refundReasons.map(({ reasonId }) => reasonId),
    'corrections.adjustReasons': corrections.adjustReasons.map(({ reasonId }) => reasonId),
  };
  return Object.entries(lists).map(([name, ids]) => [
    new Set(ids).size === ids.length,
    `${name}: two have the same id`,
  ]);
}

/** Each item after the one before, by `compare`; equal ones do not rise. */
function isRising<Item>(items: readonly Item[], compare: (first: Item, second: Item) => number): boolean {
  return items.every((item, index) => {
    const before = items[index - 1];
    return index === 0 || before === undefined || compare(before, item) < 0;
  });
}
