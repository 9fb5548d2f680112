/** What each lot of a member holds. */

import { lotChangesIn, lotChangesOf, newLotsIn } from '#shared/ledger/value/lot-state.ts';
import type { LotChange } from '#shared/ledger/value/lot-state.ts';
import type { ReadDb } from '../db/database.ts';
import { integerOf, textOf, uuidOf } from '../db/row.ts';
import { createLotWriter } from '../db/stores/lot-store.ts';
import type { LedgerProjection, NamedSum } from './projection.ts';

export const lotsProjection: LedgerProjection = {
  name: 'lots',
  tables: ['lot', 'snapshot_draw'],
  createWriter: (db, gathered) => {
    const lots = createLotWriter(db, gathered);
    return (entry, postings) => {
      for (const lot of newLotsIn(entry, postings)) lots.make(lot);
      for (const change of lotChangesIn(entry, postings)) lots.change(change);
    };
  },
  sumsOf: (entry) =>
    lotChangesOf(entry).map((change) => ({ name: nameOf(change), first: change.open, second: change.held })),
  kept,
};

function nameOf({ memberRef, unit, source }: LotChange): string {
  return source.kind === 'entry'
    ? `lot ${source.entryId} ${source.line}`
    : `draw ${memberRef} ${unit} ${source.key}`;
}

function* kept(db: ReadDb): Iterable<NamedSum> {
  for (const row of db.prepareRead('SELECT lot_entry_id, lot_line, open, held FROM lot').iterate()) {
    const name = `lot ${uuidOf(row, 'lot_entry_id')} ${integerOf(row, 'lot_line')}`;
    yield { name, first: integerOf(row, 'open'), second: integerOf(row, 'held') };
  }
  const draws = db.prepareRead('SELECT member_ref, unit, lot_key, amount FROM snapshot_draw');
  for (const row of draws.iterate()) {
    const name = `draw ${uuidOf(row, 'member_ref')} ${textOf(row, 'unit')} ${textOf(row, 'lot_key')}`;
    yield { name, first: integerOf(row, 'amount'), second: 0 };
  }
}
