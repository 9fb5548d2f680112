/** Where shifts were closed, and how many members a snapshot has. */

import type { EpochMs } from '#shared/kernel/clock.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import type { ReadDb } from '../database.ts';
import { integerOf } from '../row.ts';
import { placeOf } from './place.ts';
import type { EntryPlace } from './place.ts';

export type ClosedShift = EntryPlace & { readonly wallMs: EpochMs };

export type ShiftStore = {
  /** The newest close. */
  readonly newest: () => ClosedShift | undefined;
  /** The newest close of an epoch, where the next shift of that epoch begins. */
  readonly newestOf: (epoch: number) => ClosedShift | undefined;
  /** When the first entry of this file was booked. */
  readonly oldestMs: () => EpochMs | undefined;
};

const columns = 'epoch, seq, wall_ms';

export function createShiftStore(db: ReadDb): ShiftStore {
  // The condition is written as the index is, so that the look-up never grows with the ledger.
  const newest = db.prepareRead(
    `SELECT ${columns} FROM entry WHERE kind = 'shiftClose' ORDER BY place DESC LIMIT 1`,
  );
  const newestOf = db.prepareRead(
    `SELECT ${columns} FROM entry WHERE kind = 'shiftClose' AND place > ? AND place < ?
     ORDER BY place DESC LIMIT 1`,
  );
  const read = (row: ReturnType<typeof newest.get>): ClosedShift | undefined =>
    row && {
      epoch: integerOf(row, 'epoch'),
      seq: integerOf(row, 'seq'),
      wallMs: epochMs(integerOf(row, 'wall_ms')),
    };
  const oldest = db.prepareRead('SELECT wall_ms FROM entry ORDER BY place LIMIT 1');
  return {
    oldestMs: () => {
      const row = oldest.get();
      return row && epochMs(integerOf(row, 'wall_ms'));
    },
    newest: () => read(newest.get()),
    newestOf: (epoch) =>
      read(newestOf.get(placeOf({ epoch, seq: 0 }), placeOf({ epoch: epoch + 1, seq: 0 }))),
  };
}

/** Counted once by whoever asks: a snapshot does not change, and a million rows take a moment. */
export function countMembers(db: ReadDb): number {
  return integerOf(db.prepareRead('SELECT COUNT(*) AS members FROM member').get() ?? {}, 'members');
}
