/** Everything that HQ counted, for comparing: rows of all tables in one order. */

import { sql } from 'kysely';
import type { HqDb } from '#sync/server/db/hq-tables.ts';

const tables = [
  'entry',
  'operation',
  'member_entry',
  'account_sum',
  'member_sum',
  'lot',
  'lot_sum',
  'member_day',
  'member_use',
  'member_stamp',
  'member_visit',
  'offer_use',
  'refund_line',
  'code',
  'code_use',
] as const;

export type TruthDump = Readonly<Record<string, readonly string[]>>;

/** Without the numbers of changes, which are of the moment and not of the entries. */
export async function truthDump(db: HqDb): Promise<TruthDump> {
  const dump: Record<string, readonly string[]> = {};
  for (const table of tables) {
    const found = await sql<{ line: string }>`
      SELECT (TO_JSONB(t) - 'changed')::TEXT AS line FROM ${sql.table(table)} t ORDER BY line`.execute(db);
    dump[table] = found.rows.map(({ line }) => line);
  }
  return dump;
}
