import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { activitiesOf, offerUsesOf, purchaseDaysOf, stampsOf } from '#shared/ledger/activity.ts';
import { balanceChanges } from '#shared/ledger/balance.ts';
import { postingsOf } from '#shared/ledger/post-entry.ts';
import {
  assertBalanced,
  issuedAccount,
  memberPendingPointsAccount,
  memberPendingWalletAccount,
  memberPointsAccount,
  memberWalletAccount,
  unbalancedUnits,
} from '#shared/ledger/posting.ts';
import type { Posting } from '#shared/ledger/posting.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { enrolEntryOf, saleEntryOf, scoredEntryOf } from '#test/support/ledger-entries.ts';
import { memberRef, richRuleSet } from '#test/support/ledger.ts';
import { anyPricedSale } from '#test/support/pricing-arbitraries.ts';

const anyEntry = anyPricedSale.map(({ ruleSet, input }) => scoredEntryOf(1, ruleSet, input));

function sumOf(postings: readonly Posting[], account: string): number {
  return postings
    .filter((posting) => posting.account === account)
    .reduce((sum, { amount }) => sum + amount, 0);
}

describe('the postings of a sale', () => {
  test('add up to zero for each unit, are numbered, and never move nothing', () => {
    fc.assert(
      fc.property(anyEntry, (entry) => assertBalanced(postingsOf(entry))),
      { numRuns: 300 },
    );
  });

  test('give the member exactly what the score said', () => {
    fc.assert(
      fc.property(anyEntry, (entry) => {
        const postings = postingsOf(entry);
        const points =
          sumOf(postings, memberPointsAccount(memberRef)) +
          sumOf(postings, memberPendingPointsAccount(memberRef));
        const credit =
          sumOf(postings, memberWalletAccount(memberRef)) +
          sumOf(postings, memberPendingWalletAccount(memberRef));
        expect(points).toBe(entry.content.totals.pointsEarned);
        expect(credit).toBe(entry.content.totals.walletCreditMinor);
      }),
      { numRuns: 300 },
    );
  });

  test('make a lot of their own for each offer and unit', () => {
    const entry = saleEntryOf(1);
    expect(
      postingsOf(entry).map(({ line, account, lot, unit, amount }) => [
        line,
        account,
        lot.line,
        unit,
        amount,
      ]),
    ).toEqual([
      [0, memberPointsAccount(memberRef), 0, 'points', entry.content.totals.pointsEarned],
      [1, issuedAccount, 0, 'points', -entry.content.totals.pointsEarned],
      [2, memberWalletAccount(memberRef), 2, 'IRR', entry.content.totals.walletCreditMinor],
      [3, issuedAccount, 2, 'IRR', -entry.content.totals.walletCreditMinor],
    ]);
    expect(new Set(postingsOf(entry).map(({ lot }) => lot.entryId))).toEqual(new Set([entry.entryId]));
  });

  test('hold back what is released later, apart from what is given at once', () => {
    const entry = saleEntryOf(1, { ruleSet: richRuleSet });
    const held = postingsOf(entry).filter(({ account }) => account !== issuedAccount);
    const told = held.map(({ account, unit, amount }) => `${account} ${unit} ${amount}`);
    expect(new Set(told)).toEqual(
      new Set([
        `${memberPendingPointsAccount(memberRef)} points 7`,
        `${memberPointsAccount(memberRef)} points 2`,
        `${memberPendingWalletAccount(memberRef)} IRR 3000`,
      ]),
    );
    expect(new Set(held.map(({ lot }) => lot.line)).size).toBe(3);
  });

  test('are none for an anonymous sale and for an enrolment', () => {
    expect(postingsOf(saleEntryOf(1, { member: null }))).toEqual([]);
    expect(postingsOf(enrolEntryOf(1))).toEqual([]);
  });
});

