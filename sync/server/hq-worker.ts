/** Work that HQ does without being asked. */

import type { HqDeps } from './hq-deps.ts';

export type HqWorker = {
  readonly name: string;
  /** Any number of HQ processes run each worker: they share the work through the database. */
  readonly start: (deps: HqDeps) => RunningWorker;
};

export type RunningWorker = {
  /** False once it has stopped making turns: HQ is then not ready. */
  readonly isAlive: () => boolean;
  /** Resolves when the turn in progress has ended. */
  readonly close: () => Promise<void>;
};
