/** What one run of the simulation is made of; all of it follows from the seed. */

import { createSeededRng } from '#shared/kernel/rng.ts';

/** Chances are of a thousand steps. */
export type SimOptions = {
  readonly seed: number;
  /** Things that the clerk does before everything heals. */
  readonly steps: number;
  readonly disk: number;
  readonly kill: number;
  readonly wire: number;
  readonly clock: number;
  readonly reader: number;
};

export function optionsOf(seed: number): SimOptions {
  const rng = createSeededRng(seed ^ 0x51);
  // Some runs are quiet and some are hell: trouble that needs a quiet stretch is found, too.
  const chance = (): number => [0, 20, 60, 180][rng.below(4)] ?? 0;
  return {
    seed,
    steps: 30 + rng.below(70),
    disk: chance(),
    kill: chance(),
    wire: chance(),
    clock: chance(),
    reader: chance(),
  };
}

export function optionsText({ seed, steps, disk, kill, wire, clock, reader }: SimOptions): string {
  return `seed ${seed}: ${steps} steps, of 1000 disk ${disk}, kill ${kill}, wire ${wire}, clock ${clock}, reader ${reader}`;
}
