/** Which lines of a basket are meant. */

import type { BrandId, ProductGroupId, ProductId } from '#shared/domain/product.ts';

/**
 * A line is meant when any of the lists names it; a selector without lists means every line. `exceptReduced` leaves
 * lines out whose shelf price is reduced already.
 */
export type Selector = {
  readonly productIds?: readonly ProductId[];
  readonly groupIds?: readonly ProductGroupId[];
  readonly brandIds?: readonly BrandId[];
  readonly tags?: readonly string[];
  readonly exceptReduced?: true;
};
