import { describe, expect, test } from 'vitest';
import { createAuthority, notAtHq } from '#electron/till/safety/authority.ts';
import { createNoLine } from '#electron/till/sync/sync-line.ts';
import { createMayRedeem } from '#electron/till/safety/may-redeem.ts';
import type { RedeemPart } from '#electron/till/safety/may-redeem.ts';
import type { GivenStore } from '#electron/till/db/stores/given-store.ts';
import type { RedeemedSince, RedeemedStore } from '#electron/till/db/stores/redeemed-store.ts';
import { plainProgramme } from '#shared/contracts/programme-schema.ts';
import type { HqJoined } from '#shared/contracts/chain-schema.ts';
import { currency, minor } from '#shared/domain/money.ts';
import { points } from '#shared/domain/points.ts';
import type { Store } from '#shared/domain/store.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { createManualTime } from '#test/support/manual-time.ts';
import { chainNoonMs, kian, omid, sara } from '#test/support/till-chain.ts';

const hourMs = 3_600_000;
const level = (pointsWorthMax: number, walletMax: number) => ({
  pointsWorthMax: minor(pointsWorthMax),
  walletMax: minor(walletMax),
  shareBasisPointsMax: 10_000,
  aloneMax: minor(1_500),
});
const programme = {
  ...plainProgramme,
  points: {
    ...plainProgramme.points,
    redemption: {
      pointMinor: minor(10),
      pointsMin: 1,
      pointsStep: 1,
      pointsMax: null,
      shareBasisPointsMax: 10_000,
      roundToMinor: minor(1_000),
      index: null,
    },
  },
  offline: {
    levels: [level(0, 0), level(1_000, 0), level(2_000, 1_000), level(5_000, 5_000)] as const,
    tillMax: minor(4_000),
    decay: [{ fromHours: 48, basisPoints: 5_000 }],
    homeStoreOnly: true,
  },
};
const ownStore: Store = {
  storeId: 'north',
  name: { fa: 'شمال', en: 'North' },
  currency: currency('IRR'),
  timeZone: 'Asia/Tehran',
  dayStartsAtHour: 4,
};

function knownAt(storeId: string | null, balance: number) {
  const visit = { atMs: epochMs(0), storeId: storeId ?? '', paidMinor: minor(1), pointsEarned: points(0) };
  const lastVisits = storeId === null ? [] : [visit];
  return {
    pointsBalance: points(balance),
    walletMinor: minor(balance * 10),
    before: { visitCount: 1, lastVisits },
  };
}

const members = new Map([
  [sara, knownAt('north', 10_000)],
  [omid, knownAt('south', 10_000)],
  [kian, knownAt(null, 30)],
]);

function tillOf(
  hq: HqJoined | null,
  used: Partial<ReturnType<RedeemedStore['usedBy']>> = {},
  given: Partial<ReturnType<GivenStore['givenBy']>> = {},
) {
  const asked: RedeemedSince[] = [];
  const { clock, advance } = createManualTime(chainNoonMs);
  const chain = { hq, programme, ownStore, snapshotAtMs: epochMs(chainNoonMs - hourMs) };
  const nothing = { pointsMinor: minor(0), walletMinor: minor(0), tillMinor: minor(0) };
  const redeemed: RedeemedStore = {
    usedBy: (_member, since) => {
      asked.push(since);
      return { ...nothing, ...used };
    },
    usedByAll: () => minor(0),
  };
  const mayRedeem = createMayRedeem({
    chain,
    authority: createAuthority({ chain, clock, line: createNoLine({ clock }) }),
    redeemed,
    given: {
      givenBy: () => ({ points: 0, walletMinor: 0, ...given }),
      givenByAll: () => ({ points: 0, walletMinor: 0, ...given }),
    },
    members: { byRef: (memberRef) => members.get(memberRef) },
    clock,
  });
  return { mayRedeem, advance, asked };
}

const noLine = createNoLine({ clock: createManualTime(chainNoonMs).clock });
const hq = { tills: 5, included: { epoch: 1, seq: 7 } };

function part(worth: number, changed: Partial<RedeemPart> = {}): RedeemPart {
  return { holderRef: sara, means: 'points', worthMinor: minor(worth), ...changed };
}

