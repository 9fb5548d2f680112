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

export function createModelHq(limits: { readonly entriesPerPushMax?: number } = {}): ModelHq {
  let branches: Branch[] = [];
  let state: ContactAnswer['state'] = 'active';
  let received = 0;
  const headOf = (branch: Branch) => {
    const last = branch.entries.at(-1);
    return { seq: last?.seq ?? 0, hash: bytesToHex(last?.hash ?? genesis(branch.epoch)) };
  };
  const push = (body: Uint8Array): HqOutcome<PushAnswer> => {
    const pushed = decodePush(body);
    const bodies = pushed && plainSegments.decode(pushed.segment, pushed.toSeq - pushed.fromSeq + 1);
    if (pushed === undefined || bodies === undefined) return refused('segment_invalid');
    const { epoch, fromSeq, toSeq, headHash } = pushed;
    if (bodies.length > (limits.entriesPerPushMax ?? 1_000)) return refused('too_large');
    let hash = pushed.previousHash;
    const entries = bodies.map((one, index) => {
      hash = entryHash(sha256, hash, one);
      return { seq: fromSeq + index, body: one, hash };
    });
    if (bytesToHex(hash) !== bytesToHex(headHash)) return refused('segment_invalid');
    received += entries.length;
    const ofEpoch = branches.filter((branch) => branch.epoch === epoch);
    const before = bytesToHex(pushed.previousHash);
    const found = ofEpoch.filter((branch) => hashAt(branch, fromSeq - 1) === before);
    const continued = found.find((branch) =>
      entries.every((entry) => [undefined, bytesToHex(entry.hash)].includes(hashAt(branch, entry.seq))),
    );
    if (continued !== undefined) {
      const end = continued.entries.length;
      continued.entries = [...continued.entries, ...entries.filter(({ seq }) => seq > end)];
    } else if (found[0] !== undefined) {
      state = 'frozen';
      const kept = found[0].entries.filter(({ seq }) => seq < fromSeq);
      branches.push({ epoch, branch: ofEpoch.length, entries: [...kept, ...entries] });
    } else if (ofEpoch.length === 0 && fromSeq === 1 && before === bytesToHex(genesis(epoch))) {
      branches.push({ epoch, branch: 0, entries });
    } else {
      const main = ofEpoch[0];
      const at = main === undefined ? { seq: 0, hash: bytesToHex(genesis(epoch)) } : headOf(main);
      return { kind: 'refused', code: 'expected_seq', details: { epoch, ...at } };
    }
    return {
      kind: 'ok',
      value: {
        hqEpoch,
        branch: 0,
        received: { epoch, seq: toSeq, hash: bytesToHex(headHash) },
        durable: null,
        state,
        missingAttachments: [],
        wantedRuleSets: [],
      },
    };
  };
  const contact = (): HqOutcome<ContactAnswer> => ({
    kind: 'ok',
    value: {
      hqEpoch,
      nowMs: epochMs(1),
      state,
      reason: state === 'frozen' ? 'fork' : null,
      chains: branches.map((branch) => ({
        epoch: branch.epoch,
        branch: branch.branch,
        received: headOf(branch),
        durable: null,
      })),
      lease: null,
      newestCursor: 'c',
      wantedRuleSets: [],
    },
  });
  const ownEntries = (at: { readonly epoch: number; readonly branch: number; readonly from: number }) => {
    const branch = branches.find((one) => one.epoch === at.epoch && one.branch === at.branch);
    const entries = branch?.entries.filter(({ seq }) => seq >= at.from).slice(0, 7) ?? [];
    const value = entries.length === 0 ? [] : [segmentOf(at.epoch, branch, entries)];
    return { kind: 'ok' as const, value };
  };
  const never = (): never => {
    throw new Error('not of this model');
  };
  const later = <Value>(value: Value): Promise<Value> => Promise.resolve(value);
  return {
    client: {
      hello: never,
      join: never,
      joinState: never,
      contact: () => later(contact()),
      push: (body) => later(push(body)),
      ownEntries: (at) => later(ownEntries(at)),
      putRuleSet: never,
      ruleSet: never,
      pull: never,
      page: never,
      confirmErasure: never,
      reserve: never,
      release: never,
    },
    branches: () => branches,
    backup: () => {
      const kept = branches.map((branch) => ({ ...branch, entries: [...branch.entries] }));
      const then = state;
      return () => {
        branches = kept.map((branch) => ({ ...branch, entries: [...branch.entries] }));
        state = then;
      };
    },
    state: () => state,
    unfreeze: () => {
      state = 'active';
    },
    received: () => received,
  };
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
