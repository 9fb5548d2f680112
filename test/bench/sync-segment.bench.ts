/**
 * What an entry costs on the line: sync segments of 1,000 sales beside the same entries as JSON rows, plain and
 * compressed, and how fast segments are made and read. `node test/bench/sync-segment.bench.ts [--full]`
 */

import { performance } from 'node:perf_hooks';
import { gzipSync } from 'node:zlib';
import { nodeSegments } from '#electron/till/sync/node-codec.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { parseEntry } from '#shared/ledger/entry-body.ts';
import { benchOptions } from './support/bench-options.ts';
import { atMost, printFigures, single, spreadOf } from './support/figures.ts';
import type { Figure } from './support/figures.ts';
import { longTill, salesOf } from './support/ingest-tills.ts';
import { memberRefs } from './support/members-at-hq.ts';

const options = benchOptions();
const entriesEach = 1_000;
/** Different ones, with other prices and amounts; each stands twice in a segment, under other ids. */
const basketCount = 500;
const segmentCount = options.full ? 50 : 10;
const members = memberRefs(20_000);
const encoder = new TextEncoder();

const figures: Figure[] = [];
for (const linesMax of [3, 4, 6]) figures.push(...figuresOf(linesMax));
printFigures('An entry on the line', figures, [
  `Ids are as in a shop, three of four sales have a member, and ${basketCount} baskets are different.`,
]);

function figuresOf(linesMax: number): readonly Figure[] {
  const till = longTill(linesMax, { members, sales: salesOf(linesMax, basketCount) });
  const made = { segment: [] as number[], json: [] as number[], zipped: [] as number[] };
  const rates = { encode: [] as number[], decode: [] as number[] };
  for (let number = 0; number < segmentCount; number += 1) {
    const bodies = till.next(entriesEach).entries.map(({ body }) => body);
    const startedMs = performance.now();
    const segment = nodeSegments.encode(bodies);
    const encodedMs = performance.now();
    const decoded = nodeSegments.decode(segment, entriesEach);
    const decodedMs = performance.now();
    const isSame = decoded?.every((body, index) => Buffer.from(body).equals(bodies[index] ?? body));
    invariant(isSame === true, 'nothing is lost');
    const json = encoder.encode(JSON.stringify(bodies.map((body) => plain(parseEntry(body)))));
    made.segment.push(segment.length / entriesEach);
    made.json.push(json.length / entriesEach);
    made.zipped.push(gzipSync(json).length / entriesEach);
    rates.encode.push(entriesEach / ((encodedMs - startedMs) / 1_000));
    rates.decode.push(entriesEach / ((decodedMs - encodedMs) / 1_000));
  }
  const [segment, zipped] = [spreadOf(made.segment), spreadOf(made.zipped)];
  const goods = `sales of 1 to ${linesMax} lines`;
  return [
    {
      goal: 'P23',
      what: `${goods}, an entry in a segment of ${entriesEach}`,
      unit: 'bytes',
      measured: segment,
      beside: { what: 'JSON rows, gzip', p50: zipped.p50 },
      gate: atMost('<= 100', segment.p50, 100),
      aim: atMost('<= 80', segment.p50, 80),
    },
    {
      goal: 'P23',
      what: `${goods}, as a JSON row`,
      unit: 'bytes',
      measured: single(spreadOf(made.json).p50),
    },
    { goal: 'P23', what: `${goods}, segments made`, unit: 'entries/s', measured: spreadOf(rates.encode) },
    { goal: 'P23', what: `${goods}, segments read`, unit: 'entries/s', measured: spreadOf(rates.decode) },
  ];
}

/** As an interface of rows would have it: bytes in hexadecimal. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, plain(part)]));
}
