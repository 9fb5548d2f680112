/** How the demo's catalogue is written down: a product's stem, and the variants that each stem is sold in. */

/** `percent` is the price in percent of the stem's price. */
export type Variant = { readonly fa: string; readonly en: string; readonly percent: number };

export type ProductStem = {
  readonly fa: string;
  readonly en: string;
  /** Thousands of Toman; one is 10,000 Rial. */
  readonly thousandToman: number;
  readonly variants: readonly Variant[];
};

export type GroupStems = {
  readonly groupId: string;
  readonly fa: string;
  readonly en: string;
  readonly stems: readonly ProductStem[];
};

type StemRow = readonly [fa: string, en: string, thousandToman: number];
type VariantRow = readonly [fa: string, en: string, percent: number];

/** Each row: the Persian name, the English one, and the price in percent of the stem’s. */
export function variantsOf(...rows: readonly VariantRow[]): readonly Variant[] {
  return rows.map(([fa, en, percent]) => ({ fa, en, percent }));
}

/** All `rows` sold in the same variants. */
export function stemsOf(variants: readonly Variant[], ...rows: readonly StemRow[]): readonly ProductStem[] {
  return rows.map(([fa, en, thousandToman]) => ({ fa, en, thousandToman, variants }));
}
