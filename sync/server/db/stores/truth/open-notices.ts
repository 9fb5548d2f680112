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

/** The newest first, those behind `last` when it is given. */
export async function openNotices(
  db: HqDb,
  {
    last,
    count,
  }: { readonly last: Pick<OpenNotice, 'atMs' | 'noticeId'> | undefined; readonly count: number },
): Promise<readonly OpenNotice[]> {
  const rows = await db
    .selectFrom('notice')
    .select(['notice_id', 'kind', 'at_ms', 'device_id', 'member_ref', 'entry_id', 'facts'])
    .where('closed_ms', 'is', null)
    .$if(last !== undefined, (query) =>
      query.where((where) =>
        where(where.refTuple('at_ms', 'notice_id'), '<', where.tuple(last?.atMs ?? 0, last?.noticeId ?? '')),
      ),
    )
    .orderBy('at_ms', 'desc')
    .orderBy('notice_id', 'desc')
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

/** What was closed; `undefined` when there is none, or it is closed already. */
export async function closeNotice(
  transaction: HqTransaction,
  closing: { readonly noticeId: Uuid; readonly by: Uuid; readonly atMs: number },
): Promise<Pick<OpenNotice, 'kind' | 'memberRef' | 'deviceId'> | undefined> {
  const row = await transaction
    .updateTable('notice')
    .set({ closed_ms: closing.atMs, closed_by: closing.by })
    .where('notice_id', '=', closing.noticeId)
    .where('closed_ms', 'is', null)
    .returning(['kind', 'member_ref', 'device_id'])
    .executeTakeFirst();
  return row && { kind: row.kind, memberRef: idOrNull(row.member_ref), deviceId: idOrNull(row.device_id) };
}

function idOrNull(text: string | null): Uuid | null {
  return text === null ? null : uuid(text);
}
