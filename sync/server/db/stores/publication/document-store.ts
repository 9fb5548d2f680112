/** Small documents by name, each with the change that wrote it. */

import { nextChange } from '#sync/server/db/change-clock.ts';
import type { HqDb, HqTransaction } from '#sync/server/db/hq-tables.ts';

/**
 * `chain`, `programme`, `settings`, `branding` and `publishers` are published. The others are marks: `operators` and
 * `keys` stand for tables and files that tell of no change themselves.
 */
export type DocumentName =
  | 'chain'
  | 'programme'
  | 'settings'
  | 'branding'
  | 'publishers'
  | 'operators'
  | 'keys';

export async function readDocument(db: HqDb | HqTransaction, name: DocumentName): Promise<unknown> {
  const row = await db.selectFrom('document').select('body').where('name', '=', name).executeTakeFirst();
  return row === undefined ? undefined : JSON.parse(row.body);
}

/** Locks the document against whoever would write it at the same time. */
export async function lockDocument(transaction: HqTransaction, name: DocumentName): Promise<unknown> {
  const row = await transaction
    .selectFrom('document')
    .select('body')
    .where('name', '=', name)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? undefined : JSON.parse(row.body);
}

/** Call late in the transaction: it takes the change clock. */
export async function writeDocument(
  transaction: HqTransaction,
  name: DocumentName,
  value: unknown,
): Promise<void> {
  const body = JSON.stringify(value);
  const changed = await nextChange(transaction, ['chain']);
  await transaction
    .insertInto('document')
    .values({ name, body, changed })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ body, changed }))
    .execute();
}
