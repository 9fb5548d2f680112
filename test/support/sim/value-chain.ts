/** The chain of the simulated clerk of value: everything switched on, small and short, so that every limit is met. */

import { ruleSetSchema } from '#shared/contracts/rule-set-schema.ts';
import { programmeSchema } from '#shared/contracts/programme-schema.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { troubledChainData } from '#test/support/till-chain.ts';
import type { ChainData } from '#test/support/till-chain.ts';
import { demoProgramme } from '#tools/demo/demo-programme.ts';

/** Who approves what the first manager does. */
export const approver = { operatorId: uuid('0193a0b0-0000-4000-8000-0000000000a3'), pin: '40618829' };

const secondManager = {
  operatorId: approver.operatorId,
  name: 'پروانه',
  latinName: 'Parvaneh',
  role: 'manager',
  initialPin: approver.pin,
} as const;

/** Days are short here: what ends or is released does so within a run. */
export function valueChainData(): ChainData {
  const { chain, ruleSet, members } = troubledChainData();
  const { points, wallet, giftCards } = demoProgramme;
  const programme = programmeSchema.parse({
    ...demoProgramme,
    points: {
      ...points,
      expireAfterQuietDays: 40,
      redemption: { ...points?.redemption, pointsMin: 3, pointsStep: 1, index: null },
      transfer: { pointsMin: 1, pointsPerDayMax: 60 },
    },
    wallet: { ...wallet, topUpMaxMinor: 3_000_000, balanceMaxMinor: 30_000_000 },
    rewards: [
      ...rewardsInReach('coffee', 5),
      ...rewardsInReach('gift-card-100', 20),
      ...rewardsInReach('tree', 9),
    ],
    giftCards: { ...giftCards, expireAfterDays: 20 },
    tiers: {
      measure: 'visits',
      period: 'rolling',
      days: 20,
      graceDays: 3,
      thresholds: [
        { tierId: 'bronze', atLeast: 0 },
        { tierId: 'silver', atLeast: 4 },
      ],
    },
  });
  const timed = ruleSetSchema.parse({
    ...ruleSet,
    offers: [
      {
        offerId: 'later',
        name: { fa: 'بعداً', en: 'Later' },
        conditions: [],
        effects: [
          { kind: 'pointsPerAmount', points: 1, perMinor: 50_000, releaseAfterDays: 2, expireAfterDays: 9 },
          { kind: 'walletCreditPercent', basisPoints: 150, expireAfterDays: 5 },
        ],
        stacking: { mode: 'stackable' },
      },
    ],
  }).offers;
  return {
    chain: { ...chain, programme, operators: [...chain.operators, secondManager] },
    ruleSet: { ...ruleSet, offers: [...ruleSet.offers, ...timed] },
    members,
  };
}

function rewardsInReach(rewardId: string, costPoints: number): readonly object[] {
  const reward = demoProgramme.rewards?.find((candidate) => candidate.rewardId === rewardId);
  return reward === undefined ? [] : [{ ...reward, costPoints, stock: 6, perMemberMax: 3 }];
}
