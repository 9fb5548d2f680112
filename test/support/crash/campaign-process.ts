/**
 * Cuts the power in every workload at every step of its trace, with the chance of each seed. What was found is printed;
 * a campaign's result is written into docs/campaigns.md by hand.
 */

import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { crashWorkloads } from './crash-workloads.ts';
import { explore } from './explore.ts';

const help = `campaign-process.ts --seeds A..B [--workload NAME] [--cuts N]
  --seeds A..B     whole numbers from 0 on, both included; A alone is one seed
  --workload NAME  one of ${crashWorkloads.map(({ name }) => name).join(', ')}; all without it
  --cuts N         power cuts of chance at each step and seed, 1 to 1000; 4 without it
Exit codes: 0 everything held, 2 wrong use, 4 something was lost or broken`;

const exitCodes = { ok: 0, usage: 2, brokenFound: 4 };

const seedMax = 2 ** 31;
const cutsMax = 1_000;

process.exitCode = await main();

async function main(): Promise<number> {
  const asked = parseAsked();
  if (asked === undefined) {
    console.error(help);
    return exitCodes.usage;
  }
  const { seeds, cutsOfChance, workloads } = asked;
  const sums = { states: 0, wrongStates: 0 };
  const startedMs = performance.now();
  for (const workload of workloads) {
    console.log(`${workload}: seeds ${seeds.from}..${seeds.to}, ${cutsOfChance} cuts of chance at each step`);
    const processes = availableParallelism();
    const found = await explore({ workload, durability: 'FULL', seeds, cutsOfChance, processes });
    sums.states += found.states;
    sums.wrongStates += found.wrongStates;
    console.log(`${workload}: ${found.steps} steps, ${found.states} states, ${found.wrongStates} wrong`);
    for (const wrong of found.wrong) console.log(`WRONG ${JSON.stringify(wrong)}`);
  }
  const seconds = Math.round((performance.now() - startedMs) / 1_000);
  console.log(`${sums.states} states in ${seconds} s, ${sums.wrongStates} wrong`);
  return sums.wrongStates === 0 ? exitCodes.ok : exitCodes.brokenFound;
}

type Asked = {
  readonly seeds: { readonly from: number; readonly to: number };
  readonly cutsOfChance: number;
  readonly workloads: readonly string[];
};

/** Undefined for wrong use. */
function parseAsked(): Asked | undefined {
  const options = {
    seeds: { type: 'string' },
    workload: { type: 'string' },
    cuts: { type: 'string', default: '4' },
  } as const;
  let given: ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];
  try {
    given = parseArgs({ options }).values;
  } catch {
    return undefined; // an unknown option: the caller prints what there is
  }
  const [, first, last = first] = /^(\d{1,10})(?:\.\.(\d{1,10}))?$/.exec(given.seeds ?? '') ?? [];
  const seeds = { from: Number(first), to: Number(last) };
  const cutsOfChance = /^\d{1,4}$/.test(given.cuts) ? Number(given.cuts) : 0;
  const names = crashWorkloads.map(({ name }) => name);
  const workloads = given.workload === undefined ? names : names.filter((name) => name === given.workload);
  const isUsable =
    seeds.from <= seeds.to && seeds.to < seedMax && cutsOfChance >= 1 && cutsOfChance <= cutsMax;
  return isUsable && workloads.length > 0 ? { seeds, cutsOfChance, workloads } : undefined;
}
