/** What has been decided on the way down the search, and can be undone: typed arrays, changed in place. */

import type { Part } from './part.ts';

export const undecided = 0;
export const chosen = 1;
export const leftOut = 2;

/** Told of every candidate that is chosen (1) and of every choice undone (-1). */
export type Tally = (local: number, sign: 1 | -1) => void;

export type SearchState = {
  /** By candidate: `undecided`, `chosen` or `leftOut`. */
  readonly status: Uint8Array;
  /** By group: slots that are not taken. */
  readonly slotsLeft: Int32Array;
  /** By group: undecided members. */
  readonly openCount: Int32Array;
  /** Chooses, and leaves out whoever can no longer be chosen beside it. */
  readonly include: (local: number) => void;
  readonly exclude: (local: number) => void;
  /** How much has been decided; for `undoTo`. */
  readonly mark: () => number;
  readonly undoTo: (mark: number) => void;
};

export function createSearchState(part: Part, tallies: readonly Tally[]): SearchState {
  const status = new Uint8Array(part.places.length);
  const slotsLeft = Int32Array.from(part.groups, ({ slots }) => slots);
  const openCount = Int32Array.from(part.groups, ({ members }) => members.length);
  const trail = new Int32Array(part.places.length);
  let decided = 0;

  const decide = (local: number, as: number): void => {
    status[local] = as;
    trail[decided] = local;
    decided += 1;
    for (const group of part.groupsOf[local] ?? []) openCount[group] = (openCount[group] ?? 0) - 1;
  };
  const exclude = (local: number): void => decide(local, leftOut);
  const tally = (local: number, sign: 1 | -1): void => {
    for (const told of tallies) told(local, sign);
    for (const group of part.groupsOf[local] ?? []) slotsLeft[group] = (slotsLeft[group] ?? 0) - sign;
  };
  const include = (local: number): void => {
    decide(local, chosen);
    tally(local, 1);
    for (const group of part.groupsOf[local] ?? []) {
      if (slotsLeft[group] !== 0 || openCount[group] === 0) continue;
      for (const member of part.groups[group]?.members ?? [])
        if (status[member] === undecided) exclude(member);
    }
  };
  const undoTo = (mark: number): void => {
    while (decided > mark) {
      decided -= 1;
      const local = trail[decided] ?? 0;
      if (status[local] === chosen) tally(local, -1);
      status[local] = undecided;
      for (const group of part.groupsOf[local] ?? []) openCount[group] = (openCount[group] ?? 0) + 1;
    }
  };
  return { status, slotsLeft, openCount, include, exclude, mark: () => decided, undoTo };
}
