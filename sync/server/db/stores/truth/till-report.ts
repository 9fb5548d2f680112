/** What is here of a till, and what HQ thinks of it. */

import { sql } from 'kysely';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { TillReport } from '#shared/contracts/hq/admin-truth.ts';
import type { HqDb } from '#sync/server/db/hq-tables.ts';

export type FoundReport = Omit<TillReport, 'nowMs'>;

/** `undefined` for a device that is no till. */
export async function tillReportRows(db: HqDb, deviceId: Uuid): Promise<FoundReport | undefined> {
  const till = await db
    .selectFrom('till')
    .select(['last_contact_ms', 'backlog', 'oldest_unsent_ms'])
    .where('device_id', '=', deviceId)
    .executeTakeFirst();
  if (till === undefined) return undefined;
  const chains = await chainsOf(db, deviceId);
  const counts = await countsOf(db, deviceId);
  const of = (disposition: string): number =>
    counts.filter((row) => row.disposition === disposition).reduce((sum, row) => sum + row.entries, 0);
  return {
    deviceId,
    completeUntilMs: await newestWallMs(db, deviceId),
    chains,
    lastContactMs: till.last_contact_ms,
    backlog: till.backlog,
    oldestUnsentAtMs: till.oldest_unsent_ms,
    entries: {
      accepted: of('accepted'),
      flagged: of('flagged'),
      repeated: of('repeated'),
      quarantined: of('quarantined'),
      unreadable: await unreadableOf(db, deviceId),
    },
    reasons: counts.flatMap(({ reason, entries }) => (reason === null ? [] : [{ reason, entries }])),
  };
}

async function chainsOf(db: HqDb, deviceId: Uuid): Promise<TillReport['chains']> {
  const rows = await db
    .selectFrom('chain_head')
    .select(['epoch', 'branch', 'seq', 'projected_seq', 'received_ms'])
    .where('device_id', '=', deviceId)
    .orderBy('epoch')
    .orderBy('branch')
    .execute();
  return rows.map((row) => ({
    epoch: row.epoch,
    branch: row.branch,
    receivedSeq: row.seq,
    countedSeq: row.projected_seq,
    receivedAtMs: row.received_ms,
  }));
}

/** Of the newest epoch's first chain: what a till that is no copy goes on with. */
async function newestWallMs(db: HqDb, deviceId: Uuid): Promise<TillReport['completeUntilMs']> {
  const row = await db
    .selectFrom('entry')
    .select('wall_ms')
    .where('device_id', '=', deviceId)
    .orderBy('epoch', 'desc')
    .orderBy('branch')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.wall_ms ?? null;
}

type Count = { readonly disposition: string; readonly reason: string | null; readonly entries: number };

async function countsOf(db: HqDb, deviceId: Uuid): Promise<readonly Count[]> {
  const found = await sql<Count>`
    SELECT disposition, reason, COUNT(*) AS entries FROM entry WHERE device_id = ${deviceId}
    GROUP BY disposition, reason ORDER BY disposition, reason`.execute(db);
  return found.rows;
}

async function unreadableOf(db: HqDb, deviceId: Uuid): Promise<number> {
  const found = await sql<{ entries: number }>`
    SELECT COUNT(*) AS entries FROM quarantine WHERE device_id = ${deviceId}`.execute(db);
  return found.rows[0]?.entries ?? 0;
}
