/** Where a journal lies, and how its segments are named. */

import path from 'node:path';
import { placeOf } from '../db/stores/place.ts';
import type { EntryPlace } from '../db/stores/place.ts';
import type { FileSystem } from './file-system.ts';

export type JournalPlace = {
  readonly files: FileSystem;
  /** The same folder as the ledger's, or one on a second disk. */
  readonly folder: string;
  /** The key of the database, from which those of the segments grow. 32 bytes. */
  readonly key: Uint8Array;
};

const segmentName = /^(\d{6,10})\.vfj$/;

export function segmentPath({ folder }: JournalPlace, segment: number): string {
  return path.join(folder, `${String(segment).padStart(6, '0')}.vfj`);
}

/** Numbers of the segments that are there, rising. */
export function segmentNumbers({ files, folder }: JournalPlace): readonly number[] {
  const numbers = files.list(folder).flatMap((name) => {
    const digits = segmentName.exec(name)?.[1];
    return digits === undefined ? [] : [Number(digits)];
  });
  return numbers.toSorted((left, right) => left - right);
}

/** In the order of the chain, which goes on from epoch to epoch. */
export function isAfter(later: EntryPlace, earlier: EntryPlace): boolean {
  return placeOf(later) > placeOf(earlier);
}
