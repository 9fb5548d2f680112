/** Columns for what offers ask of a product and of a line of the basket, the same in both. */

import type { BasketLine } from '#shared/domain/basket.ts';
import { minor } from '#shared/domain/money.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { SqlRow, SqlValue } from '../database.ts';
import { integerOf, textOf, textOrNull } from '../row.ts';

export type LineFacts = Pick<
  BasketLine,
  'brandId' | 'tags' | 'isReduced' | 'taxBasisPoints' | 'floorUnitPriceMinor'
>;

type Given = { readonly [Key in keyof LineFacts]: LineFacts[Key] | undefined };

/** `brand_id`, `tags`, `is_reduced`, `tax_basis_points` and the floor, in this order. */
export function lineFactsValues(facts: Given): readonly SqlValue[] {
  const { brandId, tags = [], isReduced, taxBasisPoints = 0, floorUnitPriceMinor = 0 } = facts;
  const isReducedValue = isReduced === undefined ? 0 : 1;
  return [brandId ?? null, JSON.stringify(tags), isReducedValue, taxBasisPoints, floorUnitPriceMinor];
}

/** What says nothing is left out. `floorColumn` is the floor's, which the two tables call by different names. */
export function lineFactsOf(row: SqlRow, floorColumn: string): LineFacts {
  const brandId = textOrNull(row, 'brand_id');
  const tags = textListOf(row, 'tags');
  const taxBasisPoints = integerOf(row, 'tax_basis_points');
  const floorMinor = integerOf(row, floorColumn);
  return {
    ...(brandId === null ? {} : { brandId }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(integerOf(row, 'is_reduced') === 0 ? {} : { isReduced: true }),
    ...(taxBasisPoints === 0 ? {} : { taxBasisPoints }),
    ...(floorMinor === 0 ? {} : { floorUnitPriceMinor: minor(floorMinor) }),
  };
}

/** A column that holds a JSON list of texts. */
export function textListOf(row: SqlRow, column: string): readonly string[] {
  const list: unknown = JSON.parse(textOf(row, column));
  invariant(Array.isArray(list), `column ${column} is a list`);
  return list.map((item: unknown) => {
    invariant(typeof item === 'string', `column ${column} is a list of texts`);
    return item;
  });
}
