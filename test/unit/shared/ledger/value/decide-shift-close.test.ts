import { describe, expect, test } from 'vitest';
import { currency, minor } from '#shared/domain/money.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import { addToShift, decideShiftClose, emptyShift } from '#shared/ledger/value/decide-shift-close.ts';
import type { AccountRef, Move } from '#shared/ledger/value/value-content.ts';
import { enrolEntryOf, saleEntryOf } from '#test/support/ledger-entries.ts';
import { memberRef, testId } from '#test/support/ledger.ts';
import { plainContent, valueEntryOf } from '#test/support/value-entries.ts';

const headHash = new Uint8Array(32).fill(7);
const moment = plainContent.moment;
const irr = currency('IRR');

const wallet: AccountRef = { kind: 'member', memberRef, purse: 'wallet' };
const drawer: AccountRef = { kind: 'shop', account: 'clearing' };
const terms = { origin: 'toppedUp', releaseOn: null, expiresOn: null } as const;

function move(from: AccountRef, to: AccountRef, amount: number, unit: Move['unit'] = 'money'): Move {
  return { unit, amount, from, to, lot: { kind: 'own', terms } };
}

function shiftOf(firstSeq: number, entries: readonly Entry[]) {
  return entries.reduce(addToShift, emptyShift(firstSeq));
}

const redeemed = (seq: number) =>
  valueEntryOf(seq, {
    kind: 'redeem',
    content: {
      ...plainContent,
      detail: {
        basketId: testId(3),
        tenders: [
          { means: 'points', amount: 30, worthMinor: minor(3_000), codeId: null, holderRef: memberRef },
          { means: 'wallet', amount: 40, worthMinor: minor(40), codeId: null, holderRef: memberRef },
        ],
        dueMinor: minor(10_000),
        outsideMinor: minor(6_960),
      },
    },
  });
const toppedUp = (seq: number, moves: readonly Move[]) =>
  valueEntryOf(seq, {
    kind: 'topUp',
    content: { ...plainContent, moves, detail: { cause: 'cash', reasonId: null } },
  });
const refunded = (seq: number) =>
  valueEntryOf(seq, {
    kind: 'refund',
    content: {
      ...plainContent,
      moves: [move(drawer, wallet, 55)],
      detail: {
        scope: 'whole',
        evidence: 'sale',
        reasonId: 'broken',
        saleEntryId: testId(3),
        lines: [],
        refundMinor: minor(500),
        back: [],
        outsideMinor: minor(445),
        toWalletMinor: minor(55),
      },
    },
  });
const epochStart = (seq: number, missingFromSeq: number, missingToSeq: number) =>
  valueEntryOf(seq, {
    kind: 'epochStart',
    content: {
      ...plainContent,
      detail: {
        cause: 'rebuilt',
        previousEpoch: 1,
        knownSeq: 9,
        knownHash: headHash,
        missingFromSeq,
        missingToSeq,
      },
    },
  });

describe('closing a shift', () => {
  test('counts its entries by kind and names the head that it closes', () => {
    const shift = shiftOf(4, [saleEntryOf(4), enrolEntryOf(5), saleEntryOf(6)]);
    const { detail, moves, facts } = decideShiftClose({ shift, headHash, currency: irr, moment });
    expect([moves, facts]).toEqual([[], []]);
    const sold = saleEntryOf(4).content.totals.payableMinor + saleEntryOf(6).content.totals.payableMinor;
    expect(detail).toEqual({
      firstSeq: 4,
      entries: 3,
      headHash,
      byKind: [
        { kind: 'enrol', entries: 1 },
        { kind: 'sale', entries: 2 },
      ],
      outsideMinor: sold,
    });
  });

  test('closes a shift in which nothing happened like any other', () => {
    const { detail } = decideShiftClose({ shift: emptyShift(1), headHash, currency: irr, moment });
    expect(detail).toMatchObject({ firstSeq: 1, entries: 0, byKind: [], outsideMinor: 0 });
  });

  test('counts the money that passed the drawer, and nothing that points, wallets and codes paid', () => {
    const sold = saleEntryOf(1).content.totals.payableMinor;
    const soldAndRedeemed = shiftOf(1, [saleEntryOf(1), redeemed(2)]);
    expect(soldAndRedeemed.outsideMinor).toBe(sold - 3_040);
    const paidIn = toppedUp(1, [move(drawer, wallet, 900), move(drawer, wallet, 5, 'points')]);
    expect(shiftOf(1, [paidIn]).outsideMinor).toBe(900);
    const paidFromWallet = toppedUp(1, [move(wallet, drawer, 70), move(drawer, wallet, 70)]);
    expect(shiftOf(1, [paidFromWallet]).outsideMinor).toBe(0);
    expect(shiftOf(1, [refunded(1)]).outsideMinor).toBe(-445);
  });

  test('says which entries an earlier rebuilding found to be lost', () => {
    expect(shiftOf(1, [epochStart(1, 10, 12)]).missing).toEqual([{ fromSeq: 10, toSeq: 12 }]);
    expect(shiftOf(1, [epochStart(1, 0, 0)]).missing).toEqual([]);
  });

  test('never leaves an entry out', () => {
    expect(() => shiftOf(1, [saleEntryOf(1), saleEntryOf(3)])).toThrow('follow each other');
  });
});
