/** Products by what was typed: a piece of a barcode or of a name. */

import { asciiDigits, cleanText } from '#shared/domain/text.ts';
import type { ProductView } from '#shared/contracts/till-views.ts';
import type { ProductInGroup, ProductStore } from '../db/stores/product-store.ts';
import { nameMatch } from './search-terms.ts';

/** Nothing typed shows the first products of the list. */
export function findProducts(products: ProductStore, text: string): ProductView[] {
  const typed = asciiDigits(cleanText(text));
  if (typed === '') return products.first().map(productViewOf);
  const byBarcode = /^\d{3,}$/.test(typed) ? products.withBarcodePrefix(typed) : [];
  const match = nameMatch(text);
  const byName = match === undefined ? [] : products.withName(match);
  const found = new Map([...byBarcode, ...byName].map((product) => [product.productId, product]));
  return [...found.values()].slice(0, productsMax).map(productViewOf);
}

const productsMax = 20;

function productViewOf({ productId, name, groupName, barcode, priceMinor }: ProductInGroup): ProductView {
  return { productId, name, groupName, barcode, priceMinor };
}
