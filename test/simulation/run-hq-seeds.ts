/**
 * Runs a range of seeds of the world with HQ in it and says so before each: `node test/simulation/run-hq-seeds.ts A..B
 * [--trace]`. The last line is the report as JSON. Started by `npm run sim -- --hq` and by the gate.
 */

import { writeSync } from 'node:fs';
import { layGround } from '#test/support/sim/hq/hq-ground.ts';
import { hqOptionsOf, hqOptionsText } from '#test/support/sim/hq/hq-options.ts';
import { runHqSeed } from '#test/support/sim/hq/run-hq-seed.ts';

const [range = '', flag] = process.argv.slice(2);
const [first = 0, last = first] = range.split('..').map(Number);
const standardOutput = 1;

/** Written at once: a run that hangs or is killed has said what it was. */
function say(line: string): void {
  writeSync(standardOutput, `${line}\n`);
}

const ground = await layGround();
const hits = new Set<string>();
const failures: { seed: number; failure: string }[] = [];
const sums = { runs: 0, sales: 0, deaths: 0, retries: 0 };
for (let seed = first; seed <= last; seed += 1) {
  say(hqOptionsText(hqOptionsOf(seed)));
  const outcome = await runHqSeed(seed, ground, flag === '--trace' ? say : undefined);
  sums.runs += 1;
  sums.sales += outcome.entries;
  sums.deaths += outcome.deaths;
  sums.retries += outcome.retries;
  for (const hit of outcome.hits) hits.add(hit);
  if (outcome.failure !== null) {
    failures.push({ seed, failure: outcome.failure });
    say(`seed ${seed} FAILED: ${outcome.failure}`);
  }
}
await ground.close();
say(JSON.stringify({ ...sums, failures, hits: [...hits].toSorted() }));
