/** The world of tills and HQ for one seed. */

import type { WorldGround } from './hq-ground.ts';
import { hqOptionsOf } from './hq-options.ts';
import { simulateHq } from './simulate-hq.ts';
import type { HqOutcome } from './simulate-hq.ts';

export function runHqSeed(
  seed: number,
  ground: WorldGround,
  onNote?: (what: string) => void,
): Promise<HqOutcome> {
  return simulateHq(hqOptionsOf(seed), ground, onNote);
}
