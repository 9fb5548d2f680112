/**
 * Runs a range of seeds and says so before each: `node test/simulation/run-seeds.ts A..B [--trace]`. The last line is
 * the report as JSON. Started by `npm run sim` and by the gate.
 */

import { runRange } from '#test/support/sim/run-range.ts';
import { loadSimChains, runSeed } from '#test/support/sim/run-seed.ts';
import { optionsOf, optionsText } from '#test/support/sim/sim-options.ts';

const chains = await loadSimChains();
await runRange({
  args: process.argv.slice(2),
  told: (seed) => optionsText(optionsOf(seed)),
  run: (seed, onNote) => runSeed(seed, chains, onNote),
  salesOf: ({ sales }) => sales,
});
chains.close();
