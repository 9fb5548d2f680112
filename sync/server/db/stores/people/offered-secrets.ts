/** What was offered to an authenticator app and waits for its first code. It lives in the session that asked for it. */

import type { EpochMs } from '#shared/kernel/clock.ts';
import type { HqDb, HqTransaction } from '#sync/server/db/hq-tables.ts';

export type OfferedSecret = { readonly sealedSecret: Uint8Array; readonly offeredAtMs: number };

/** Takes the place of the one before. False when the session has ended. */
export async function putOffer(
  transaction: HqTransaction,
  tokenHash: Uint8Array,
  { sealedSecret, offeredAtMs }: OfferedSecret,
): Promise<boolean> {
  const put = await transaction
    .updateTable('account_session')
    .set({ offered_secret: sealedSecret, offered_ms: offeredAtMs })
    .where('token_hash', '=', tokenHash)
    .returning('account_id')
    .executeTakeFirst();
  return put !== undefined;
}

export async function offerOf(db: HqDb, tokenHash: Uint8Array): Promise<OfferedSecret | undefined> {
  const row = await db
    .selectFrom('account_session')
    .select(['offered_secret', 'offered_ms'])
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  if (!row?.offered_secret || row.offered_ms === null) return undefined;
  return { sealedSecret: row.offered_secret, offeredAtMs: row.offered_ms };
}

/** The offer is used up, and the session has given its code. False when it was used up or replaced already. */
export async function useOffer(
  transaction: HqTransaction,
  tokenHash: Uint8Array,
  { sealedSecret, atMs }: { readonly sealedSecret: Uint8Array; readonly atMs: EpochMs },
): Promise<boolean> {
  const used = await transaction
    .updateTable('account_session')
    .set({ offered_secret: null, offered_ms: null, factor_ms: atMs })
    .where('token_hash', '=', tokenHash)
    .where('offered_secret', '=', sealedSecret)
    .returning('account_id')
    .executeTakeFirst();
  return used !== undefined;
}
