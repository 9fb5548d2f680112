import { describe, expect, test } from 'vitest';
import { minor } from '#shared/domain/money.ts';
import { hexToBytes } from '#shared/kernel/hex.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { parseEntry } from '#shared/ledger/entry-body.ts';
import {
  householdSetBy,
  referralRewardsOf,
  referralSetBy,
  standingDaysOf,
  tierSetBy,
} from '#shared/ledger/value/standing-changes.ts';
import type { Move } from '#shared/ledger/value/value-content.ts';
import type { GrantDetail, RefundDetail, Tender } from '#shared/ledger/value/value-details.ts';
import { formerTill } from '#test/support/former-till.ts';
import { enrolEntryOf, saleEntryOf } from '#test/support/ledger-entries.ts';
import { memberRef, otherMemberRef, richRuleSet, testId } from '#test/support/ledger.ts';
import { activityEntryOf } from '#test/support/ledger-rewards.ts';
import { entryUuid } from '#test/support/lots.ts';
import { plainContent, valueEntryOf } from '#test/support/value-entries.ts';

const issued = { kind: 'shop', account: 'issued' } as const;
const pointsOf = (ref: Uuid) => ({ kind: 'member', memberRef: ref, purse: 'points' }) as const;
const source = { kind: 'entry', entryId: entryUuid(5), line: 0 } as const;
const move = (changed: Pick<Move, 'from' | 'to' | 'amount'> & Partial<Move>): Move => ({
  unit: 'points',
  lot: source,
  ...changed,
});
const tender: Tender = {
  means: 'wallet',
  amount: 700,
  worthMinor: minor(700),
  codeId: null,
  holderRef: otherMemberRef,
};
const refund: RefundDetail = {
  scope: 'whole',
  evidence: 'sale',
  reasonId: 'returned',
  saleEntryId: testId(1),
  lines: [],
  refundMinor: minor(700),
  back: [tender],
  outsideMinor: minor(0),
  toWalletMinor: minor(0),
};
const noFact = {
  memberRef,
  date: '2026-11-21',
  visits: 0,
  spentMinor: minor(0),
  offerUses: [],
  stamps: [],
  pointsEarned: 0,
  tierProgress: 0,
};
const day = { pointsEarned: 0, tierProgress: 0, pointsGiven: 0, householdMinor: 0, date: '2026-11-21' };

describe('what counts toward a tier and a limit of the day', () => {
  test('a sale and a rewarded activity count what their applied offers earned, an enrolment nothing', () => {
    const sale = saleEntryOf(1, { basketId: testId(1), ruleSet: richRuleSet });
    expect(standingDaysOf(sale)).toEqual([{ ...day, memberRef, pointsEarned: 9 }]);
    expect(standingDaysOf({ ...sale, memberRef: null })).toEqual([]);
    const activity = activityEntryOf(2);
    expect(standingDaysOf(activity)).toMatchObject([{ memberRef, date: '2026-11-21' }]);
    expect(standingDaysOf(enrolEntryOf(3))).toEqual([]);
  });

  test('a sale of the first release counts on its business day, and gives no progress', () => {
    const sales = formerTill().entries.flatMap(({ body }) => {
      const bytes = hexToBytes(body);
      const entry = bytes === undefined ? undefined : parseEntry(bytes);
      return entry?.kind === 'sale' && entry.memberRef !== null ? [entry] : [];
    });
    expect(sales.length).toBeGreaterThan(0);
    for (const sale of sales) {
      const { pointsEarned } = sale.content.totals;
      const counted = { ...day, memberRef: sale.memberRef, date: sale.businessDay, pointsEarned };
      expect(standingDaysOf(sale)).toEqual(pointsEarned === 0 ? [] : [counted]);
    }
  });

  test('progress that offers give counts beside the points, of the offers that applied alone', () => {
    const sale = saleEntryOf(1, { basketId: testId(1), ruleSet: richRuleSet });
    const offers = sale.content.offers.map((offer, place) => ({
      ...offer,
      verdict: place === 0 ? ({ kind: 'declined' } as const) : ({ kind: 'applied' } as const),
      items: [
        { kind: 'tierProgress' as const, refId: null, count: 3, worthMinor: minor(0), expireAfterDays: null },
      ],
    }));
    const changed = { ...sale, content: { ...sale.content, offers } };
    const [counted] = standingDaysOf(changed);
    expect(counted?.tierProgress).toBe(3 * (offers.length - 1));
  });

  test('a refund takes what was earned from the day that it names, and leaves points that had paid or were a reward', () => {
    const entry = valueEntryOf(4, {
      kind: 'refund',
      content: {
        ...plainContent,
        facts: [
          {
            ...noFact,
            date: '2026-11-01',
            visits: -1,
            spentMinor: minor(-700),
            pointsEarned: -5,
            tierProgress: -2,
          },
        ],
        moves: [
          move({ from: pointsOf(memberRef), to: issued, amount: 5 }),
          move({ from: { kind: 'shop', account: 'redeemed' }, to: pointsOf(memberRef), amount: 9 }),
          move({ from: pointsOf(otherMemberRef), to: issued, amount: 7 }),
          move({ unit: 'money', from: pointsOf(memberRef), to: issued, amount: 2 }),
        ],
        detail: refund,
      },
    });
    expect(standingDaysOf(entry)).toEqual([
      { ...day, memberRef, date: '2026-11-01', pointsEarned: -5, tierProgress: -2 },
      { ...day, memberRef, date: '2026-11-01', householdMinor: -700 },
    ]);
  });

  test('a sale that gets another member takes from one what it gives to the other', () => {
    const detail = { saleEntryId: testId(1), fromMemberRef: otherMemberRef, offers: [] };
    const facts = [
      { ...noFact, memberRef: otherMemberRef, pointsEarned: -8, tierProgress: -1 },
      { ...noFact, pointsEarned: 9, tierProgress: 1 },
    ];
    const entry = valueEntryOf(5, { kind: 'reassign', content: { ...plainContent, facts, detail } });
    expect(standingDaysOf(entry)).toEqual([
      { ...day, memberRef: otherMemberRef, pointsEarned: -8, tierProgress: -1 },
      { ...day, memberRef, pointsEarned: 9, tierProgress: 1 },
    ]);
  });

  test('what is paid from another’s wallet counts against the day, one’s own wallet and points do not', () => {
    const tenders: readonly Tender[] = [
      tender,
      { ...tender, holderRef: memberRef },
      { ...tender, holderRef: null },
      { ...tender, means: 'points' },
    ];
    const detail = { basketId: testId(1), tenders, dueMinor: minor(700), outsideMinor: minor(0) };
    const entry = valueEntryOf(6, { kind: 'redeem', content: { ...plainContent, detail } });
    expect(standingDaysOf(entry)).toEqual([{ ...day, memberRef, householdMinor: 700 }]);
    expect(standingDaysOf({ ...entry, memberRef: null })).toEqual([]);
  });

  test('points that are given count once, though they move twice', () => {
    const moves = [
      move({ from: pointsOf(memberRef), to: issued, amount: 30 }),
      move({ from: issued, to: pointsOf(otherMemberRef), amount: 30 }),
    ];
    const detail = { toMemberRef: otherMemberRef };
    const entry = valueEntryOf(7, { kind: 'transfer', content: { ...plainContent, moves, detail } });
    expect(standingDaysOf(entry)).toEqual([{ ...day, memberRef, pointsGiven: 30 }]);
    expect(standingDaysOf({ ...entry, memberRef: null })).toEqual([]);
  });
});

