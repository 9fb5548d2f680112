/** What a push and a contact read and write of the till's own row. */

import type { DeviceId } from '#shared/ledger/entry.ts';
import type { HqTransaction } from '#sync/server/db/hq-tables.ts';

/** Locked until the transaction ends, so that everything about one till happens one after another; `undefined` for a stranger. */
export function lockTill(transaction: HqTransaction, deviceId: DeviceId) {
  return transaction
    .selectFrom('till')
    .select(['state', 'reason', 'revoked_ms'])
    .where('device_id', '=', deviceId)
    .forUpdate()
    .executeTakeFirst();
}

export type TillNews = {
  readonly deviceId: DeviceId;
  readonly atMs: number;
  readonly app: string;
  readonly backlog: number;
  readonly oldestUnsentMs: number | null;
  /** By how much the till's clock is before HQ's; below 0 when it is behind. */
  readonly clockAheadMs: number;
  readonly cursor: string | null;
};

/**
 * The till's row stays locked until the transaction ends, as by `lockTill`; `undefined` for a stranger, and for a till
 * that waits to be let in, of which nothing is noted.
 */
export function noteContact(transaction: HqTransaction, news: TillNews) {
  return transaction
    .updateTable('till')
    .set({
      last_contact_ms: news.atMs,
      app: news.app,
      backlog: news.backlog,
      oldest_unsent_ms: news.oldestUnsentMs,
      clock_ahead_ms: news.clockAheadMs,
      cursor: news.cursor,
    })
    .where('device_id', '=', news.deviceId)
    .where('state', '<>', 'waiting')
    .returning(['state', 'reason'])
    .executeTakeFirst();
}
