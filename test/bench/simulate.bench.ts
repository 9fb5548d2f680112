/**
 * Past sales scored under two rule sets of 100 offers each, on two threads: what the scoring takes, what reading the
 * lines takes beside it, and what shared budgets add. `npm run bench -- simulate`; about a minute.
 */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { invariant } from '#shared/kernel/invariant.ts';
import { demoHistoryLines } from '#tools/simulate/demo-history.ts';
import { simulate } from '#tools/simulate/simulate.ts';
import type { Simulated } from '#tools/simulate/simulate.ts';
import { startWorkerShard } from '#tools/simulate/worker-shards.ts';
import { printFigures, single } from './support/figures.ts';
import type { Figure } from './support/figures.ts';
import { hundredOffers } from './support/hundred-offers.ts';

const saleCount = 100_000;
const threads = 2;
const nowMs = () => performance.now();

const folder = mkdtempSync(path.join(tmpdir(), 'vafa-bench-'));
try {
  const file = path.join(folder, 'history.ndjson');
  writeFileSync(file, [...demoHistoryLines({ saleCount, seed: 1 })].join(''));
  const plain = await run(file, { isLimited: false, clock: 'wall' });
  const worked = await run(file, { isLimited: false, clock: 'processor' });
  const limited = await run(file, { isLimited: true, clock: 'wall' });
  const perSecond = (ms: number): number => Math.round(saleCount / (ms / 1_000));
  const scored = perSecond(plain.timing.scoringMs);
  const settled = perSecond(limited.timing.scoringMs + limited.timing.settlingMs);
  const workedOnly = perSecond(worked.timing.scoringMs);
  const parsed = perSecond(plain.timing.parsingMs);
  const figures: readonly Figure[] = [
    {
      goal: 'M7',
      what: 'sales a second scored under two rule sets of 100 offers, two threads',
      unit: 'count',
      measured: single(scored),
      gate: { text: '>= 20,000', isMet: scored >= 20_000 },
    },
    {
      goal: 'M7',
      what: 'the same by the time that each thread worked, as on two idle cores',
      unit: 'count',
      measured: single(workedOnly),
      gate: { text: '>= 20,000', isMet: workedOnly >= 20_000 },
    },
    {
      goal: 'M7',
      what: 'the same with ten offers of shared budgets in each, settled',
      unit: 'count',
      measured: single(settled),
    },
    { goal: 'M7', what: 'sales a second read and checked', unit: 'count', measured: single(parsed) },
  ];
  const { draft, against } = limited.simulation.settling;
  printFigures('Simulation', figures, [
    `${saleCount} sales of ${plain.simulation.tally.members} members. Scoring and reading take turns on each thread. Passes until budgets were settled: ${draft.passes} and ${against.passes}.`,
  ]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

type Options = { readonly isLimited: boolean; readonly clock: 'wall' | 'processor' };

async function run(file: string, { isLimited, clock }: Options): Promise<Simulated> {
  const hashed = (seed: number) => ({
    ruleSet: hundredOffers(seed, isLimited),
    ruleSetHash: `bench-${seed}`,
  });
  const ruleSets = { draft: hashed(1), against: hashed(2) };
  const shards = Array.from({ length: threads }, (_, index) =>
    startWorkerShard({ file, place: { index, count: threads }, ruleSets, clock }),
  );
  try {
    const progress = { read: () => {}, pass: () => {} };
    const simulated = await simulate({ shards, ruleSets, progress, nowMs });
    invariant(simulated.ok, 'a history of the demo is sound');
    return simulated.value;
  } finally {
    await Promise.all(shards.map((shard) => shard.end()));
  }
}
