/** The parts of a till that docs/sync-protocol.md describes: joining, contact, push, reading back. */

import { read } from './canonical.ts';
import { fingerprint, firstHash, isSigned, entryHash, keyId, sealMessage } from './secrets.ts';
import type { Head, KeyPair } from './secrets.ts';
import { pushBody } from './push-body.ts';
import type { Attachment } from './push-body.ts';
import { bodiesOf } from './segment-reader.ts';
import { segmentOf } from './segment-writer.ts';
import { accepted, ask, at, nobody, textAt, wholeAt } from './wire.ts';
import type { Answer, Wire } from './wire.ts';

/** HQ as `hello` introduced it. */
export type Hello = {
  readonly hqId: string;
  readonly hqEpoch: string;
  readonly newest: number;
  readonly oldest: number;
  readonly key: Buffer;
  readonly escrowKey: Buffer;
};

export async function hello(origin: string, pair: KeyPair): Promise<Hello> {
  const wire: Wire = { origin, deviceId: nobody, pair, hqKeys: new Map() };
  const { json } = accepted(await ask(wire, { method: 'GET', target: '/sync/1/hello' }));
  return {
    hqId: textAt(json, 'hqId'),
    hqEpoch: String(at(json, 'hqEpoch')),
    newest: wholeAt(json, 'protocol', 'newest'),
    oldest: wholeAt(json, 'protocol', 'oldest'),
    key: Buffer.from(textAt(json, 'key', 'publicKey'), 'hex'),
    escrowKey: Buffer.from(textAt(json, 'escrowKey'), 'hex'),
  };
}

export type Joining = {
  readonly wire: Wire;
  readonly joinId: string;
  readonly fingerprint: string;
  readonly deviceId: string;
};
export type JoinAsked = {
  readonly origin: string;
  readonly code: string;
  readonly pair: KeyPair;
  readonly boxPair: KeyPair;
};

/** Asks to join; the fingerprint is worked out here. */
export async function join(asked: JoinAsked, met: Hello): Promise<Joining> {
  const { origin, pair, boxPair } = asked;
  const code = plainCode(asked.code);
  const wire: Wire = { origin, deviceId: nobody, pair, hqKeys: new Map([[keyId(met.key), met.key]]) };
  const json = {
    code,
    publicKey: pair.publicKey.toString('hex'),
    boxKey: boxPair.publicKey.toString('hex'),
    app: 'stranger 1',
    escrow: null,
  };
  const answer = accepted(await ask(wire, { method: 'POST', target: '/sync/1/join', json }));
  const shown = fingerprint(met.key, pair.publicKey, code);
  return {
    wire,
    joinId: textAt(answer.json, 'joinId'),
    fingerprint: shown,
    deviceId: textAt(answer.json, 'deviceId'),
  };
}

/** A code as it is signed: of what a person typed, the characters that a code has. */
export const plainCode = (typed: string): string =>
  typed
    .toUpperCase()
    .replaceAll('O', '0')
    .replaceAll(/[IL]/gu, '1')
    .replaceAll(/[^0-9A-HJKMNP-TV-Z]/gu, '');

/** What became of joining: `waiting`, `approved`, `refused` or `expired`. */
export const joinState = async ({ wire, joinId }: Joining): Promise<string> =>
  textAt(accepted(await ask(wire, { method: 'GET', target: `/sync/1/joins/${joinId}` })).json, 'state');

/** The wire of a till that was approved. */
export const joined = ({ wire, deviceId }: Joining): Wire => ({ ...wire, deviceId });

/** The bodies of one epoch in order, and the hash before the first of them. */
export type Run = {
  readonly epoch: number;
  readonly from: number;
  readonly before: Buffer;
  readonly bodies: readonly Buffer[];
};

/** The head at the end of a run. */
export function headOf(run: Run): Head {
  let hash = run.before;
  for (const body of run.bodies) hash = entryHash(hash, body);
  return { epoch: run.epoch, seq: run.from + run.bodies.length - 1, hash };
}

/** The entries of a chain from its seq 1 on, as a run that begins at `from`. */
export function runOf(wire: Wire, epoch: number, bodies: readonly Buffer[]): Run {
  return { epoch, from: 1, before: firstHash(wire.deviceId, epoch), bodies };
}

