/** What the shop sells. */

import type { Uuid } from '../kernel/ids.ts';
import type { LocalText } from './local-text.ts';
import type { Minor } from './money.ts';

export type ProductId = string;
export type ProductGroupId = string;
export type BrandId = string;

export type ProductGroup = { readonly groupId: ProductGroupId; readonly name: LocalText };

export type Product = {
  readonly productId: ProductId;
  readonly name: LocalText;
  readonly groupId: ProductGroupId;
  /** EAN-13 or EAN-8 digits. */
  readonly barcode: string;
  readonly priceMinor: Minor;
  readonly brandId?: BrandId;
  readonly tags?: readonly string[];
  readonly isReduced?: true;
  readonly taxBasisPoints?: number;
  /** No discount may take one piece below this price. */
  readonly floorPriceMinor?: Minor;
};

export type LineId = Uuid;
