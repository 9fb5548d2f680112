/** The demo's catalogue: 12 product groups of 25 products, each with a valid EAN-13 barcode of Iran's prefix. */

import { withEanCheckDigit } from './check-digits.ts';
import { rialPerThousandToman } from './demo-facts.ts';
import type { ChainData } from './demo-facts.ts';
import { foodGroups } from './food-groups.ts';
import { householdGroups } from './household-groups.ts';
import type { GroupStems, ProductStem, Variant } from './product-stem.ts';

const groups: readonly GroupStems[] = [...foodGroups, ...householdGroups];
const productsPerGroup = 25;
/** GS1 prefix of Iran, then a made-up company number. */
const barcodeStart = '62690140';

type ProductData = ChainData['products'][number];

/** In the order in which the till shows them. */
export function generateProductGroups(): ChainData['productGroups'] {
  return groups.map(({ groupId, fa, en }) => ({ groupId, name: { fa, en } }));
}

/** Group by group; ids and barcodes carry the number of the group, so that a group can grow without renumbering others. */
export function generateProducts(): ProductData[] {
  return groups.flatMap((group, groupIndex) => {
    const variants = group.stems.flatMap((stem) => stem.variants.map((variant) => ({ stem, variant })));
    return variants.slice(0, productsPerGroup).map(({ stem, variant }, index) => {
      const number = groupIndex * 100 + index + 1;
      return {
        productId: `p${padded(number)}`,
        name: { fa: `${stem.fa}، ${variant.fa}`, en: `${stem.en}, ${variant.en}` },
        groupId: group.groupId,
        barcode: withEanCheckDigit(`${barcodeStart}${padded(number)}`),
        priceMinor: priceOf(stem, variant),
        ...productFacts(stem.en),
      };
    });
  });
}

/** By the English name of the stem: what offers may ask of a product besides its group. */
const factsByStem: Readonly<Record<string, Pick<ProductData, 'brandId' | 'tags'>>> = {
  Espresso: { brandId: 'sarv', tags: ['coffee'] },
  Americano: { brandId: 'sarv', tags: ['coffee'] },
  Cappuccino: { brandId: 'sarv', tags: ['coffee'] },
  Latte: { brandId: 'sarv', tags: ['coffee'] },
  'Turkish coffee': { tags: ['coffee'] },
};

function productFacts(stemName: string): Pick<ProductData, 'brandId' | 'tags'> {
  return factsByStem[stemName] ?? {};
}

function priceOf(stem: ProductStem, variant: Variant): number {
  return Math.round((stem.thousandToman * variant.percent) / 100) * rialPerThousandToman;
}

function padded(number: number): string {
  return String(number).padStart(4, '0');
}
