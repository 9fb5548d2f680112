/** Which world a seed is: every other one sells alone, and every other one moves value in every way. */

import { loadSimChain } from './sim-chain.ts';
import type { SimChain } from './sim-chain.ts';
import { optionsOf } from './sim-options.ts';
import { simulate } from './simulate.ts';
import type { SimOutcome } from './simulate.ts';
import { simulateValue } from './simulate-value.ts';
import { valueChainData } from './value-chain.ts';

export type SimChains = { readonly selling: SimChain; readonly giving: SimChain; readonly close: () => void };

export async function loadSimChains(): Promise<SimChains> {
  const selling = await loadSimChain();
  const giving = await loadSimChain(valueChainData());
  return {
    selling,
    giving,
    close: () => {
      selling.close();
      giving.close();
    },
  };
}

export function isValueSeed(seed: number): boolean {
  return seed % 2 === 1;
}

export function runSeed(
  seed: number,
  { selling, giving }: SimChains,
  onNote?: (what: string) => void,
): Promise<SimOutcome> {
  const options = optionsOf(seed);
  return isValueSeed(seed) ? simulateValue(options, giving, onNote) : simulate(options, selling, onNote);
}
