/** What one world of tills and HQ is made of; all of it follows from the seed. */

import { worldFaults } from './hq-faults.ts';
import type { WorldFault } from './hq-faults.ts';
import { createSeededRng } from '#shared/kernel/rng.ts';

export type HqOptions = {
  readonly seed: number;
  readonly tills: number;
  /** Days on which the shops are open; nights and closed days lie between. */
  readonly openDays: number;
  /** Things that clerks do on an open day, all together. */
  readonly stepsADay: number;
  /** Requests of a thousand that meet a fault. */
  readonly net: number;
  /** Steps of a thousand before which something befalls a machine. */
  readonly world: number;
  /** What may befall them. */
  readonly faults: readonly WorldFault[];
};

/** The shops' days are spread over so many. */
export const virtualDays = 30;

export function hqOptionsOf(seed: number): HqOptions {
  const rng = createSeededRng(seed ^ 0x4851);
  // Some worlds are quiet and some are hell.
  const chance = (): number => [0, 40, 150, 400][rng.below(4)] ?? 0;
  return {
    seed,
    tills: 1 + rng.below(3),
    openDays: 4 + rng.below(3),
    stepsADay: 6 + rng.below(10),
    net: chance(),
    world: chance(),
    faults: worldFaults,
  };
}

export function hqOptionsText({ seed, tills, openDays, stepsADay, net, world }: HqOptions): string {
  return `seed ${seed}: ${tills} tills, ${openDays} days of ${stepsADay} steps, of 1000 net ${net}, world ${world}`;
}
