/**
 * Every till is back at once: 500 clients of tills with their own keys and delays in a few threads, one HQ process, the
 * embedded PostgreSQL with its syncs. `node test/bench/hq-storm.bench.ts [--full] [--entries=N]`
 */

import { availableParallelism, loadavg } from 'node:os';
import { performance } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import { joinTill, pushingTill } from '#test/support/hq/pushing-till.ts';
import { benchOptions } from './support/bench-options.ts';
import { entriesAtHq, withBenchHq } from './support/bench-hq.ts';
import type { BenchHq } from './support/bench-hq.ts';
import { atMost, printFigures, single, spreadOf } from './support/figures.ts';
import type { Figure, Spread } from './support/figures.ts';
import { processorSeconds } from './support/process-tree.ts';
import { knowMembers, knowRuleSets, memberRefs } from './support/members-at-hq.ts';
import type { StormNews, StormPart, StormRequest } from './support/storm-clients.ts';
import { watchDatabase } from './support/watch-database.ts';

const options = benchOptions();
const tillCount = 500;
const entriesEach = options.entries ?? (options.full ? 1_500 : 20);
const memberCount = 20_000;
const threads = Math.max(2, availableParallelism());

await withBenchHq(async (hq) => {
  await knowMembers(hq.db, memberRefs(memberCount));
  await knowRuleSets(hq.db);
  for (let number = 1; number <= tillCount; number += 1) await joinTill(hq.db, pushingTill(number));
  const running = await hq.startProcess();
  const clients = Array.from({ length: threads }, (_, index) => startClients(partOf(index, running.url)));
  await Promise.all(clients.map(({ ready }) => ready));
  const loadBefore = loadavg()[0] ?? 0;
  const waits = watchDatabase(hq.db);
  const startedMs = performance.now();
  const seconds = (): number => (performance.now() - startedMs) / 1_000;
  const requests = (await Promise.all(clients.map(({ drain }) => drain()))).flat();
  const drainedSeconds = seconds();
  const waited = await waits.stop();
  const stored = (await entriesAtHq(hq.db)).stored;
  await untilCounted(hq);
  const countedSeconds = seconds();
  const wrong = Math.abs(stored - tillCount * entriesEach);
  const count = (tillCount * entriesEach).toLocaleString('en');
  const load = [loadBefore, loadavg()[0] ?? 0].map((value) => value.toFixed(1)).join(' to ');
  printFigures(
    `${tillCount} tills are back at once, load ${load}`,
    [
      ...requestFigures(requests),
      {
        goal: 'storm',
        what: `all ${count} entries acknowledged`,
        unit: 's',
        measured: single(drainedSeconds),
        gate: atMost('<= 1,800', drainedSeconds, 1_800),
      },
      { goal: 'storm', what: 'all of them counted', unit: 's', measured: single(countedSeconds) },
      {
        goal: 'storm',
        what: 'processor time of the HQ process, start included',
        unit: 's',
        measured: single(processorSeconds(running.pid)),
      },
      {
        goal: 'P28',
        what: 'entries lost or doubled',
        unit: 'count',
        measured: single(wrong),
        gate: atMost('= 0', wrong, 0),
      },
    ],
    [`What connections to the database did until all was acknowledged: ${waited.join('; ')}.`],
  );
});

/** What every request took, whatever the answer was; and the same of each kind. */
function requestFigures(requests: readonly StormRequest[]): readonly Figure[] {
  const all = spreadOf(requests.map(({ tookMs }) => tookMs));
  const of = (what: string, isMeant: (request: StormRequest) => boolean): readonly Figure[] => {
    const meant = requests.filter(isMeant);
    if (meant.length === 0) return [];
    const measured: Spread = spreadOf(meant.map(({ tookMs }) => tookMs));
    return [{ goal: 'storm', what, unit: 'ms', measured }];
  };
  const isPush = ({ target }: StormRequest): boolean => target.endsWith('/push');
  return [
    {
      goal: 'storm',
      what: 'a request, as the till sees it',
      unit: 'ms',
      measured: all,
      gate: atMost('p99 <= 1,000', all.p99, 1_000),
    },
    ...of('pushes that were taken', (request) => isPush(request) && request.status === 200),
    ...of('pushes that were told to come later', (request) => isPush(request) && request.status === 503),
    ...of('everything else', (request) => !isPush(request)),
    ...of('requests without an answer', ({ status }) => status === 0),
  ];
}

function partOf(index: number, url: string): StormPart {
  const each = Math.ceil(tillCount / threads);
  const from = 1 + index * each;
  return { url, from, to: Math.min(tillCount, from + each - 1), entriesEach, memberCount };
}

type Clients = {
  readonly ready: Promise<void>;
  readonly drain: () => Promise<readonly StormRequest[]>;
};

function startClients(part: StormPart): Clients {
  const worker = new Worker(new URL('./support/storm-clients.ts', import.meta.url), { workerData: part });
  const heard = <Kind extends StormNews['kind']>(kind: Kind): Promise<Extract<StormNews, { kind: Kind }>> =>
    new Promise((resolve, reject) => {
      worker.once('error', reject);
      worker.on('message', (news: StormNews) => {
        // The kind was compared, which the compiler cannot follow through a type parameter.
        if (news.kind === kind) resolve(news as Extract<StormNews, { kind: Kind }>);
      });
    });
  const drained = heard('drained');
  return {
    ready: heard('ready').then(() => undefined),
    drain: async () => {
      worker.postMessage('go');
      return (await drained).requests;
    },
  };
}

async function untilCounted({ db }: BenchHq): Promise<void> {
  for (;;) {
    const { stored, counted } = await entriesAtHq(db);
    if (stored === counted) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
