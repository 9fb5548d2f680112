/** A proof from what is left of a till's own sale, and what is left of another till's sale by its proof. */

import type { MemberRef } from '#shared/domain/member.ts';
import { minor } from '#shared/domain/money.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { ValueEntryOf } from '../entry.ts';
import type { ProvenGrant, ProvenLine, SaleProof } from './receipt-proof.ts';
import { proofLinesMax } from './receipt-proof.ts';
import { refusal } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import type { EarnedLeft, LineLeft, SaleLeft, SoldEntry } from './sale-left.ts';
import { tenderLeft } from './tenders-left.ts';
import type { AccountRef, LotSource, Move } from './value-content.ts';
import type { Tender } from './value-details.ts';

type Refund = ValueEntryOf<'refund'>;

/** Refused where nothing is left, and for a sale of more lines than a code holds: that one is given back at its till. */
export function proofOfSale(
  sale: SoldEntry,
  left: SaleLeft,
  receiptNumber: string,
): Result<SaleProof, Refusal<'already_refunded' | 'proof_too_long'>> {
  const lines = left.lines.filter(({ quantityLeft }) => quantityLeft > 0);
  if (lines.length === 0) return err(refusal('already_refunded'));
  if (lines.length > proofLinesMax) return err(refusal('proof_too_long', { lines: proofLinesMax }));
  const products = new Map<Uuid, string | null>(
    sale.content.lines.map(({ lineId, productId }) => [lineId, productId]),
  );
  return ok({
    deviceId: sale.deviceId,
    epoch: sale.epoch,
    seq: sale.seq,
    entryId: sale.entryId,
    receiptNumber,
    soldAtMs: sale.wallMs,
    businessDay: sale.businessDay,
    date: left.date,
    currency: left.currency,
    holderRef: left.holderRef,
    lines: lines.map(({ lineId, quantityLeft, leftMinor }) => ({
      lineId,
      productId: products.get(lineId) ?? null,
      quantity: quantityLeft,
      paidMinor: leftMinor,
    })),
    tenders: left.tenders
      .filter(({ amountLeft, worthLeftMinor }) => amountLeft + worthLeftMinor > 0)
      .map(({ tender, amountLeft, worthLeftMinor }) => ({
        ...tender,
        amount: amountLeft,
        worthMinor: worthLeftMinor,
      })),
    earned: grantsOf(left.earned),
  });
}

function grantsOf(earned: readonly EarnedLeft[]): readonly ProvenGrant[] {
  const sums = new Map<string, ProvenGrant>();
  for (const { memberRef, unit, left } of earned) {
    const key = `${memberRef} ${unit}`;
    sums.set(key, { memberRef, unit, amount: addInt(sums.get(key)?.amount ?? 0, left) });
  }
  return [...sums.values()];
}

/** `refunds`: all that this till booked about the sale, by this proof or another one of it. */
export function leftByProof(proof: SaleProof, refunds: readonly Refund[]): SaleLeft {
  const lines = proof.lines.map((line) => lineLeft(line, refunds));
  const tenders = proof.tenders.map((tender) => tenderLeft(tender, movesOf(tender), refunds));
  const leftMinor = addInt(...lines.map((line) => line.leftMinor));
  const outsideLeftMinor = leftMinor - addInt(...tenders.map(({ worthLeftMinor }) => worthLeftMinor));
  const parts = { lines, leftMinor: minor(leftMinor), tenders, outsideLeftMinor: minor(outsideLeftMinor) };
  return {
    saleEntryId: proof.entryId,
    holderRef: proof.holderRef,
    currency: proof.currency,
    date: proof.date,
    businessDay: proof.businessDay,
    paidMinor: minor(addInt(...proof.lines.map(({ paidMinor }) => paidMinor))),
    ...(isTooMuch(parts) ? nothingOf(lines) : parts),
    earned: proof.earned.map((grant) => earnedLeft(grant, refunds)).filter(({ left }) => left > 0),
    // Counted by the till that sold: this one never saw the visit, the offers or the stamps.
    visits: 0,
    offerUses: [],
    stamps: [],
    stampsKept: [],
    tierProgress: 0,
  };
}

type Parts = Pick<SaleLeft, 'lines' | 'leftMinor' | 'tenders' | 'outsideLeftMinor'>;

/** A proof that was made after both tills had given something back says less than this till gave already. */
function isTooMuch({ lines, tenders, outsideLeftMinor }: Parts): boolean {
  return (
    outsideLeftMinor < 0 ||
    lines.some(({ quantityLeft, leftMinor }) => quantityLeft < 0 || leftMinor < 0) ||
    tenders.some(({ amountLeft, worthLeftMinor }) => amountLeft < 0 || worthLeftMinor < 0)
  );
}

function nothingOf(lines: readonly LineLeft[]): Parts {
  const gone = lines.map((line) => ({ ...line, quantityLeft: 0, leftMinor: minor(0) }));
  return { lines: gone, leftMinor: minor(0), tenders: [], outsideLeftMinor: minor(0) };
}

function lineLeft({ lineId, quantity, paidMinor }: ProvenLine, refunds: readonly Refund[]): LineLeft {
  const back = refunds
    .flatMap(({ content }) => content.detail.lines)
    .filter((refunded) => refunded.lineId === lineId);
  return {
    lineId,
    quantitySold: quantity,
    quantityLeft: quantity - addInt(...back.map((refunded) => refunded.quantity)),
    paidMinor,
    leftMinor: minor(paidMinor - addInt(...back.map(({ refundMinor }) => refundMinor))),
  };
}

/** The lots themselves lie in the other till's ledger: what goes back or is taken back makes a lot here. */
const lotMadeHere: LotSource = {
  kind: 'own',
  terms: { origin: 'refunded', releaseOn: null, expiresOn: null },
};
const paidWith: AccountRef = { kind: 'shop', account: 'redeemed' };

function movesOf({ means, amount, codeId, holderRef }: Tender): readonly Move[] {
  const from = accountThatPaid(means, codeId, holderRef);
  if (from === undefined || amount === 0) return [];
  return [{ unit: means === 'points' ? 'points' : 'money', amount, from, to: paidWith, lot: lotMadeHere }];
}

/** `undefined` for a coupon, of which nothing moved. */
function accountThatPaid(
  means: Tender['means'],
  codeId: Uuid | null,
  holderRef: MemberRef | null,
): AccountRef | undefined {
  if (means === 'giftCard' && codeId !== null) return { kind: 'giftCard', codeId };
  if (holderRef === null) return undefined;
  return { kind: 'member', memberRef: holderRef, purse: means === 'points' ? 'points' : 'wallet' };
}

function earnedLeft({ memberRef, unit, amount }: ProvenGrant, refunds: readonly Refund[]): EarnedLeft {
  const taken = refunds
    .flatMap(({ content }) => content.moves)
    .filter(
      ({ unit: moved, from, to }) =>
        moved === unit &&
        from.kind === 'member' &&
        from.memberRef === memberRef &&
        to.kind === 'shop' &&
        to.account === 'issued',
    );
  const left = amount - addInt(...taken.map((move) => move.amount));
  return { memberRef, unit, lot: lotMadeHere, left, held: 0, isReward: false };
}
