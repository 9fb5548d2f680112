/**
 * Every till is back at once: 500 clients of tills with their own keys and delays, one HQ process, the embedded
 * PostgreSQL with its syncs. `node test/bench/hq-storm.bench.ts [--full]`
 */

import { loadavg } from 'node:os';
import { performance } from 'node:perf_hooks';
import { nodeSegments } from '#electron/till/sync/node-codec.ts';
import type { HqKey } from '#shared/contracts/sync/sync-schemas.ts';
import { joinTill } from '#test/support/hq/pushing-till.ts';
import type { Http } from '#sync/client/http.ts';
import type { EntryToPush, SegmentCodec } from '#sync/client/sync-ports.ts';
import { benchOptions } from './support/bench-options.ts';
import { entriesAtHq, withBenchHq } from './support/bench-hq.ts';
import type { BenchHq } from './support/bench-hq.ts';
import { atMost, printFigures, single, spreadOf } from './support/figures.ts';
import { longTill } from './support/ingest-tills.ts';
import type { LongTill } from './support/ingest-tills.ts';
import { entriesToPush, keysOfHq, startLineToHq } from './support/line-to-hq.ts';
import { processorSeconds } from './support/process-tree.ts';
import { knowMembers, knowRuleSets, memberRefs } from './support/members-at-hq.ts';

const options = benchOptions();
const tillCount = 500;
const entriesEach = options.full ? 1_500 : 20;
const memberCount = 20_000;

type WaitingTill = {
  readonly till: LongTill;
  readonly entries: readonly EntryToPush[];
  readonly segments: SegmentCodec;
};

await withBenchHq(async (hq) => {
  const members = memberRefs(memberCount);
  await knowMembers(hq.db, members);
  await knowRuleSets(hq.db);
  const tills = Array.from({ length: tillCount }, (_, index) =>
    waitingTill(longTill(1 + index, { members })),
  );
  for (const { till } of tills) await joinTill(hq.db, till.till);
  const running = await hq.startProcess();
  const keys = await keysOfHq(running.url);
  const latencies: number[] = [];
  const startedMs = performance.now();
  const seconds = (): number => (performance.now() - startedMs) / 1_000;
  await Promise.all(tills.map((till) => drained({ url: running.url, keys, latencies }, till)));
  const drainedSeconds = seconds();
  const stored = (await entriesAtHq(hq.db)).stored;
  await untilCounted(hq);
  const countedSeconds = seconds();
  const hqSeconds = processorSeconds(running.pid);
  const requests = spreadOf(latencies);
  const wrong = Math.abs(stored - tillCount * entriesEach);
  const count = (tillCount * entriesEach).toLocaleString('en');
  printFigures(`${tillCount} tills are back at once, load ${(loadavg()[0] ?? 0).toFixed(1)}`, [
    {
      goal: 'storm',
      what: 'a request, as the till sees it',
      unit: 'ms',
      measured: requests,
      gate: atMost('p99 <= 1,000', requests.p99, 1_000),
    },
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
      measured: single(hqSeconds),
    },
    {
      goal: 'P28',
      what: 'entries lost or doubled',
      unit: 'count',
      measured: single(wrong),
      gate: atMost('= 0', wrong, 0),
    },
  ]);
});

/** Its pushes are packed beforehand: 500 tills have 500 processors. */
function waitingTill(till: LongTill): WaitingTill {
  const entries = entriesToPush(till, entriesEach);
  const packed = new Map<Uint8Array, { readonly count: number; readonly segment: Uint8Array }>();
  for (let at = 0; at < entries.length; at += 1_000) {
    const bodies = entries.slice(at, at + 1_000).map(({ body }) => body);
    const [first] = bodies;
    if (first !== undefined)
      packed.set(first, { count: bodies.length, segment: nodeSegments.encode(bodies) });
  }
  const encode: SegmentCodec['encode'] = (bodies) => {
    const ready = bodies[0] === undefined ? undefined : packed.get(bodies[0]);
    return ready?.count === bodies.length ? ready.segment : nodeSegments.encode(bodies);
  };
  return { till, entries, segments: { ...nodeSegments, encode } };
}

type Storm = { readonly url: string; readonly keys: readonly HqKey[]; readonly latencies: number[] };

/** As a till does it: it waits a random moment, asks, sends, and waits longer each time that HQ is busy. */
function drained({ url, keys, latencies }: Storm, { till, entries, segments }: WaitingTill): Promise<void> {
  const watched = (http: Http): Http => ({
    ...http,
    send: async (request) => {
      const askedMs = performance.now();
      const answer = await http.send(request);
      latencies.push(performance.now() - askedMs);
      return answer;
    },
  });
  return new Promise((resolve) => {
    const line = startLineToHq({
      url,
      keys,
      till,
      entries,
      segments,
      watched,
      tell: (news) => {
        if (news.kind === 'acknowledged' && news.head?.seq === entries.length) resolve(line.stop());
      },
    });
  });
}

async function untilCounted({ db }: BenchHq): Promise<void> {
  for (;;) {
    const { stored, counted } = await entriesAtHq(db);
    if (stored === counted) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
