/**
 * Reads a journal back, whatever state its files are in: a torn end, a damaged frame or a missing segment only leaves
 * entries out, and entries that a later life wrote again are told once. What is missing shows as a gap in the numbers.
 */

import { isSameBytes } from '#shared/ledger/canonical-bytes.ts';
import { placeOf } from '../db/stores/place.ts';
import type { EntryPlace } from '../db/stores/place.ts';
import type { DeviceId } from '#shared/ledger/entry.ts';
import { readFrames } from './frame.ts';
import { parseRecord } from './journal-record.ts';
import type { JournalEntry, JournalRecord } from './journal-record.ts';
import { isAfter, segmentNumbers, segmentPath } from './journal-place.ts';
import type { JournalPlace } from './journal-place.ts';
import { headerBytes, openHeader } from './segment-header.ts';
import type { OpenedHeader } from './segment-header.ts';

export type JournalHead = Pick<JournalEntry, 'epoch' | 'seq' | 'hash'>;

export type JournalReader = {
  /** `missing`: no file; `unreadable`: files, and not one header that this key opens; else whose journal it is. */
  readonly owner: () =>
    | { readonly kind: 'missing' | 'unreadable' }
    | { readonly kind: 'device'; readonly deviceId: DeviceId };
  /** The newest entry; `undefined` where no entry can be read. Reads from the end, no more than it must. */
  readonly head: () => JournalHead | undefined;
  /** Everything behind a place, or from the beginning, in the order of the chain. */
  readonly recordsAfter: (place: EntryPlace | undefined) => Iterable<JournalRecord>;
  readonly report: () => JournalReport;
};

/** What a whole reading met. */
export type JournalReport = {
  readonly segments: number;
  readonly entries: number;
  /** Bytes outside of whole frames: torn ends, and damage. */
  readonly strayBytes: number;
  readonly unreadableSegments: readonly number[];
  /** Entries whose number is used twice with another hash. */
  readonly forks: readonly EntryPlace[];
};

type Segment = OpenedHeader & { readonly records: readonly JournalRecord[]; readonly strayBytes: number };

export function createJournalReader(place: JournalPlace): JournalReader {
  return {
    owner: () => ownerOf(place),
    head: () => headOf(place),
    recordsAfter: (from) => recordsAfter(place, from),
    report: () => reportOf(place),
  };
}

function ownerOf(place: JournalPlace): ReturnType<JournalReader['owner']> {
  const numbers = segmentNumbers(place);
  if (numbers.length === 0) return { kind: 'missing' };
  for (const number of numbers.toReversed()) {
    const opened = headerOf(place, number);
    if (opened !== undefined) return { kind: 'device', deviceId: opened.header.deviceId };
  }
  return { kind: 'unreadable' };
}

function headOf(place: JournalPlace): JournalHead | undefined {
  for (const number of segmentNumbers(place).toReversed()) {
    const entries = segmentOf(place, number)?.records.flatMap((record) => record.entries) ?? [];
    const newest = entries.reduce<JournalHead | undefined>(
      (last, entry) => (last === undefined || isAfter(entry, last) ? entry : last),
      undefined,
    );
    if (newest !== undefined) return { epoch: newest.epoch, seq: newest.seq, hash: newest.hash };
  }
  return undefined;
}

function* recordsAfter(place: JournalPlace, from: EntryPlace | undefined): Iterable<JournalRecord> {
  let last = from;
  for (const number of segmentsFrom(place, from)) {
    for (const { ruleSets, entries } of segmentOf(place, number)?.records ?? []) {
      const newer: JournalEntry[] = [];
      for (const entry of entries) {
        if (last !== undefined && !isAfter(entry, last)) continue;
        if (!isNext(entry, last)) yield* recordsBetween(place, last, entry);
        newer.push(entry);
        last = entry;
      }
      // Rule sets are told even where every entry is known: an entry of a later frame may name them.
      if (newer.length > 0 || ruleSets.length > 0) yield { ruleSets, entries: newer };
    }
  }
}

function isNext({ epoch, seq }: EntryPlace, last: EntryPlace | undefined): boolean {
  if (last === undefined) return seq === 1;
  return epoch === last.epoch ? seq === last.seq + 1 : seq === 1;
}

/** Entries that were found damaged were written once more, behind newer ones: looked for only where some are missing. */
function* recordsBetween(
  place: JournalPlace,
  last: EntryPlace | undefined,
  next: EntryPlace,
): Iterable<JournalRecord> {
  const found = new Map<number, JournalRecord>();
  for (const number of segmentNumbers(place)) {
    for (const { ruleSets, entries } of segmentOf(place, number)?.records ?? []) {
      for (const entry of entries) {
        const isBetween = isAfter(next, entry) && (last === undefined || isAfter(entry, last));
        const key = placeOf(entry);
        if (isBetween && !found.has(key)) found.set(key, { ruleSets, entries: [entry] });
      }
    }
  }
  for (const key of [...found.keys()].toSorted((left, right) => left - right)) {
    const record = found.get(key);
    if (record !== undefined) yield record;
  }
}

/** From the newest segment that began no later than the entry after `from`: what stands before it is older. */
function segmentsFrom(place: JournalPlace, from: EntryPlace | undefined): readonly number[] {
  const numbers = segmentNumbers(place);
  if (from === undefined) return numbers;
  for (let index = numbers.length - 1; index > 0; index -= 1) {
    const opened = headerOf(place, numbers[index] ?? 0);
    if (opened !== undefined && !isAfter(opened.header, { ...from, seq: from.seq + 1 }))
      return numbers.slice(index);
  }
  return numbers;
}

function reportOf(place: JournalPlace): JournalReport {
  const numbers = segmentNumbers(place);
  const unreadableSegments: number[] = [];
  const forks: EntryPlace[] = [];
  const hashByPlace = new Map<string, Uint8Array>();
  let strayBytes = 0;
  for (const number of numbers) {
    const segment = segmentOf(place, number);
    if (segment === undefined) unreadableSegments.push(number);
    strayBytes += segment?.strayBytes ?? 0;
    for (const { epoch, seq, hash } of segment?.records.flatMap((record) => record.entries) ?? []) {
      const name = `${epoch}:${seq}`;
      const known = hashByPlace.get(name);
      if (known === undefined) hashByPlace.set(name, hash);
      else if (!isSameBytes(known, hash)) forks.push({ epoch, seq });
    }
  }
  return { segments: numbers.length, entries: hashByPlace.size, strayBytes, unreadableSegments, forks };
}

function headerOf(place: JournalPlace, number: number): OpenedHeader | undefined {
  const opened = openHeader(place.files.read(segmentPath(place, number), 0, headerBytes), place.key);
  return opened?.header.segment === number ? opened : undefined;
}

function segmentOf(place: JournalPlace, number: number): Segment | undefined {
  const file = segmentPath(place, number);
  const bytes = place.files.read(file, 0, place.files.size(file));
  const opened = openHeader(bytes.subarray(0, headerBytes), place.key);
  if (opened?.header.segment !== number) return undefined;
  const { frames, strayBytes } = readFrames(opened, bytes.subarray(headerBytes));
  const records = frames.flatMap(({ content }) => parseRecord(content) ?? []);
  return { ...opened, records, strayBytes };
}
