/**
 * Appends to a journal. Each life of the till writes segments of its own, so that nothing is ever written behind a torn
 * end or over bytes that an earlier life left. After any failure of the disk the segment is given up, too: what of it
 * reached the disk is not known, and the next append starts a new one with whatever was not synced.
 */

import type { RandomBytes } from '#shared/kernel/rng.ts';
import type { DeviceId } from '#shared/ledger/entry.ts';
import type { AppendingFile } from './file-system.ts';
import { frameRandomBytes, sealFrame } from './frame.ts';
import { encodeRecord } from './journal-record.ts';
import type { JournalEntry } from './journal-record.ts';
import { segmentNumbers, segmentPath } from './journal-place.ts';
import type { JournalPlace } from './journal-place.ts';
import { saltBytes, sealHeader } from './segment-header.ts';
import type { SealedHeader } from './segment-header.ts';

export type JournalWriter = {
  /** On the disk when it returns. Throws what the disk throws; the journal can be appended to again afterwards. */
  readonly append: (frame: JournalFrame) => void;
  readonly close: () => void;
};

export type JournalFrame = {
  /** The entries of one booking, at least one. */
  readonly entries: readonly JournalEntry[];
  /**
   * Rule sets that they name, by hash. Those that the segment holds already are left out and not asked for: one can be
   * megabytes, and nearly every booking names the same.
   */
  readonly ruleSets: ReadonlyMap<string, () => string>;
};

export type JournalWriterDeps = {
  readonly place: JournalPlace;
  readonly deviceId: DeviceId;
  readonly randomBytes: RandomBytes;
  /** A segment that has reached this size is followed by a new one. */
  readonly segmentBytesMax?: number;
};

/** What a start reads to find the newest entry: about 20 ms. */
const segmentBytesDefault = 8 * 1024 * 1024;

type OpenSegment = {
  readonly file: AppendingFile;
  readonly sealed: SealedHeader;
  readonly ruleSetHashes: Set<string>;
  frames: number;
  bytes: number;
};

export function createJournalWriter(deps: JournalWriterDeps): JournalWriter {
  const { randomBytes, segmentBytesMax = segmentBytesDefault } = deps;
  let open: OpenSegment | undefined;
  const close = (): void => {
    const closing = open;
    open = undefined;
    closing?.file.close();
  };
  const append = (frame: JournalFrame): void => {
    if (open !== undefined && open.bytes >= segmentBytesMax) close();
    const segment = (open ??= beginSegment(deps, frame));
    const missing = [...frame.ruleSets].filter(([hash]) => !segment.ruleSetHashes.has(hash));
    const content = encodeRecord({ entries: frame.entries, ruleSets: missing.map(([, json]) => json()) });
    const random = randomBytes(frameRandomBytes);
    const bytes = sealFrame(segment.sealed, { number: segment.frames, content, random });
    segment.file.append(bytes);
    segment.file.sync();
    for (const [hash] of missing) segment.ruleSetHashes.add(hash);
    segment.frames += 1;
    segment.bytes += bytes.length;
  };
  return {
    append: (frame) => {
      try {
        append(frame);
      } catch (error) {
        abandon(open);
        open = undefined;
        throw error;
      }
    },
    close,
  };
}

function beginSegment(deps: JournalWriterDeps, { entries }: JournalFrame): OpenSegment {
  const { place, deviceId, randomBytes } = deps;
  const { files, folder, key } = place;
  files.makeFolder(folder);
  const segment = (segmentNumbers(place).at(-1) ?? 0) + 1;
  const { epoch = 1, seq = 1 } = entries[0] ?? {};
  const sealed = sealHeader({ deviceId, segment, epoch, seq, salt: randomBytes(saltBytes) }, key);
  const file = files.create(segmentPath(place, segment));
  const open = { file, sealed, ruleSetHashes: new Set<string>(), frames: 0, bytes: sealed.bytes.length };
  try {
    // The header reaches the disk with the first frame.
    file.append(sealed.bytes);
    files.syncFolder(folder);
    return open;
  } catch (error) {
    abandon(open);
    throw error;
  }
}

function abandon(segment: OpenSegment | undefined): void {
  try {
    segment?.file.close();
  } catch {
    // The failure that led here is the one to tell; a descriptor that cannot be closed is the system's to free.
  }
}
