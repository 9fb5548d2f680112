import { describe, expect, test } from 'vitest';
import { minor } from '#shared/domain/money.ts';
import { redeemedOf } from '#shared/ledger/value/redeemed.ts';
import type { Tender } from '#shared/ledger/value/value-details.ts';
import { saleEntryOf } from '#test/support/ledger-entries.ts';
import { testId } from '#test/support/ledger.ts';
import { plainContent, valueEntryOf } from '#test/support/value-entries.ts';

const buyer = testId(1);
const head = testId(2);

function tender(means: Tender['means'], worth: number, holderRef: Tender['holderRef']): Tender {
  const amount = means === 'points' ? worth / 100 : worth;
  const codeId = holderRef === null ? testId(9) : null;
  return { means, amount, worthMinor: minor(worth), codeId, holderRef };
}

const tenders = [
  tender('points', 5_000, buyer),
  tender('wallet', 300, buyer),
  tender('wallet', 200, head),
  tender('giftCard', 700, null),
];

describe('what was redeemed', () => {
  test('is counted in worth by whoever held it, and leaves codes out', () => {
    const detail = { basketId: testId(3), tenders, dueMinor: minor(9_000), outsideMinor: minor(2_800) };
    const entry = valueEntryOf(1, { kind: 'redeem', content: { ...plainContent, detail } });
    expect(redeemedOf(entry)).toEqual([
      { memberRef: buyer, pointsMinor: 5_000, walletMinor: 300 },
      { memberRef: head, pointsMinor: 0, walletMinor: 200 },
    ]);
  });

  test('is given back by a refund', () => {
    const detail = {
      scope: 'lines',
      evidence: 'sale',
      reasonId: 'broken',
      saleEntryId: testId(3),
      lines: [],
      refundMinor: minor(600),
      back: [tender('points', 500, buyer), tender('points', 100, buyer), tender('wallet', 0, head)],
      outsideMinor: minor(0),
      toWalletMinor: minor(0),
    } as const;
    const entry = valueEntryOf(2, { kind: 'refund', content: { ...plainContent, detail } });
    expect(redeemedOf(entry)).toEqual([{ memberRef: buyer, pointsMinor: -600, walletMinor: 0 }]);
  });

  test('is nothing for any other entry', () => {
    expect(redeemedOf(saleEntryOf(1))).toEqual([]);
  });
});
