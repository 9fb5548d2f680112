/** What only HQ can see: more given back than was sold, a code used too often, a gift card below 0. */

import type { Uuid } from '#shared/kernel/ids.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import { parseEntry } from '#shared/ledger/entry-body.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import type { LineLeft } from '#shared/ledger/value/sale-left.ts';
import { saleLeft } from '#shared/ledger/value/sale-left.ts';
import type { HqTransaction } from '../db/hq-tables.ts';
import { flagLater, salesByIds } from '../db/stores/truth/counted-entries.ts';
import { accountsBelowZero, overusedCodes, refundLinesOf } from '../db/stores/truth/judged-over-tills.ts';
import type { OverusedCode, RefundLine } from '../db/stores/truth/judged-over-tills.ts';
import { segmentsAfter } from '../db/stores/truth/segments-to-count.ts';
import { grouped } from './grouped.ts';
import { ifWhole } from './if-whole.ts';
import type { CountingEntry } from './judge-entry.ts';
import { bodiesOf } from './read-entries.ts';
import type { ReadPorts } from './read-entries.ts';

export type FlaggedOverTills = {
  readonly refunds: readonly Uuid[];
  readonly codeUses: readonly Uuid[];
};

/** Called after the entries were written; flags them, and others that came earlier, and names them. */
export async function judgeOverTills(
  transaction: HqTransaction,
  counted: readonly CountingEntry[],
  ports: ReadPorts,
): Promise<FlaggedOverTills> {
  const refunds = await refundsAboveSales(transaction, counted, ports);
  const codeUses = await usesAboveLimit(transaction, counted);
  await flagLater(transaction, refunds, 'refund_above_original');
  await flagLater(transaction, codeUses, 'code_used_twice');
  await flagLater(transaction, await spentGiftCards(transaction, counted), 'balance_exceeded');
  return { refunds, codeUses };
}

/** Of the refunds of sales that came now, and of all sales of which something was given back now. */
async function refundsAboveSales(
  transaction: HqTransaction,
  counted: readonly CountingEntry[],
  ports: ReadPorts,
): Promise<readonly Uuid[]> {
  const sales = new Map(
    counted.flatMap(({ entry }) => (entry.kind === 'sale' ? [[entry.entryId, entry] as const] : [])),
  );
  const named = counted.flatMap(({ changes }) => changes.refunded?.saleEntryId ?? []);
  const lines = await refundLinesOf(transaction, [...new Set([...named, ...sales.keys()])]);
  const earlier = await storedSales(
    transaction,
    [...new Set(lines.map((line) => line.saleEntryId))].filter((entryId) => !sales.has(entryId)),
    ports,
  );
  const all = new Map<Uuid, Entry>([...sales, ...earlier]);
  const excess = [...grouped(lines, (line) => line.saleEntryId)].flatMap(([saleEntryId, ofSale]) => {
    const sale = all.get(saleEntryId);
    // A sale that is not here yet is judged when it comes.
    const sold = sale?.kind === 'sale' ? ifWhole(() => saleLeft(sale, [], []).lines) : undefined;
    return sold === undefined ? [] : refundsAbove(sold, ofSale);
  });
  return [...new Set(excess)];
}

/** Ids rise with time: those that came last are too much, in whatever order they reached HQ. */
export function refundsAbove(sold: readonly LineLeft[], refunded: readonly RefundLine[]): readonly Uuid[] {
  return [...grouped(refunded, (line) => line.lineId)].flatMap(([lineId, ofLine]) => {
    const line = sold.find((candidate) => candidate.lineId === lineId);
    let quantityLeft = line?.quantitySold ?? 0;
    let minorLeft = line?.paidMinor ?? 0;
    return ofLine.toSorted(byEntryId).flatMap(({ entryId, quantity, refundMinor }) => {
      const isAbove = quantity > quantityLeft || refundMinor > minorLeft;
      if (isAbove) return [entryId];
      quantityLeft -= quantity;
      minorLeft -= refundMinor;
      return [];
    });
  });
}

function byEntryId(left: { readonly entryId: string }, right: { readonly entryId: string }): number {
  if (left.entryId === right.entryId) return 0;
  return left.entryId < right.entryId ? -1 : 1;
}

async function storedSales(
  transaction: HqTransaction,
  entryIds: readonly Uuid[],
  ports: ReadPorts,
): Promise<readonly (readonly [Uuid, Entry])[]> {
  const found: (readonly [Uuid, Entry])[] = [];
  for (const { entryId, seq, ...chain } of await salesByIds(transaction, entryIds)) {
    const [segment] = await segmentsAfter(transaction, { ...chain, afterSeq: seq - 1 }, 1);
    const body = segment && bodiesOf(segment, ports)[seq - segment.fromSeq];
    const entry = body && parseEntry(body);
    if (entry?.entryId === entryId) found.push([entryId, entry]);
  }
  return found;
}

async function usesAboveLimit(
  transaction: HqTransaction,
  counted: readonly CountingEntry[],
): Promise<readonly Uuid[]> {
  const codeIds = counted.flatMap(({ changes }) =>
    changes.codes.map((change) => (change.kind === 'issued' ? change.code.codeId : change.codeId)),
  );
  const overused = await overusedCodes(transaction, [...new Set(codeIds)]);
  return [...new Set(overused.flatMap(usesAbove))];
}

/** What was taken back makes room for a use, whenever that was. */
export function usesAbove({ usesMax, uses }: OverusedCode): readonly Uuid[] {
  let left = usesMax - addInt(...uses.filter((use) => use.uses < 0).map((use) => use.uses));
  return uses
    .filter((use) => use.uses > 0)
    .toSorted(byEntryId)
    .flatMap(({ entryId, uses: more }) => {
      left -= more;
      return left < 0 ? [entryId] : [];
    });
}

async function spentGiftCards(
  transaction: HqTransaction,
  counted: readonly CountingEntry[],
): Promise<readonly Uuid[]> {
  const taken = counted.flatMap(({ entry, changes }) =>
    changes.accounts
      .filter(({ account, amount }) => amount < 0 && account.startsWith('gift_card:'))
      .map(({ account }) => ({ account, entryId: entry.entryId })),
  );
  const below = new Set(
    await accountsBelowZero(transaction, [...new Set(taken.map(({ account }) => account))]),
  );
  return [...new Set(taken.filter(({ account }) => below.has(account)).map(({ entryId }) => entryId))];
}
