/** Which offers may not be applied to the same sale, and by which rule. */

import type { CompiledOffer } from '../matching/compiled-offer.ts';

/** `default`: by how the two stack, no rule naming either. */
export type ConflictRule = 'alone' | 'notWith' | 'exclusiveGroup' | 'default';

export type StackedOffer = {
  readonly compiled: CompiledOffer;
  /** Places of the lines that its discounts may touch. */
  readonly discountedLines: () => readonly number[];
};

/** The strongest rule that keeps the two apart; null when they may stand together. The order does not matter. */
export function conflictRule(one: StackedOffer, other: StackedOffer): ConflictRule | null {
  const left = one.compiled.stacking;
  const right = other.compiled.stacking;
  if (left.mode === 'alone' || right.mode === 'alone') return 'alone';
  if (names(left.notWith, other) || names(right.notWith, one)) return 'notWith';
  if (left.exclusiveGroup !== undefined && left.exclusiveGroup === right.exclusiveGroup)
    return 'exclusiveGroup';
  if (left.mode === 'stackable' || right.mode === 'stackable') return null;
  if (left.mode === 'single' || right.mode === 'single') return 'default';
  const touched = one.discountedLines();
  return other.discountedLines().some((line) => touched.includes(line)) ? 'default' : null;
}

function names(offerIds: readonly string[] | undefined, { compiled }: StackedOffer): boolean {
  return offerIds?.includes(compiled.offer.offerId) ?? false;
}
