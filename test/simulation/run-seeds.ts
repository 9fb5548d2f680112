/**
 * Runs a range of seeds and says so before each: `node test/simulation/run-seeds.ts A..B [--trace]`. The last line is
 * the report as JSON. Started by `npm run sim` and by the gate.
 */

import { writeSync } from 'node:fs';
import { loadSimChains, runSeed } from '#test/support/sim/run-seed.ts';
import { optionsOf, optionsText } from '#test/support/sim/sim-options.ts';

const [range = '', flag] = process.argv.slice(2);
const [first = 0, last = first] = range.split('..').map(Number);
const standardOutput = 1;

/** Written at once: a run that hangs or is killed has said what it was. */
function say(line: string): void {
  writeSync(standardOutput, `${line}\n`);
}

const chains = await loadSimChains();
const hits = new Set<string>();
const failures: { seed: number; failure: string }[] = [];
const sums = { runs: 0, sales: 0, deaths: 0, retries: 0 };
for (let seed = first; seed <= last; seed += 1) {
  say(optionsText(optionsOf(seed)));
  const outcome = await runSeed(seed, chains, flag === '--trace' ? say : undefined);
  sums.runs += 1;
  sums.sales += outcome.sales;
  sums.deaths += outcome.deaths;
  sums.retries += outcome.retries;
  for (const hit of outcome.hits) hits.add(hit);
  if (outcome.failure !== null) {
    failures.push({ seed, failure: outcome.failure });
    say(`seed ${seed} FAILED: ${outcome.failure}`);
  }
}
chains.close();
say(JSON.stringify({ ...sums, failures, hits: [...hits].toSorted() }));
