/**
 * A bound of the worth that knows how discounts and earnings take from each other. A line gives at most
 *
 *   (1 − the rates at which its price earns) × min(capacity, price × (1 − the product over stages of (1 − their rates)))
 *
 * and what each candidate adds at full prices. As more is chosen each addition adds less: no second derivative of this
 * is above 0 while the rates of a stage, and those of earning, stay within 1. An amount that hangs on no price counts as
 * a line of its own.
 */

import type { DiscountAmount, EarnedRate, Interplay } from '../pricing/interplay.ts';
import type { Part } from './part.ts';
import type { Problem } from './problem.ts';
import { mostOfEach } from './most-of-each.ts';

/** By local number of the part, after which come the required ones, already chosen. */
export type InterplayBounds = {
  readonly count: number;
  /** What a candidate adds at full prices without discounts, for itself and by its points: per worth of a multiplied point. */
  readonly gain: Float64Array;
  readonly points: Float64Array;
  /** Multipliers: worth for each point, and the most of it while it is not chosen. */
  readonly perPoint: Float64Array;
  readonly multipliedMax: Float64Array;
  /** Place of the stage of its discounts among the stages of the part. */
  readonly stage: Int32Array;
  /** Lines that candidate `c` touches are those from `start[c]` to before `start[c + 1]`. */
  readonly start: Int32Array;
  readonly line: Int32Array;
  readonly takes: Float64Array;
  readonly losses: Float64Array;
  /** Of a point, for each unit taken off the line. */
  readonly pointLosses: Float64Array;
  readonly stageCount: number;
  /** Of the lines of the sale, and after them of those that stand for amounts. */
  readonly gross: Float64Array;
  readonly capacity: Float64Array;
  /** By line: the rates of a stage may pass 1 together, and discounts simply add up. */
  readonly addsUp: Uint8Array;
  /** The most that the chosen of any combination take of a line in a stage, by line and stage; and lose, by line. */
  readonly takenMost: Float64Array;
  readonly lostMost: Float64Array;
  readonly pointsLostMost: Float64Array;
  readonly capMinor: number;
  /** All together may take more than the cap. */
  readonly isCapNear: boolean;
  /** More than all that doubles can lose here. */
  readonly margin: number;
};

type Touch = { line: number; takes: number; losses: number; pointLosses: number };
type Sketch = {
  gain: number;
  points: number;
  stage: number;
  readonly interplay: Interplay;
  readonly touches: Map<number, Touch>;
};
type Lines = { readonly gross: number[]; readonly capacity: number[] };

/** What an earning is worth at most hangs on prices where its cap does not take more than this share. */
const cappedShareMax = 0.15;
/** Beyond this a double may round sums by more than the margin. */
const magnitudeMax = 2 ** 52;
const marginLeast = 1e-6;
const marginShare = 1e-12;

/** Null where it has nothing to say, and where amounts are so large that it could not say it soundly. */
export function interplayBounds(problem: Problem, part: Part): InterplayBounds | null {
  const places = [...part.places, ...problem.required];
  const { interplays } = problem;
  if (interplays === null) return null;
  const lines: Lines = { gross: [...interplays.lineGrossMinor], capacity: [...problem.lineCapacityMinor] };
  const sketches = places.map((place) => sketchOf(interplays.of(place)));
  for (const sketch of sketches) addDiscounts(sketches, sketch, lines);
  return assembled(problem, { part, sketches, lines });
}

function sketchOf(interplay: Interplay): Sketch {
  const sketch: Sketch = {
    gain: interplay.fixedMinor,
    points: 0,
    stage: interplay.stage,
    interplay,
    touches: new Map(),
  };
  for (const earned of interplay.earnings) {
    const isCapped = hasFarCap(earned);
    sketch.gain += isCapped ? earned.worthMaxMinor : earned.worthFullMinor;
    sketch.points += isCapped ? earned.pointsMax : earned.pointsFull;
    if (isCapped) continue;
    for (const line of earned.lines) {
      const touch = touchOf(sketch, line);
      touch.losses += earned.worthRate;
      touch.pointLosses += earned.pointsRate;
    }
  }
  return sketch;
}

function hasFarCap({ worthFullMinor, worthMaxMinor }: EarnedRate): boolean {
  return worthMaxMinor < worthFullMinor * (1 - cappedShareMax);
}

function touchOf({ touches }: Sketch, line: number): Touch {
  const known = touches.get(line);
  if (known !== undefined) return known;
  const touch: Touch = { line, takes: 0, losses: 0, pointLosses: 0 };
  touches.set(line, touch);
  return touch;
}

