import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minor } from '#shared/domain/money.ts';
import type { OfflineRules } from '#shared/domain/programme.ts';
import { decayShare, mayRedeemOffline, offlineBudget } from '#shared/ledger/offline/offline-budget.ts';
import type { OfflineHolder } from '#shared/ledger/offline/offline-budget.ts';
import { alone, anyHolder, anyOfflineRules, hourMs } from './offline-arbitraries.ts';

const level = (pointsWorthMax: number, walletMax: number, aloneMax: number) => ({
  pointsWorthMax: minor(pointsWorthMax),
  walletMax: minor(walletMax),
  shareBasisPointsMax: 5_000,
  aloneMax: minor(aloneMax),
});

const rules: OfflineRules = {
  levels: [level(0, 0, 0), level(100, 0, 0), level(1_000, 500, 300), level(5_000, 2_000, 2_000)],
  tillMax: minor(3_000),
  decay: [
    { fromHours: 0, basisPoints: 10_000 },
    { fromHours: 24, basisPoints: 5_000 },
    { fromHours: 72, basisPoints: 1_000 },
  ],
  homeStoreOnly: false,
};

const nothingUsed = { pointsMinor: minor(0), walletMinor: minor(0), tillMinor: minor(0) };
const holder: OfflineHolder = {
  level: 2,
  means: 'points',
  balanceMinor: minor(10_000),
  isHome: true,
  used: nothingUsed,
};

const ask = (worthMinor: number, change: Partial<OfflineHolder> = {}, ageHours = 0) =>
  mayRedeemOffline(alone(ageHours * hourMs), rules, {
    holder: { ...holder, ...change },
    worthMinor: minor(worthMinor),
  });

describe('a till that cannot ask HQ', () => {
  test('lets a cashier redeem a little alone, more with a manager, and no more than the card is good for', () => {
    expect(ask(300)).toEqual({ kind: 'allowed', limit: 'level', leftMinor: 1_000 });
    expect(ask(301)).toEqual({ kind: 'needsApproval', limit: 'alone', limitMinor: 300, leftMinor: 1_000 });
    expect(ask(1_001)).toEqual({ kind: 'onlineOnly', limit: 'level', limitMinor: 1_000, leftMinor: 1_000 });
    expect(ask(501, { means: 'wallet' })).toMatchObject({ kind: 'onlineOnly', limitMinor: 500 });
  });

  test('lets a card that anybody can copy redeem with a manager only, and a typed number not at all', () => {
    expect(ask(1, { level: 1 })).toMatchObject({ kind: 'needsApproval', limitMinor: 0, leftMinor: 100 });
    expect(ask(1, { level: 1, means: 'wallet' })).toMatchObject({ kind: 'onlineOnly', limit: 'level' });
    expect(ask(1, { level: 0 })).toMatchObject({ kind: 'onlineOnly', limit: 'level', limitMinor: 0 });
  });

  test('counts what the member and the till have redeemed already', () => {
    const used = { pointsMinor: minor(800), walletMinor: minor(0), tillMinor: minor(800) };
    expect(ask(201, { used })).toMatchObject({ kind: 'onlineOnly', limit: 'level', leftMinor: 200 });
    expect(ask(1, { used })).toMatchObject({ kind: 'needsApproval', leftMinor: 200 });
    const usedByOthers = { ...nothingUsed, tillMinor: minor(2_950) };
    expect(ask(51, { used: usedByOthers })).toMatchObject({
      limit: 'till',
      limitMinor: 3_000,
      leftMinor: 50,
    });
  });

  test('gives no more of a balance than the share that the owner set, and nothing of a debt', () => {
    expect(ask(201, { balanceMinor: minor(400) })).toMatchObject({ limit: 'share', limitMinor: 200 });
    expect(ask(1, { balanceMinor: minor(-400) })).toMatchObject({ kind: 'onlineOnly', limit: 'share' });
  });

  test('keeps redemption to the home store of a member where the owner says so', () => {
    const atHomeOnly = { ...rules, homeStoreOnly: true };
    const asked = (isHome: boolean) =>
      mayRedeemOffline(alone(0), atHomeOnly, { holder: { ...holder, isHome }, worthMinor: minor(1) });
    expect(asked(true).kind).toBe('allowed');
    expect(asked(false)).toEqual({ kind: 'onlineOnly', limit: 'homeStore', limitMinor: 0, leftMinor: 0 });
  });

  test('trusts an older snapshot less, down to the floor of the owner, and a snapshot of tomorrow least', () => {
    expect([0, 23, 24, 71, 72, 10_000].map((hours) => decayShare(rules, hours * hourMs))).toEqual([
      10_000, 10_000, 5_000, 5_000, 1_000, 1_000,
    ]);
    expect(decayShare(rules, -1)).toBe(1_000);
    expect(decayShare({ decay: [] }, 0)).toBe(10_000);
    expect(ask(501, {}, 24)).toMatchObject({ kind: 'onlineOnly', limitMinor: 500 });
  });
});

