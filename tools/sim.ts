/**
 * `npm run sim -- --seeds A..B`: runs the simulated till, or with `--hq` tills and HQ, for every seed of a range, spread
 * over the cores. Each seed and its options are printed before it runs; each that fails has a line of its own at the end.
 */

import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { invariant } from '#shared/kernel/invariant.ts';
import { exitCodes } from './commands/exit-codes.ts';
import { projectPath } from './setup/project-paths.ts';

const help = `npm run sim -- [--hq] --seeds A..B [--trace] [--report FILE]
  --hq           several tills and HQ in one world; without it, one till alone
  --seeds A..B   whole numbers from 0 on, both included; A alone is one seed
  --trace        print everything that happens in a run
  --report FILE  also write the sums, the failures and the fault points that were struck, as JSON
Exit codes: ${exitCodes.ok} everything held, ${exitCodes.usage} wrong use, ${exitCodes.brokenFound} a seed failed`;

const seedMax = 2 ** 31;
const rangePattern = /^(\d{1,10})(?:\.\.(\d{1,10}))?$/;
const runners = {
  till: projectPath('test', 'simulation', 'run-seeds.ts'),
  hq: projectPath('test', 'simulation', 'run-hq-seeds.ts'),
};

const reportSchema = z.object({
  runs: z.number(),
  sales: z.number(),
  deaths: z.number(),
  retries: z.number(),
  failures: z.array(z.object({ seed: z.number(), failure: z.string() })),
  hits: z.array(z.string()),
});
type SimReport = z.output<typeof reportSchema>;
type Range = { readonly first: number; readonly last: number };

process.exitCode = await main();

async function main(): Promise<number> {
  const asked = parseAsked();
  if (asked === undefined) {
    console.error(help);
    return exitCodes.usage;
  }
  const { range, report: reportFile } = asked;
  const reports = await Promise.all(split(range).map((part) => runPart(part, asked)));
  const report = sumOf(reports);
  if (reportFile !== undefined) await writeFile(reportFile, JSON.stringify(report));
  const { runs, sales, deaths, retries, failures } = report;
  console.log(
    `${runs} runs, ${sales} ${asked.isHq ? 'entries' : 'sales'}, ${deaths} ends of the till, ${retries} commands sent again`,
  );
  for (const { seed, failure } of failures) {
    const [reason = ''] = failure.split('\n');
    const flags = asked.isHq ? '--hq ' : '';
    console.log(`FAILED seed ${seed}: ${reason} (again: npm run sim -- ${flags}--seeds ${seed} --trace)`);
  }
  return failures.length === 0 ? exitCodes.ok : exitCodes.brokenFound;
}

type Asked = {
  readonly range: Range;
  readonly isHq: boolean;
  readonly trace: boolean;
  readonly report: string | undefined;
};

/** Undefined for wrong use. */
function parseAsked(): Asked | undefined {
  const options = {
    seeds: { type: 'string' },
    hq: { type: 'boolean', default: false },
    trace: { type: 'boolean', default: false },
    report: { type: 'string' },
  } as const;
  let given: ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];
  try {
    given = parseArgs({ options }).values;
  } catch {
    return undefined; // an unknown option: the caller prints what there is
  }
  const [, from, to = from] = rangePattern.exec(given.seeds ?? '') ?? [];
  const first = Number(from);
  const last = Number(to);
  if (!(first <= last && last < seedMax)) return undefined;
  return { range: { first, last }, isHq: given.hq, trace: given.trace, report: given.report };
}

function split({ first, last }: Range): readonly Range[] {
  const count = last - first + 1;
  const parts = Math.min(availableParallelism(), count);
  return Array.from({ length: parts }, (_none, part) => ({
    first: first + Math.floor((count * part) / parts),
    last: first + Math.floor((count * (part + 1)) / parts) - 1,
  }));
}

/** A process that ends without a report names the seed that it was at. */
async function runPart(
  { first, last }: Range,
  { isHq, trace }: Pick<Asked, 'isHq' | 'trace'>,
): Promise<SimReport> {
  const runner = isHq ? runners.hq : runners.till;
  const flags = trace ? ['--trace'] : [];
  const child = spawn(process.execPath, [runner, `${first}..${last}`, ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number>((resolve) => {
    child.once('close', (code) => resolve(code ?? -1));
  });
  invariant(child.stdout !== null, 'the output was asked for as a pipe');
  let newest = '';
  let seed = first;
  for await (const line of createInterface({ input: child.stdout })) {
    if (newest !== '') console.log(newest);
    newest = line;
    seed = Number(/^seed (\d+):/.exec(line)?.[1] ?? seed);
  }
  const code = await ended;
  const report = code === 0 ? reportSchema.safeParse(JSON.parse(newest)).data : undefined;
  if (report !== undefined) return report;
  console.log(newest);
  const failures = [{ seed, failure: `the run ended with exit code ${code}` }];
  return { runs: 0, sales: 0, deaths: 0, retries: 0, hits: [], failures };
}

function sumOf(reports: readonly SimReport[]): SimReport {
  const sum = (count: (report: SimReport) => number): number =>
    reports.reduce((total, report) => total + count(report), 0);
  return {
    runs: sum(({ runs }) => runs),
    sales: sum(({ sales }) => sales),
    deaths: sum(({ deaths }) => deaths),
    retries: sum(({ retries }) => retries),
    failures: reports.flatMap(({ failures }) => failures),
    hits: [...new Set(reports.flatMap(({ hits }) => hits))].toSorted(),
  };
}
