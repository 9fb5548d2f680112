/** What people at HQ are asked to look at. */

import { sql } from 'kysely';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { HqTransaction } from '#sync/server/db/hq-tables.ts';

export const truthNoticeKinds = [
  'overdraft',
  'finishedElsewhere',
  'refundAboveOriginal',
  'codeUsedTwice',
  'membersMerged',
  'recordUnreadable',
] as const;

export type TruthNotice = {
  /** The same notice again is none. */
  readonly noticeId: Uuid;
  readonly kind: (typeof truthNoticeKinds)[number];
  readonly atMs: number;
  readonly deviceId: Uuid | null;
  readonly memberRef: Uuid | null;
  readonly entryId: Uuid | null;
  /** Numbers and ids; nothing that names a person. */
  readonly facts: Readonly<Record<string, string | number | readonly string[]>>;
};

export async function addNotices(transaction: HqTransaction, notices: readonly TruthNotice[]): Promise<void> {
  if (notices.length === 0) return;
  const rows = notices.map((notice) => ({
    notice_id: notice.noticeId,
    kind: notice.kind,
    at_ms: notice.atMs,
    device_id: notice.deviceId,
    member_ref: notice.memberRef,
    entry_id: notice.entryId,
    facts: JSON.stringify(notice.facts),
  }));
  await sql`
    INSERT INTO notice (notice_id, kind, at_ms, device_id, member_ref, entry_id, facts)
    SELECT notice_id, kind, at_ms, device_id, member_ref, entry_id, facts
    FROM json_populate_recordset(NULL::notice, ${JSON.stringify(rows)}::JSON)
    ON CONFLICT (notice_id) DO NOTHING`.execute(transaction);
}
