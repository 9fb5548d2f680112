import { describe, expect, test } from 'vitest';
import { minor } from '#shared/domain/money.ts';
import { points } from '#shared/domain/points.ts';
import { hexToBytes } from '#shared/kernel/hex.ts';
import { parseEntry } from '#shared/ledger/entry-body.ts';
import type { SaleEntry } from '#shared/ledger/entry.ts';
import {
  householdSetBy,
  referralRewardsOf,
  referralSetBy,
  standingDaysOf,
  tierSetBy,
} from '#shared/ledger/value/standing-changes.ts';
import type { FactChange, Move } from '#shared/ledger/value/value-content.ts';
import type { GrantDetail, Tender } from '#shared/ledger/value/value-details.ts';
import { formerTill } from '#test/support/former-till.ts';
import { enrolEntryOf, saleEntryOf } from '#test/support/ledger-entries.ts';
import { activityEntryOf } from '#test/support/ledger-rewards.ts';
import { memberRef, otherMemberRef, testId } from '#test/support/ledger.ts';
import { present } from '#test/support/present.ts';
import { plainContent, valueEntryOf } from '#test/support/value-entries.ts';
import type { ValueSketch } from '#test/support/value-entries.ts';

const none = { pointsEarned: 0, tierProgress: 0, pointsGiven: 0, householdMinor: 0 };
const lot = { kind: 'snapshot', key: '' } as const;
const issued = { kind: 'shop', account: 'issued' } as const;
const redeemed = { kind: 'shop', account: 'redeemed' } as const;
const own = { kind: 'member', memberRef, purse: 'points' } as const;
const others = { kind: 'member', memberRef: otherMemberRef, purse: 'points' } as const;

function pointsMoved(amount: number, from: Move['from'], to: Move['to']): Move {
  return { unit: 'points', amount, from, to, lot };
}

function factOf(date: string): FactChange {
  return { memberRef, date, visits: -1, spentMinor: minor(0), offerUses: [], stamps: [] };
}

function refundOf(moves: readonly Move[], facts: readonly FactChange[], back: readonly Tender[] = []) {
  const detail = {
    scope: 'whole',
    evidence: 'sale',
    reasonId: 'returned',
    saleEntryId: testId(1),
    lines: [],
    refundMinor: minor(0),
    back,
    outsideMinor: minor(0),
    toWalletMinor: minor(0),
  } as const;
  return valueEntryOf(1, { kind: 'refund', content: { ...plainContent, moves, facts, detail } });
}

function redeemOf(tenders: readonly Tender[]) {
  const detail = { basketId: testId(2), tenders, dueMinor: minor(100), outsideMinor: minor(0) };
  return valueEntryOf(1, { kind: 'redeem', content: { ...plainContent, detail } });
}

function paidBy(means: Tender['means'], holderRef: Tender['holderRef']): Tender {
  return { means, amount: 40, worthMinor: minor(40), codeId: null, holderRef };
}

describe('points that count toward a tier', () => {
  const sale = saleEntryOf(1);
  const [offer] = sale.content.offers;

  function saleWith(pointsEarned: number, progress: number): SaleEntry {
    const item = { kind: 'tierProgress', refId: null, worthMinor: minor(0), expireAfterDays: null } as const;
    const coupon = { ...item, kind: 'coupon', refId: 'next-time', count: 9 } as const;
    const given = { ...present(offer), pointsEarned: points(pointsEarned) };
    const items = [{ ...item, count: progress }, coupon];
    const offers = [
      { ...given, verdict: { kind: 'applied' as const }, items },
      { ...given, verdict: { kind: 'declined' as const }, items },
    ];
    return { ...sale, content: { ...sale.content, offers } };
  }

  test('are those of the offers that applied, on the local day, and progress beside them', () => {
    expect(standingDaysOf(saleWith(7, 2))).toEqual([
      { ...none, memberRef, date: '2026-11-21', pointsEarned: 7, tierProgress: 2 },
    ]);
    expect(standingDaysOf(saleWith(0, 0))).toEqual([]);
  });

  test('were earned on the business day in a sale of the first release', () => {
    const former = present(parseEntry(present(hexToBytes(present(formerTill().entries[0]).body))));
    expect(standingDaysOf(former)).toEqual([
      { ...none, memberRef: former.memberRef, date: former.businessDay, pointsEarned: 56 },
    ]);
  });

  test('come from rewarded activities, and not from enrolling or from a sale to nobody', () => {
    const welcome = activityEntryOf(1);
    const { pointsEarned } = welcome.content.totals;
    expect(pointsEarned).toBeGreaterThan(0);
    expect(standingDaysOf(welcome)).toMatchObject([{ memberRef, pointsEarned }]);
    expect(standingDaysOf(enrolEntryOf(1))).toEqual([]);
    expect(standingDaysOf({ ...saleWith(7, 0), memberRef: null })).toEqual([]);
  });

  test('are taken back by a refund on the day on which they were earned, without what paid', () => {
    const moves = [
      pointsMoved(7, own, issued),
      pointsMoved(3, redeemed, own),
      { ...pointsMoved(5, own, issued), unit: 'money' as const },
    ];
    expect(standingDaysOf(refundOf(moves, [factOf('2026-11-01')]))).toEqual([
      { ...none, memberRef, date: '2026-11-01', pointsEarned: -7 },
    ]);
    expect(standingDaysOf(refundOf(moves, []))).toMatchObject([{ date: '2026-11-21', pointsEarned: -7 }]);
  });

  test('go to the new member of a sale, and from the one whose it was', () => {
    const detail = { saleEntryId: testId(1), fromMemberRef: otherMemberRef, offers: [] };
    const moves = [pointsMoved(7, others, issued), pointsMoved(9, issued, own)];
    const entry = valueEntryOf(1, {
      kind: 'reassign',
      content: { ...plainContent, moves, facts: [factOf('2026-11-01')], detail },
    });
    expect(standingDaysOf(entry)).toEqual([
      { ...none, memberRef: otherMemberRef, date: '2026-11-21', pointsEarned: -7 },
      { ...none, memberRef, date: '2026-11-01', pointsEarned: 9 },
    ]);
  });

  test('are no points that are put right by hand', () => {
    const content = {
      ...plainContent,
      moves: [pointsMoved(9, issued, own)],
      detail: { reasonId: 'mistake', batchId: null },
    };
    expect(standingDaysOf(valueEntryOf(1, { kind: 'adjust', content }))).toEqual([]);
  });
});

