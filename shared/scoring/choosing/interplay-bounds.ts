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

type Sketch = {
  gain: number;
  points: number;
  readonly interplay: Interplay;
  /** Earnings that hang on prices. */
  readonly earnings: readonly EarnedRate[];
};
/** By candidate and line: rates of discounts, and of what is lost of earnings. */
type Rates = {
  readonly width: number;
  readonly takes: Float64Array;
  readonly losses: Float64Array;
  readonly pointLosses: Float64Array;
};

/** What an earning is worth at most hangs on prices where its cap does not take more than this share. */
const cappedShareMax = 0.15;
/** Beyond this a double may round sums by more than the margin. */
const magnitudeMax = 2 ** 52;
/** Of candidates times lines: it is not worth the time beyond. */
const ratesMax = 1_000_000;
const marginLeast = 1e-6;
const marginShare = 1e-12;

/** Null where nothing hangs on anything, and where amounts or lines are so many that it could not say so. */
export function interplayBounds(problem: Problem, part: Part): InterplayBounds | null {
  const { interplays } = problem;
  if (interplays === null) return null;
  const places = [...part.places, ...problem.required];
  const sketches = places.map((place) => sketchOf(interplays.of(place)));
  if (!sketches.some((sketch) => hangsOnOthers(sketch, sketches))) return null;
  const amounts = sketches.flatMap(({ interplay }) =>
    interplay.amounts.map(({ amountMinor }) => amountMinor),
  );
  const gross = Float64Array.of(...interplays.lineGrossMinor, ...amounts);
  if (sketches.length * gross.length > ratesMax) return null;
  const capacity = Float64Array.of(...problem.lineCapacityMinor, ...amounts);
  return assembled(problem, {
    part,
    sketches,
    touches: { ...touchesOf(sketches, gross.length), gross, capacity },
  });
}

function hangsOnOthers({ earnings, interplay }: Sketch, [first]: readonly Sketch[]): boolean {
  return earnings.length > 0 || interplay.perPointMinor > 0 || interplay.stage !== first?.interplay.stage;
}

function sketchOf(interplay: Interplay): Sketch {
  const { fixedMinor, slackMinor } = interplay;
  const earnings: EarnedRate[] = [];
  let gain = fixedMinor + slackMinor;
  let points = 0;
  for (const earned of interplay.earnings) {
    const isCapped = earned.worthMaxMinor < earned.worthFullMinor * (1 - cappedShareMax);
    gain += isCapped ? earned.worthMaxMinor : earned.worthFullMinor;
    points += isCapped ? earned.pointsMax : earned.pointsFull;
    if (!isCapped && earned.lines.length > 0) earnings.push(earned);
  }
  return { gain, points, interplay, earnings };
}

function ratesOf(sketches: readonly Sketch[], width: number): Rates {
  const empty = (): Float64Array => new Float64Array(sketches.length * width);
  const rates: Rates = { width, takes: empty(), losses: empty(), pointLosses: empty() };
  let realLines = width;
  for (const [local, { interplay, earnings }] of sketches.entries()) {
    realLines -= interplay.amounts.length;
    rates.takes.set(interplay.discountRates, local * width);
    for (const { lines, worthRate, pointsRate } of earnings)
      for (const line of lines) {
        const cell = local * width + line;
        rates.losses[cell] = (rates.losses[cell] ?? 0) + worthRate;
        rates.pointLosses[cell] = (rates.pointLosses[cell] ?? 0) + pointsRate;
      }
  }
  let next = realLines;
  for (const [local, { interplay }] of sketches.entries())
    for (const amount of interplay.amounts) {
      rates.takes[local * width + next] = 1;
      loseAmount(rates, amount, next);
      next += 1;
    }
  return rates;
}

/** An amount is a line of its own, of which earnings lose what they lose of any line that it may be taken off. */
function loseAmount({ width, losses, pointLosses }: Rates, { lines }: DiscountAmount, place: number): void {
  for (let own = 0; own < losses.length; own += width) {
    let least = Infinity;
    let pointsLeast = Infinity;
    for (const line of lines) {
      least = Math.min(least, losses[own + line] ?? 0);
      pointsLeast = Math.min(pointsLeast, pointLosses[own + line] ?? 0);
    }
    losses[own + place] = least;
    pointLosses[own + place] = pointsLeast;
  }
}

type Touches = Pick<
  InterplayBounds,
  'stage' | 'start' | 'line' | 'takes' | 'losses' | 'pointLosses' | 'stageCount'
>;

function touchesOf(sketches: readonly Sketch[], width: number): Touches {
  const rates = ratesOf(sketches, width);
  const stages = [...new Set(sketches.map(({ interplay }) => interplay.stage))];
  const start = new Int32Array(sketches.length + 1);
  const cells: number[] = [];
  for (let local = 0; local < sketches.length; local += 1) {
    for (let cell = local * width; cell < (local + 1) * width; cell += 1)
      if ((rates.takes[cell] ?? 0) + (rates.losses[cell] ?? 0) + (rates.pointLosses[cell] ?? 0) > 0)
        cells.push(cell);
    start[local + 1] = cells.length;
  }
  return {
    stage: Int32Array.from(sketches, ({ interplay }) => stages.indexOf(interplay.stage)),
    start,
    line: Int32Array.from(cells, (cell) => cell % width),
    takes: Float64Array.from(cells, (cell) => rates.takes[cell] ?? 0),
    losses: Float64Array.from(cells, (cell) => rates.losses[cell] ?? 0),
    pointLosses: Float64Array.from(cells, (cell) => rates.pointLosses[cell] ?? 0),
    stageCount: stages.length,
  };
}

type Assembled = {
  readonly part: Part;
  readonly sketches: readonly Sketch[];
  readonly touches: Touches & Pick<InterplayBounds, 'gross' | 'capacity'>;
};

function assembled(problem: Problem, { part, sketches, touches }: Assembled): InterplayBounds | null {
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