function addDiscounts(sketches: readonly Sketch[], own: Sketch, lines: Lines): void {
  const { discountRates, slackMinor, amounts } = own.interplay;
  own.gain += slackMinor;
  for (const [line, rate] of discountRates.entries()) if (rate > 0) touchOf(own, line).takes += rate;
  for (const amount of amounts) addAmount(sketches, own, { ...amount, sale: lines });
}

/** A line of its own, of which earnings lose what they lose of any line that it may be taken off. */
function addAmount(
  sketches: readonly Sketch[],
  own: Sketch,
  { amountMinor, lines, sale }: DiscountAmount & { readonly sale: Lines },
): void {
  const line = sale.gross.length;
  sale.gross.push(amountMinor);
  sale.capacity.push(amountMinor);
  touchOf(own, line).takes = 1;
  const leastOf = (rateOf: (at: number) => number): number =>
    lines.reduce((least, at) => Math.min(least, rateOf(at)), Infinity);
  for (const sketch of sketches) {
    const losses = leastOf((at) => sketch.touches.get(at)?.losses ?? 0);
    const pointLosses = leastOf((at) => sketch.touches.get(at)?.pointLosses ?? 0);
    if (losses === 0 && pointLosses === 0) continue;
    const touch = touchOf(sketch, line);
    touch.losses = losses;
    touch.pointLosses = pointLosses;
  }
}

type Assembled = { readonly part: Part; readonly sketches: readonly Sketch[]; readonly lines: Lines };
type Touches = Pick<
  InterplayBounds,
  'stage' | 'start' | 'line' | 'takes' | 'losses' | 'pointLosses' | 'stageCount' | 'gross' | 'capacity'
>;

function touchesOf({ sketches, lines }: Assembled): Touches {
  const stages = [...new Set(sketches.map(({ stage }) => stage))];
  const touches = sketches.map((sketch) => [...sketch.touches.values()]);
  const all = touches.flat();
  const start = new Int32Array(sketches.length + 1);
  for (const [local, own] of touches.entries()) start[local + 1] = (start[local] ?? 0) + own.length;
  return {
    stage: Int32Array.from(sketches, (sketch) => stages.indexOf(sketch.stage)),
    start,
    line: Int32Array.from(all, (touch) => touch.line),
    takes: Float64Array.from(all, (touch) => touch.takes),
    losses: Float64Array.from(all, (touch) => touch.losses),
    pointLosses: Float64Array.from(all, (touch) => touch.pointLosses),
    stageCount: stages.length,
    gross: Float64Array.from(lines.gross),
    capacity: Float64Array.from(lines.capacity),
  };
}

function assembled(problem: Problem, given: Assembled): InterplayBounds | null {
  const { part, sketches } = given;
  const touches = touchesOf(given);
  const { start, line, stage, stageCount, gross, takes, losses, pointLosses } = touches;
  const of = (value: (sketch: Sketch) => number): Float64Array => Float64Array.from(sketches, value);
  const gain = of((sketch) => sketch.gain);
  const points = of((sketch) => sketch.points);
  const perPoint = of(({ interplay }) => interplay.perPointMinor);
  const multipliedMax = of(({ interplay }) => interplay.multipliedMaxMinor);
  const perPointMost = sumOf(perPoint);
  const taken = sumOf(takes.map((rate, at) => rate * (gross[line[at] ?? 0] ?? 0)));
  const magnitude = sumOf(gain) + sumOf(points) * perPointMost + sumOf(multipliedMax) + taken;
  if (!(magnitude < magnitudeMax)) return null;
  const total = sketches.length;
  const byLine = { total, start, cells: gross.length, cellOf: (_: number, at: number) => line[at] ?? 0 };
  const takenMost = mostOfEach(part, {
    total,
    start,
    rates: takes,
    cells: gross.length * stageCount,
    cellOf: (local, at) => (line[at] ?? 0) * stageCount + (stage[local] ?? 0),
  });
  return {
    ...touches,
    count: part.places.length,
    gain,
    points,
    perPoint,
    multipliedMax,
    addsUp: Uint8Array.from(gross, (_, at) =>
      takenMost.subarray(at * stageCount, (at + 1) * stageCount).some((rate) => rate > 1) ? 1 : 0,
    ),
    takenMost,
    lostMost: mostOfEach(part, { ...byLine, rates: losses }),
    pointsLostMost: mostOfEach(part, { ...byLine, rates: pointLosses }),
    capMinor: problem.discountCapMinor,
    isCapNear: taken > problem.discountCapMinor,
    margin: marginLeast + magnitude * marginShare,
  };
}

function sumOf(amounts: Float64Array): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}
