/** Long work that is no hurry, cut into slices: the process answers requests between them. */

import type { HqDeps } from './hq-deps.ts';

/** Requests wait no longer than this for one slice, and a bit for the step that was under way. */
const sliceMs = 8;

export type SliceDeps = Pick<HqDeps, 'clock' | 'receiving'>;

export type Slices = {
  /** After each step. */
  readonly isOver: () => boolean;
  /** Lets everything else go first. */
  readonly giveWay: () => Promise<void>;
};

/** The first slice begins now. */
export function createSlices({ clock, receiving }: SliceDeps): Slices {
  let beganMs = clock.monotonicMs();
  const workedMs = (): number => clock.monotonicMs() - beganMs;
  return {
    isOver: () => workedMs() >= sliceMs,
    giveWay: async () => {
      await receiving.giveWay(workedMs());
      beganMs = clock.monotonicMs();
    },
  };
}
