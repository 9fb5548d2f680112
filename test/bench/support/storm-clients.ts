/** A thread with the clients of some of a storm's tills: makes their entries, says so, and lets them go at a word. */

import { performance } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { nodeSegments } from '#electron/till/sync/node-codec.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { Http } from '#sync/client/http.ts';
import type { EntryToPush, SegmentCodec } from '#sync/client/sync-ports.ts';
import { longTill } from './ingest-tills.ts';
import type { LongTill } from './ingest-tills.ts';
import { entriesToPush, keysOfHq, startLineToHq } from './line-to-hq.ts';
import { memberRefs } from './members-at-hq.ts';

export type StormPart = {
  readonly url: string;
  /** Numbers of the tills. */
  readonly from: number;
  readonly to: number;
  readonly entriesEach: number;
  readonly memberCount: number;
};

/** One request as its till saw it. Status 0: no answer. */
export type StormRequest = { readonly target: string; readonly status: number; readonly tookMs: number };

export type StormNews =
  | { readonly kind: 'ready' }
  | { readonly kind: 'drained'; readonly requests: readonly StormRequest[] };

type WaitingTill = {
  readonly till: LongTill;
  readonly entries: readonly EntryToPush[];
  readonly segments: SegmentCodec;
};

const part: StormPart = z
  .object({
    url: z.string(),
    from: z.number(),
    to: z.number(),
    entriesEach: z.number(),
    memberCount: z.number(),
  })
  .parse(workerData);
const port = parentPort;
invariant(port !== null, 'the clients of a storm are a thread');
const tell = (news: StormNews): void => port.postMessage(news);

const members = memberRefs(part.memberCount);
const tills = Array.from({ length: part.to - part.from + 1 }, (_, index) =>
  waitingTill(longTill(part.from + index, { members })),
);
const keys = await keysOfHq(part.url);
const requests: StormRequest[] = [];
tell({ kind: 'ready' });
await new Promise<void>((resolve) => void port.once('message', () => resolve()));
await Promise.all(tills.map(drained));
tell({ kind: 'drained', requests });
port.close();

/** Its pushes are packed beforehand: 500 tills have 500 processors. */
function waitingTill(till: LongTill): WaitingTill {
  const entries = entriesToPush(till, part.entriesEach);
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

/** As a till does it: it waits a random moment, asks, sends, and waits longer each time that HQ is busy. */
function drained({ till, entries, segments }: WaitingTill): Promise<void> {
  const watched = (http: Http): Http => ({
    ...http,
    send: async (request) => {
      const askedMs = performance.now();
      const answer = await http.send(request);
      const tookMs = performance.now() - askedMs;
      const target = request.target.split('?')[0] ?? '';
      requests.push({ target, status: answer.ok ? answer.value.status : 0, tookMs });
      return answer;
    },
  });
  return new Promise((resolve) => {
    const line = startLineToHq({
      url: part.url,
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
