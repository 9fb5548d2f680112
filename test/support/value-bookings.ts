/** What a till books of value most, any number of times: for counting syncs, for benchmarks, and for long histories. */

import type { SaleToBook, ValueToBook } from '#electron/till/ledger-port.ts';
import { sha256 } from '#electron/till/node-signatures.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { minor } from '#shared/domain/money.ts';
import { uuid } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { valueKey } from '#shared/ledger/operation-key.ts';
import type { AccountRef, LotSource, Move } from '#shared/ledger/value/value-content.ts';
import type { Tender, ValueKind } from '#shared/ledger/value/value-details.ts';
import { operatorId, saleToBook, testId } from './ledger.ts';
import { present } from './present.ts';
import { plainContent } from './value-entries.ts';

/** Whose booking it is, when, and what it is known by. */
export type Booking = { readonly id: Uuid; readonly member: MemberRef; readonly day: IsoDate };

const paidInMinor = 30_000;
const refundedMinor = 20_000;
const dueMinor = minor(100_000);
const clearing: AccountRef = { kind: 'shop', account: 'clearing' };

const sample = saleToBook({ basketId: testId(0) });
/** The line that a refund takes back. */
const refundedLine = present(sample.lines[1]);

/** Two lines and three offers; scored once, because only its booking is looked at. */
export function saleOf({ id, member, day }: Booking): SaleToBook {
  const moment = { ...sample.moment, localDate: day };
  return { ...sample, basketId: id, commandId: id, memberRef: member, businessDay: day, moment };
}

/** Makes one lot, by its first posting. */
export function topUpOf(booking: Booking): ValueToBook {
  const moves = [paidIn(booking.member, paidInMinor)];
  return {
    ...headOf('topUp', booking),
    kind: 'topUp',
    content: { ...contentOf(booking), moves, detail: { cause: 'cash', reasonId: null } },
  };
}

/** Pays a part of the sale with a whole lot that a top-up made. */
export function redemptionOf(booking: Booking, saleEntryId: Uuid, lot: LotSource): ValueToBook {
  const amountMinor = minor(paidInMinor);
  const tender: Tender = {
    means: 'wallet',
    amount: amountMinor,
    worthMinor: amountMinor,
    codeId: null,
    holderRef: booking.member,
  };
  const move: Move = {
    unit: 'money',
    amount: amountMinor,
    from: walletOf(booking.member),
    to: clearing,
    lot,
  };
  const outsideMinor = minor(dueMinor - amountMinor);
  const detail = { basketId: booking.id, tenders: [tender], dueMinor, outsideMinor };
  return {
    ...headOf('redeem', booking),
    refEntryId: saleEntryId,
    kind: 'redeem',
    content: { ...contentOf(booking), moves: [move], detail },
  };
}

/** Gives one line back into the wallet. */
export function refundOf(booking: Booking, saleEntryId: Uuid): ValueToBook {
  const amountMinor = minor(refundedMinor);
  const { lineId } = refundedLine;
  return {
    ...headOf('refund', booking),
    refEntryId: saleEntryId,
    kind: 'refund',
    content: {
      ...contentOf(booking),
      moves: [paidIn(booking.member, refundedMinor)],
      detail: {
        scope: 'lines',
        evidence: 'sale',
        reasonId: 'returned',
        saleEntryId,
        lines: [{ lineId, quantity: 1, refundMinor: amountMinor }],
        refundMinor: amountMinor,
        back: [],
        outsideMinor: minor(0),
        toWalletMinor: amountMinor,
      },
    },
  };
}

/** The n-th id of one of 256 kinds, in rising order within each. */
export function idIn(kind: number, number: number): Uuid {
  const plain = testId(number);
  return uuid(`${plain.slice(0, 24)}${kind.toString(16).padStart(2, '0')}${plain.slice(26)}`);
}

function paidIn(member: MemberRef, amount: number): Move {
  const terms = { origin: 'toppedUp', releaseOn: null, expiresOn: null } as const;
  return { unit: 'money', amount, from: clearing, to: walletOf(member), lot: { kind: 'own', terms } };
}

function walletOf(memberRef: MemberRef): AccountRef {
  return { kind: 'member', memberRef, purse: 'wallet' };
}

function contentOf({ day }: Booking) {
  return { ...plainContent, moment: { ...plainContent.moment, localDate: day } };
}

function headOf(kind: ValueKind, { id, member, day }: Booking) {
  return {
    opKey: valueKey(sha256, kind, id),
    businessDay: day,
    storeId: 'store-1',
    memberRef: member,
    operatorId,
    approverId: null,
    cardLevel: null,
    ruleSetHash: null,
    refEntryId: null,
  } as const;
}