describe('balanced postings', () => {
  const [plus, minus] = postingsOf(saleEntryOf(1));
  invariant(plus !== undefined && minus !== undefined, 'the sample sale has postings');

  test.each<[string, readonly Posting[], string]>([
    [
      'a unit that does not add up',
      [plus, { ...minus, amount: minus.amount + 1 }],
      'postings add up to zero',
    ],
    ['a number left out', [plus, { ...minus, line: 2 }], 'numbered from 0'],
    ['an amount of 0', [{ ...plus, amount: 0 }, minus], 'not 0'],
    ['an amount past the safe integers', [{ ...plus, amount: 2 ** 53 }, minus], 'whole amount'],
  ])('refuse %s', (_what, postings, message) => {
    expect(() => assertBalanced(postings)).toThrow(message);
  });

  test('are judged unit by unit: points do not pay for money', () => {
    expect(
      unbalancedUnits([
        { ...plus, unit: 'points' },
        { unit: 'IRR', amount: -plus.amount },
      ]),
    ).toEqual(['points', 'IRR']);
  });
});

describe('balance changes', () => {
  test('are the sums of the postings by account and unit, in order of appearance', () => {
    fc.assert(
      fc.property(anyEntry, (entry) => {
        const postings = postingsOf(entry);
        for (const { account, unit, amount } of balanceChanges(postings)) {
          const same = postings.filter((posting) => posting.account === account && posting.unit === unit);
          expect(amount).toBe(same.reduce((sum, posting) => sum + posting.amount, 0));
        }
      }),
    );
  });

  test('leave out what comes to nothing', () => {
    const [plus] = postingsOf(saleEntryOf(1));
    invariant(plus !== undefined, 'the sample sale has postings');
    expect(balanceChanges([plus, { ...plus, line: 1, amount: -plus.amount }])).toEqual([]);
  });
});

describe('a member’s activity', () => {
  test('grows by one visit and the amount paid', () => {
    const entry = saleEntryOf(1);
    expect(activitiesOf(entry)).toEqual([
      {
        memberRef,
        visits: 1,
        spentMinor: entry.content.totals.payableMinor,
        lastVisitAtMs: entry.wallMs,
      },
    ]);
  });

  test('is not touched by an anonymous sale or an enrolment', () => {
    for (const entry of [saleEntryOf(1, { member: null }), enrolEntryOf(1)]) {
      expect(activitiesOf(entry)).toEqual([]);
      expect(purchaseDaysOf(entry)).toEqual([]);
      expect(stampsOf(entry)).toEqual([]);
    }
  });

  test('is counted on the local day of the store, whatever the business day', () => {
    const entry = saleEntryOf(1, { moment: { localDate: '2026-11-22', minuteOfDay: 65 } });
    expect(entry.businessDay).toBe('2026-11-21');
    expect(purchaseDaysOf(entry)[0]?.date).toBe('2026-11-22');
    expect(offerUsesOf(entry).map(({ date }) => date)).toContain('2026-11-22');
  });
});

describe('the uses of offers', () => {
  test('are one of each applied offer at its cost, and none of an offer that was beaten', () => {
    const entry = saleEntryOf(1);
    const applied = entry.content.offers.filter(({ verdict }) => verdict.kind === 'applied');
    expect(offerUsesOf(entry)).toEqual(
      applied.map(({ offerId, costMinor }) => ({
        offerId,
        memberRef,
        date: '2026-11-21',
        uses: 1,
        costMinor,
      })),
    );
    expect(entry.content.offers.length).toBeGreaterThan(applied.length);
  });

  test('count an anonymous sale for nobody in particular', () => {
    const uses = offerUsesOf(saleEntryOf(1, { member: null }));
    expect(uses.map((use) => [use.offerId, use.memberRef])).toEqual([['small', null]]);
  });

  test('of an enrolment are none', () => {
    expect(offerUsesOf(enrolEntryOf(1))).toEqual([]);
  });
});

test('stamps are counted by card, two for each piece of tea', () => {
  const entry = saleEntryOf(1, { ruleSet: richRuleSet, lines: [[1_000, 'tea', 3], [500]] });
  expect(stampsOf(entry)).toEqual([{ memberRef, stampCardId: 'tea-card', stamps: 6 }]);
});
