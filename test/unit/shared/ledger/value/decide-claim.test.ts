import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Reward } from '#shared/domain/programme.ts';
import { InvariantError } from '#shared/kernel/invariant.ts';
import {
  cancelClaim,
  claimCountMax,
  claimReward,
  handOver,
  whyNotReward,
} from '#shared/ledger/value/decide-claim.ts';
import type { Claimer, RewardAtTill } from '#shared/ledger/value/decide-claim.ts';
import { rankRewards } from '#shared/ledger/value/rank-rewards.ts';
import { spendableOf } from '#shared/ledger/value/take-lots.ts';
import { claimOf, rewardOf } from '#test/support/codes.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { memberRef, testId } from '#test/support/ledger.ts';
import { anyLots, lotOf, spendingDay } from '#test/support/lots.ts';

const lots = [lotOf({ entry: 1, open: 150 }), lotOf({ entry: 2, open: 100, expiresOn: '2026-12-30' })];
const claimer: Claimer = { memberRef, tierId: 'silver', lots, today: spendingDay };

function atTill(changed: Partial<Reward> = {}, claimed: Partial<RewardAtTill> = {}): RewardAtTill {
  return { reward: rewardOf(changed), claimedByAll: 0, claimedByMember: 0, ...claimed };
}

describe('a reward', () => {
  test('is claimed for points of the lots that end first', () => {
    const { moves, detail } = expectOk(claimReward(atTill(), claimer, { count: 2, codeId: null }));
    expect(detail).toEqual({ rewardId: 'mug', count: 2, costPoints: 200, codeId: null });
    expect(moves.map(({ amount, lot }) => ({ amount, lot }))).toEqual([
      { amount: 100, lot: lots[1]?.source },
      { amount: 100, lot: lots[0]?.source },
    ]);
    expect(moves[0]).toMatchObject({
      unit: 'points',
      from: { kind: 'member', memberRef, purse: 'points' },
      to: { kind: 'shop', account: 'redeemed' },
    });
  });

  test('is claimed for nothing where it costs nothing', () => {
    const free = atTill({ costPoints: 0 });
    const { moves } = expectOk(claimReward(free, { ...claimer, lots: [] }, { count: 1, codeId: testId(1) }));
    expect(moves).toEqual([]);
  });

  test.each<[string, Partial<Reward>]>([
    ['reward_not_now', { from: '2999-01-01' }],
    ['reward_not_for_tier', { tierIds: ['gold'] }],
    ['reward_sold_out', { stock: 3 }],
    ['reward_limit_reached', { perMemberMax: 2 }],
    ['balance_too_small', { costPoints: 251 }],
  ])('is refused with %s by its rules', (code, changed) => {
    const refused = atTill(changed, { claimedByAll: 3, claimedByMember: 2 });
    expect(claimReward(refused, claimer, { count: 1, codeId: null })).toMatchObject({
      ok: false,
      error: { code },
    });
  });

  test('can be had on its first and its last day, by its own tier, to its last piece and its last point', () => {
    const edge = atTill(
      {
        from: spendingDay,
        until: spendingDay,
        tierIds: ['gold', 'silver'],
        stock: 4,
        perMemberMax: 3,
        costPoints: 250,
      },
      { claimedByAll: 3, claimedByMember: 2 },
    );
    expect(whyNotReward(edge, claimer, 1)).toBeNull();
    expect(whyNotReward(edge, claimer, 2)?.code).toBe('reward_sold_out');
  });

  test('says what is left of it and how many points are missing', () => {
    expect(whyNotReward(atTill({ stock: 3 }, { claimedByAll: 2 }), claimer, 2)?.details).toEqual({ left: 1 });
    expect(whyNotReward(atTill({ stock: 1 }, { claimedByAll: 2 }), claimer, 1)?.details).toEqual({ left: 0 });
    expect(whyNotReward(atTill({ costPoints: 300 }), claimer, 1)?.details).toEqual({
      spendable: 250,
      missing: 50,
    });
  });

  test.each([0, -1, 1.5, claimCountMax + 1, Number.NaN])('is never claimed %d times', (count) => {
    expect(whyNotReward(atTill(), claimer, count)?.code).toBe('quantity_invalid');
  });
});

