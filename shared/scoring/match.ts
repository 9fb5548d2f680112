/** Which offers a sale matches, and which lack nothing but amount. */

import type { CompiledOffer } from './compiled-offer.ts';
import { shelvesFor } from './offer-index.ts';
import type { OfferIndex, Shelf } from './offer-index.ts';
import type { SaleFacts } from './sale-facts.ts';
import { nearMissesMax } from './score-result.ts';

export type Matches = {
  /** In no particular order, each once. */
  readonly matched: readonly CompiledOffer[];
  /** At least the `nearMissesMax` nearest ones, in no particular order, each once. */
  readonly missedByAmount: readonly CompiledOffer[];
};

/** A basket without lines matches nothing. */
export function matchOffers(index: OfferIndex, facts: SaleFacts): Matches {
  const matched = new Set<CompiledOffer>();
  const missed = new Set<CompiledOffer>();
  if (facts.lines.length === 0) return { matched: [], missedByAmount: [] };
  for (const shelf of shelvesFor(index, facts)) {
    const reached = reachedCount(shelf, facts.grossMinor);
    for (const compiled of shelf.slice(0, reached)) if (compiled.holds(facts)) matched.add(compiled);
    for (const compiled of nearestMissed(shelf.slice(reached), facts)) missed.add(compiled);
  }
  return { matched: [...matched], missedByAmount: [...missed] };
}

/** The shelf is in order of required amount: the nearest misses come first. */
function nearestMissed(beyond: Shelf, facts: SaleFacts): readonly CompiledOffer[] {
  const nearest: CompiledOffer[] = [];
  for (const compiled of beyond) {
    if (nearest.length === nearMissesMax) break;
    if (compiled.holds(facts)) nearest.push(compiled);
  }
  return nearest;
}

/** How many offers at the head of the shelf require no more than `grossMinor` (binary search). */
function reachedCount(shelf: Shelf, grossMinor: number): number {
  let low = 0;
  let high = shelf.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((shelf[middle]?.requiredMinor ?? 0) <= grossMinor) low = middle + 1;
    else high = middle;
  }
  return low;
}
