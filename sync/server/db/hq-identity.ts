/** Who this HQ is: made at the first start, read by all others. */

import { invariant } from '#shared/kernel/invariant.ts';
import { uuid, uuidV7 } from '#shared/kernel/ids.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import type { HqIdentity } from '../hq-deps.ts';
import type { HqTransaction } from './hq-tables.ts';
import { inTransaction } from './in-transaction.ts';
import type { TransactionDeps } from './in-transaction.ts';

/** Makes what is missing; of several processes that start together one wins, and all answer the same. */
export function ensureIdentity(deps: TransactionDeps & { readonly clock: Clock }): Promise<HqIdentity> {
  return inTransaction(
    deps,
    async (transaction) => {
      await insertMissing(transaction, 'hqId', newId(deps));
      await insertMissing(transaction, 'hqEpoch', newId(deps));
      return {
        hqId: uuid(await metaValue(transaction, 'hqId')),
        hqEpoch: uuid(await metaValue(transaction, 'hqEpoch')),
      };
    },
    { isRepeatable: true },
  );
}

async function insertMissing(transaction: HqTransaction, name: string, value: string): Promise<void> {
  await transaction
    .insertInto('hq_meta')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
}

/** Throws when there is no such row: for what every HQ has. */
export async function metaValue(transaction: HqTransaction, name: string): Promise<string> {
  const row = await transaction
    .selectFrom('hq_meta')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirst();
  invariant(row !== undefined, `hq_meta has a row ${name}`);
  return row.value;
}

function newId({ clock, randomBytes }: TransactionDeps & { readonly clock: Clock }): string {
  return uuidV7(clock.nowMs(), randomBytes(10));
}
