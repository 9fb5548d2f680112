/** Keeps for each sale what was given back of it: never more than it was, and nobody gains by buying and returning. */

import type { Entry } from '#shared/ledger/entry.ts';
import type { FoundPosting } from '#shared/ledger/verify-chain.ts';
import { mustHold } from './violation.ts';

export type SaleWatch = { readonly see: (entry: Entry, postings: readonly FoundPosting[]) => void };

type WatchedSale = {
  readonly paidMinor: number;
  /** Quantities that are left, by line. */
  readonly left: Map<string, number>;
  /** Worth of what paid, and what of it went back, by means. */
  readonly paidBy: Map<string, number>;
  refundedMinor: number;
  outsideBackMinor: number;
  toWalletMinor: number;
  /** What members have more for this sale and everything about it. */
  pointsGained: number;
  moneyGained: number;
  /** What was booked about it, for whoever looks into a violation. */
  readonly story: string[];
};

export function createSaleWatch(): SaleWatch {
  /** By the sale, and by what gave its earnings to another member. */
  const sales = new Map<string, WatchedSale>();
  return {
    see: (entry, postings) => {
      if (entry.kind === 'sale') {
        sales.set(entry.entryId, watched(entry));
      }
      seeOthers(sales, entry, postings);
      const saleId = entry.kind === 'sale' ? entry.entryId : entry.refEntryId;
      const sale = saleId === null ? undefined : sales.get(saleId);
      if (sale === undefined) return;
      if (entry.kind === 'reassign') sales.set(entry.entryId, sale);
      sale.story.push(storyOf(entry, postings));
      for (const { account, unit, amount } of postings) {
        if (!account.startsWith('member:')) continue;
        if (unit === 'points') sale.pointsGained += amount;
        else sale.moneyGained += amount;
      }
      if (entry.kind === 'redeem') {
        for (const { means, worthMinor } of entry.content.detail.tenders)
          raise(sale.paidBy, means, worthMinor);
      }
      if (entry.kind === 'refund') seeRefund(sale, entry);
      // Change is money that was paid in, and stays theirs.
      if (entry.kind === 'topUp') sale.toWalletMinor += postings[0]?.amount ?? 0;
      checkGain(sale, entry);
    },
  };
}

/** Kinds that take what is left of a lot without speaking of its sale. */
const ending: ReadonlySet<Entry['kind']> = new Set<Entry['kind']>(['expire', 'adjust']);

/** What ended or was cancelled by hand cannot be taken back once more. */
function seeOthers(
  sales: ReadonlyMap<string, WatchedSale>,
  entry: Entry,
  postings: readonly FoundPosting[],
): void {
  for (const posting of postings) {
    const { account, unit, amount, lot } = posting;
    const sale = sales.get(lot.entryId);
    if (sale === undefined || lot.entryId === entry.refEntryId || !account.startsWith('member:')) continue;
    if (entry.entryId !== lot.entryId) sale.story.push(storyOf(entry, [posting]));
    if (!ending.has(entry.kind) || amount > 0) continue;
    if (unit === 'points') sale.pointsGained += amount;
    else sale.moneyGained += amount;
  }
}

function watched(entry: Entry & { readonly kind: 'sale' }): WatchedSale {
  return {
    paidMinor: entry.content.totals.payableMinor,
    left: new Map(entry.content.lines.map(({ lineId, quantity }) => [lineId, quantity])),
    paidBy: new Map(),
    refundedMinor: 0,
    outsideBackMinor: 0,
    toWalletMinor: 0,
    pointsGained: 0,
    moneyGained: 0,
    story: [],
  };
}

function seeRefund(sale: WatchedSale, entry: Entry & { readonly kind: 'refund' }): void {
  const { lines, refundMinor, back, outsideMinor, toWalletMinor } = entry.content.detail;
  const { seq } = entry;
  for (const { lineId, quantity } of lines) {
    const left = (sale.left.get(lineId) ?? 0) - quantity;
    mustHold(left >= 0, 'nothing is given back twice', { seq, lineId, left });
    sale.left.set(lineId, left);
  }
  sale.refundedMinor += refundMinor;
  sale.outsideBackMinor += outsideMinor + toWalletMinor;
  sale.toWalletMinor += toWalletMinor;
  const backMinor = back.reduce((sum, { worthMinor }) => sum + worthMinor, 0);
  mustHold(refundMinor === backMinor + outsideMinor + toWalletMinor, 'a refund is the sum of its parts', {
    seq,
  });
  mustHold(sale.refundedMinor <= sale.paidMinor, 'no refund is above the sale', { seq });
  for (const { means, worthMinor } of back) {
    const rest = raise(sale.paidBy, means, -worthMinor);
    mustHold(rest >= 0, 'no means gets back more than it paid', { seq, means, rest });
  }
  if (isUndone(sale)) {
    mustHold(sale.refundedMinor === sale.paidMinor, 'a sale that is undone is paid back to the last unit', {
      seq,
    });
  }
}

/** Of a sale that is wholly undone nobody may have more than what was put into their wallet for it. */
function checkGain(sale: WatchedSale, entry: Entry): void {
  if (entry.kind !== 'refund' || !isUndone(sale)) return;
  const { pointsGained, moneyGained, toWalletMinor, story } = sale;
  mustHold(pointsGained <= 0, 'buying and returning gains no points', {
    seq: entry.seq,
    pointsGained,
    story,
  });
  mustHold(moneyGained <= toWalletMinor, 'buying and returning gains no credit', {
    seq: entry.seq,
    moneyGained,
    toWalletMinor,
    story,
  });
}

function storyOf({ kind, seq }: Entry, postings: readonly FoundPosting[]): string {
  const ofMembers = postings
    .filter(({ account }) => account.startsWith('member:'))
    .map(({ account, amount }) => `${account.slice(-18)} ${amount}`);
  return `${seq} ${kind}: ${ofMembers.join(', ')}`;
}

function isUndone({ left }: WatchedSale): boolean {
  return [...left.values()].every((quantity) => quantity === 0);
}

function raise(book: Map<string, number>, key: string, amount: number): number {
  const sum = (book.get(key) ?? 0) + amount;
  book.set(key, sum);
  return sum;
}
