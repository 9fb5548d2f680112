/** Which two offers may not stand beside each other, and by which rule. */

import type { Stacking } from '../language/offer.ts';

/** An offer as its neighbours see it. */
export type Neighbour = {
  readonly compiled: { readonly offer: { readonly offerId: string }; readonly stacking: Stacking };
  /** Places of the lines that its discounts may touch; asked only of `perLine` offers. */
  readonly discountedLines: () => readonly number[];
};

/** `stacking` is the default: single offers, and discounts that take from the same line. */
export type ConflictRule = 'alone' | 'notWith' | 'exclusiveGroup' | 'stacking';

/** The strictest rule first; null when both may apply. */
export function conflictOf(left: Neighbour, right: Neighbour): ConflictRule | null {
  const [one, other] = [left.compiled.stacking, right.compiled.stacking];
  if (one.mode === 'alone' || other.mode === 'alone') return 'alone';
  if (names(one, right) || names(other, left)) return 'notWith';
  if (one.exclusiveGroup !== undefined && one.exclusiveGroup === other.exclusiveGroup)
    return 'exclusiveGroup';
  return isByDefault(left, right) ? 'stacking' : null;
}

function names({ notWith }: Stacking, { compiled }: Neighbour): boolean {
  return notWith?.includes(compiled.offer.offerId) === true;
}

function isByDefault(left: Neighbour, right: Neighbour): boolean {
  const modes = [left.compiled.stacking.mode, right.compiled.stacking.mode];
  if (modes.includes('stackable')) return false;
  if (modes.includes('single')) return true;
  const touched = new Set(left.discountedLines());
  return right.discountedLines().some((place) => touched.has(place));
}
