/**
 * Runs a range of seeds of the world with HQ in it and says so before each: `node test/simulation/run-hq-seeds.ts A..B
 * [--trace]`. The last line is the report as JSON. Started by `npm run sim -- --hq` and by the gate.
 */

import { layGround } from '#test/support/sim/hq/hq-ground.ts';
import { hqOptionsOf, hqOptionsText } from '#test/support/sim/hq/hq-options.ts';
import { runHqSeed } from '#test/support/sim/hq/run-hq-seed.ts';
import { runRange } from '#test/support/sim/run-range.ts';

const ground = await layGround();
await runRange({
  args: process.argv.slice(2),
  told: (seed) => hqOptionsText(hqOptionsOf(seed)),
  run: (seed, onNote) => runHqSeed(seed, ground, onNote),
  salesOf: ({ entries }) => entries,
});
await ground.close();
