/** Every projection of the ledger beside balances, activities and offer facts. */

import type { AppError } from '#shared/contracts/error-codes.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import { parseEntry } from '#shared/ledger/entry-body.ts';
import { postingsOf } from '#shared/ledger/post-entry.ts';
import type { ReadDb, WriteDb } from '../db/database.ts';
import { inTransaction } from '../db/in-transaction.ts';
import type { WriteCode } from '../db/in-transaction.ts';
import { createGatheredRows } from '../db/stores/gathered-rows.ts';
import type { GatheredRows } from '../db/stores/gathered-rows.ts';
import type { EntryStore, StoredEntry } from '../db/stores/entry-store.ts';
import type { EntryPlace } from '../db/stores/place.ts';
import { codesProjection } from './codes.ts';
import { entriesOfOthersProjection } from './entries-of-others.ts';
import { givenProjection } from './given.ts';
import { lotsProjection } from './lots.ts';
import type { LedgerProjection, WriteProjection } from './projection.ts';
import { proofRefundsProjection } from './proof-refunds.ts';
import { redeemedProjection } from './redeemed.ts';
import { standingProjection } from './standing.ts';

export const ledgerProjections: readonly LedgerProjection[] = [
  lotsProjection,
  codesProjection,
  standingProjection,
  redeemedProjection,
  givenProjection,
  entriesOfOthersProjection,
  proofRefundsProjection,
];

/** Adds an entry to all of them, within the caller's transaction; the sums are in the tables once what was gathered is. */
export function createProjecting(db: WriteDb, gathered: GatheredRows): WriteProjection {
  const writers = ledgerProjections.map(({ createWriter }) => createWriter(db, gathered));
  return (entry, postings) => {
    for (const write of writers) write(entry, postings);
  };
}

export function isProjectionWhole(db: ReadDb, { name }: LedgerProjection): boolean {
  return db.prepareRead('SELECT name FROM projection WHERE name = ?').get(name) !== undefined;
}

const entriesPerPage = 1_000;

/**
 * For a file whose entries are older than a projection: once, in one transaction, so that a stop in between leaves it
 * to the next start. Does nothing where all are whole.
 */
export function completeProjections(
  db: WriteDb,
  entries: Pick<EntryStore, 'after'>,
): Result<null, AppError<WriteCode>> {
  const missing = ledgerProjections.filter((projection) => !isProjectionWhole(db, projection));
  if (missing.length === 0) return ok(null);
  return inTransaction(db, () => {
    for (const table of missing.flatMap(({ tables }) => tables)) db.prepare(`DELETE FROM ${table}`).run();
    const gathered = createGatheredRows();
    const writers = missing.map(({ createWriter }) => createWriter(db, gathered));
    for (const page of pagesOf(entries)) {
      for (const entry of page) {
        const postings = postingsOf(entry);
        for (const write of writers) write(entry, postings);
      }
      gathered.writeAll();
    }
    const mark = db.prepare('INSERT INTO projection (name) VALUES (?)');
    for (const { name } of missing) mark.run(name);
    return null;
  });
}

/** Page by page: a connection that is still reading cannot write. */
function* pagesOf(entries: Pick<EntryStore, 'after'>): Iterable<readonly Entry[]> {
  let last: EntryPlace | undefined = { epoch: 1, seq: 0 };
  while (last !== undefined) {
    const page: readonly StoredEntry[] = entries.after(last, entriesPerPage);
    yield page.map(({ body }) => {
      const entry = parseEntry(body);
      invariant(entry !== undefined, 'a stored entry can be read');
      return entry;
    });
    last = page.at(-1);
  }
}

/** Sums that the entries give, by name; those of 0 are left out. */
export type ProjectedSums = {
  readonly add: (entry: Entry) => void;
  /** Names whose sums in the file are others. */
  readonly differing: (db: ReadDb) => Iterable<string>;
};

export function createProjectedSums(): ProjectedSums {
  const sums = ledgerProjections.map((projection) => ({
    projection,
    byName: new Map<string, readonly [number, number]>(),
  }));
  return {
    add: (entry) => {
      for (const { projection, byName } of sums) {
        for (const { name, first, second } of projection.sumsOf(entry)) {
          const [before, secondBefore] = byName.get(name) ?? [0, 0];
          byName.set(name, [before + first, secondBefore + second]);
        }
      }
    },
    *differing(db) {
      for (const { projection, byName } of sums) {
        if (hasProjections(db) && isProjectionWhole(db, projection))
          yield* differingSums(byName, projection.kept(db));
      }
    },
  };
}

/** A ledger that was not opened by this version of the program yet has no such table. */
function hasProjections(db: ReadDb): boolean {
  return db.prepareRead("SELECT 1 AS found FROM sqlite_schema WHERE name = 'projection'").get() !== undefined;
}

function* differingSums(
  summed: ReadonlyMap<string, readonly [number, number]>,
  kept: ReturnType<LedgerProjection['kept']>,
): Iterable<string> {
  const left = new Map(summed);
  for (const { name, first, second } of kept) {
    const [expectedFirst, expectedSecond] = left.get(name) ?? [0, 0];
    if (expectedFirst !== first || expectedSecond !== second) yield name;
    left.delete(name);
  }
  for (const [name, [first, second]] of left) if (first !== 0 || second !== 0) yield name;
}
