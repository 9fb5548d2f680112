/** Counts entries in every HQ process, as they come. */

import type { HqWorker } from '../hq-worker.ts';
import { startLoop } from '../start-loop.ts';
import { createCompiledRuleSets } from './compiled-rule-sets.ts';
import { countNext } from './count-next.ts';
import { judgeLater } from './judge-later.ts';

export const countingWorker: HqWorker = {
  name: 'counting',
  start: (deps) => {
    const counted = deps.metrics.counter({
      name: 'entries_counted_total',
      help: 'Entries added to the sums.',
    });
    const toCount = { ...deps, ruleSets: createCompiledRuleSets() };
    return startLoop(deps, {
      name: 'counting',
      pauseMs: 250,
      turnMsMax: 120_000,
      turn: async () => {
        const entries = await countNext(toCount);
        counted.add(entries);
        // Only when there is nothing to count: it changes no sum.
        return entries > 0 || (await judgeLater(toCount)) > 0;
      },
    });
  },
};
