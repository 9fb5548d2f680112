/** Where the reader service can be tried, best first. Decided by trying, not by the platform's name. */

import type { RuntimeFacts } from '#shared/contracts/runtime-facts-schema.ts';

/** `lastResort` tells the service to stay, in the state that its native part is missing. */
export type ReaderPlace =
  | { readonly kind: 'utility'; readonly lastResort: boolean }
  | { readonly kind: 'node'; readonly node: string; readonly lastResort: boolean };

/** Never empty; only the last one is a last resort. */
export function readerPlaces(facts: RuntimeFacts): readonly ReaderPlace[] {
  const places: ReaderPlace[] = [];
  if (facts.pcscliteForElectron) places.push({ kind: 'utility', lastResort: false });
  if (facts.nodeForReader !== null)
    places.push({ kind: 'node', node: facts.nodeForReader, lastResort: false });
  return [...places, { kind: 'utility', lastResort: true }];
}
