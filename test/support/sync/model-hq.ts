/** What HQ does with one till, as the protocol says it, without a database: branches of chains, and nothing else. */

import { sha256 } from '#electron/till/node-signatures.ts';
import { bytesToHex, hexToBytes } from '#shared/kernel/hex.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { decodeCanonical, encodeCanonical } from '#shared/ledger/canonical-bytes.ts';
import { entryHash, genesisHash } from '#shared/ledger/chain.ts';
import type { ContactAnswer, PushAnswer } from '#shared/contracts/sync/sync-schemas.ts';
import type { HqClient } from '#sync/client/hq-client.ts';
import type { HqOutcome } from '#sync/client/outcome.ts';
import type { OwnSegment } from '#sync/client/read-back-answer.ts';
import type { SegmentCodec } from '#sync/client/sync-ports.ts';
import { decodePush } from '#sync/core/push-body.ts';
import { memoryDevice, sealOf } from './memory-ledger.ts';

type Stored = { readonly seq: number; readonly body: Uint8Array; readonly hash: Uint8Array };
type Branch = { readonly epoch: number; readonly branch: number; entries: Stored[] };

export type ModelHq = {
  readonly client: HqClient;
  readonly branches: () => readonly Branch[];
  /** A backup of now, and what puts it back. */
  readonly backup: () => () => void;
  readonly state: () => ContactAnswer['state'];
  readonly unfreeze: () => void;
  /** Entries of all pushes that were stored, counted as often as they came. */
  readonly received: () => number;
};

/** Bodies one after the other: what is told here has nothing to do with how they are packed. */
export const plainSegments: SegmentCodec = {
  encode: (bodies) => encodeCanonical([...bodies]),
  decode: (segment, entries) => {
    const bodies = decodeCanonical(segment);
    if (!Array.isArray(bodies) || bodies.length !== entries) return undefined;
    const whole = bodies.filter((body) => body instanceof Uint8Array);
    return whole.length === entries ? whole : undefined;
  },
};

const hqEpoch = uuid('0193a0b0-0000-7000-8000-0000000000e1');

type Model = {
  branches: Branch[];
  state: ContactAnswer['state'];
  received: number;
  readonly entriesPerPushMax: number;
};

export function createModelHq(limits: { readonly entriesPerPushMax?: number } = {}): ModelHq {
  const { entriesPerPushMax = 1_000 } = limits;
  const model: Model = { branches: [], state: 'active', received: 0, entriesPerPushMax };
  return {
    client: clientOf(model),
    branches: () => model.branches,
    backup: () => {
      const copied = (branches: readonly Branch[]): Branch[] =>
        branches.map((branch) => ({ ...branch, entries: [...branch.entries] }));
      const kept = copied(model.branches);
      const then = model.state;
      return () => {
        model.branches = copied(kept);
        model.state = then;
      };
    },
    state: () => model.state,
    unfreeze: () => {
      model.state = 'active';
    },
    received: () => model.received,
  };
}

function clientOf(model: Model): HqClient {
  const never = (): never => {
    throw new Error('not of this model');
  };
  return {
    hello: never,
    join: never,
    joinState: never,
    contact: () => Promise.resolve(contact(model)),
    push: (body) => Promise.resolve(push(model, body)),
    ownEntries: ({ epoch, branch, from }) => {
      const found = model.branches.find((one) => one.epoch === epoch && one.branch === branch);
      const entries = found?.entries.filter(({ seq }) => seq >= from).slice(0, 7) ?? [];
      return Promise.resolve({
        kind: 'ok',
        value: entries.length === 0 ? [] : [segmentOf(epoch, found, entries)],
      });
    },
    putRuleSet: never,
    ruleSet: never,
    pull: never,
    page: never,
    confirmErasure: never,
    reserve: never,
    release: never,
  };
}

function contact({ state, branches }: Model): HqOutcome<ContactAnswer> {
  const chains = branches.map((branch) => ({
    epoch: branch.epoch,
    branch: branch.branch,
    received: headOf(branch),
    durable: null,
  }));
  const reason = state === 'frozen' ? 'fork' : null;
  const rest = { lease: null, newestCursor: 'c', wantedRuleSets: [] };
  return { kind: 'ok', value: { hqEpoch, nowMs: epochMs(1), state, reason, chains, ...rest } };
}

