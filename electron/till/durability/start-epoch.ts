/** A till that starts without entries it is known to have made begins a new epoch: no number is ever used twice. */

import type { Store } from '#shared/domain/store.ts';
import { uuidV7 } from '#shared/kernel/ids.ts';
import type { ValueToDecideOf } from '#shared/ledger/value/decide-value.ts';
import type { DeviceId } from '#shared/ledger/entry.ts';
import { isSameBytes } from '#shared/ledger/canonical-bytes.ts';
import type { KeptHead } from '../db/stores/journal-store.ts';
import { createFrameValue } from '../frame-value.ts';
import { isAfter } from '../journal/journal-place.ts';
import type { JournalHead } from '../journal/read-journal.ts';
import type { TillPorts } from '../ports.ts';
import { rangeBehind } from './entry-range.ts';
import type { EntryRange } from './entry-range.ts';

export type LostTail = {
  readonly newEpoch: number;
  readonly known: JournalHead;
  readonly missing: EntryRange;
};

/**
 * What is known to have been and is not here, from the newest of what the witness and the journal remember; null when
 * the ledger goes on from all that it ever had.
 */
export function lostTailOf(
  head: KeptHead | undefined,
  remembered: readonly (JournalHead | undefined)[],
  hashAt: (place: JournalHead) => Uint8Array | undefined,
): LostTail | null {
  const known = remembered.reduce((left, right) => {
    if (left === undefined || right === undefined) return left ?? right;
    return isAfter(right, left) ? right : left;
  }, undefined);
  if (known === undefined) return null;
  const newEpoch = Math.max(known.epoch, head?.epoch ?? 0) + 1;
  if (head === undefined || isAfter(known, head))
    return { newEpoch, known, missing: rangeBehind(head, known) };
  const here = hashAt(known);
  if (here === undefined || isSameBytes(here, known.hash)) return null;
  // The number was used again by an older image: what was booked under it before is not here.
  return { newEpoch, known, missing: { epoch: known.epoch, fromSeq: known.seq, toSeq: known.seq } };
}

export type EpochToStart = {
  readonly lost: LostTail;
  readonly cause: 'olderImage' | 'rebuilt';
  readonly deviceId: DeviceId;
  readonly store: Store;
};

/** The first entry of the new epoch. Nobody is signed in yet, so the till itself stands as its actor. */
export function epochStart(
  { lost, cause, deviceId, store }: EpochToStart,
  { clock, randomBytes, sha256 }: TillPorts,
): ValueToDecideOf<'epochStart'> {
  const { known, missing } = lost;
  return createFrameValue({ store, clock, sha256 })({
    kind: 'epochStart',
    keyId: uuidV7(clock.nowMs(), randomBytes(10)),
    memberRef: null,
    operatorId: deviceId,
    decided: {
      detail: {
        cause,
        previousEpoch: known.epoch,
        knownSeq: known.seq,
        knownHash: known.hash,
        missingFromSeq: missing.fromSeq,
        missingToSeq: missing.toSeq,
      },
    },
  });
}
