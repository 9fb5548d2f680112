/** Who changed what at HQ, written in the transaction of the change. Rows are never changed or deleted. */

import { uuid } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { EpochMs } from '#shared/kernel/clock.ts';
import type { HqDb, HqTransaction } from '#sync/server/db/hq-tables.ts';

export type AuditRecord = {
  /** A UUIDv7 made at `atMs`, so records sort by it. */
  readonly auditId: Uuid;
  readonly atMs: EpochMs;
  /** Null for what HQ did by itself or was told at its own machine. */
  readonly accountId: Uuid | null;
  /** `noun.verb`, such as `till.revoke`. */
  readonly action: string;
  /** Id of what was changed. */
  readonly subject: string;
  /** Ids, codes and numbers; nothing that a person typed about a person. */
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
};

export async function insertAudit(transaction: HqTransaction, record: AuditRecord): Promise<void> {
  await transaction
    .insertInto('audit')
    .values({
      audit_id: record.auditId,
      at_ms: record.atMs,
      account_id: record.accountId,
      action: record.action,
      subject: record.subject,
      facts: JSON.stringify(record.facts),
    })
    .execute();
}

export type AuditRow = {
  readonly auditId: Uuid;
  readonly atMs: number;
  readonly accountId: Uuid | null;
  readonly action: string;
  readonly subject: string;
  /** JSON. */
  readonly facts: string;
};

/** The newest first, those before `before` when it is given. */
export async function auditRows(
  db: HqDb,
  { before, limit }: { readonly before: Uuid | null; readonly limit: number },
): Promise<readonly AuditRow[]> {
  const rows = await db
    .selectFrom('audit')
    .select(['audit_id', 'at_ms', 'account_id', 'action', 'subject', 'facts'])
    .$if(before !== null, (query) => query.where('audit_id', '<', before))
    .orderBy('audit_id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    auditId: uuid(row.audit_id),
    atMs: row.at_ms,
    accountId: row.account_id === null ? null : uuid(row.account_id),
    action: row.action,
    subject: row.subject,
    facts: row.facts,
  }));
}
