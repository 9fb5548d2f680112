/** One shard of a history: its members, their sales and its share of the anonymous ones, under both rule sets. */

import type { Result } from '#shared/kernel/result.ts';
import { ok } from '#shared/kernel/result.ts';
import { compileRuleSet } from '#shared/scoring/compile-rule-set.ts';
import type { HashPorts } from '#shared/scoring/facts/member-bucket.ts';
import type { RuleSet } from '#shared/scoring/language/rule-set.ts';
import type { HistorySource } from './history-source.ts';
import type { LimitEvents } from './limit-events.ts';
import { shardRecords } from './read-history.ts';
import type { HistoryRecord, LineProblem, ShardPlace } from './read-history.ts';
import { createRuleSetRun } from './rule-set-run.ts';
import { createShardScoring } from './shard-scoring.ts';
import type { ScoredLines } from './shard-scoring.ts';
import { bothSides } from './shard-tally.ts';
import type { BothSides, Side, Tally } from './shard-tally.ts';

export type HashedRuleSet = { readonly ruleSet: RuleSet; readonly ruleSetHash: string };

export type ShardRead = ScoredLines & {
  readonly problem: LineProblem | null;
  readonly parsingMs: number;
  readonly scoringMs: number;
};

/** `changes`: sales that came out differently from the pass before. */
export type ShardSettled = { readonly changes: number; readonly events: LimitEvents };

/** How far a shard has read: bytes of the file behind it, and its own sales. */
export type Reading = { readonly bytes: number; readonly sales: number };

/** What the coordinator asks of a shard, in this order. */
export type Shard = {
  readonly read: (reached: (reading: Reading) => void) => Promise<ShardRead>;
  readonly settle: (side: Side, events: LimitEvents) => Promise<Result<ShardSettled, LineProblem>>;
  readonly tally: () => Promise<Tally>;
};

export type ShardParts = {
  readonly source: HistorySource;
  readonly place: ShardPlace;
  readonly ruleSets: BothSides<HashedRuleSet>;
  readonly hashes: HashPorts;
  /** Milliseconds that only go forward. */
  readonly nowMs: () => number;
};

export function createShard({ source, place, ruleSets, hashes, nowMs }: ShardParts): Shard {
  const runs = bothSides((side) => {
    const { ruleSet, ruleSetHash } = ruleSets[side];
    const compiled = compileRuleSet(withoutNearMisses(ruleSet), ruleSetHash);
    return createRuleSetRun({ compiled, hashes, shardCount: place.count });
  });
  const scoring = createShardScoring(runs, source);
  return {
    read: async (reached) => {
      let bytes = 0;
      const times = { parsingMs: 0, scoringMs: 0 };
      const records = shardRecords(source, place, (read) => (bytes = read))[Symbol.iterator]();
      let problem: LineProblem | null = null;
      for (let isLast = false; !isLast;) {
        const startedMs = nowMs();
        const batch = nextBatch(records);
        const parsedMs = nowMs();
        problem = scoring.addAll(batch.records) ?? batch.problem;
        isLast = batch.isLast || problem !== null;
        times.parsingMs += parsedMs - startedMs;
        times.scoringMs += nowMs() - parsedMs;
        reached({ bytes, sales: scoring.sums().sales });
      }
      return { ...scoring.read(), ...times, problem };
    },
    settle: async (side, events) => {
      const settled = runs[side].settle(events);
      return settled.ok ? ok({ changes: settled.value, events: runs[side].events() }) : settled;
    },
    tally: async () => scoring.tally(),
  };
}

/** Nobody is told what was near, so that it need not be found. */
function withoutNearMisses(ruleSet: RuleSet): RuleSet {
  return { ...ruleSet, settings: { ...ruleSet.settings, nearMissBasisPoints: 0 } };
}

/** Lines are parsed by so many and then scored by so many, so that each can be timed. */
const batchRecords = 256;

type Batch = {
  readonly records: readonly HistoryRecord[];
  readonly problem: LineProblem | null;
  readonly isLast: boolean;
};

function nextBatch(lines: Iterator<Result<HistoryRecord, LineProblem>>): Batch {
  const records: HistoryRecord[] = [];
  while (records.length < batchRecords) {
    const next = lines.next();
    if (next.done === true) return { records, problem: null, isLast: true };
    if (!next.value.ok) return { records, problem: next.value.error, isLast: true };
    records.push(next.value.value);
  }
  return { records, problem: null, isLast: false };
}
