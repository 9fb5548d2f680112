/** Members who were enrolled here are forgotten by name, once a verified backup of HQ has them. No entry changes. */

import type { AppError } from '#shared/contracts/error-codes.ts';
import { ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { ReadDb, WriteDb } from '../db/database.ts';
import { inTransaction } from '../db/in-transaction.ts';
import type { WriteCode } from '../db/in-transaction.ts';
import { createEnrolledStore } from '../db/stores/enrolled-store.ts';
import { createErasureStore } from '../db/stores/erasure-store.ts';
import type { Erasure, ErasureStore } from '../db/stores/erasure-store.ts';
import { createMemberEraser } from '../db/stores/member-eraser.ts';
import { createSyncStateStore } from '../db/stores/sync-state-store.ts';

/** Answers how many were forgotten now. Whoever HQ may still need from here stays, sealed and kept from everybody. */
export function forgetEnrolled(ledger: WriteDb): Result<number, AppError<WriteCode>> {
  const { durable } = createSyncStateStore(ledger).read();
  if (durable === null) return ok(0);
  const eraser = createMemberEraser(ledger);
  const readable = createEnrolledStore(ledger).upTo(durable).filter(eraser.isReadable);
  if (readable.length === 0) return ok(0);
  return inTransaction(ledger, () => {
    for (const memberRef of readable) eraser.erase(memberRef);
    return readable.length;
  });
}

/** By order of HQ, and whoever this till forgot by itself. */
export function whoIsErased({
  cache,
  ledger,
}: {
  readonly cache: ReadDb;
  readonly ledger: ReadDb;
}): Pick<ErasureStore, 'all'> {
  const erasures = createErasureStore(cache);
  const enrolled = createEnrolledStore(ledger);
  const byItself = (): readonly Erasure[] =>
    enrolled.withoutKey().map((memberRef) => ({ memberRef, orderId: null }));
  return { all: () => [...erasures.all(), ...byItself()] };
}
