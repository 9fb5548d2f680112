/** A file whose k-th write fails: as if the process had stopped between two statements. */

import type { WriteDb } from '#electron/till/db/database.ts';

export class PlantedFailure extends Error {
  override readonly name = 'PlantedFailure';
}

export type FailingDb = {
  readonly db: WriteDb;
  /** The k-th write from now on throws; 0 for none. */
  readonly failAt: (writes: number) => void;
  /** Writes since `failAt`. */
  readonly writes: () => number;
};

export function createFailingDb(db: WriteDb): FailingDb {
  let failing = 0;
  let writes = 0;
  const count = (): void => {
    writes += 1;
    if (writes === failing) throw new PlantedFailure(`write ${writes}`);
  };
  return {
    db: {
      ...db,
      prepare: (sql) => {
        const statement = db.prepare(sql);
        return {
          ...statement,
          run: (...values) => {
            count();
            return statement.run(...values);
          },
        };
      },
      // The last place to fail is after the last statement, before COMMIT.
      transact: (work) =>
        db.transact(() => {
          const value = work();
          count();
          return value;
        }),
    },
    failAt: (place) => {
      failing = place;
      writes = 0;
    },
    writes: () => writes,
  };
}
