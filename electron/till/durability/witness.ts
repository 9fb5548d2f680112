/**
 * Remembers the newest entry outside of the till's data folder, so that a start finds out when the folder was put back
 * from an older image of itself. Two slots take turns: a write that was cut off leaves the other one.
 */

import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { decodeCanonical, encodeCanonical } from '#shared/ledger/canonical-bytes.ts';
import type { JournalHead } from '../journal/read-journal.ts';
import { isAfter } from '../journal/journal-place.ts';

/** Where a witness is kept: a file of two slots, or whatever a test puts in its place. Failures are the disk's own. */
export type WitnessSlots = {
  /** Each slot as it was written last; empty for one that never was. */
  readonly read: () => readonly [Uint8Array, Uint8Array];
  /** `isSynced`: returns when it is on the disk. */
  readonly write: (slot: 0 | 1, bytes: Uint8Array, isSynced: boolean) => void;
  readonly close: () => void;
};

export type Witness = {
  /** The newest entry that was seen; `undefined` when nothing was written under this key. */
  readonly last: () => JournalHead | undefined;
  /** Called with every new head. Reaches the disk every so many heads and at the end: a witness may be a little old. */
  readonly note: (head: JournalHead) => void;
  readonly close: () => void;
};

export const witnessSlotBytes = 256;
/** A sync of its own for each sale would cost as much as the sale. */
const headsPerSync = 64;
const macBytes = 32;
const keyPurpose = 'vafa witness 1';

/** `signingSeed`: the key of the witness grows from the till's signing key, so that nobody else can write one. */
export function createWitness(slots: WitnessSlots, signingSeed: Uint8Array): Witness {
  const key = new Uint8Array(hkdfSync('sha256', signingSeed, new Uint8Array(0), keyPurpose, 32));
  const found = slots.read().map((bytes) => opened(bytes, key));
  let newest = found.reduce((left, right) => newerOf(left, right), undefined);
  let slot: 0 | 1 = newest !== undefined && newest === found[0] ? 1 : 0;
  let unsynced = 0;
  const write = (head: JournalHead, isSynced: boolean): void => {
    slots.write(slot, sealed(head, key), isSynced);
    slot = slot === 0 ? 1 : 0;
    unsynced = isSynced ? 0 : unsynced + 1;
  };
  return {
    last: () => newest,
    note: (head) => {
      if (newest !== undefined && !isAfter(head, newest)) return;
      newest = head;
      write(head, unsynced >= headsPerSync);
    },
    close: () => {
      if (newest !== undefined && unsynced > 0) write(newest, true);
      slots.close();
    },
  };
}

function newerOf(left: JournalHead | undefined, right: JournalHead | undefined): JournalHead | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  return isAfter(right, left) ? right : left;
}

function sealed({ epoch, seq, hash }: JournalHead, key: Uint8Array): Uint8Array {
  const content = encodeCanonical([epoch, seq, hash]);
  const bytes = new Uint8Array(witnessSlotBytes);
  bytes[0] = content.length;
  bytes.set(content, 1);
  bytes.set(macOf(content, key), witnessSlotBytes - macBytes);
  return bytes;
}

/** `undefined` for a slot that was never written, is torn, or was written under another key. */
function opened(bytes: Uint8Array, key: Uint8Array): JournalHead | undefined {
  if (bytes.length !== witnessSlotBytes) return undefined;
  const content = bytes.subarray(1, 1 + (bytes[0] ?? 0));
  if (!timingSafeEqual(macOf(content, key), bytes.subarray(witnessSlotBytes - macBytes))) return undefined;
  const value = decodeCanonical(content);
  if (!Array.isArray(value)) return undefined;
  const [epoch, seq, hash] = value;
  if (typeof epoch !== 'number' || typeof seq !== 'number' || !(hash instanceof Uint8Array)) return undefined;
  return { epoch, seq, hash };
}

function macOf(content: Uint8Array, key: Uint8Array): Uint8Array {
  return createHmac('sha256', key).update(content).digest();
}
