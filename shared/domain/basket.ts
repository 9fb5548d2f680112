/** What one customer is about to buy. */

import type { Uuid } from '../kernel/ids.ts';
import type { Minor } from './money.ts';
import type { BrandId, LineId, ProductGroupId, ProductId } from './product.ts';

export type BasketId = Uuid;

/** A plain amount typed by the cashier has no product and no group. */
export type BasketLine = {
  readonly lineId: LineId;
  readonly productId: ProductId | null;
  readonly groupId: ProductGroupId | null;
  readonly unitPriceMinor: Minor;
  /** 1 to `lineQuantityMax`. */
  readonly quantity: number;
  readonly brandId?: BrandId;
  /** The product's own tags, such as `fresh` or `clearance`. */
  readonly tags?: readonly string[];
  /** The shelf price is a reduced one already. */
  readonly isReduced?: true;
  /** Tax on this line; 0 when left out. */
  readonly taxBasisPoints?: number;
  /** No discount may take one piece below this price; 0 when left out. */
  readonly floorUnitPriceMinor?: Minor;
};

export const basketLinesMax = 10_000;
export const lineQuantityMax = 9_999;
/** One piece may cost this much at most. */
export const unitPriceMinorMax = 10_000_000_000;
/** A whole basket may cost this much at most before discounts, so that every sum of a sale stays a safe integer. */
export const basketGrossMinorMax = 1_000_000_000_000_000;
