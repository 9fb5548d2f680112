/** A sale that is undone as a whole takes the coupons with it that it gave: nobody buys and gives back for a coupon. */

import type { Uuid } from '#shared/kernel/ids.ts';
import { codesPerEntryMax } from '#shared/ledger/value/decide-codes.ts';
import type { DecidedRefund } from '#shared/ledger/value/decide-refund.ts';
import type { ValueContentOf } from '#shared/ledger/value/value-content.ts';
import type { CodeStore } from '../db/stores/code-store.ts';
import type { SaleAtHand } from './booked-sales.ts';

/** `null` where something is left of the sale, or where it gave no coupon that still stands. */
export type CancelEarnedCoupons = (
  at: SaleAtHand,
  refund: DecidedRefund,
) => ValueContentOf<'cancelCodes'> | null;

export function createCancelEarnedCoupons(codes: Pick<CodeStore, 'codeById'>): CancelEarnedCoupons {
  const isOpen = (codeId: Uuid): boolean => codes.codeById(codeId)?.isCancelled === false;
  return ({ left, about }, { content }) => {
    const { currency, moment, detail } = content;
    const unitsLeft = left.lines.reduce((sum, line) => sum + line.quantityLeft, 0);
    const isEnd = detail.lines.reduce((sum, line) => sum + line.quantity, 0) === unitsLeft;
    const codeIds = about
      .flatMap((entry) => (entry.kind === 'issueCodes' ? entry.content.detail.codeIds : []))
      .filter(isOpen)
      .slice(0, codesPerEntryMax);
    if (!isEnd || codeIds.length === 0) return null;
    const { reasonId } = detail;
    return { currency, moment, moves: [], facts: [], detail: { batchId: null, codeIds, reasonId } };
  };
}
