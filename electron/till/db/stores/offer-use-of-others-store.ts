/** Uses of offers with limits of the chain or of a store, at every till but this one. */

import type { StoreId } from '#shared/domain/store.ts';
import { minor } from '#shared/domain/money.ts';
import type { OfferUse } from '#shared/scoring/facts/member-history.ts';
import type { ReadDb, WriteDb } from '../database.ts';
import { integerOf, textOf } from '../row.ts';

export type OfferUseElsewhere = OfferUse & { readonly storeId: StoreId };

export function createUsesOfOthers(db: ReadDb): () => readonly OfferUseElsewhere[] {
  const select = db.prepareRead(
    `SELECT offer_id, store_id, local_date, uses, cost_minor FROM offer_use_of_others
     ORDER BY offer_id, store_id, local_date`,
  );
  return () =>
    select.all().map((row) => ({
      offerId: textOf(row, 'offer_id'),
      storeId: textOf(row, 'store_id'),
      date: textOf(row, 'local_date'),
      uses: integerOf(row, 'uses'),
      costMinor: minor(integerOf(row, 'cost_minor')),
    }));
}

/** Within the caller's transaction. A day without uses has no row. */
export function createUsesOfOthersWriter(db: WriteDb): (use: OfferUseElsewhere) => void {
  const set = db.prepare(
    `INSERT INTO offer_use_of_others (offer_id, store_id, local_date, uses, cost_minor) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (offer_id, store_id, local_date) DO UPDATE SET uses = excluded.uses, cost_minor = excluded.cost_minor`,
  );
  const remove = db.prepare(
    'DELETE FROM offer_use_of_others WHERE offer_id = ? AND store_id = ? AND local_date = ?',
  );
  return ({ offerId, storeId, date, uses, costMinor }) => {
    if (uses === 0 && costMinor === 0) remove.run(offerId, storeId, date);
    else set.run(offerId, storeId, date, uses, costMinor);
  };
}
