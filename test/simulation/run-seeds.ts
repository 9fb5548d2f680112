/**
 * Runs a range of seeds and says so before each: `node test/simulation/run-seeds.ts A..B [--trace]`. The last line is
 * the report as JSON. Started by `npm run sim` and by the gate.
 */

import { writeSync } from 'node:fs';
import { loadSimChain } from '#test/support/sim/sim-chain.ts';
import { optionsOf, optionsText } from '#test/support/sim/sim-options.ts';
import { simulate } from '#test/support/sim/simulate.ts';

const [range = '', flag] = process.argv.slice(2);
const [first = 0, last = first] = range.split('..').map(Number);
const standardOutput = 1;

/** Written at once: a run that hangs or is killed has said what it was. */
function say(line: string): void {
  writeSync(standardOutput, `${line}\n`);
}

const chain = await loadSimChain();
const hits = new Set<string>();
const failures: { seed: number; failure: string }[] = [];
const sums = { runs: 0, sales: 0, deaths: 0, retries: 0 };
for (let seed = first; seed <= last; seed += 1) {
  const options = optionsOf(seed);
  say(optionsText(options));
  const outcome = await simulate(options, chain, flag === '--trace' ? say : undefined);
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
chain.close();
say(JSON.stringify({ ...sums, failures, hits: [...hits].toSorted() }));
