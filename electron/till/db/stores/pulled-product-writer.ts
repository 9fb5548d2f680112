/** Puts pulled products in the place of what the cache knew of them. Within the caller's transaction. */

import type { Chain } from '#shared/contracts/chain-schema.ts';
import type { LocalText } from '#shared/domain/local-text.ts';
import { searchKey } from '#shared/domain/text.ts';
import type { SqlRow, WriteDb } from '../database.ts';
import { integerOf, textOf } from '../row.ts';
import { localTextOf } from './chain-store.ts';
import { lineFactsValues } from './line-facts.ts';

export type PulledProduct = Chain['products'][number];

export type PulledProductWriter = {
  /** A bar code goes with whoever was told last to have it: the product that had it is gone until it comes again. */
  readonly put: (product: PulledProduct) => void;
  readonly remove: (productId: string) => void;
  /** One that stands in a group which the chain does not have. */
  readonly strayProductId: () => string | undefined;
};

export function createPulledProductWriter(db: WriteDb): PulledProductWriter {
  const known = db.prepareRead('SELECT product_number, name_fa, name_en FROM product WHERE product_id = ?');
  const withBarcode = db.prepareRead('SELECT product_id FROM product WHERE barcode = ?');
  const newest = db.prepareRead('SELECT coalesce(max(product_number), 0) + 1 AS next_number FROM product');
  const removeRow = db.prepare('DELETE FROM product WHERE product_number = ?');
  const removeWords = db.prepare(
    "INSERT INTO product_search (product_search, rowid, words) VALUES ('delete', ?, ?)",
  );
  const insertWords = db.prepare('INSERT INTO product_search (rowid, words) VALUES (?, ?)');
  const insert = db.prepare(
    `INSERT INTO product (product_number, product_id, name_fa, name_en, group_id, barcode, price_minor, brand_id, tags,
        is_reduced, tax_basis_points, floor_price_minor)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const stray = db.prepareRead(
    `SELECT p.product_id FROM product AS p LEFT JOIN product_group AS g ON g.group_id = p.group_id
     WHERE g.group_id IS NULL ORDER BY p.product_id LIMIT 1`,
  );
  const takeOut = (row: SqlRow): number => {
    const productNumber = integerOf(row, 'product_number');
    removeWords.run(productNumber, productWords(localTextOf(row, 'name')));
    removeRow.run(productNumber);
    return productNumber;
  };
  const remove = (productId: string): number | undefined => {
    const row = known.get(productId);
    return row && takeOut(row);
  };
  return {
    put: (product) => {
      const { productId, name, groupId, barcode, priceMinor } = product;
      const former = remove(productId);
      const holder = withBarcode.get(barcode);
      if (holder !== undefined) remove(textOf(holder, 'product_id'));
      const productNumber = former ?? Number(newest.get()?.['next_number'] ?? 1);
      const { brandId, tags, isReduced, taxBasisPoints, floorPriceMinor: floorUnitPriceMinor } = product;
      const facts = lineFactsValues({ brandId, tags, isReduced, taxBasisPoints, floorUnitPriceMinor });
      insert.run(productNumber, productId, name.fa, name.en, groupId, barcode, priceMinor, ...facts);
      insertWords.run(productNumber, productWords(name));
    },
    remove: (productId) => void remove(productId),
    strayProductId: () => {
      const row = stray.get();
      return row && textOf(row, 'product_id');
    },
  };
}

function productWords({ fa, en }: LocalText): string {
  return searchKey(`${fa} ${en}`);
}
