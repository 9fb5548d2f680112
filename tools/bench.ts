/**
 * `npm run bench`: runs the benchmarks of test/bench that are named, or all of them, one after the other, and says at
 * the end which goals were missed. A missed goal is not a failure: times depend on the machine. Exit code 0 when every
 * benchmark ran to its end, 1 when one did not, 2 for an unknown name.
 */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, existsSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { buildApp } from './build/build-app.ts';
import { projectPath } from './setup/project-paths.ts';

const benchFolder = projectPath('test', 'bench');
const suffix = '.bench.ts';
const usage = `npm run bench -- [names] [--full] [--big]

  names    ${benchNames().join(', ')}; all of them when none is named
  --full   every run that the figures of docs/benchmarks.md are taken over
  --big    also with five million members, or a million entries (2 to 3 GB of disk; takes minutes)

The first run seeds a data folder of a million members in the machine's cache folder.
`;

/** What is read back of a figure; the benchmarks write more. */
type Judged = {
  readonly goal: string;
  readonly what: string;
  readonly unit: string;
  readonly measured: { readonly n: number; readonly p50: number; readonly p95: number; readonly p99: number };
  readonly gate?: { readonly text: string; readonly isMet: boolean | null };
};

process.exitCode = await run(process.argv.slice(2));

async function run(args: readonly string[]): Promise<number> {
  const names = args.filter((arg) => !arg.startsWith('-'));
  const unknown = names.filter((name) => !benchNames().includes(name));
  if (args.includes('--help') || unknown.length > 0) {
    process.stderr.write(unknown.length > 0 ? `Unknown: ${unknown.join(', ')}\n\n${usage}` : usage);
    return unknown.length > 0 ? 2 : 0;
  }
  const built = await buildApp((line) => console.log(line));
  if (!built.ok) {
    process.stderr.write(`${built.error.advice}\n`);
    return 1;
  }
  console.log(machine());
  const chosen = names.length > 0 ? names : benchNames();
  return runAll(
    chosen,
    args.filter((arg) => arg.startsWith('-')),
  );
}

function runAll(names: readonly string[], switches: readonly string[]): number {
  const folder = mkdtempSync(path.join(tmpdir(), 'vafa-bench-'));
  const file = path.join(folder, 'figures');
  try {
    const failed = names.filter((name) => !runOne(name, switches, file));
    console.log(summary(readFigures(file)));
    for (const name of failed) console.log(`${name} did not run to its end.`);
    return failed.length === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runOne(name: string, switches: readonly string[], figuresFile: string): boolean {
  const ran = spawnSync(process.execPath, [path.join(benchFolder, name + suffix), ...switches], {
    cwd: projectPath(),
    stdio: 'inherit',
    env: { ...process.env, VAFA_BENCH_FIGURES: figuresFile },
  });
  return ran.status === 0;
}

function benchNames(): readonly string[] {
  return readdirSync(benchFolder)
    .filter((name) => name.endsWith(suffix))
    .map((name) => name.slice(0, -suffix.length))
    .toSorted();
}

function readFigures(file: string): readonly Judged[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  // Written by the benchmarks themselves, one figure a line.
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Judged);
}

function summary(figures: readonly Judged[]): string {
  const judged = figures.filter(({ gate }) => gate !== undefined && gate.isMet !== null);
  const missed = judged.filter(({ gate }) => gate?.isMet === false);
  const count = `${judged.length - missed.length} of ${judged.length} gates met.`;
  return ['', ...figures.map(figureLine), '', count].join('\n');
}

/** Goal, figure, value, unit, gate and verdict, one line each, for whoever takes the whole run into a table. */
function figureLine({ goal, what, unit, measured, gate }: Judged): string {
  const { n, p50, p95, p99 } = measured;
  const values = (n === 1 ? [p50] : [p50, p95, p99]).map((value) => Number(value.toPrecision(4)));
  const verdict = gate === undefined || gate.isMet === null ? 'not judged' : gate.isMet ? 'met' : 'missed';
  return [goal, what, values.join(' / '), unit, gate?.text ?? 'no gate', verdict].join(' | ');
}

function machine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const gigabytes = Math.round(totalmem() / 1024 ** 3);
  const load = loadavg().map((value) => value.toFixed(1));
  return `${availableParallelism()} cores (${model}), ${gigabytes} GB, load ${load.join(' ')}, Node ${process.versions.node}`;
}
