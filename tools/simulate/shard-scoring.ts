/** Scores the lines of a shard under both rule sets as they come, and keeps of them what a later pass needs. */

import type { HistoryMember, HistorySale } from '#shared/contracts/history-file-schema.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import { addInt, multiplyInt } from '#shared/kernel/int-math.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { HistorySource } from './history-source.ts';
import type { LimitEvents } from './limit-events.ts';
import type { KeptSale } from './kept-sales.ts';
import type { SaleSize } from './most-cost.ts';
import type { Outcome } from './outcome.ts';
import { saleAt } from './read-history.ts';
import type { HistoryRecord, LinePlace, LineProblem } from './read-history.ts';
import type { RuleSetRun } from './rule-set-run.ts';
import { bothSides, sides, startTally } from './shard-tally.ts';
import type { BothSides, Tally } from './shard-tally.ts';

/** All sales and all that is given for them together, in minor units, so that every sum stays a safe integer. */
export const sumMinorMax = 4_000_000_000_000_000;

export type DateSpan = { readonly first: IsoDate; readonly last: IsoDate };

export type ScoredLines = {
  /** Lines and instants of its sales, in the order of the file. */
  readonly lines: Float64Array;
  readonly soldAtMs: Float64Array;
  /** Of the earliest and the latest day; null without a sale. */
  readonly dates: DateSpan | null;
  /** See `sumMinorMax`. */
  readonly sumMinor: number;
  /** Null for a rule set without shared limits. */
  readonly events: BothSides<LimitEvents | null>;
};

export type ShardScoring = {
  /** Null when nothing is wrong with them. */
  readonly addAll: (records: readonly HistoryRecord[]) => LineProblem | null;
  readonly sums: () => { readonly sales: number };
  readonly read: () => ScoredLines;
  readonly tally: () => Tally;
};

export function createShardScoring(runs: BothSides<RuleSetRun>, source: HistorySource): ShardScoring {
  const isKept = sides.some((side) => runs[side].hasSharedLimits);
  const tallying = startTally();
  const placeByMember = new Map<MemberRef, number>();
  const buyers: (number | null)[] = [];
  const [lines, soldAtMs]: [number[], number[]] = [[], []];
  let sumMinor = 0;
  let dates: DateSpan | null = null;

  const addMember = (line: number, data: HistoryMember): LineProblem | null => {
    const { kind: _kind, earlierVisits, memberRef, ...known } = data;
    if (placeByMember.has(memberRef)) return { line, field: 'memberRef', problem: 'this member came before' };
    placeByMember.set(memberRef, placeByMember.size);
    for (const side of sides) runs[side].addMember({ memberRef, ...known, visitCount: earlierVisits });
    tallying.addMember(memberRef);
    return null;
  };

  const addSale = (place: LinePlace, sale: HistorySale): LineProblem | null => {
    const { line } = place;
    const member = sale.memberRef === null ? null : placeByMember.get(sale.memberRef);
    if (member === undefined) return { line, field: 'memberRef', problem: 'no line before has this member' };
    const kept = { ...spotOf(sale), line, member, reread: () => saleAt(source, place) };
    const outcomes = bothSides((side) => runs[side].firstScore(sale, kept));
    sumMinor += kept.grossMinor + mostOf(outcomes.draft) + mostOf(outcomes.against);
    if (sumMinor > sumMinorMax) {
      return { line, field: 'lines', problem: `up to here more than ${sumMinorMax} in all` };
    }
    lines.push(line);
    soldAtMs.push(sale.soldAt.atMs);
    dates = spanWith(dates, { first: kept.date, last: kept.date });
    for (const side of sides) runs[side].accept(kept, outcomes[side], isKept);
    if (isKept) buyers.push(member);
    else tallying.addSale(member, outcomes);
    return null;
  };

  return {
    addAll: (records) => {
      for (const { data, ...place } of records) {
        const problem = data.kind === 'member' ? addMember(place.line, data) : addSale(place, data);
        if (problem !== null) return problem;
      }
      return null;
    },
    sums: () => ({ sales: lines.length }),
    read: () => ({
      lines: Float64Array.from(lines),
      soldAtMs: Float64Array.from(soldAtMs),
      dates,
      sumMinor,
      events: bothSides((side) => (runs[side].hasSharedLimits ? runs[side].events() : null)),
    }),
    tally: () => {
      for (const [index, member] of buyers.entries()) {
        tallying.addSale(
          member,
          bothSides((side) => outcomeAt(runs[side], index)),
        );
      }
      return tallying.tally();
    },
  };
}

/** The days of both. */
export function spanWith(span: DateSpan | null, more: DateSpan): DateSpan {
  if (span === null) return more;
  return {
    first: more.first < span.first ? more.first : span.first,
    last: more.last > span.last ? more.last : span.last,
  };
}

function spotOf(sale: HistorySale): Omit<KeptSale, 'line' | 'member' | 'reread'> {
  const { storeId, tillId, soldAt } = sale;
  const { localDate: date, minuteOfDay } = soldAt;
  return { date, minuteOfDay, storeId, tillId, ...sizeOf(sale) };
}

function sizeOf({ lines }: HistorySale): SaleSize {
  let [grossMinor, quantity] = [0, 0];
  for (const line of lines) {
    grossMinor = addInt(grossMinor, multiplyInt(line.unitPriceMinor, line.quantity));
    quantity += line.quantity;
  }
  return { grossMinor, quantity };
}

function mostOf({ costMinor, worthMinor }: Outcome): number {
  return Math.max(costMinor, worthMinor);
}

function outcomeAt({ outcomes }: RuleSetRun, index: number): Outcome {
  const outcome = outcomes[index];
  invariant(outcome !== undefined, 'every kept sale has an outcome');
  return outcome;
}
