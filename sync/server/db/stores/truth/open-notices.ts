/** Notices that nobody has closed. */

import { uuid } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { HqDb, HqTransaction } from '#sync/server/db/hq-tables.ts';

export type OpenNotice = {
  readonly noticeId: Uuid;
  readonly kind: string;
  readonly atMs: number;
  readonly deviceId: Uuid | null;
  readonly memberRef: Uuid | null;
  readonly entryId: Uuid | null;
  /** JSON. */
  readonly facts: string;
};

/** The newest first. */
export async function openNotices(
  db: HqDb,
  { beforeMs, count }: { readonly beforeMs: number; readonly count: number },
): Promise<readonly OpenNotice[]> {
  const rows = await db
    .selectFrom('notice')
    .select(['notice_id', 'kind', 'at_ms', 'device_id', 'member_ref', 'entry_id', 'facts'])
    .where('closed_ms', 'is', null)
    .where('at_ms', '<', beforeMs)
    .orderBy('at_ms', 'desc')
    .orderBy('notice_id')
    .limit(count)
    .execute();
  return rows.map((row) => ({
    noticeId: uuid(row.notice_id),
    kind: row.kind,
    atMs: row.at_ms,
    deviceId: idOrNull(row.device_id),
    memberRef: idOrNull(row.member_ref),
    entryId: idOrNull(row.entry_id),
    facts: row.facts,
  }));
}

/** False when there is none, or it is closed already. */
export async function closeNotice(
  transaction: HqTransaction,
  closing: { readonly noticeId: Uuid; readonly by: Uuid; readonly atMs: number },
): Promise<boolean> {
  const row = await transaction
    .updateTable('notice')
    .set({ closed_ms: closing.atMs, closed_by: closing.by })
    .where('notice_id', '=', closing.noticeId)
    .where('closed_ms', 'is', null)
    .returning('notice_id')
    .executeTakeFirst();
  return row !== undefined;
}

function idOrNull(text: string | null): Uuid | null {
  return text === null ? null : uuid(text);
}
