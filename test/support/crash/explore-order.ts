/** What a process that explores is told to do. */

import { z } from 'zod';

export const exploreOrderSchema = z.object({
  workload: z.string(),
  /** Folder of the recording. */
  recording: z.string(),
  /** Chooses what remains; the same seed cuts in the same way. Both included. */
  seeds: z.object({ from: z.int(), to: z.int() }),
  /**
   * Power cuts of chance at each step, besides the one that leaves nothing and the one that leaves everything; a third
   * for one at every third step.
   */
  cutsOfChance: z.number().nonnegative(),
  /** The steps that are looked at: part `number` of `count` equal ones. */
  share: z.object({ number: z.int(), count: z.int() }),
  /** `faithless`: it breaks its promises, one at a time, at every step. */
  disk: z.enum(['honest', 'faithless']),
  /** Folder for the states. */
  scratch: z.string(),
});

export type ExploreOrder = z.output<typeof exploreOrderSchema>;
