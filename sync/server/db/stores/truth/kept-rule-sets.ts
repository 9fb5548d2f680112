/** Rule sets by their hash, whoever brought them. */

import type { HqDb, HqTransaction } from '#sync/server/db/hq-tables.ts';

/** Canonical JSON, whose SHA-256 is the hash; `undefined` for one that has not come. */
export async function ruleSetJson(
  db: HqDb | HqTransaction,
  ruleSetHash: Uint8Array,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('rule_set')
    .select('canonical_json')
    .where('rule_set_hash', '=', ruleSetHash)
    .executeTakeFirst();
  return row?.canonical_json;
}
