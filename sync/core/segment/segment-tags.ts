/** The first byte of each value in a column: what the value is and how it is written. docs/sync-segment.md has the table. */

export const segmentFormat = 1;

export const tag = {
  same: 0,
  null: 1,
  false: 2,
  true: 3,
  list: 4,
  record: 5,
  oldText: 6,
  newText: 7,
  oldBytes: 8,
  newBytes: 9,
  newUuid: 10,
  derivedKey: 11,
  raw: 12,
  delta: 13,
} as const;

/** `plainTag + k`: a number without its last k zeros. */
export const plainTag = 16;
export const zerosMax = 6;
/** Nearer to 0, a number keeps its zeros. */
export const zerosFrom = 1_000;
/** `recentTag + i`: the number used i numbers ago. */
export const recentTag = 32;
/** `differenceTag + i`: that number less the latest one, for i from 1. */
export const differenceTag = 48;
export const recentMax = 16;
/** Nearer to 0, a number is as short as a reference to it. */
export const recentFrom = 128;

/** What a column remembers beside a number. */
export const kind = {
  none: 0,
  null: 1,
  false: 2,
  true: 3,
  list: 4,
  record: 5,
  text: 6,
  bytes: 7,
  derivedKey: 8,
  integer: 9,
} as const;
