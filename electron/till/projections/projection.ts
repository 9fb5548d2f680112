/** A table of sums over the entries: written with each entry, made again from the entries, and checked against them. */

import type { Entry } from '#shared/ledger/entry.ts';
import type { Posting } from '#shared/ledger/posting.ts';
import type { ReadDb, WriteDb } from '../db/database.ts';
import type { GatheredRows } from '../db/stores/gathered-rows.ts';

/** Two sums under one name; `second` is 0 where there is only one. */
export type NamedSum = { readonly name: string; readonly first: number; readonly second: number };

/** Adds an entry, whose postings are worked out once for all projections. */
export type WriteProjection = (entry: Entry, postings: readonly Posting[]) => void;

export type LedgerProjection = {
  /** Its row in the table `projection`, there when every entry is in the sums. */
  readonly name: string;
  /** Emptied before the sums are made again. */
  readonly tables: readonly string[];
  /** What is gathered is written by whoever made `gathered`. */
  readonly createWriter: (db: WriteDb, gathered: GatheredRows) => WriteProjection;
  /** What an entry adds, by the same names as `kept`; several of one name add up. */
  readonly sumsOf: (entry: Entry) => readonly NamedSum[];
  /** What the tables hold; sums of 0 may be left out. */
  readonly kept: (db: ReadDb) => Iterable<NamedSum>;
};
