import { describe, expect, test } from 'vitest';
import { minor } from '#shared/domain/money.ts';
import { claimChangeOf } from '#shared/ledger/value/claim-state.ts';
import { codeChangesOf, lotOfGiftCard } from '#shared/ledger/value/code-state.ts';
import type { Tender } from '#shared/ledger/value/value-details.ts';
import { giftCardOf } from '#test/support/codes.ts';
import { saleEntryOf } from '#test/support/ledger-entries.ts';
import { memberRef, testId } from '#test/support/ledger.ts';
import { plainContent, valueEntryOf } from '#test/support/value-entries.ts';
import type { ValueSketch } from '#test/support/value-entries.ts';

function tender(means: Tender['means'], codeId: Tender['codeId']): Tender {
  return { means, amount: 10, worthMinor: minor(10), codeId, holderRef: null };
}

const tenders = [
  tender('coupon', testId(1)),
  tender('giftCard', testId(2)),
  tender('points', null),
  tender('coupon', null),
];

function redeemOf(): ValueSketch {
  const detail = { basketId: testId(9), tenders, dueMinor: minor(40), outsideMinor: minor(0) };
  return { kind: 'redeem', content: { ...plainContent, detail } };
}

function refundOf(scope: 'void' | 'whole' | 'lines'): ValueSketch {
  const detail = {
    scope,
    evidence: 'sale',
    reasonId: 'returned',
    saleEntryId: testId(8),
    lines: [],
    refundMinor: minor(40),
    back: tenders,
    outsideMinor: minor(0),
    toWalletMinor: minor(0),
  } as const;
  return { kind: 'refund', content: { ...plainContent, detail } };
}

describe('a code', () => {
  test('stands as its entry issued it, at its place in it', () => {
    const detail = {
      codeKind: 'guestCard',
      batchId: testId(3),
      refId: null,
      codeIds: [testId(1), testId(2)],
      valueMinor: minor(0),
      usesMax: 1,
      expiresOn: '2027-01-01',
    } as const;
    const entry = valueEntryOf(1, { kind: 'issueCodes', content: { ...plainContent, detail } });
    const { codeIds, ...common } = detail;
    const issued = { ...common, memberRef, issueEntryId: entry.entryId };
    expect(codeChangesOf(entry)).toEqual(
      codeIds.map((codeId, place) => ({ kind: 'issued', code: { ...issued, codeId, place } })),
    );
  });

  test('is used by an entry of its own, and a coupon by paying with it', () => {
    const detail = { codeKind: 'guestCard', codeId: testId(1), basketId: null } as const;
    const used = valueEntryOf(1, { kind: 'useCode', content: { ...plainContent, detail } });
    expect(codeChangesOf(used)).toEqual([{ kind: 'used', codeId: testId(1), uses: 1 }]);
    expect(codeChangesOf(valueEntryOf(2, redeemOf()))).toEqual([
      { kind: 'used', codeId: testId(1), uses: 1 },
    ]);
  });

  test.each(['void', 'whole'] as const)('can be used again once the sale it paid is undone: %s', (scope) => {
    expect(codeChangesOf(valueEntryOf(1, refundOf(scope)))).toEqual([
      { kind: 'used', codeId: testId(1), uses: -1 },
    ]);
  });

  test('stays used where only lines of the sale are given back', () => {
    expect(codeChangesOf(valueEntryOf(1, refundOf('lines')))).toEqual([]);
  });

  test('is cancelled by name', () => {
    const detail = { batchId: null, codeIds: [testId(1)], reasonId: 'leaked' };
    const entry = valueEntryOf(1, { kind: 'cancelCodes', content: { ...plainContent, detail } });
    expect(codeChangesOf(entry)).toEqual([{ kind: 'cancelled', codeId: testId(1) }]);
  });

  test('is untouched by a sale', () => {
    expect(codeChangesOf(saleEntryOf(1))).toEqual([]);
    expect(claimChangeOf(saleEntryOf(1))).toBeUndefined();
  });

  test('of a gift card holds the money of the move at its place', () => {
    const card = giftCardOf({ place: 3 });
    expect(lotOfGiftCard(card)).toEqual({ kind: 'entry', entryId: card.issueEntryId, line: 6 });
  });
});

describe('a claim', () => {
  test('stands as its entry made it', () => {
    const detail = { rewardId: 'mug', count: 2, costPoints: 80, codeId: null };
    const entry = valueEntryOf(1, { kind: 'claim', content: { ...plainContent, detail } });
    expect(claimChangeOf(entry)).toEqual({
      kind: 'claimed',
      claim: { ...detail, claimEntryId: entry.entryId, memberRef, claimedOn: '2026-11-21' },
    });
  });

  test('is closed by being handed over or taken back', () => {
    const claimEntryId = testId(5);
    const handedOver = valueEntryOf(1, {
      kind: 'handOver',
      content: { ...plainContent, detail: { claimEntryId } },
    });
    const cancelled = valueEntryOf(2, {
      kind: 'cancelClaim',
      content: { ...plainContent, detail: { claimEntryId, reasonId: 'mistake' } },
    });
    expect(claimChangeOf(handedOver)).toEqual({ kind: 'closed', claimEntryId, status: 'handedOver' });
    expect(claimChangeOf(cancelled)).toEqual({ kind: 'closed', claimEntryId, status: 'cancelled' });
  });

  test('is never of nobody', () => {
    const detail = { rewardId: 'mug', count: 2, costPoints: 80, codeId: null };
    const entry = valueEntryOf(1, { kind: 'claim', content: { ...plainContent, detail } });
    expect(() => claimChangeOf({ ...entry, memberRef: null })).toThrow('a claim is of a member');
  });
});
