/** The operations of the crash tests: the n-th of a kind is the same operation in every process. */

import path from 'node:path';
import { backupLedger } from '#electron/till/durability/backup-ledger.ts';
import type { LedgerOfTill } from '#electron/till/ledger.ts';
import type { ValueToBook } from '#electron/till/ledger-port.ts';
import { sha256 } from '#electron/till/node-signatures.ts';
import { minor } from '#shared/domain/money.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { valueKey } from '#shared/ledger/operation-key.ts';
import { takeLots } from '#shared/ledger/value/take-lots.ts';
import type { Move } from '#shared/ledger/value/value-content.ts';
import type { ValueKind } from '#shared/ledger/value/value-details.ts';
import {
  enrolmentToBook,
  ledgerKeys,
  memberRef,
  operatorId,
  saleToBook,
  testId,
} from '#test/support/ledger.ts';
import { plainContent } from '#test/support/value-entries.ts';
import type { CrashTill } from './crash-till.ts';

/** Asked twice, it is booked once. */
export type CrashOperation = (till: CrashTill) => ReturnType<LedgerOfTill['bookSale']>;

/** Inside the data folder. */
export const backupFolder = 'backups';
const today = plainContent.moment.localDate;
const topUpMinor = 500_000;
const redeemedMinor = 30_000;
const refundedMinor = 20_000;

export function sale(number: number): CrashOperation {
  const sold = saleToBook({ basketId: testId(number) });
  return ({ ledger }) => ledger.bookSale(sold);
}

/** A sale, and a copy of the ledger after it, in the place of the one before. */
export function backedUpSale(number: number): CrashOperation {
  const sell = sale(number);
  return (till) => {
    const sold = sell(till);
    const { path: file } = till.db;
    const folder = path.join(path.dirname(file), backupFolder);
    const copied = backupLedger(
      { file, key: ledgerKeys.databaseKey, nativeBinding: null },
      { folder, day: today },
    );
    invariant(copied.ok, 'the copy is made');
    return sold;
  };
}

export function enrolment(number: number): CrashOperation {
  const enrolled = enrolmentToBook({ commandId: testId(number), memberRef: testId(number + 1_000_000) });
  return ({ ledger }) => ledger.bookEnrolment(enrolled);
}

export function topUp(number: number): CrashOperation {
  return ({ ledger }) =>
    ledger.bookValue({
      ...valueOf('topUp', testId(number)),
      kind: 'topUp',
      content: { ...plainContent, moves: [paidIn(topUpMinor)], detail: { cause: 'cash', reasonId: null } },
    });
}

/** A sale paid in part from the wallet: two entries in one transaction. */
export function redemption(number: number): CrashOperation {
  const basketId = testId(number);
  const sold = saleToBook({ basketId });
  return ({ ledger }) =>
    ledger.bookSale({
      ...sold,
      followedBy: (saleEntryId) => [redeemed(ledger, basketId, saleEntryId)],
    });
}

/** Of the sale with the same number, which comes before. */
export function refund(number: number): CrashOperation {
  return ({ ledger }) => {
    const refunded = ledger.saleByBasket(testId(number));
    invariant(refunded !== undefined, 'what is refunded was sold');
    return ledger.bookValue({
      ...valueOf('refund', testId(number)),
      refEntryId: refunded.entryId,
      kind: 'refund',
      content: {
        ...plainContent,
        moves: [paidIn(refundedMinor)],
        detail: {
          scope: 'lines',
          evidence: 'sale',
          reasonId: 'returned',
          saleEntryId: refunded.entryId,
          lines: refunded.lines.slice(1).map(({ lineId }) => ({
            lineId,
            quantity: 1,
            refundMinor: minor(refundedMinor),
          })),
          refundMinor: minor(refundedMinor),
          back: [],
          outsideMinor: minor(0),
          toWalletMinor: minor(refundedMinor),
        },
      },
    });
  };
}

function redeemed(ledger: LedgerOfTill, basketId: Uuid, saleEntryId: Uuid): ValueToBook {
  const lots = ledger.ownLots(memberRef).filter(({ unit }) => unit === 'money');
  const draws = takeLots(lots, redeemedMinor, today);
  invariant(draws.ok, 'the wallet was filled before');
  const amountMinor = minor(redeemedMinor);
  return {
    ...valueOf('redeem', basketId),
    refEntryId: saleEntryId,
    kind: 'redeem',
    content: {
      ...plainContent,
      moves: draws.value.map(({ lot, amount }) => ({
        unit: 'money',
        amount,
        from: { kind: 'member', memberRef, purse: 'wallet' },
        to: { kind: 'shop', account: 'clearing' },
        lot: lot.source,
      })),
      detail: {
        basketId,
        tenders: [
          {
            means: 'wallet',
            amount: amountMinor,
            worthMinor: amountMinor,
            codeId: null,
            holderRef: memberRef,
          },
        ],
        dueMinor: minor(100_000),
        outsideMinor: minor(100_000 - redeemedMinor),
      },
    },
  };
}

function paidIn(amount: number): Move {
  return {
    unit: 'money',
    amount,
    from: { kind: 'shop', account: 'clearing' },
    to: { kind: 'member', memberRef, purse: 'wallet' },
    lot: { kind: 'own', terms: { origin: 'toppedUp', releaseOn: null, expiresOn: null } },
  };
}

function valueOf(kind: ValueKind, id: Uuid) {
  return {
    opKey: valueKey(sha256, kind, id),
    businessDay: today,
    storeId: 'store-1',
    memberRef,
    operatorId,
    approverId: null,
    cardLevel: null,
    ruleSetHash: null,
    refEntryId: null,
  } as const;
}
