/**
 * What a benchmark measured, printed as one table. A figure that misses its gate is printed as missed and nothing
 * else happens: times depend on the machine, so they never fail a run.
 */

import { appendFileSync } from 'node:fs';

export type Spread = {
  readonly n: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
};

/** A bound in words, and whether the measured figure keeps to it; null where it cannot be judged in this run. */
export type Bound = { readonly text: string; readonly isMet: boolean | null };

export type Figure = {
  /** As in the list of performance goals: P1 to P30. */
  readonly goal: string;
  readonly what: string;
  readonly unit: 'ms' | 's' | 'µs' | 'MB' | 'bytes' | 'count' | 'times' | 'entries/s';
  readonly measured: Spread;
  /** The floor or the peer of the same run, in the same unit. */
  readonly beside?: { readonly what: string; readonly p50: number };
  readonly gate?: Bound;
  readonly aim?: Bound;
};

/** The lines of every finished benchmark go to the file of this name, for whoever started several. */
export const figuresFileVariable = 'VAFA_BENCH_FIGURES';

/** At least one value. Percentiles are values that were measured, never means of two. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((left, right) => left - right);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return { n: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}

/** One value, such as a size or a count. */
export function single(value: number): Spread {
  return { n: 1, p50: value, p95: value, p99: value, max: value };
}

/** True when `value` is at most `limit`. */
export function atMost(text: string, value: number, limit: number): Bound {
  return { text, isMet: value <= limit };
}

/** True when `value` is at least `limit`. */
export function atLeast(text: string, value: number, limit: number): Bound {
  return { text, isMet: value >= limit };
}

export function printFigures(title: string, figures: readonly Figure[], notes: readonly string[] = []): void {
  const lines = [`\n### ${title}\n`, ...headLines, ...figures.map(lineOf)];
  console.log([...lines, ...notes.map((note) => `\n${note}`)].join('\n'));
  const file = process.env[figuresFileVariable];
  if (file === undefined) return;
  for (const figure of figures) appendFileSync(file, `${JSON.stringify(figure)}\n`);
}

const headLines = [
  '| goal | figure | p50 | p95 | p99 | max | n | beside, same run | p50 to it | gate | aim |',
  '| --- | --- | ---: | ---: | ---: | ---: | ---: | --- | ---: | --- | --- |',
] as const;

function lineOf({ goal, what, unit, measured, beside, gate, aim }: Figure): string {
  const { n, p50 } = measured;
  const shown = (value: number): string => `${short(value)} ${unit}`;
  const spread = n === 1 ? ['', '', ''] : [measured.p95, measured.p99, measured.max].map(shown);
  const besideCells =
    beside === undefined ? ['', ''] : [`${beside.what}: ${shown(beside.p50)}`, short(p50 / beside.p50)];
  const cells = [goal, what, shown(p50), ...spread, String(n), ...besideCells, verdict(gate), verdict(aim)];
  return `| ${cells.join(' | ')} |`;
}

/** Three significant digits, and no more than three places. */
function short(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Math.abs(value) >= 100) return value.toFixed(0);
  return String(Number(value.toPrecision(3)));
}

function verdict(bound: Bound | undefined): string {
  if (bound === undefined) return '';
  if (bound.isMet === null) return `${bound.text}: not judged`;
  return `${bound.text}: ${bound.isMet ? 'met' : 'missed'}`;
}