function push(model: Model, body: Uint8Array): HqOutcome<PushAnswer> {
  const pushed = decodePush(body);
  const bodies = pushed && plainSegments.decode(pushed.segment, pushed.toSeq - pushed.fromSeq + 1);
  if (pushed === undefined || bodies === undefined) return refused('segment_invalid');
  const { epoch, fromSeq, toSeq, previousHash, headHash } = pushed;
  if (bodies.length > model.entriesPerPushMax) return refused('too_large');
  let hash = previousHash;
  const entries = bodies.map((one, index) => {
    hash = entryHash(sha256, hash, one);
    return { seq: fromSeq + index, body: one, hash };
  });
  if (bytesToHex(hash) !== bytesToHex(headHash)) return refused('segment_invalid');
  model.received += entries.length;
  const head = store(model, entries, { epoch, fromSeq, before: bytesToHex(previousHash) });
  if (head !== null) return { kind: 'refused', code: 'expected_seq', details: { epoch, ...head } };
  const received = { epoch, seq: toSeq, hash: bytesToHex(headHash) };
  const rest = { durable: null, missingAttachments: [], wantedRuleSets: [] };
  return { kind: 'ok', value: { hqEpoch, branch: 0, received, state: model.state, ...rest } };
}

type At = { readonly epoch: number; readonly fromSeq: number; readonly before: string };

/** Null when they were kept; HQ's head where there is a gap before them. */
function store(model: Model, entries: readonly Stored[], { epoch, fromSeq, before }: At) {
  const ofEpoch = model.branches.filter((branch) => branch.epoch === epoch);
  const found = ofEpoch.filter((branch) => hashAt(branch, fromSeq - 1) === before);
  const continued = found.find((branch) =>
    entries.every((entry) => [undefined, bytesToHex(entry.hash)].includes(hashAt(branch, entry.seq))),
  );
  if (continued !== undefined) {
    const end = continued.entries.length;
    continued.entries = [...continued.entries, ...entries.filter(({ seq }) => seq > end)];
    return null;
  }
  if (found[0] !== undefined) {
    model.state = 'frozen';
    const kept = found[0].entries.filter(({ seq }) => seq < fromSeq);
    model.branches.push({ epoch, branch: ofEpoch.length, entries: [...kept, ...entries] });
    return null;
  }
  const isFirst = ofEpoch.length === 0 && fromSeq === 1 && before === bytesToHex(genesis(epoch));
  if (isFirst) model.branches.push({ epoch, branch: 0, entries: [...entries] });
  return isFirst ? null : headOf(ofEpoch[0] ?? { epoch, branch: 0, entries: [] });
}

function headOf(branch: Branch): { readonly seq: number; readonly hash: string } {
  const last = branch.entries.at(-1);
  return { seq: last?.seq ?? 0, hash: bytesToHex(last?.hash ?? genesis(branch.epoch)) };
}

function segmentOf(epoch: number, branch: Branch | undefined, entries: readonly Stored[]): OwnSegment {
  const [first] = entries;
  const last = entries.at(-1);
  if (branch === undefined || first === undefined || last === undefined) throw new Error('an empty segment');
  const before = hexToBytes(hashAt(branch, first.seq - 1) ?? '') ?? genesis(epoch);
  return {
    fromSeq: first.seq,
    previousHash: before,
    toSeq: last.seq,
    headHash: last.hash,
    headSignature: sealOf(epoch, last.seq, last.hash),
    segment: plainSegments.encode(entries.map(({ body }) => body)),
  };
}

function hashAt(branch: Branch, seq: number): string | undefined {
  if (seq === 0) return bytesToHex(genesis(branch.epoch));
  const hash = branch.entries[seq - 1]?.hash;
  return hash && bytesToHex(hash);
}

function genesis(epoch: number): Uint8Array {
  return genesisHash(sha256, memoryDevice, epoch);
}

function refused(code: string): {
  readonly kind: 'refused';
  readonly code: string;
  readonly details: object & Record<string, string>;
} {
  return { kind: 'refused', code, details: {} };
}
