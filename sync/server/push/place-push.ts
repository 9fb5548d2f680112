/** Where the entries of a push belong among the branches of their epoch. */

import { isSameBytes } from '#shared/ledger/canonical-bytes.ts';
import type { ChainHead } from '../db/stores/chains/chain-heads.ts';
import { pushedHash } from './read-push.ts';
import type { ReadPush } from './read-push.ts';

export type Branch = Pick<ChainHead, 'branch' | 'forkedAfterSeq' | 'forkedFrom' | 'seq' | 'hash'>;

export type Placing =
  /** HQ has all of it. */
  | { readonly kind: 'held'; readonly branch: number }
  /** The entries after `afterSeq` go on where the branch ends. */
  | { readonly kind: 'next'; readonly branch: number; readonly afterSeq: number }
  /** The entries after `afterSeq` leave the branch that has that entry as its own. */
  | { readonly kind: 'fork'; readonly forkedFrom: number; readonly afterSeq: number }
  /** HQ does not have the entry before the first. */
  | { readonly kind: 'gap' };

/** Hash of an entry that a branch has as its own. */
export type HashWithin = (branch: number, seq: number) => Promise<Uint8Array | undefined>;

/**
 * `branches` is every branch of the epoch; an epoch that is new has one with seq 0 and the genesis hash. Entries up to
 * one with the same hash are the same, so that a single comparison decides about all before it.
 */
export async function placePush(
  push: ReadPush,
  branches: readonly Branch[],
  hashWithin: HashWithin,
): Promise<Placing> {
  const owner = (seq: number): Promise<number | undefined> => ownerOf(push, seq, { branches, hashWithin });
  const holder = await owner(push.toSeq);
  if (holder !== undefined) return { kind: 'held', branch: holder };
  const end = branches.find(({ seq, hash }) => seq < push.toSeq && isPushed(push, seq, hash));
  if (end !== undefined) return { kind: 'next', branch: end.branch, afterSeq: end.seq };
  if ((await owner(push.fromSeq - 1)) === undefined) return { kind: 'gap' };
  const afterSeq = await lastHeld(push, owner);
  return { kind: 'fork', forkedFrom: (await owner(afterSeq)) ?? 0, afterSeq };
}

function isPushed(push: ReadPush, seq: number, hash: Uint8Array): boolean {
  const pushed = pushedHash(push, seq);
  return pushed !== undefined && isSameBytes(pushed, hash);
}

type Found = { readonly branches: readonly Branch[]; readonly hashWithin: HashWithin };

/** The branch that has this entry of the push as its own. Nothing is before seq 1, and all branches share that. */
async function ownerOf(push: ReadPush, seq: number, found: Found): Promise<number | undefined> {
  if (seq === 0) return 0;
  for (const { branch, forkedAfterSeq, seq: lastSeq, hash } of found.branches) {
    if (seq <= forkedAfterSeq || seq > lastSeq) continue;
    const held = seq === lastSeq ? hash : await found.hashWithin(branch, seq);
    if (held !== undefined && isPushed(push, seq, held)) return branch;
  }
  return undefined;
}

/** The first entry is preceded by one that HQ has, and the last one is new: the border lies between, found by halves. */
async function lastHeld(
  push: ReadPush,
  owner: (seq: number) => Promise<number | undefined>,
): Promise<number> {
  let held = push.fromSeq - 1;
  let unknown = push.toSeq;
  while (unknown - held > 1) {
    const middle = Math.floor((held + unknown) / 2);
    if ((await owner(middle)) === undefined) unknown = middle;
    else held = middle;
  }
  return held;
}
