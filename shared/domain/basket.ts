/** What one customer is about to buy. */

import type { Uuid } from '../kernel/ids.ts';
import type { Minor } from './money.ts';
import type { LineId, ProductGroupId, ProductId } from './product.ts';

export type BasketId = Uuid;

/** A plain amount typed by the cashier has no product and no group. */
export type BasketLine = {
  readonly lineId: LineId;
  readonly productId: ProductId | null;
  readonly groupId: ProductGroupId | null;
  readonly unitPriceMinor: Minor;
  /** 1 to `lineQuantityMax`. */
  readonly quantity: number;
};

export const basketLinesMax = 10_000;
export const lineQuantityMax = 9_999;
/** One piece may cost this much at most. */
export const unitPriceMinorMax = 10_000_000_000;
/** A whole basket may cost this much at most before discounts, so that every sum of a sale stays a safe integer. */
export const basketGrossMinorMax = 1_000_000_000_000_000;
