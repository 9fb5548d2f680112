/** Lines with their prices, and the lines that a selector means. */

import type { BasketLine } from '#shared/domain/basket.ts';
import type { LineId } from '#shared/domain/product.ts';

export type PricedLine = {
  /** Place in the basket, from 0. */
  readonly index: number;
  readonly lineId: LineId;
  readonly unitPriceMinor: number;
  readonly quantity: number;
  readonly grossMinor: number;
  /** No discount may take the line below this; never above `grossMinor`. */
  readonly floorMinor: number;
  readonly line: BasketLine;
};

/** The lines that a selector means, in the order of the basket. */
export type Selection = {
  readonly lines: readonly PricedLine[];
  readonly grossMinor: number;
  readonly quantity: number;
};
