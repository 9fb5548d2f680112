import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minor } from '#shared/domain/money.ts';
import type { ReferralRules } from '#shared/domain/programme.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import {
  closesRing,
  decideGuest,
  decideReferral,
  movesOfGrant,
} from '#shared/ledger/value/decide-referral.ts';
import type { PurchaseOfNewcomer } from '#shared/ledger/value/decide-referral.ts';
import { entryUuid } from '#test/support/lots.ts';

const rules: ReferralRules = {
  newcomerPoints: 50,
  introducerPoints: [100, 30],
  basketMinMinor: minor(1_000),
  rewardsPerIntroducerMax: 3,
  expireAfterDays: 60,
  guestPoints: 20,
};
const [newcomerRef, first, second, third] = [entryUuid(1), entryUuid(2), entryUuid(3), entryUuid(4)];
const chainOf = (...links: readonly (readonly [Uuid, Uuid])[]) => {
  const above = new Map(links);
  return (memberRef: Uuid) => above.get(memberRef);
};
const asked = (changed: Partial<PurchaseOfNewcomer>): PurchaseOfNewcomer => ({
  rules,
  newcomerRef,
  payableMinor: minor(1_000),
  isRewarded: false,
  introducerOf: chainOf([newcomerRef, first], [first, second], [second, third]),
  rewardsOf: () => 0,
  ...changed,
});

describe('the rewards of an introduction', () => {
  test('the newcomer and each introducer get theirs, as deep as the rules say and no deeper', () => {
    expect(decideReferral(asked({}))).toEqual([
      { memberRef: newcomerRef, points: 50, detail: { cause: 'newcomer', level: 0, sourceRef: null } },
      { memberRef: first, points: 100, detail: { cause: 'referral', level: 1, sourceRef: newcomerRef } },
      { memberRef: second, points: 30, detail: { cause: 'referral', level: 2, sourceRef: newcomerRef } },
    ]);
  });

  test('nothing is given twice, for a small basket, or to who was not introduced', () => {
    expect(decideReferral(asked({ isRewarded: true }))).toEqual([]);
    expect(decideReferral(asked({ payableMinor: minor(999) }))).toEqual([]);
    expect(decideReferral(asked({ introducerOf: chainOf() }))).toEqual([]);
  });

  test('an introducer at the limit gets nothing, and those above still do', () => {
    const rewardsOf = (memberRef: Uuid) => (memberRef === first ? 3 : 2);
    expect(decideReferral(asked({ rewardsOf })).map(({ memberRef }) => memberRef)).toEqual([
      newcomerRef,
      second,
    ]);
  });

  test('a level that gives nothing makes no grant', () => {
    const free = { ...rules, newcomerPoints: 0, introducerPoints: [0, 30] };
    expect(decideReferral(asked({ rules: free })).map(({ memberRef }) => memberRef)).toEqual([second]);
  });

  test('a chain that comes back to itself rewards nobody twice, whatever its links', () => {
    const refs = [1, 2, 3, 4, 5].map(entryUuid);
    const anyLink = fc.tuple(fc.constantFrom(...refs), fc.constantFrom(...refs));
    const deep = { ...rules, introducerPoints: [5, 5, 5, 5, 5, 5, 5, 5] };
    fc.assert(
      fc.property(fc.array(anyLink, { maxLength: 8 }), (links) => {
        const grants = decideReferral(asked({ rules: deep, introducerOf: chainOf(...links) }));
        const rewarded = grants.map(({ memberRef }) => memberRef);
        expect(new Set(rewarded).size).toBe(rewarded.length);
      }),
    );
  });

  test('nobody introduces themself, or somebody above them', () => {
    const introducerOf = chainOf([first, second], [second, third]);
    expect(closesRing(first, first, introducerOf)).toBe(true);
    expect(closesRing(third, first, introducerOf)).toBe(true);
    expect(closesRing(newcomerRef, first, introducerOf)).toBe(false);
    expect(closesRing(newcomerRef, first, chainOf([first, second], [second, first]))).toBe(false);
  });
});

describe('the purchase of a guest', () => {
  const guest = { rules, introducerRef: first, payableMinor: minor(1_000), rewards: 0 };

  test('it rewards whose card it was, up to the limit and from the minimum on', () => {
    expect(decideGuest(guest)).toEqual([
      { memberRef: first, points: 20, detail: { cause: 'guest', level: 1, sourceRef: null } },
    ]);
    expect(decideGuest({ ...guest, rewards: 3 })).toEqual([]);
    expect(decideGuest({ ...guest, payableMinor: minor(999) })).toEqual([]);
    expect(decideGuest({ ...guest, rules: { ...rules, guestPoints: 0 } })).toEqual([]);
  });

  test('its points are a lot of their own that ends as the rules say', () => {
    const [grant] = decideGuest(guest);
    if (grant === undefined) throw new Error('a guest is rewarded');
    expect(movesOfGrant(grant, rules, '2026-11-22')).toEqual([
      {
        unit: 'points',
        amount: 20,
        from: { kind: 'shop', account: 'issued' },
        to: { kind: 'member', memberRef: first, purse: 'points' },
        lot: { kind: 'own', terms: { origin: 'bonus', releaseOn: null, expiresOn: '2027-01-21' } },
      },
    ]);
    const endless = movesOfGrant(grant, { ...rules, expireAfterDays: null }, '2026-11-22');
    expect(endless[0]?.lot).toMatchObject({ terms: { expiresOn: null } });
  });
});
