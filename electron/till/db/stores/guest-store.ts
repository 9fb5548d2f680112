/** The guest card that somebody who is no member showed for the open basket. */

import type { BasketId } from '#shared/domain/basket.ts';
import { uuidToBytes } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { WriteDb } from '../database.ts';
import { inTransaction } from '../in-transaction.ts';
import type { WriteCode } from '../in-transaction.ts';
import { uuidOf } from '../row.ts';

export type GuestStore = {
  readonly codeOf: (basketId: BasketId) => Uuid | undefined;
  /** Null takes it back. The card of any other basket is forgotten. */
  readonly keep: (basketId: BasketId, codeId: Uuid | null) => Result<null, AppError<WriteCode>>;
};

export function createGuestStore(db: WriteDb): GuestStore {
  const find = db.prepareRead('SELECT code_id FROM guest WHERE basket_id = ?');
  const clear = db.prepare('DELETE FROM guest');
  const add = db.prepare('INSERT INTO guest (basket_id, code_id) VALUES (?, ?)');
  return {
    codeOf: (basketId) => {
      const row = find.get(uuidToBytes(basketId));
      return row && uuidOf(row, 'code_id');
    },
    keep: (basketId, codeId) =>
      inTransaction(db, () => {
        clear.run();
        if (codeId !== null) add.run(uuidToBytes(basketId), uuidToBytes(codeId));
        return null;
      }),
  };
}