describe('a claim', () => {
  test('is handed over once', () => {
    expect(expectOk(handOver(claimOf())).detail).toEqual({ claimEntryId: claimOf().claimEntryId });
    expect(expectCode(handOver(claimOf({ status: 'handedOver' })))).toBe('claim_closed');
    expect(expectCode(handOver(claimOf({ status: 'cancelled' })))).toBe('claim_closed');
  });

  test('is taken back once, and not after it was handed over', () => {
    const taken = { moves: [], isCodeUsed: false };
    expect(expectCode(cancelClaim({ ...taken, claim: claimOf({ status: 'cancelled' }) }, 'wrong'))).toBe(
      'claim_closed',
    );
    expect(expectCode(cancelClaim({ ...taken, claim: claimOf({ status: 'handedOver' }) }, 'wrong'))).toBe(
      'claim_closed',
    );
  });

  test('is not taken back after its code was used', () => {
    const claim = claimOf({ codeId: testId(1), costPoints: 0 });
    expect(expectCode(cancelClaim({ claim, moves: [], isCodeUsed: true }, 'wrong'))).toBe('code_used_up');
    expectOk(cancelClaim({ claim, moves: [], isCodeUsed: false }, 'wrong'));
  });

  test('never gives back anything but its cost', () => {
    expect(() => cancelClaim({ claim: claimOf(), moves: [], isCodeUsed: false }, 'wrong')).toThrow(
      InvariantError,
    );
  });

  test('takes from each lot what it gives back to it, whatever the lots', () => {
    fc.assert(
      fc.property(anyLots('points'), fc.integer({ min: 1, max: 500 }), (held, costPoints) => {
        const able = { ...claimer, lots: held };
        const claimed = claimReward(atTill({ costPoints }), able, { count: 1, codeId: null });
        expect(claimed.ok).toBe(costPoints <= spendableOf(held, spendingDay));
        if (!claimed.ok) return;
        const { moves } = claimed.value;
        expect(moves.reduce((sum, { amount }) => sum + amount, 0)).toBe(costPoints);
        const claim = claimOf({ costPoints });
        const back = expectOk(cancelClaim({ claim, moves, isCodeUsed: false }, 'wrong')).moves;
        expect(back).toEqual(moves.map((move) => ({ ...move, from: move.to, to: move.from })).toReversed());
      }),
    );
  });
});

describe('the catalogue', () => {
  const ranked = (rewards: readonly RewardAtTill[], tags: readonly string[] = []): readonly string[] =>
    rankRewards(rewards, claimer, tags).map(({ reward }) => reward.rewardId);

  test('of a reward that is over is empty', () => {
    expect(whyNotReward(atTill({ until: '2000-01-01' }), claimer, 1)?.code).toBe('reward_not_now');
    expect(ranked([atTill({ until: '2000-01-01' })])).toEqual([]);
  });

  test('begins with what can be claimed, then what needs more points, then what is gone', () => {
    const rewards = [
      atTill({ rewardId: 'gone', stock: 0 }),
      atTill({ rewardId: 'dear', costPoints: 900 }),
      atTill({ rewardId: 'had' }),
    ];
    expect(ranked(rewards)).toEqual(['had', 'dear', 'gone']);
  });

  test('leaves out what is for other tiers or other days', () => {
    const rewards = [
      atTill({ rewardId: 'gold', tierIds: ['gold'] }),
      atTill({ rewardId: 'over', until: '2000-01-01' }),
      atTill({ rewardId: 'mine', tierIds: ['silver'] }),
    ];
    expect(ranked(rewards)).toEqual(['mine']);
  });

  test('prefers what the member likes, then what ends sooner, then what costs less', () => {
    const rewards = [
      atTill({ rewardId: 'b-plain' }),
      atTill({ rewardId: 'a-plain' }),
      atTill({ rewardId: 'cheap', costPoints: 50 }),
      atTill({ rewardId: 'ending', until: '2999-01-01' }),
      atTill({ rewardId: 'liked', costPoints: 200, tags: ['coffee', 'tea'] }),
    ];
    expect(ranked(rewards, ['tea'])).toEqual(['liked', 'ending', 'cheap', 'a-plain', 'b-plain']);
    expect(rankRewards(rewards, claimer, ['tea'])[0]?.isFitting).toBe(true);
    expect(rankRewards(rewards, claimer, ['toys'])[0]?.isFitting).toBe(false);
  });
});
