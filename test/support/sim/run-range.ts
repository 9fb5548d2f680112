/** Runs a range of seeds, says which before each, and ends with the report as one line of JSON. */

import { writeSync } from 'node:fs';

export type SeedOutcome = {
  readonly failure: string | null;
  readonly deaths: number;
  readonly retries: number;
  readonly hits: readonly string[];
};

export type SeedRange<Outcome extends SeedOutcome> = {
  /** Of the command line: `A..B [--trace]`. */
  readonly args: readonly string[];
  readonly told: (seed: number) => string;
  readonly run: (seed: number, onNote: ((what: string) => void) | undefined) => Promise<Outcome>;
  /** What was booked; worlds in which nothing is would prove nothing. */
  readonly salesOf: (outcome: Outcome) => number;
};

const standardOutput = 1;

export async function runRange<Outcome extends SeedOutcome>(range: SeedRange<Outcome>): Promise<void> {
  const [text = '', flag] = range.args;
  const [first = 0, last = first] = text.split('..').map(Number);
  const hits = new Set<string>();
  const failures: { seed: number; failure: string }[] = [];
  const sums = { runs: 0, sales: 0, deaths: 0, retries: 0 };
  for (let seed = first; seed <= last; seed += 1) {
    say(range.told(seed));
    const outcome = await range.run(seed, flag === '--trace' ? say : undefined);
    sums.runs += 1;
    sums.sales += range.salesOf(outcome);
    sums.deaths += outcome.deaths;
    sums.retries += outcome.retries;
    for (const hit of outcome.hits) hits.add(hit);
    if (outcome.failure !== null) {
      failures.push({ seed, failure: outcome.failure });
      say(`seed ${seed} FAILED: ${outcome.failure}`);
    }
  }
  say(JSON.stringify({ ...sums, failures, hits: [...hits].toSorted() }));
}

/** Written at once: a run that hangs or is killed has said what it was. */
function say(line: string): void {
  writeSync(standardOutput, `${line}\n`);
}
