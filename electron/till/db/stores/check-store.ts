/** What the last check of the whole ledger found, so that a till that starts again still knows. */

import type { AppError } from '#shared/contracts/error-codes.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import type { EpochMs } from '#shared/kernel/clock.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { WriteDb } from '../database.ts';
import { inTransaction } from '../in-transaction.ts';
import type { WriteCode } from '../in-transaction.ts';
import { integerOf } from '../row.ts';

export type LedgerCheck = { readonly atMs: EpochMs; readonly entries: number; readonly findings: number };

export type CheckStore = {
  readonly last: () => LedgerCheck | null;
  readonly keep: (check: LedgerCheck) => Result<null, AppError<WriteCode>>;
};

export function createCheckStore(db: WriteDb): CheckStore {
  const last = db.prepareRead('SELECT at_ms, entries, findings FROM ledger_check');
  const keep = db.prepare(
    'INSERT OR REPLACE INTO ledger_check (only, at_ms, entries, findings) VALUES (1, ?, ?, ?)',
  );
  return {
    last: () => {
      const row = last.get();
      if (row === undefined) return null;
      return {
        atMs: epochMs(integerOf(row, 'at_ms')),
        entries: integerOf(row, 'entries'),
        findings: integerOf(row, 'findings'),
      };
    },
    keep: ({ atMs, entries, findings }) =>
      inTransaction(db, () => {
        keep.run(atMs, entries, findings);
        return null;
      }),
  };
}
