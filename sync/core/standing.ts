/**
 * Where a till stands after HQ has named its heads: what HQ has of each epoch, what is to be sent next, and whether HQ
 * knows entries of this till that it does not hold. Nothing that HQ says is believed but hashes of the till's own chain.
 */

import type { ContactAnswer, SyncHead } from '#shared/contracts/sync/sync-schemas.ts';
import { isOwnHead } from './own-chain.ts';
import type { OwnChain } from './own-chain.ts';

type HqChain = ContactAnswer['chains'][number];

export type EpochStanding = {
  readonly epoch: number;
  /** The till's newest entry of this epoch. */
  readonly ownSeq: number;
  /** The till's newest entry of this epoch that HQ has; seq 0 where it has none that is known to be the till's. */
  readonly atHq: SyncHead;
  /** The till's newest entry of this epoch that is in a verified backup of HQ. */
  readonly durable: SyncHead | null;
};

/** Entries under this till's name, in its newest epoch or a later one, that it does not hold. */
export type Strange = { readonly branch: number; readonly head: SyncHead };

export type Standing = {
  /** Oldest first. */
  readonly epochs: readonly EpochStanding[];
  /** Oldest first; empty where HQ knows nothing but what the till holds. */
  readonly strange: readonly Strange[];
};

export function standingOf(own: OwnChain, chains: readonly HqChain[]): Standing {
  const newestEpoch = own.heads.at(-1)?.epoch ?? 1;
  const strange = chains
    .map(({ epoch, branch, received }) => ({ branch, head: { epoch, ...received } }))
    .filter(({ head }) => head.epoch >= newestEpoch && head.seq > 0 && !isOwnHead(own, head))
    .toSorted((left, right) => left.head.epoch - right.head.epoch || left.branch - right.branch);
  return { epochs: own.heads.map((head) => epochStanding(own, head, chains)), strange };
}

function epochStanding(own: OwnChain, { epoch, seq }: SyncHead, chains: readonly HqChain[]): EpochStanding {
  const ofEpoch = chains.filter((chain) => chain.epoch === epoch);
  const received = newestOwn(
    own,
    epoch,
    ofEpoch.map((chain) => chain.received),
  );
  const durable = newestOwn(
    own,
    epoch,
    ofEpoch.flatMap((chain) => chain.durable ?? []),
  );
  const first = { epoch, seq: 0, hash: own.hashAt(epoch, 0) ?? '' };
  return { epoch, ownSeq: seq, atHq: received ?? first, durable: durable ?? null };
}

type Place = HqChain['received'];

function newestOwn(own: OwnChain, epoch: number, places: readonly Place[]): SyncHead | undefined {
  const heads = places.map((place) => ({ epoch, ...place })).filter((head) => isOwnHead(own, head));
  return heads.toSorted((left, right) => right.seq - left.seq)[0];
}

/** The first epoch that HQ lacks something of, or `undefined` when everything is there. */
export function nextToSend(epochs: readonly EpochStanding[]): EpochStanding | undefined {
  return epochs.find(({ ownSeq, atHq }) => atHq.seq < ownSeq);
}

/** Everything up to this entry is at HQ; null while that is nothing. */
export function acknowledgedOf(epochs: readonly EpochStanding[]): SyncHead | null {
  let newest: SyncHead | null = null;
  for (const { ownSeq, atHq } of epochs) {
    if (atHq.seq > 0) newest = atHq;
    if (atHq.seq < ownSeq) break;
  }
  return newest;
}

export function backlogOf(epochs: readonly EpochStanding[]): number {
  return epochs.reduce((sum, { ownSeq, atHq }) => sum + (ownSeq - atHq.seq), 0);
}

/** Moves one epoch's place at HQ; a place that the till does not know is none of its business here. */
export function withPlace(epochs: readonly EpochStanding[], head: SyncHead): readonly EpochStanding[] {
  return epochs.map((standing) => (standing.epoch === head.epoch ? { ...standing, atHq: head } : standing));
}

/** The till has booked on: new heads, the same places at HQ. */
export function withHeads(own: OwnChain, epochs: readonly EpochStanding[]): readonly EpochStanding[] {
  return own.heads.map(({ epoch, seq }) => {
    const known = epochs.find((standing) => standing.epoch === epoch);
    const first = { epoch, seq: 0, hash: own.hashAt(epoch, 0) ?? '' };
    return { epoch, ownSeq: seq, atHq: known?.atHq ?? first, durable: known?.durable ?? null };
  });
}
