/** Stores one decided entry with all that follows from it; called inside the command's transaction. */

import { invariant } from '#shared/kernel/invariant.ts';
import { compareHlc } from '#shared/kernel/hlc.ts';
import { activitiesOf } from '#shared/ledger/activity.ts';
import { balanceChanges } from '#shared/ledger/balance.ts';
import { entryHash } from '#shared/ledger/chain.ts';
import type { NewEntry } from '#shared/ledger/entry.ts';
import { encodeEntry } from '#shared/ledger/entry-body.ts';
import { postingsOf } from '#shared/ledger/post-entry.ts';
import { assertBalanced } from '#shared/ledger/posting.ts';
import { sealBytes } from '#shared/ledger/seal.ts';
import type { ChainPlace } from '#shared/ledger/verify-chain.ts';
import type { EntryToStore, EntryWriter } from './db/stores/entry-store.ts';
import type { GatheredRows } from './db/stores/gathered-rows.ts';
import type { OfferFactsWriter } from './db/stores/offer-facts-store.ts';
import type { PostingWriter } from './db/stores/posting-store.ts';
import type { ProjectionWriter } from './db/stores/projection-store.ts';
import { addOfferFacts } from './ledger-offer-facts.ts';
import type { TillPorts } from './ports.ts';
import type { WriteProjection } from './projections/projection.ts';

export type AppendStores = {
  readonly entries: EntryWriter;
  readonly postings: PostingWriter;
  readonly projections: ProjectionWriter;
  readonly offerFacts: OfferFactsWriter;
  /** Every other projection. */
  readonly project: WriteProjection;
  readonly gathered: GatheredRows;
};

/** `place` is the head as it stands in this transaction. Throws when the entry does not continue it. */
export type Append = (place: ChainPlace, entry: NewEntry) => void;

export function createAppend(stores: AppendStores, ports: Pick<TillPorts, 'sha256' | 'signHead'>): Append {
  const keepEntries = createKeepEntries(stores);
  return (place, entry) => {
    assertContinues(place, entry);
    const body = encodeEntry(entry);
    const hash = entryHash(ports.sha256, place.hash, body);
    const { deviceId, epoch, seq } = entry;
    const signature = ports.signHead(sealBytes({ deviceId, epoch, seq, hash }));
    keepEntries([{ entry, body, previousHash: place.hash, hash, signature }]);
  };
}

/** Also for entries that were booked before and are put back: their bytes, hashes and seals are stored as they were. */
export type KeepEntries = (booked: readonly EntryToStore[]) => void;

/**
 * Stores sealed entries, in the order of their chain, and everything that follows from them alone; called inside a
 * transaction. A sum that many of them change is read and written once, and stands as if they had come one by one.
 */
export function createKeepEntries(stores: AppendStores): KeepEntries {
  return (booked) => {
    stores.gathered.dropAll();
    for (const one of booked) keepEntry(stores, one);
    stores.gathered.writeAll();
  };
}

function keepEntry(stores: AppendStores, booked: EntryToStore): void {
  const { entry } = booked;
  const postings = postingsOf(entry);
  assertBalanced(postings);
  stores.entries.add(booked);
  for (const posting of postings) stores.postings.add(entry, posting);
  for (const change of balanceChanges(postings)) stores.projections.addToBalance(change);
  for (const activity of activitiesOf(entry)) stores.projections.addToActivity(activity);
  stores.project(entry, postings);
  addOfferFacts(stores.offerFacts, entry);
}

function assertContinues(place: ChainPlace, entry: NewEntry): void {
  const isRising = place.hlc === undefined || compareHlc(entry.hlc, place.hlc) > 0;
  invariant(
    entry.deviceId === place.deviceId && entry.epoch === place.epoch,
    'an entry continues its own chain',
  );
  invariant(entry.seq === place.seq + 1, 'an entry follows the one before without a gap');
  invariant(isRising, 'the HLC rises with every entry');
  invariant(entry.approverId !== entry.actorId, 'nobody approves their own action');
}
