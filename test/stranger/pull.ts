/** What HQ publishes and keeps for a till: pulls with their pages, hints and reservations. */

import { brotliDecompressSync } from 'node:zlib';
import { recordsOfBlock } from './blocks.ts';
import { sha256 } from './secrets.ts';
import { accepted, ask, at, listAt, open, textAt, wholeAt } from './wire.ts';
import type { Answer, Wire } from './wire.ts';

export type Pulled = {
  readonly kind: string;
  readonly cursor: string;
  readonly hqEpoch: string;
  readonly included: unknown;
  readonly records: readonly unknown[];
};

/** Pulls until there is no more, and gives what each manifest held. */
export async function pull(wire: Wire, since: string | null): Promise<readonly Pulled[]> {
  const all: Pulled[] = [];
  let cursor = since;
  for (;;) {
    const { json } = accepted(await ask(wire, { method: 'POST', target: '/sync/1/pull', json: { cursor } }));
    const pages = await Promise.all(listAt(json, 'pages').map((page) => pageOf(wire, page)));
    cursor = textAt(json, 'cursor');
    all.push({
      kind: textAt(json, 'kind'),
      cursor,
      hqEpoch: String(at(json, 'hqEpoch')),
      included: at(json, 'included'),
      records: pages.flat(),
    });
    if (at(json, 'hasMore') !== true) return all;
  }
}

async function pageOf(wire: Wire, page: unknown): Promise<readonly unknown[]> {
  const name = textAt(page, 'page');
  const { body } = accepted(await ask(wire, { method: 'GET', target: `/sync/1/pages/${name}` }));
  if (sha256(body).toString('hex') !== name || body.length !== wholeAt(page, 'bytes'))
    throw new Error('another page');
  const lines = brotliDecompressSync(body, { maxOutputLength: 32 * 1024 * 1024 })
    .toString('utf8')
    .split('\n');
  const told: unknown[] = lines.filter((line) => line !== '').map((line): unknown => JSON.parse(line));
  if (told.length !== wholeAt(page, 'records')) throw new Error('another number of records');
  return told.flatMap((line) => (at(line, 't') === 'block' ? recordsOfBlock(line) : [line]));
}

export type Reservation = {
  readonly opKey: string;
  readonly memberRef: string;
  readonly holderRef: string;
  readonly points: number;
};

export const reserve = (wire: Wire, asked: Reservation): Promise<Answer> => {
  const parts = [{ holderRef: asked.holderRef, means: 'points', amount: asked.points }];
  return ask(wire, {
    method: 'POST',
    target: '/sync/1/reserve',
    json: { opKey: asked.opKey, memberRef: asked.memberRef, parts },
  });
};

export const release = (wire: Wire, opKey: string): Promise<Answer> =>
  ask(wire, { method: 'POST', target: '/sync/1/reserve/release', json: { opKey } });

/** The first cursor that HQ tells which is not the one that the till has. */
export async function nextHint(wire: Wire, cursor: string): Promise<string> {
  const stream = await open(wire, '/sync/1/hints');
  if (stream.statusCode !== 200) throw new Error(`no hints: ${stream.statusCode}`);
  let text = '';
  for await (const chunk of stream) {
    const events = (text + String(chunk)).split('\n\n');
    text = events.pop() ?? '';
    const told = events.map((event) => /^event: changed\ndata: (.*)$/u.exec(event)?.[1]);
    const hint = told
      .flatMap((json) => (json === undefined ? [] : [textAt(JSON.parse(json), 'cursor')]))
      .find((one) => one !== cursor);
    if (hint === undefined) continue;
    stream.destroy();
    return hint;
  }
  throw new Error('the hints ended');
}
