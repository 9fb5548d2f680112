/** Ends and releases lots in every HQ process: they share the list of those whose day has come. */

import type { HqWorker } from '../hq-worker.ts';
import { startLoop } from '../start-loop.ts';
import { endLots } from './end-of-lots.ts';

export const endOfLotsWorker: HqWorker = {
  name: 'endOfLots',
  start: (deps) =>
    startLoop(deps, {
      name: 'endOfLots',
      pauseMs: 60_000,
      turnMsMax: 300_000,
      turn: async () => (await endLots(deps)) > 0,
    }),
};
