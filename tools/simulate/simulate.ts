/** Scores a history under two rule sets, shard by shard, until what shared budgets leave is settled. */

import type { Currency } from '#shared/domain/money.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { compileRuleSet } from '#shared/scoring/compile-rule-set.ts';
import { budgetEnds } from './budget-ends.ts';
import type { BudgetEnd } from './budget-ends.ts';
import { mergeEvents } from './limit-events.ts';
import type { LimitEvents } from './limit-events.ts';
import type { LineProblem } from './read-history.ts';
import type { HashedRuleSet, Reading, Shard, ShardRead } from './shard.ts';
import { spanWith, sumMinorMax } from './shard-scoring.ts';
import type { DateSpan } from './shard-scoring.ts';
import { bothSides, mergeTallies } from './shard-tally.ts';
import type { BothSides, Side, Tally } from './shard-tally.ts';

/** Passes in which budgets may settle; a chain of budgets that run out one because of another needs one for each. */
export const passesMax = 50;

export type Simulation = {
  readonly currency: Currency;
  readonly ruleSets: BothSides<{ readonly ruleSetId: string; readonly ruleSetHash: string }>;
  readonly tally: Tally;
  readonly budgets: BothSides<readonly BudgetEnd[]>;
  readonly settling: BothSides<Settling>;
  /** Null in a history without sales. */
  readonly span: DateSpan | null;
};

/** Not settled: after `passesMax` passes `changes` sales still came out differently from the pass before. */
export type Settling = { readonly passes: number; readonly changes: number };

export type Timing = { readonly parsingMs: number; readonly scoringMs: number; readonly settlingMs: number };

export type Progress = {
  /** One for each shard, told again and again. */
  readonly read: (shard: number, reading: Reading) => void;
  readonly pass: (side: Side, pass: number) => void;
};

export type SimulateParts = {
  readonly shards: readonly Shard[];
  readonly ruleSets: BothSides<HashedRuleSet>;
  readonly progress: Progress;
  /** Milliseconds that only go forward. */
  readonly nowMs: () => number;
};

export type Simulated = { readonly simulation: Simulation; readonly timing: Timing };

export async function simulate(parts: SimulateParts): Promise<Result<Simulated, LineProblem>> {
  const { shards, ruleSets, progress, nowMs } = parts;
  const reads = await Promise.all(
    shards.map((shard, index) => shard.read((reading) => progress.read(index, reading))),
  );
  const problem = firstProblem(reads);
  if (problem !== null) return err(problem);
  const startedMs = nowMs();
  const settled = await settleBoth(parts, reads);
  if (!settled.ok) return settled;
  const settlingMs = nowMs() - startedMs;
  const tally = mergeTallies(await Promise.all(shards.map((shard) => shard.tally())));
  const simulation: Simulation = {
    currency: ruleSets.draft.ruleSet.currency,
    ruleSets: bothSides((side) => {
      const { ruleSet, ruleSetHash } = ruleSets[side];
      return { ruleSetId: ruleSet.ruleSetId, ruleSetHash };
    }),
    tally,
    budgets: bothSides((side) => budgetsOf(ruleSets[side], settled.value[side].events)),
    settling: bothSides((side) => {
      const { passes, changes } = settled.value[side];
      return { passes, changes };
    }),
    span: spanOf(reads),
  };
  return ok({ simulation, timing: { ...slowest(reads), settlingMs } });
}

function budgetsOf({ ruleSet, ruleSetHash }: HashedRuleSet, events: LimitEvents): readonly BudgetEnd[] {
  return budgetEnds(compileRuleSet(ruleSet, ruleSetHash), events);
}

type SettledSide = Settling & { readonly events: LimitEvents };

