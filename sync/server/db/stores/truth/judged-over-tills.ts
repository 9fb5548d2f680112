/** What only HQ can judge, because several tills take part: lines given back, codes used, money on gift cards. */

import { sql } from 'kysely';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { HqTransaction } from '#sync/server/db/hq-tables.ts';

export type RefundLine = {
  readonly saleEntryId: Uuid;
  readonly entryId: Uuid;
  readonly lineId: Uuid;
  readonly deviceId: Uuid;
  readonly quantity: number;
  readonly refundMinor: number;
};

export async function addRefundLines(
  transaction: HqTransaction,
  lines: readonly RefundLine[],
): Promise<void> {
  if (lines.length === 0) return;
  const rows = lines.map((line) => ({
    sale_entry_id: line.saleEntryId,
    entry_id: line.entryId,
    line_id: line.lineId,
    device_id: line.deviceId,
    quantity: line.quantity,
    refund_minor: line.refundMinor,
  }));
  await sql`
    INSERT INTO refund_line (sale_entry_id, entry_id, line_id, device_id, quantity, refund_minor)
    SELECT sale_entry_id, entry_id, line_id, device_id, quantity, refund_minor
    FROM json_populate_recordset(NULL::refund_line, ${JSON.stringify(rows)}::JSON)
    ON CONFLICT (sale_entry_id, entry_id, line_id) DO NOTHING`.execute(transaction);
}

/** Everything that was given back of these sales. */
export async function refundLinesOf(
  transaction: HqTransaction,
  saleEntryIds: readonly Uuid[],
): Promise<readonly RefundLine[]> {
  if (saleEntryIds.length === 0) return [];
  const found = await sql<{
    sale_entry_id: Uuid;
    entry_id: Uuid;
    line_id: Uuid;
    device_id: Uuid;
    quantity: number;
    refund_minor: number;
  }>`
    SELECT sale_entry_id, entry_id, line_id, device_id, quantity, refund_minor FROM refund_line
    WHERE sale_entry_id = ANY(${[...saleEntryIds]}::UUID[])
    ORDER BY sale_entry_id, entry_id, line_id`.execute(transaction);
  return found.rows.map((row) => ({
    saleEntryId: row.sale_entry_id,
    entryId: row.entry_id,
    lineId: row.line_id,
    deviceId: row.device_id,
    quantity: row.quantity,
    refundMinor: row.refund_minor,
  }));
}

export type CodeUse = { readonly codeId: Uuid; readonly entryId: Uuid; readonly uses: number };

export async function addCodes(
  transaction: HqTransaction,
  codes: readonly { readonly codeId: Uuid; readonly usesMax: number }[],
): Promise<void> {
  if (codes.length === 0) return;
  const rows = codes.map(({ codeId, usesMax }) => ({ code_id: codeId, uses_max: usesMax }));
  await sql`
    INSERT INTO code (code_id, uses_max)
    SELECT code_id, uses_max FROM json_populate_recordset(NULL::code, ${JSON.stringify(rows)}::JSON)
    ON CONFLICT (code_id) DO NOTHING`.execute(transaction);
}

export async function addCodeUses(transaction: HqTransaction, uses: readonly CodeUse[]): Promise<void> {
  if (uses.length === 0) return;
  const rows = uses.map(({ codeId, entryId, uses: more }) => ({
    code_id: codeId,
    entry_id: entryId,
    uses: more,
  }));
  await sql`
    INSERT INTO code_use (code_id, entry_id, uses)
    SELECT code_id, entry_id, uses FROM json_populate_recordset(NULL::code_use, ${JSON.stringify(rows)}::JSON)
    ON CONFLICT (code_id, entry_id) DO NOTHING`.execute(transaction);
}

export type OverusedCode = {
  readonly codeId: Uuid;
  readonly usesMax: number;
  /** Everybody's, those that were taken back included, in the order of the entries' ids. */
  readonly uses: readonly CodeUse[];
};

/** Those of these codes that were used more often than they may be. */
export async function overusedCodes(
  transaction: HqTransaction,
  codeIds: readonly Uuid[],
): Promise<readonly OverusedCode[]> {
  if (codeIds.length === 0) return [];
  const found = await sql<{ code_id: Uuid; uses_max: number; entry_id: Uuid; uses: number }>`
    SELECT u.code_id, o.uses_max, u.entry_id, u.uses FROM code_use u
    JOIN (
      SELECT c.code_id, c.uses_max FROM code c JOIN code_use m ON m.code_id = c.code_id
      WHERE c.code_id = ANY(${[...codeIds]}::UUID[]) AND c.uses_max > 0
      GROUP BY c.code_id, c.uses_max HAVING SUM(m.uses) > c.uses_max
    ) o ON o.code_id = u.code_id
    ORDER BY u.code_id, u.entry_id`.execute(transaction);
  const codes = new Map<Uuid, OverusedCode & { readonly uses: CodeUse[] }>();
  for (const { code_id: codeId, uses_max: usesMax, entry_id: entryId, uses } of found.rows) {
    const code = codes.get(codeId) ?? { codeId, usesMax, uses: [] };
    code.uses.push({ codeId, entryId, uses });
    codes.set(codeId, code);
  }
  return [...codes.values()];
}

/** Those of these accounts that stand below 0 over all tills. */
export async function accountsBelowZero(
  transaction: HqTransaction,
  accounts: readonly string[],
): Promise<readonly string[]> {
  if (accounts.length === 0) return [];
  const found = await sql<{ account: string }>`
    SELECT account FROM account_sum WHERE account = ANY(${[...accounts]}::TEXT[])
    GROUP BY account, unit HAVING SUM(amount) < 0 ORDER BY account`.execute(transaction);
  return found.rows.map(({ account }) => account);
}
