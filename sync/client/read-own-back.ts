/** Reads a till's own entries back from HQ after it was set back, and believes only what continues its own chain. */

import type { SyncHead } from '#shared/contracts/sync/sync-schemas.ts';
import type { Sha256, VerifySignature } from '#shared/kernel/hash-port.ts';
import { hexToBytes } from '#shared/kernel/hex.ts';
import { isSameBytes } from '#shared/ledger/canonical-bytes.ts';
import { entryHash } from '#shared/ledger/chain.ts';
import type { DeviceId } from '#shared/ledger/entry.ts';
import { sealBytes } from '#shared/ledger/seal.ts';
import type { EntriesToRead } from '#sync/core/set-back.ts';
import type { HqClient } from './hq-client.ts';
import type { HqTrouble } from './outcome.ts';
import type { OwnSegment } from './read-back-answer.ts';
import type { SegmentCodec, SyncLedger } from './sync-ports.ts';

export type ReadBackEntry = {
  readonly epoch: number;
  readonly seq: number;
  readonly body: Uint8Array;
  readonly previousHash: Uint8Array;
  readonly hash: Uint8Array;
};

export type ReadBackDeps = {
  readonly client: Pick<HqClient, 'ownEntries'>;
  readonly ledger: Pick<SyncLedger, 'own'>;
  readonly segments: Pick<SegmentCodec, 'decode'>;
  readonly deviceId: DeviceId;
  /** The till's own. */
  readonly publicKey: Uint8Array;
  readonly ports: { readonly sha256: Sha256; readonly verifySignature: VerifySignature };
  /** Called in the order of the chain; whatever was kept before is of use, wherever the reading stops. */
  readonly keep: (entries: readonly ReadBackEntry[]) => void;
};

export type ReadBackDone =
  /** How many entries were kept: all that continue what the till has. */
  { readonly kind: 'read'; readonly entries: number } | HqTrouble;

type Place = { readonly epoch: number; readonly seq: number; readonly hash: Uint8Array };

/** Other copies' entries in between do not continue the chain: reading goes on with the next run that does. */
export async function readOwnBack(deps: ReadBackDeps, runs: readonly EntriesToRead[]): Promise<ReadBackDone> {
  const own = deps.ledger.own();
  let entries = 0;
  let place = placeOf(own.heads.at(-1));
  for (const run of runs) {
    const firstHash = hexToBytes(own.hashAt(run.epoch, 0) ?? '');
    const isNextEpoch = run.fromSeq === 1 && run.epoch > (place?.epoch ?? 0);
    if (isNextEpoch && firstHash !== undefined) place = { epoch: run.epoch, seq: 0, hash: firstHash };
    if (place === undefined || place.epoch !== run.epoch) continue;
    const done = await readRun(deps, run, place);
    if (done.kind !== 'read') return done;
    entries += done.entries;
    place = done.place;
  }
  return { kind: 'read', entries };
}

type RunDone = { readonly kind: 'read'; readonly entries: number; readonly place: Place } | HqTrouble;

async function readRun(deps: ReadBackDeps, run: EntriesToRead, start: Place): Promise<RunDone> {
  let place = start;
  let entries = 0;
  while (place.seq < run.toSeq) {
    const { epoch, branch } = run;
    const answer = await deps.client.ownEntries({ epoch, branch, from: place.seq + 1 });
    if (answer.kind !== 'ok') return answer;
    const before = place.seq;
    for (const segment of answer.value) {
      const found = continuing(deps, segment, place);
      if (found === 'bad') return { kind: 'badAnswer', what: 'ownEntries' };
      if (found.length === 0) return { kind: 'read', entries, place };
      deps.keep(found);
      entries += found.length;
      const last = found.at(-1);
      if (last !== undefined) place = last;
    }
    if (place.seq === before) break;
  }
  return { kind: 'read', entries, place };
}

/** The entries of a segment behind a place; empty where they are another branch's, `bad` where nobody signed them. */
function continuing(
  { segments, ports, deviceId, publicKey }: ReadBackDeps,
  { fromSeq, previousHash, toSeq, headHash, headSignature, segment }: OwnSegment,
  { epoch, seq, hash }: Place,
): readonly ReadBackEntry[] | 'bad' {
  const bodies = segments.decode(segment, toSeq - fromSeq + 1);
  if (bodies === undefined) return 'bad';
  const found: ReadBackEntry[] = [];
  let previous = previousHash;
  for (const [index, body] of bodies.entries()) {
    const entry = {
      epoch,
      seq: fromSeq + index,
      body,
      previousHash: previous,
      hash: entryHash(ports.sha256, previous, body),
    };
    previous = entry.hash;
    found.push(entry);
  }
  const message = sealBytes({ deviceId, epoch, seq: toSeq, hash: headHash });
  const isSealed = ports.verifySignature({ publicKey, message, signature: headSignature });
  if (!isSealed || !isSameBytes(previous, headHash)) return 'bad';
  const behind = found.filter((entry) => entry.seq > seq);
  const first = behind[0];
  return first?.seq === seq + 1 && isSameBytes(first.previousHash, hash) ? behind : [];
}

function placeOf(head: SyncHead | undefined): Place | undefined {
  const hash = head === undefined ? undefined : hexToBytes(head.hash);
  return head === undefined || hash === undefined ? undefined : { epoch: head.epoch, seq: head.seq, hash };
}
