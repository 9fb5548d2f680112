/**
 * A disk that has been told what it was told, and keeps only what it must: a file's bytes once that file was synced, a
 * name once its folder was. Of everything else any part may be there after a power cut, in sectors.
 */

import path from 'node:path';
import { invariant } from '#shared/kernel/invariant.ts';
import type { Rng } from '#shared/kernel/rng.ts';
import type { DiskEvent } from './disk-events.ts';

/** What a power cut leaves of what was not synced. */
export type Remains = 'nothing' | 'everything' | { readonly rng: Rng };

export type DiskState = {
  readonly files: ReadonlyMap<string, Buffer>;
  /** The same for the same contents, if not always another for others. */
  readonly key: string;
};

export type SimulatedDisk = {
  readonly take: (event: DiskEvent) => void;
  readonly stateAfterCut: (remains: Remains) => DiskState;
};

type Change = { readonly id: number; readonly offset: number; readonly bytes: Buffer | null };
type File = { readonly id: number; synced: Buffer; syncs: number; pending: Change[]; length: number };
type NameChange = {
  readonly id: number;
  readonly removed: string | null;
  readonly added: string | null;
  readonly file: File;
};

const sectorBytes = 512;

export function createSimulatedDisk(contents: ReadonlyMap<string, Buffer>): SimulatedDisk {
  let ids = 0;
  const nextId = (): number => (ids += 1);
  const names = new Map<string, File>();
  for (const [name, bytes] of contents)
    names.set(name, { id: nextId(), synced: bytes, syncs: 0, pending: [], length: bytes.length });
  const syncedNames = new Map(names);
  let pendingNames: NameChange[] = [];

  const fileAt = (name: string): File => {
    const file = names.get(name);
    invariant(file !== undefined, `${name} is there when it is used`);
    return file;
  };
  const change = (name: string, offset: number | 'end', bytes: Buffer | null): void => {
    const file = fileAt(name);
    const from = offset === 'end' ? file.length : offset;
    file.pending.push({ id: nextId(), offset: from, bytes });
    file.length = bytes === null ? from : Math.max(file.length, from + bytes.length);
  };
  const rename = (removed: string | null, added: string | null, file: File): void => {
    if (removed !== null) names.delete(removed);
    if (added !== null) names.set(added, file);
    pendingNames.push({ id: nextId(), removed, added, file });
  };
  const sync = (name: string): void => {
    const file = names.get(name);
    if (file === undefined) {
      // A folder: its names are kept from now on.
      const isHere = ({ removed, added }: NameChange): boolean => folderOf(added ?? removed ?? '') === name;
      for (const renamed of pendingNames.filter(isHere)) applyName(syncedNames, renamed);
      pendingNames = pendingNames.filter((renamed) => !isHere(renamed));
      return;
    }
    file.synced = contentsOf(
      file,
      file.pending.map((pending) => ({ ...pending, kept: 'whole' })),
    );
    file.syncs += 1;
    file.pending = [];
  };
  return {
    take: (event) => {
      switch (event.kind) {
        case 'made':
          if (!names.has(event.file))
            rename(null, event.file, {
              id: nextId(),
              synced: Buffer.alloc(0),
              syncs: 0,
              pending: [],
              length: 0,
            });
          return;
        case 'written':
          return change(event.file, event.offset, event.bytes);
        case 'cut':
          return change(event.file, event.bytes, null);
        case 'synced':
          return sync(event.file);
        case 'removed':
          return rename(event.file, null, fileAt(event.file));
        case 'renamed':
          return rename(event.file, event.newName, fileAt(event.file));
        case 'told':
      }
    },
    stateAfterCut: (remains) => stateOf(syncedNames, pendingNames, remains),
  };
}

function stateOf(
  syncedNames: ReadonlyMap<string, File>,
  pendingNames: readonly NameChange[],
  remains: Remains,
): DiskState {
  const choose = choiceOf(remains);
  const names = new Map(syncedNames);
  const key: (string | number)[] = [];
  for (const renamed of pendingNames) {
    if (!choose.isKept()) continue;
    applyName(names, renamed);
    key.push(renamed.id);
  }
  const files = new Map<string, Buffer>();
  for (const [name, file] of names) {
    const kept = file.pending.flatMap((pending) => {
      const part = choose.partOf(pending);
      return part === undefined ? [] : [{ ...pending, kept: part }];
    });
    files.set(name, contentsOf(file, kept));
    key.push(name, file.id, file.syncs);
    for (const { id, kept: part } of kept) key.push(id, part === 'whole' ? 'w' : part.join('.'));
  }
  return { files, key: key.join(' ') };
}

function applyName(names: Map<string, File>, { removed, added, file }: NameChange): void {
  // Of two changes of one name the earlier may be lost: then there is nothing to remove.
  if (removed !== null && names.get(removed) === file) names.delete(removed);
  if (added !== null) names.set(added, file);
}

type Part = 'whole' | readonly number[];
type Choice = { readonly isKept: () => boolean; readonly partOf: (change: Change) => Part | undefined };

const keptOfHundred = [10, 50, 90];
const tornOfHundred = [0, 30];

function choiceOf(remains: Remains): Choice {
  if (remains === 'nothing') return { isKept: () => false, partOf: () => undefined };
  if (remains === 'everything') return { isKept: () => true, partOf: () => 'whole' };
  const { rng } = remains;
  const oneOf = (shares: readonly number[]): number => shares[rng.below(shares.length)] ?? 0;
  const kept = oneOf(keptOfHundred);
  const torn = oneOf(tornOfHundred);
  const isKept = (): boolean => rng.below(100) < kept;
  return {
    isKept,
    partOf: (change) => {
      if (!isKept()) return undefined;
      return rng.below(100) < torn ? keptSectors(change, rng) : 'whole';
    },
  };
}

/** Numbers of the sectors of a change that reached the disk; the first and the last may be parts of sectors. */
function keptSectors({ offset, bytes }: Change, rng: Rng): Part {
  if (bytes === null) return 'whole';
  const first = Math.floor(offset / sectorBytes);
  const last = Math.floor((offset + bytes.length - 1) / sectorBytes);
  const kept: number[] = [];
  for (let sector = first; sector <= last; sector += 1) if (rng.below(2) === 0) kept.push(sector);
  return kept;
}

function contentsOf(file: File, kept: readonly (Change & { readonly kept: Part })[]): Buffer {
  if (kept.length === 0) return file.synced;
  const end = (most: number, { offset, bytes }: Change): number =>
    Math.max(most, offset + (bytes === null ? 0 : bytes.length));
  const space = Buffer.alloc(kept.reduce(end, file.synced.length));
  file.synced.copy(space);
  let { length } = file.synced;
  for (const { offset, bytes, kept: part } of kept) {
    if (bytes === null) {
      space.fill(0, offset);
      length = offset;
      continue;
    }
    for (const [from, to] of rangesOf(offset, bytes.length, part)) {
      bytes.copy(space, from, from - offset, to - offset);
      length = Math.max(length, to);
    }
  }
  return space.subarray(0, length);
}

function rangesOf(offset: number, length: number, part: Part): readonly (readonly [number, number])[] {
  if (part === 'whole') return [[offset, offset + length]];
  return part.map((sector) => [
    Math.max(offset, sector * sectorBytes),
    Math.min(offset + length, (sector + 1) * sectorBytes),
  ]);
}

function folderOf(name: string): string {
  const folder = path.dirname(name);
  return folder === '.' ? '' : folder;
}
