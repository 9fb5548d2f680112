/** The wall clocks that entries were booked by. */

import type { EpochMs } from '#shared/kernel/clock.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import type { ReadDb } from '../database.ts';
import { integerOf } from '../row.ts';

export type BookedAt = { readonly place: number; readonly wallMs: EpochMs };

export type WallClockStore = {
  /** Of entries behind a place of the ledger, the newest `limit` of them, oldest first. */
  readonly after: (place: number, limit: number) => readonly BookedAt[];
};

export function createWallClockStore(db: ReadDb): WallClockStore {
  const after = db.prepareRead(
    'SELECT place, wall_ms FROM entry WHERE place > ? ORDER BY place DESC LIMIT ?',
  );
  return {
    after: (place, limit) =>
      after
        .all(place, limit)
        .map((row) => ({ place: integerOf(row, 'place'), wallMs: epochMs(integerOf(row, 'wall_ms')) }))
        .toReversed(),
  };
}
