/** Products by id, by barcode and by name. */

import type { LocalText } from '#shared/domain/local-text.ts';
import { minor } from '#shared/domain/money.ts';
import type { Product } from '#shared/domain/product.ts';
import type { ReadDb, SqlRow } from '../database.ts';
import { integerOf, textOf } from '../row.ts';
import { localTextOf } from './chain-store.ts';
import { lineFactsOf } from './line-facts.ts';

export type ProductInGroup = Product & { readonly groupName: LocalText };

export type ProductStore = {
  readonly byId: (productId: string) => ProductInGroup | undefined;
  readonly byBarcode: (barcode: string) => ProductInGroup | undefined;
  readonly withBarcodePrefix: (digits: string) => readonly ProductInGroup[];
  /** `match` is a query of the search index, made by `nameMatch`. */
  readonly withName: (match: string) => readonly ProductInGroup[];
  /** The first of the list, for a search that says nothing yet. */
  readonly first: () => readonly ProductInGroup[];
};

export const foundProductsMax = 20;

const columns = `p.product_id, p.name_fa, p.name_en, p.group_id, p.barcode, p.price_minor, p.brand_id, p.tags,
    p.is_reduced, p.tax_basis_points, p.floor_price_minor, g.name_fa AS group_name_fa, g.name_en AS group_name_en`;
const fromProducts = 'FROM product AS p JOIN product_group AS g ON g.group_id = p.group_id';

export const productQueries = {
  byId: `SELECT ${columns} ${fromProducts} WHERE p.product_id = ?`,
  byBarcode: `SELECT ${columns} ${fromProducts} WHERE p.barcode = ?`,
  withBarcodePrefix: `SELECT ${columns} ${fromProducts}
    WHERE p.barcode >= ? AND p.barcode < ? ORDER BY p.barcode LIMIT ${foundProductsMax}`,
  withName: `SELECT ${columns} FROM product_search AS s JOIN product AS p ON p.product_number = s.rowid
    JOIN product_group AS g ON g.group_id = p.group_id
    WHERE s.product_search MATCH ? LIMIT ${foundProductsMax}`,
  first: `SELECT ${columns} ${fromProducts} ORDER BY p.product_number LIMIT ${foundProductsMax}`,
} as const;

export function createProductStore(db: ReadDb): ProductStore {
  const byId = db.prepareRead(productQueries.byId);
  const byBarcode = db.prepareRead(productQueries.byBarcode);
  const withBarcodePrefix = db.prepareRead(productQueries.withBarcodePrefix);
  const withName = db.prepareRead(productQueries.withName);
  const first = db.prepareRead(productQueries.first);
  const one = (row: SqlRow | undefined): ProductInGroup | undefined => row && productOf(row);
  return {
    byId: (productId) => one(byId.get(productId)),
    byBarcode: (barcode) => one(byBarcode.get(barcode)),
    withBarcodePrefix: (digits) => withBarcodePrefix.all(digits, `${digits}:`).map(productOf),
    withName: (match) => withName.all(match).map(productOf),
    first: () => first.all().map(productOf),
  };
}

/** Every product of the chain: not for a screen. */
export function allProducts(db: ReadDb): readonly ProductInGroup[] {
  return db.prepareRead(`SELECT ${columns} ${fromProducts} ORDER BY p.product_number`).all().map(productOf);
}

function productOf(row: SqlRow): ProductInGroup {
  const { floorUnitPriceMinor, ...facts } = lineFactsOf(row, 'floor_price_minor');
  return {
    ...facts,
    ...(floorUnitPriceMinor === undefined ? {} : { floorPriceMinor: floorUnitPriceMinor }),
    productId: textOf(row, 'product_id'),
    name: localTextOf(row, 'name'),
    groupId: textOf(row, 'group_id'),
    groupName: localTextOf(row, 'group_name'),
    barcode: textOf(row, 'barcode'),
    priceMinor: minor(integerOf(row, 'price_minor')),
  };
}
