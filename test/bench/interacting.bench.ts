/**
 * The best combination where offers reckon on what others give, at real prices: time of the choice (the prices alone are
 * there already), how often it is proven, and how far it may be from the best where it is not.
 * `node test/bench/interacting.bench.ts [--full]`; well under a minute, `--full` several.
 */

import { performance } from 'node:perf_hooks';
import { noWish } from '#shared/scoring/facts/score-input.ts';
import { chooseBest } from '#shared/scoring/choosing/choose-best.ts';
import type { Choice } from '#shared/scoring/choosing/choose-best.ts';
import { pricedSaleOf } from '#test/support/scoring-pricing.ts';
import { benchOptions } from './support/bench-options.ts';
import { atMost, printFigures, single, spreadOf } from './support/figures.ts';
import type { Figure } from './support/figures.ts';
import { interactingSale, saleKinds, saleOfMany } from './support/interacting-sales.ts';
import type { SaleKind } from './support/interacting-sales.ts';

const salesOfEach = benchOptions().full ? 400 : 40;
/** Others use the machine too: the best of so many runs is the time of a sale. */
const repeats = 3;
const counts = [10, 20, 30, 40] as const;
const largeCount = 170;

type Run = {
  readonly kind: SaleKind;
  readonly count: number;
  readonly choice: Choice;
  readonly tookMs: number;
};

function runOf(seed: number, kind: SaleKind, count: number): Run {
  const { ruleSet, input } = interactingSale(seed * 1_000 + count, kind, saleOfMany(count));
  const { pricing, offers, rules } = pricedSaleOf(ruleSet, input);
  const { offersPerSaleMax } = rules.settings;
  let tookMs = Number.POSITIVE_INFINITY;
  for (let repeat = 0; ; repeat += 1) {
    const prices = pricing.alone(offers);
    const startedMs = performance.now();
    const choice = chooseBest(prices, pricing, { offersPerSaleMax, wish: noWish });
    tookMs = Math.min(tookMs, performance.now() - startedMs);
    if (repeat === repeats) return { kind, count, choice, tookMs };
  }
}

const runsOf = (sizes: readonly number[]): readonly Run[] =>
  saleKinds.flatMap((kind) =>
    sizes.flatMap((count) => Array.from({ length: salesOfEach }, (_, seed) => runOf(seed, kind, count))),
  );

function unproven(runs: readonly Run[]): number {
  return runs.filter(({ choice }) => !choice.isProven).length;
}

const gapShare = ({ choice }: Run): number => choice.gapMinor / Math.max(1, choice.bestWorthMinor);
const times = (runs: readonly Run[]) => spreadOf(runs.map(({ tookMs }) => tookMs));

runsOf([20]);
const common = runsOf(counts);
const large = runsOf([largeCount]);

const commonTimes = times(common);
const largeTimes = times(large);
const figures: readonly Figure[] = [
  {
    goal: 'P9',
    what: 'best combination of 10 to 40 interacting offers',
    unit: 'ms',
    measured: commonTimes,
    gate: { text: 'p50 <= 0.2, p95 <= 1', isMet: commonTimes.p50 <= 0.2 && commonTimes.p95 <= 1 },
  },
  ...saleKinds.map((kind): Figure => ({
    goal: 'P9',
    what: `best combination of 40 interacting offers, ${kind}`,
    unit: 'ms',
    measured: times(common.filter((run) => run.kind === kind && run.count === 40)),
  })),
  {
    goal: 'P9',
    what: 'nodes, 10 to 40 interacting offers',
    unit: 'count',
    measured: spreadOf(common.map(({ choice }) => choice.nodes)),
  },
  {
    goal: 'P9',
    what: `best combination of ${largeCount} interacting offers`,
    unit: 'ms',
    measured: largeTimes,
    aim: atMost('p99 <= 5', largeTimes.p99, 5),
  },
  {
    goal: 'P9',
    what: 'unproven, of all',
    unit: 'count',
    measured: single(unproven(common) + unproven(large)),
  },
];

const notes = saleKinds.flatMap((kind) =>
  [...counts, largeCount].map((count) => {
    const runs = [...common, ...large].filter((run) => run.kind === kind && run.count === count);
    const { p50, p95, p99 } = times(runs);
    const gap = Math.max(...runs.map(gapShare));
    return `${kind}, ${count} offers: unproven ${unproven(runs)} of ${runs.length}, gap at most ${(gap * 100).toFixed(2)} %; p50 ${p50.toFixed(2)} ms, p95 ${p95.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms.`;
  }),
);
printFigures('Best combination of interacting offers', figures, notes);