/** One rule set after the other: the shards hold both, and each pass keeps all of them busy. */
async function settleBoth(
  parts: SimulateParts,
  reads: readonly ShardRead[],
): Promise<Result<BothSides<SettledSide>, LineProblem>> {
  const draft = await settleSide(parts, 'draft', eventsOf(reads, 'draft'));
  if (!draft.ok) return draft;
  const against = await settleSide(parts, 'against', eventsOf(reads, 'against'));
  return against.ok ? ok({ draft: draft.value, against: against.value }) : against;
}

function eventsOf(reads: readonly ShardRead[], side: Side): LimitEvents {
  return mergeEvents(reads.flatMap(({ events }) => events[side] ?? []));
}

async function settleSide(
  { shards, progress }: SimulateParts,
  side: Side,
  first: LimitEvents,
): Promise<Result<SettledSide, LineProblem>> {
  let events = first;
  let changes = 0;
  if (first.lines.length === 0) return ok({ passes: 1, changes, events });
  for (let pass = 2; pass <= passesMax; pass += 1) {
    progress.pass(side, pass);
    // oxlint-disable-next-line no-await-in-loop -- each pass reckons with what the one before it found
    const settled = await Promise.all(shards.map((shard) => shard.settle(side, events)));
    const ofShards = [];
    for (const each of settled) {
      if (!each.ok) return each;
      ofShards.push(each.value);
    }
    changes = ofShards.reduce((sum, shard) => sum + shard.changes, 0);
    // Every sale was scored with what exactly these uses leave: the same as one sale after the other.
    if (changes === 0) return ok({ passes: pass, changes, events });
    events = mergeEvents(ofShards.map((shard) => shard.events));
  }
  return ok({ passes: passesMax, changes, events });
}

function firstProblem(reads: readonly ShardRead[]): LineProblem | null {
  const problems = [...reads.map(({ problem }) => problem), firstDisorder(reads)];
  let first: LineProblem | null = null;
  for (const problem of problems) {
    if (problem !== null && (first === null || problem.line < first.line)) first = problem;
  }
  if (first !== null) return first;
  const sumMinor = reads.reduce((sum, read) => sum + read.sumMinor, 0);
  const lastLine = Math.max(0, ...reads.map(({ lines }) => lines.at(-1) ?? 0));
  if (sumMinor <= sumMinorMax) return null;
  return { line: lastLine, field: 'lines', problem: `up to here more than ${sumMinorMax} in all` };
}

function firstDisorder(reads: readonly ShardRead[]): LineProblem | null {
  let [lineBefore, latestMs] = [0, Number.NEGATIVE_INFINITY];
  for (const { line, atMs } of inFileOrder(reads)) {
    if (atMs < latestMs) {
      return { line, field: 'soldAt', problem: `earlier than the sale of line ${lineBefore}` };
    }
    [lineBefore, latestMs] = [line, atMs];
  }
  return null;
}

function* inFileOrder(
  reads: readonly ShardRead[],
): Iterable<{ readonly line: number; readonly atMs: number }> {
  const next = reads.map(() => 0);
  for (;;) {
    let first = -1;
    let line = Number.POSITIVE_INFINITY;
    for (const [shard, { lines }] of reads.entries()) {
      const candidate = lines[next[shard] ?? 0] ?? Number.POSITIVE_INFINITY;
      if (candidate < line) [first, line] = [shard, candidate];
    }
    const place = next[first];
    if (place === undefined) return;
    yield { line, atMs: reads[first]?.soldAtMs[place] ?? 0 };
    next[first] = place + 1;
  }
}

function spanOf(reads: readonly ShardRead[]): DateSpan | null {
  return reads.reduce<DateSpan | null>(
    (span, { dates }) => (dates === null ? span : spanWith(span, dates)),
    null,
  );
}

/** The shards work side by side: the one that took longest is what it took. */
function slowest(reads: readonly ShardRead[]): Pick<Timing, 'parsingMs' | 'scoringMs'> {
  return {
    parsingMs: Math.max(...reads.map(({ parsingMs }) => parsingMs)),
    scoringMs: Math.max(...reads.map(({ scoringMs }) => scoringMs)),
  };
}
