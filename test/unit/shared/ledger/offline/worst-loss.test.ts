import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minor } from '#shared/domain/money.ts';
import type { OfflineRules } from '#shared/domain/programme.ts';
import { mayRedeemOffline } from '#shared/ledger/offline/offline-budget.ts';
import { worstLoss } from '#shared/ledger/offline/worst-loss.ts';
import { alone, anyCardLevel, anyOfflineRules, hourMs } from './offline-arbitraries.ts';

const level = (pointsWorthMax: number, walletMax: number, shareBasisPointsMax = 10_000) => ({
  pointsWorthMax: minor(pointsWorthMax),
  walletMax: minor(walletMax),
  shareBasisPointsMax,
  aloneMax: minor(0),
});
const rules: OfflineRules = {
  levels: [level(9_000, 9_000, 0), level(100, 0), level(1_000, 10), level(400, 700)],
  tillMax: minor(10_000),
  decay: [],
  homeStoreOnly: false,
};

describe('the worst loss', () => {
  test('is nothing where the till answers for itself', () => {
    expect(worstLoss({ kind: 'till' }, rules, 1_000)).toMatchObject({ lossMinor: 0, tills: 0 });
  });

  test('is what all members could take at every till, each by the card that allows most', () => {
    expect(worstLoss(alone(0, 4), rules, 3)).toEqual({
      lossMinor: 20_400,
      tills: 4,
      perTillMinor: 5_100,
      perTillLimit: 'members',
      members: 3,
      perMemberMinor: 1_700,
      perMemberLevel: 3,
      perMemberPointsMinor: 1_000,
      perMemberWalletMinor: 700,
      perMemberEverywhereMinor: 6_800,
    });
  });

  test('is bounded by the sum of a till, however many members there are', () => {
    expect(worstLoss(alone(0, 4), rules, 20_000_000)).toMatchObject({
      lossMinor: 40_000,
      perTillMinor: 10_000,
      perTillLimit: 'till',
    });
    const narrow = { ...rules, tillMax: minor(500) };
    expect(worstLoss(alone(0, 4), narrow, 1)).toMatchObject({ lossMinor: 2_000, perMemberMinor: 500 });
  });

  test('counts the limits of a new snapshot, because what was redeemed under them stays redeemed', () => {
    const old = worstLoss(alone(1_000 * hourMs, 2), rules, 5);
    expect(old).toEqual(worstLoss(alone(0, 2), rules, 5));
    const halved = { ...rules, decay: [{ fromHours: 0, basisPoints: 5_000 }] };
    expect(worstLoss(alone(0, 2), halved, 3)).toMatchObject({ perMemberMinor: 850 });
  });

  test('is the largest amount there is where the limits come to more', () => {
    const absurd = { ...rules, tillMax: minor(2 ** 52), levels: [...rules.levels] as const };
    const largest = { ...level(2 ** 51, 0) };
    const [typed, uidOnly, signed] = absurd.levels;
    const most = worstLoss(alone(0, 1_000), { ...absurd, levels: [typed, uidOnly, signed, largest] }, 10);
    expect(most).toMatchObject({ lossMinor: Number.MAX_SAFE_INTEGER, perTillMinor: 2 ** 52 });
    expect(worstLoss(alone(0, 5), { ...rules, tillMax: minor(0) }, 10)).toMatchObject({ lossMinor: 0 });
  });

  test('is never exceeded by people who redeem the same balances at many tills as often as they can', () => {
    fc.assert(
      fc.property(anyOfflineRules, anyAttack, (any, attack) => {
        const loss = attackedLoss(any, attack);
        const { lossMinor, perMemberEverywhereMinor } = worstLoss(
          alone(0, attack.tills),
          any,
          attack.balances.length,
        );
        expect(loss.total).toBeLessThanOrEqual(lossMinor);
        for (const taken of loss.ofMembers) expect(taken).toBeLessThanOrEqual(perMemberEverywhereMinor);
      }),
      { numRuns: 500 },
    );
  });
});

const anyAttack = fc.integer({ min: 1, max: 5 }).chain((tills) =>
  fc.record({
    tills: fc.constant(tills),
    /** What the snapshot says; HQ knows that it is spent. */
    balances: fc.array(fc.nat(10_000_000), { minLength: 1, maxLength: 4 }),
    tries: fc.array(
      fc.record({
        till: fc.nat(tills - 1),
        member: fc.nat(3),
        level: anyCardLevel,
        means: fc.constantFrom('points', 'wallet'),
        /** Greedy people ask for all that is left. */
        share: fc.constantFrom(1, 2, 3),
        afterHours: fc.nat(30),
        givesBack: fc.boolean(),
      }),
      { maxLength: 80 },
    ),
  }),
);
type Attack = typeof anyAttack extends fc.Arbitrary<infer Value> ? Value : never;

/** All that the tills let go, with a manager who approves everything. */
function attackedLoss(
  any: OfflineRules,
  { tills, balances, tries }: Attack,
): { readonly total: number; readonly ofMembers: readonly number[] } {
  const taken = Array.from({ length: tills }, () => balances.map(() => ({ points: 0, wallet: 0 })));
  const sum = (rows: readonly { readonly points: number; readonly wallet: number }[]): number =>
    rows.reduce((all, { points, wallet }) => all + points + wallet, 0);
  let ageMs = 0;
  for (const { till, member, level: cardLevel, means, share, afterHours, givesBack } of tries) {
    ageMs += afterHours * hourMs;
    const here = taken[till] ?? [];
    const own = here[member % balances.length];
    if (own === undefined) continue;
    const holder = {
      level: cardLevel,
      means,
      balanceMinor: minor(balances[member % balances.length] ?? 0),
      isHome: true,
      used: { pointsMinor: minor(own.points), walletMinor: minor(own.wallet), tillMinor: minor(sum(here)) },
    };
    const ask = (worth: number) =>
      mayRedeemOffline(alone(ageMs, tills), any, { holder, worthMinor: minor(worth) });
    const { leftMinor } = ask(1);
    const worth = Math.floor((leftMinor ?? 0) / share);
    if (worth === 0 || ask(worth).kind === 'onlineOnly') continue;
    own[means] += worth;
    if (givesBack) own[means] -= Math.floor(worth / 2);
  }
  const ofMembers = balances.map((_balance, index) =>
    sum(taken.flatMap((here) => here[index] ?? { points: 0, wallet: 0 })),
  );
  return { total: ofMembers.reduce((all, one) => all + one, 0), ofMembers };
}