describe('points that a member gives away', () => {
  const moves = [pointsMoved(6, own, others), pointsMoved(2, own, others), pointsMoved(1, others, own)];
  const entry = valueEntryOf(1, {
    kind: 'transfer',
    content: { ...plainContent, moves, detail: { toMemberRef: otherMemberRef } },
  });

  test('are what left the purse of the giver on that day', () => {
    expect(standingDaysOf(entry)).toEqual([{ ...none, memberRef, date: '2026-11-21', pointsGiven: 8 }]);
    expect(standingDaysOf({ ...entry, memberRef: null })).toEqual([]);
  });
});

describe('the wallet of a household', () => {
  const tenders = [
    paidBy('wallet', otherMemberRef),
    paidBy('wallet', memberRef),
    paidBy('wallet', null),
    paidBy('points', otherMemberRef),
  ];

  test('counts what was paid with the wallet of somebody else, and no more', () => {
    expect(standingDaysOf(redeemOf(tenders))).toEqual([
      { ...none, memberRef, date: '2026-11-21', householdMinor: 40 },
    ]);
    expect(standingDaysOf({ ...redeemOf(tenders), memberRef: null })).toEqual([]);
  });

  test('counts less by what a refund gives back, on the day of the sale', () => {
    expect(standingDaysOf(refundOf([], [factOf('2026-11-01')], tenders))).toEqual([
      { ...none, memberRef, date: '2026-11-01', householdMinor: -40 },
    ]);
  });

  test('is entered with a limit of the day, and left with none', () => {
    const detail = { headRef: otherMemberRef, dayLimitMinor: minor(50) };
    const entry = valueEntryOf(1, { kind: 'household', content: { ...plainContent, detail } });
    expect(householdSetBy(entry)).toEqual({ memberRef, headRef: otherMemberRef, dayLimitMinor: 50 });
    expect(householdSetBy({ ...entry, memberRef: null })).toBeUndefined();
    expect(householdSetBy(saleEntryOf(1))).toBeUndefined();
  });
});

describe('a tier and an introduction', () => {
  test('are set by entries of their own, each for its member', () => {
    const detail = { fromTierId: 'silver', toTierId: 'gold', cause: 'earned', keptUntil: null } as const;
    const tier = valueEntryOf(1, { kind: 'tierChange', content: { ...plainContent, detail } });
    expect(tierSetBy(tier)).toEqual({ memberRef, tierId: 'gold', keptUntil: null });
    const introduced = { introducerRef: otherMemberRef, guestCodeId: null };
    const refer = valueEntryOf(2, { kind: 'refer', content: { ...plainContent, detail: introduced } });
    expect(referralSetBy(refer)).toEqual({ memberRef, introducerRef: otherMemberRef });
    for (const entry of [{ ...tier, memberRef: null }, { ...refer, memberRef: null }, saleEntryOf(1)]) {
      expect([tierSetBy(entry), referralSetBy(entry)]).toEqual([undefined, undefined]);
    }
  });
});

describe('a reward for a newcomer', () => {
  const counted = { asNewcomer: 0, asIntroducer: 0, fromGuests: 0 };

  function grantOf(cause: GrantDetail['cause'], sourceRef: GrantDetail['sourceRef']) {
    const moves = [pointsMoved(5, issued, own), pointsMoved(3, issued, own)];
    const sketch: ValueSketch = {
      kind: 'grant',
      content: { ...plainContent, moves, detail: { cause, level: 1, sourceRef } },
    };
    return valueEntryOf(1, sketch);
  }

  test('is counted for who is given it, and shows that the newcomer was rewarded for', () => {
    expect(referralRewardsOf(grantOf('referral', otherMemberRef))).toEqual([
      { ...counted, memberRef, asIntroducer: 1, points: 8 },
      { ...counted, memberRef: otherMemberRef, asNewcomer: 1, points: 0 },
    ]);
    expect(referralRewardsOf(grantOf('newcomer', null))).toEqual([
      { ...counted, memberRef, asNewcomer: 1, points: 8 },
    ]);
    expect(referralRewardsOf(grantOf('guest', otherMemberRef))).toEqual([
      { ...counted, memberRef, fromGuests: 1, points: 8 },
    ]);
  });

  test('is no gift of goodwill, none of nobody, and none without a newcomer', () => {
    const others = [grantOf('goodwill', otherMemberRef), grantOf('referral', null), saleEntryOf(1)];
    const ofNobody = { ...grantOf('guest', otherMemberRef), memberRef: null };
    expect([...others, ofNobody].map(referralRewardsOf)).toEqual([[], [], [], []]);
  });
});
