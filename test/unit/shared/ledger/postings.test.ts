import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { activityOf } from '#shared/ledger/activity.ts';
import { balanceChanges } from '#shared/ledger/balance.ts';
import { postingsOf } from '#shared/ledger/post-entry.ts';
import {
  assertBalanced,
  issuedAccount,
  memberPointsAccount,
  memberWalletAccount,
  unbalancedUnits,
} from '#shared/ledger/posting.ts';
import type { Posting } from '#shared/ledger/posting.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { enrolEntryOf, saleEntryOf } from '#test/support/ledger-entries.ts';
import { memberRef } from '#test/support/ledger.ts';
import { anyLines, anyMember, anyOffers, anyValuation } from '#test/support/scoring-arbitraries.ts';
import { ruleSetOf } from '#test/support/scoring.ts';

const anyEntry = fc
  .tuple(anyOffers, anyValuation, anyLines, anyMember)
  .map(([offers, valuation, lines, facts]) =>
    saleEntryOf(1, {
      ruleSet: ruleSetOf(offers, valuation),
      lines,
      member: facts === null ? null : memberRef,
      ...(facts === null ? {} : { facts }),
    }),
  );

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
        expect(sumOf(postings, memberPointsAccount(memberRef))).toBe(entry.content.totals.pointsEarned);
        expect(sumOf(postings, memberWalletAccount(memberRef))).toBe(entry.content.totals.walletCreditMinor);
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
    expect(activityOf(entry)).toEqual({
      memberRef,
      visits: 1,
      spentMinor: entry.content.totals.payableMinor,
      lastVisitAtMs: entry.wallMs,
    });
  });

  test('is not touched by an anonymous sale or an enrolment', () => {
    expect(activityOf(saleEntryOf(1, { member: null }))).toBeUndefined();
    expect(activityOf(enrolEntryOf(1))).toBeUndefined();
  });
});
