import { describe, expect, test } from 'vitest';
import { minor } from '#shared/domain/money.ts';
import type { PointsRules } from '#shared/domain/programme.ts';
import { givenWorthMinor, pointRiskMinor } from '#shared/ledger/offline/point-risk.ts';
import { rewardOf } from '#test/support/codes.ts';

const today = '2026-11-22';
const resting: PointsRules = {
  redemption: null,
  expireAfterQuietDays: null,
  warnDays: 7,
  closeOutOn: null,
  transfer: null,
};
const paying: PointsRules = {
  ...resting,
  redemption: {
    pointMinor: minor(100),
    pointsMin: 1,
    pointsStep: 1,
    pointsMax: null,
    shareBasisPointsMax: 10_000,
    roundToMinor: minor(100_000),
    index: null,
  },
};

describe('what a point may let go where nobody can be asked', () => {
  test('is its worth as a payment where no reward gives more for it', () => {
    const rewards = [rewardOf({ costPoints: 100, valueMinor: minor(5_000) })];
    expect(pointRiskMinor({ points: paying, rewards }, today)).toBe(100);
  });

  test('is the best reward for it, rounded up, and a reward for nothing is none', () => {
    const rewards = [
      rewardOf({ costPoints: 3, valueMinor: minor(1_000) }),
      rewardOf({ costPoints: 0, valueMinor: minor(90_000) }),
    ];
    expect(pointRiskMinor({ points: paying, rewards }, today)).toBe(334);
    expect(pointRiskMinor({ points: resting, rewards }, today)).toBe(334);
  });

  test('is unknown, and told as 0, where points neither pay nor buy anything', () => {
    expect(pointRiskMinor({ points: resting, rewards: [] }, today)).toBe(0);
  });

  test('counts for each point that was given, beside the credit', () => {
    const given = { points: 7, walletMinor: 250 };
    expect(givenWorthMinor(given, { points: paying, rewards: [] }, today)).toBe(950);
  });
});
