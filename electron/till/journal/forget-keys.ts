/**
 * Takes keys of sealed records out of a journal, so that nobody can open them any more, whoever has the key of the
 * journal. The entries stay, and the sealed bytes with them, which are noise without their key.
 */

import type { RandomBytes } from '#shared/kernel/rng.ts';
import { frameRandomBytes, readFrames, sealFrame } from './frame.ts';
import { encodeRecord, parseRecord } from './journal-record.ts';
import type { JournalAttachment, JournalRecord } from './journal-record.ts';
import { segmentPath } from './journal-place.ts';
import type { JournalPlace } from './journal-place.ts';
import { headerBytes, openHeader, saltBytes, sealHeader } from './segment-header.ts';

export type KeysToForget = {
  readonly isForgotten: (attachmentHash: Uint8Array) => boolean;
  readonly randomBytes: RandomBytes;
};

/**
 * Writes one segment anew, which nobody may be appending to; true where it held such a key. Damaged bytes of it go,
 * because nobody can tell what they hold. A segment that this key does not open is nobody's to read, and stays.
 */
export function forgetKeys(
  place: JournalPlace,
  segment: number,
  { isForgotten, randomBytes }: KeysToForget,
): boolean {
  const file = segmentPath(place, segment);
  const bytes = place.files.read(file, 0, place.files.size(file));
  const opened = openHeader(bytes.subarray(0, headerBytes), place.key);
  if (opened?.header.segment !== segment) return false;
  const isKeyToForget = ({ hash, key }: JournalAttachment): boolean => key !== null && isForgotten(hash);
  const frames = readFrames(opened, bytes.subarray(headerBytes)).frames.map((frame) => ({
    ...frame,
    record: parseRecord(frame.content),
  }));
  const isAffected = frames.some(({ record }) =>
    record?.entries.some(({ attachments }) => attachments.some(isKeyToForget)),
  );
  if (!isAffected) return false;
  // Under a salt of its own: no two contents are ever sealed under one key and number.
  const sealed = sealHeader({ ...opened.header, salt: randomBytes(saltBytes) }, place.key);
  const parts = frames.map(({ number, content, record }) =>
    sealFrame(sealed, {
      number,
      content: record === undefined ? content : encodeRecord(withoutKeys(record, isKeyToForget)),
      random: randomBytes(frameRandomBytes),
    }),
  );
  place.files.replace(file, new Uint8Array(Buffer.concat([sealed.bytes, ...parts])));
  return true;
}

function withoutKeys(
  { ruleSets, entries }: JournalRecord,
  isKeyToForget: (attachment: JournalAttachment) => boolean,
): JournalRecord {
  return {
    ruleSets,
    entries: entries.map((entry) => ({
      ...entry,
      attachments: entry.attachments.map((attachment) =>
        isKeyToForget(attachment) ? { ...attachment, key: null } : attachment,
      ),
    })),
  };
}