describe('what may be redeemed at a till', () => {
  test('is everything where it was never joined to an HQ', () => {
    const answer = tillOf(null).mayRedeem(null, [part(10 ** 9), part(10 ** 9, { means: 'wallet' })]);
    expect(answer).toEqual({ kind: 'allowed', limit: 'authority', leftMinor: null });
  });

  test('is limited by the card that was tapped, and nothing for a member who was looked up', () => {
    const { mayRedeem, asked } = tillOf(hq);
    expect(mayRedeem(null, [part(1)])).toMatchObject({ kind: 'onlineOnly', limit: 'level' });
    expect(mayRedeem(1, [part(1_000)]).kind).toBe('allowed');
    expect(mayRedeem(1, [part(1_001)])).toMatchObject({ kind: 'onlineOnly', leftMinor: 1_000 });
    expect(mayRedeem(3, [part(1_501)])).toMatchObject({ kind: 'needsApproval', limitMinor: 1_500 });
    expect(mayRedeem(3, [])).toMatchObject({ kind: 'allowed' });
    expect(asked[0]).toEqual({ included: hq.included, sinceMs: chainNoonMs - 24 * hourMs });
  });

  test('counts the parts of one payment together', () => {
    const { mayRedeem } = tillOf(hq);
    const both = (wallet: number) => mayRedeem(2, [part(900), part(wallet, { means: 'wallet' })]);
    expect(both(600).kind).toBe('allowed');
    expect(both(601).kind).toBe('needsApproval');
    expect(both(1_001)).toMatchObject({ kind: 'onlineOnly', limit: 'level' });
    expect(mayRedeem(3, [part(3_000), part(1_001, { holderRef: kian })])).toMatchObject({
      kind: 'onlineOnly',
    });
    const approvedFirst = mayRedeem(3, [part(1_600), part(1, { means: 'wallet' })]);
    expect(approvedFirst.kind).toBe('needsApproval');
    const tillFull = mayRedeem(3, [part(3_000), part(1_200, { means: 'wallet' })]);
    expect(tillFull).toMatchObject({ kind: 'onlineOnly', limit: 'till', leftMinor: 1_000 });
  });

  test('falls with the age of the snapshot', () => {
    const { mayRedeem, advance } = tillOf(hq);
    advance(48 * hourMs);
    expect(mayRedeem(1, [part(501)])).toMatchObject({ kind: 'onlineOnly', limitMinor: 500 });
  });

  test('is what members have who are at home here, and nothing of others and of strangers', () => {
    const { mayRedeem } = tillOf(hq);
    expect(mayRedeem(3, [part(1, { holderRef: omid })])).toMatchObject({ limit: 'homeStore' });
    expect(mayRedeem(3, [part(300, { holderRef: kian })]).kind).toBe('allowed');
    expect(mayRedeem(3, [part(301, { holderRef: kian })])).toMatchObject({ limit: 'share', limitMinor: 300 });
    expect(mayRedeem(3, [part(301, { holderRef: kian, means: 'wallet' })])).toMatchObject({
      limit: 'share',
    });
    const stranger = uuid('0193a0b0-0000-7000-8000-0000000000ff');
    expect(mayRedeem(3, [part(1, { holderRef: stranger })])).toMatchObject({ limit: 'homeStore' });
  });

  test('counts a balance as it was before this till took of it', () => {
    const { mayRedeem } = tillOf(hq, { pointsMinor: minor(250), tillMinor: minor(250) });
    expect(mayRedeem(3, [part(300, { holderRef: kian })]).kind).toBe('allowed');
    expect(mayRedeem(3, [part(301, { holderRef: kian })])).toMatchObject({ limit: 'share', limitMinor: 550 });
  });
});

describe('what left members otherwise than to pay', () => {
  test('counts against the same limits, points at what a point may let go', () => {
    const { mayRedeem } = tillOf(hq, {}, { points: 40, walletMinor: 100 });
    expect(mayRedeem(1, [part(600)]).kind).toBe('allowed');
    expect(mayRedeem(1, [part(601)])).toMatchObject({ kind: 'onlineOnly', limit: 'level', leftMinor: 600 });
    // Of Kian's 300 there were 700 before: the share is of what it was.
    expect(mayRedeem(3, [part(300, { holderRef: kian })]).kind).toBe('allowed');
    expect(mayRedeem(3, [part(301, { holderRef: kian })])).toMatchObject({ limit: 'share', limitMinor: 700 });
    const full = tillOf(hq, {}, { points: 390, walletMinor: 100 });
    expect(full.mayRedeem(3, [part(1, { means: 'wallet' })])).toMatchObject({ limit: 'till', leftMinor: 0 });
  });

  test('leaves only with HQ where nothing says what a point is worth', () => {
    expect(tillOf(hq).mayRedeem(3, [part(0)])).toMatchObject({ kind: 'onlineOnly', leftMinor: 0 });
    expect(tillOf(null).mayRedeem(3, [part(0)]).kind).toBe('allowed');
  });
});

describe('what HQ does not have yet', () => {
  test('is nothing to speak of without one, and what came after the snapshot with one', () => {
    expect(notAtHq({ hq: null }, { epoch: 1, seq: 9 }, noLine)).toBeNull();
    expect(notAtHq({ hq }, { epoch: 1, seq: 9 }, noLine)).toBe(2);
    expect(notAtHq({ hq }, { epoch: 2, seq: 9 }, noLine)).toBe(9);
    expect(notAtHq({ hq: { tills: 1, included: null } }, { epoch: 1, seq: 9 }, noLine)).toBe(9);
  });
});