describe('what an entry sets', () => {
  const sale = saleEntryOf(1, { basketId: testId(1) });

  test('a tier, an introducer and a household are those of the member that the entry names', () => {
    const tier = valueEntryOf(8, {
      kind: 'tierChange',
      content: {
        ...plainContent,
        detail: { fromTierId: 'bronze', toTierId: 'gold', cause: 'earned', keptUntil: '2027-01-01' },
      },
    });
    expect(tierSetBy(tier)).toEqual({ memberRef, tierId: 'gold', keptUntil: '2027-01-01' });
    const refer = valueEntryOf(9, {
      kind: 'refer',
      content: { ...plainContent, detail: { introducerRef: otherMemberRef, guestCodeId: null } },
    });
    expect(referralSetBy(refer)).toEqual({ memberRef, introducerRef: otherMemberRef });
    const household = valueEntryOf(10, {
      kind: 'household',
      content: { ...plainContent, detail: { headRef: otherMemberRef, dayLimitMinor: minor(9) } },
    });
    expect(householdSetBy(household)).toEqual({ memberRef, headRef: otherMemberRef, dayLimitMinor: 9 });
    for (const setBy of [tierSetBy, referralSetBy, householdSetBy]) {
      expect(setBy(sale)).toBeUndefined();
      expect([tier, refer, household].map((entry) => setBy({ ...entry, memberRef: null }))).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
    }
    expect(standingDaysOf(tier)).toEqual([]);
  });

  test('a reward counts for who gets it, and for the newcomer whose purchase led to it', () => {
    const grant = (detail: GrantDetail) =>
      valueEntryOf(11, {
        kind: 'grant',
        content: {
          ...plainContent,
          moves: [move({ from: issued, to: pointsOf(memberRef), amount: 40 })],
          detail,
        },
      });
    const none = { asNewcomer: 0, asIntroducer: 0, fromGuests: 0 };
    const referral = grant({ cause: 'referral', level: 1, sourceRef: otherMemberRef });
    expect(referralRewardsOf(referral)).toEqual([
      { ...none, memberRef, asIntroducer: 1, points: 40 },
      { ...none, memberRef: otherMemberRef, asNewcomer: 1, points: 0 },
    ]);
    expect(referralRewardsOf(grant({ cause: 'newcomer', level: 0, sourceRef: null }))).toEqual([
      { ...none, memberRef, asNewcomer: 1, points: 40 },
    ]);
    expect(referralRewardsOf(grant({ cause: 'guest', level: 1, sourceRef: null }))).toEqual([
      { ...none, memberRef, fromGuests: 1, points: 40 },
    ]);
    expect(referralRewardsOf(grant({ cause: 'goodwill', level: 0, sourceRef: otherMemberRef }))).toEqual([]);
    expect(referralRewardsOf(grant({ cause: 'referral', level: 1, sourceRef: null }))).toEqual([]);
    expect(referralRewardsOf({ ...referral, memberRef: null })).toEqual([]);
    expect(referralRewardsOf(sale)).toEqual([]);
  });
});
