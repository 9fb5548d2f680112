/** What an erasure order means for the till's own file: members who were enrolled here are forgotten by name. */

import type { AppError } from '#shared/contracts/error-codes.ts';
import { ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { WriteDb } from '../db/database.ts';
import { inTransaction } from '../db/in-transaction.ts';
import type { WriteCode } from '../db/in-transaction.ts';
import type { ErasureStore } from '../db/stores/erasure-store.ts';
import { createMemberEraser } from '../db/stores/member-eraser.ts';

/** Answers how many were forgotten now; run again after a failure, and whenever the ledger was made anew. */
export function eraseMembersHere(
  ledger: WriteDb,
  erasures: Pick<ErasureStore, 'all'>,
): Result<number, AppError<WriteCode>> {
  const erased = erasures.all();
  if (erased.length === 0) return ok(0);
  return inTransaction(ledger, () => {
    const eraser = createMemberEraser(ledger);
    const present = erased.filter(({ memberRef }) => eraser.isReadable(memberRef));
    for (const { memberRef } of present) eraser.erase(memberRef);
    return present.length;
  });
}
