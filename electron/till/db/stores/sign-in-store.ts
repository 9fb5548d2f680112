/** Attempts to sign in, on disk before the PIN is looked at. */

import type { OperatorId } from '#shared/domain/operator.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { uuidToBytes } from '#shared/kernel/ids.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { noAttempts } from '#electron/till/operators/lock-out.ts';
import type { Attempts } from '#electron/till/operators/lock-out.ts';
import type { WriteDb } from '../database.ts';
import { inTransaction } from '../in-transaction.ts';
import type { WriteCode } from '../in-transaction.ts';
import { integerOf, integerOrNull } from '../row.ts';

export type SignInStore = {
  readonly attempts: (operatorId: OperatorId) => Attempts;
  readonly saveAttempts: (operatorId: OperatorId, attempts: Attempts) => Result<null, AppError<WriteCode>>;
};

export function createSignInStore(db: WriteDb): SignInStore {
  const select = db.prepare('SELECT wrong_count, locked_at_ms FROM sign_in_attempt WHERE operator_id = ?');
  const upsert = db.prepare(
    `INSERT INTO sign_in_attempt (operator_id, wrong_count, locked_at_ms) VALUES (?, ?, ?)
      ON CONFLICT (operator_id) DO UPDATE SET wrong_count = excluded.wrong_count, locked_at_ms = excluded.locked_at_ms`,
  );
  return {
    attempts: (operatorId) => {
      const row = select.get(uuidToBytes(operatorId));
      if (row === undefined) return noAttempts;
      const lockedAtMs = integerOrNull(row, 'locked_at_ms');
      return {
        wrongCount: integerOf(row, 'wrong_count'),
        lockedAtMs: lockedAtMs === null ? null : epochMs(lockedAtMs),
      };
    },
    saveAttempts: (operatorId, { wrongCount, lockedAtMs }) =>
      inTransaction(db, () => {
        upsert.run(uuidToBytes(operatorId), wrongCount, lockedAtMs);
        return null;
      }),
  };
}