/** A part of a run: `count` entries beginning with seq `from`. */
export function part(run: Run, from: number, count: number): Run {
  const skipped = { ...run, bodies: run.bodies.slice(0, from - run.from) };
  const bodies = run.bodies.slice(from - run.from, from - run.from + count);
  return { epoch: run.epoch, from, before: headOf(skipped).hash, bodies };
}

/** Pushes a run, and attachments with it; one without bodies brings the attachments alone. */
export function push(wire: Wire, run: Run, attachments: readonly Attachment[] = []): Promise<Answer> {
  const head = headOf(run);
  const segment = run.bodies.length === 0 ? Buffer.alloc(0) : segmentOf(run.bodies);
  const from = { seq: run.from, before: run.before };
  const cbor = pushBody(wire, { from, head, segment, attachments });
  return ask(wire, { method: 'POST', target: '/sync/1/push', cbor });
}

/** Whether an answer to a push may move the acknowledged head: it names an entry of the run that was sent. */
export function acknowledges(run: Run, answer: Answer): boolean {
  const epoch = wholeAt(answer.json, 'received', 'epoch');
  const seq = wholeAt(answer.json, 'received', 'seq');
  if (epoch !== run.epoch || seq < run.from - 1 || seq > headOf(run).seq) return false;
  return (
    headOf(part(run, run.from, seq - run.from + 1)).hash.toString('hex') ===
    textAt(answer.json, 'received', 'hash')
  );
}

export const headJson = ({ epoch, seq, hash }: Head): object => ({ epoch, seq, hash: hash.toString('hex') });

export type Standing = {
  readonly heads: readonly Head[];
  readonly acknowledged: Head | null;
  readonly proof?: string;
};

export function contact(wire: Wire, standing: Standing, nowMs: number): Promise<Answer> {
  const json = {
    heads: standing.heads.map(headJson),
    acknowledged: standing.acknowledged === null ? null : headJson(standing.acknowledged),
    ...(standing.proof === undefined ? {} : { proof: standing.proof }),
    backlog: 0,
    oldestUnsentAtMs: null,
    nowMs,
    cursor: null,
    hqEpoch: null,
    app: 'stranger 1',
  };
  return ask(wire, { method: 'POST', target: '/sync/1/contact', json });
}

export type ReadBack = { readonly epoch: number; readonly branch: number };

/** Own entries as HQ holds them: chain and seals checked, from seq 1 on. */
export async function readBack(wire: Wire, { epoch, branch }: ReadBack): Promise<readonly Buffer[]> {
  const bodies: Buffer[] = [];
  const hashes: Buffer[] = [firstHash(wire.deviceId, epoch)];
  for (;;) {
    const target = `/sync/1/entries?epoch=${epoch}&branch=${branch}&from=${bodies.length + 1}`;
    const list = read(accepted(await ask(wire, { method: 'GET', target })).body);
    if (!Array.isArray(list)) throw new Error('no list of segments');
    if (list.length === 0) return bodies;
    for (const item of list) takeSegment(wire, epoch, { item, bodies, hashes });
  }
}

type Taken = { readonly item: unknown; readonly bodies: Buffer[]; readonly hashes: Buffer[] };

function takeSegment(wire: Wire, epoch: number, { item, bodies, hashes }: Taken): void {
  if (!Array.isArray(item)) throw new Error('no segment');
  const [from, before, to, last, seal, segment] = item.map((field: unknown) => field);
  const run: Run = { epoch, from: Number(from), before: bytesOf(before), bodies: bodiesOf(bytesOf(segment)) };
  const head = headOf(run);
  const isWhole =
    head.seq === to && head.hash.equals(bytesOf(last)) && hashes[run.from - 1]?.equals(run.before) === true;
  if (!isWhole || !isSigned(wire.pair.publicKey, sealMessage(wire.deviceId, head), bytesOf(seal)))
    throw new Error('not my chain');
  bodies.length = run.from - 1;
  hashes.length = run.from;
  for (const body of run.bodies) {
    bodies.push(body);
    hashes.push(entryHash(hashes.at(-1) ?? run.before, body));
  }
}

const bytesOf = (value: unknown): Buffer => {
  if (!(value instanceof Uint8Array)) throw new Error('no bytes');
  return Buffer.from(value);
};