describe('a till that need not ask, or can', () => {
  test('is not limited where it answers for itself, nor where HQ holds the amount for it', () => {
    fc.assert(
      fc.property(anyOfflineRules, anyHolder, fc.integer({ min: 1, max: 2 ** 50 }), (any, one, worth) => {
        const asked = { holder: one, worthMinor: minor(worth) };
        expect(mayRedeemOffline({ kind: 'till' }, any, asked)).toEqual({
          kind: 'allowed',
          limit: 'authority',
          leftMinor: null,
        });
        const reachable = { kind: 'hq', snapshotAgeMs: 0, isReachable: true, tills: 9 } as const;
        expect(mayRedeemOffline(reachable, any, asked)).toMatchObject({
          kind: 'allowed',
          limit: 'reservation',
        });
      }),
    );
  });
});

describe('whatever the owner sets and whoever asks', () => {
  test('a budget never grows with the age of the snapshot', () => {
    const anyAge = fc.nat(300 * hourMs);
    fc.assert(
      fc.property(anyOfflineRules, anyHolder, anyAge, anyAge, (any, one, first, second) => {
        const left = (age: number): number => offlineBudget(alone(age), any, one).leftMinor ?? Infinity;
        expect(left(Math.max(first, second))).toBeLessThanOrEqual(left(Math.min(first, second)));
      }),
      { numRuns: 1_000 },
    );
  });

  test('what is left keeps every limit: of the card, of the balance and of the till', () => {
    fc.assert(
      fc.property(anyOfflineRules, anyHolder, fc.nat(300 * hourMs), (any, one, age) => {
        const { leftMinor, aloneLeftMinor } = offlineBudget(alone(age), any, one);
        const left = leftMinor ?? Infinity;
        const { pointsWorthMax, walletMax, shareBasisPointsMax, aloneMax } = any.levels[one.level];
        expect(aloneLeftMinor).toBeLessThanOrEqual(Math.min(left, aloneMax));
        fc.pre(left > 0);
        const isPoints = one.means === 'points';
        const own = Math.max(0, isPoints ? one.used.pointsMinor : one.used.walletMinor);
        expect(left + own).toBeLessThanOrEqual(isPoints ? pointsWorthMax : walletMax);
        expect(left + own).toBeLessThanOrEqual((one.balanceMinor * shareBasisPointsMax) / 10_000);
        expect(left + Math.max(0, one.used.tillMinor)).toBeLessThanOrEqual(any.tillMax);
      }),
      { numRuns: 1_000 },
    );
  });

  test('all that is left may be redeemed, and one unit more is online only', () => {
    fc.assert(
      fc.property(anyOfflineRules, anyHolder, fc.nat(300 * hourMs), (any, one, age) => {
        const left = offlineBudget(alone(age), any, one).leftMinor ?? Infinity;
        const asked = (worth: number) =>
          mayRedeemOffline(alone(age), any, { holder: one, worthMinor: minor(worth) }).kind;
        expect(asked(left + 1)).toBe('onlineOnly');
        fc.pre(left > 0);
        expect(asked(left)).not.toBe('onlineOnly');
      }),
      { numRuns: 1_000 },
    );
  });
});
