/** Compressed pages of pulls by their hash, and the snapshot that new tills begin with. */

import { sql } from 'kysely';
import { z } from 'zod';
import type { HqDb, HqTransaction } from '#sync/server/db/hq-tables.ts';

export type StoredPage = { readonly pageHash: Uint8Array; readonly body: Uint8Array };

/** A page that is there already is kept for longer. */
export async function keepPage(db: HqDb, { pageHash, body }: StoredPage, nowMs: number): Promise<void> {
  await db
    .insertInto('page')
    .values({ page_hash: pageHash, body, made_ms: nowMs, used_ms: nowMs })
    .onConflict((conflict) => conflict.column('page_hash').doUpdateSet({ used_ms: nowMs }))
    .execute();
}

export async function pageBody(db: HqDb, pageHash: Uint8Array): Promise<Uint8Array | undefined> {
  const row = await db.selectFrom('page').select('body').where('page_hash', '=', pageHash).executeTakeFirst();
  return row?.body;
}

/** Pages that no manifest named since then and no snapshot has; at most `countMax` at a time. */
export async function dropPages(db: HqDb, unusedSinceMs: number, countMax: number): Promise<number> {
  const dropped = await sql`
    DELETE FROM page WHERE page_hash IN (
      SELECT page_hash FROM page p
      WHERE p.used_ms < ${unusedSinceMs}
        AND NOT EXISTS (
          SELECT 1 FROM snapshot s WHERE STRPOS(s.pages, ENCODE(p.page_hash, 'hex')) > 0
        )
      ORDER BY p.used_ms LIMIT ${countMax}
    )`.execute(db);
  return Number(dropped.numAffectedRows ?? 0);
}

const pagesSchema = z.array(z.object({ page: z.string(), bytes: z.int(), records: z.int() }));
export type SnapshotPages = z.output<typeof pagesSchema>;
export type StoredSnapshot = {
  readonly snapshotId: string;
  /** Everything up to this change is in it; what changed while it was made may be. */
  readonly changed: number;
  readonly madeAtMs: number;
  readonly members: number;
  readonly pages: SnapshotPages;
};

export async function newestSnapshot(db: HqDb | HqTransaction): Promise<StoredSnapshot | undefined> {
  const row = await db
    .selectFrom('snapshot')
    .select(['snapshot_id', 'changed', 'made_ms', 'members', 'pages'])
    .orderBy('changed', 'desc')
    .orderBy('snapshot_id')
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    snapshotId: row.snapshot_id,
    changed: row.changed,
    madeAtMs: row.made_ms,
    members: row.members,
    pages: pagesSchema.parse(JSON.parse(row.pages)),
  };
}

export async function addSnapshot(transaction: HqTransaction, snapshot: StoredSnapshot): Promise<void> {
  await transaction
    .insertInto('snapshot')
    .values({
      snapshot_id: snapshot.snapshotId,
      changed: snapshot.changed,
      made_ms: snapshot.madeAtMs,
      members: snapshot.members,
      pages: JSON.stringify(snapshot.pages),
    })
    .execute();
}

/** Keeps the newest ones, for tills that are still reading the one before. */
export async function dropOldSnapshots(transaction: HqTransaction, keptCount: number): Promise<void> {
  await sql`
    DELETE FROM snapshot WHERE snapshot_id NOT IN (
      SELECT snapshot_id FROM snapshot ORDER BY changed DESC, snapshot_id LIMIT ${keptCount}
    )`.execute(transaction);
}

/** Anybody's pages are wrong once a person was erased: what was made before is not handed out again. */
export async function dropAllSnapshots(transaction: HqTransaction): Promise<void> {
  await transaction.deleteFrom('snapshot').execute();
  await transaction.deleteFrom('page').execute();
}

/** Of a snapshot that is not kept. */
export async function dropThesePages(
  transaction: HqTransaction,
  pageHashes: readonly Uint8Array[],
): Promise<void> {
  if (pageHashes.length === 0) return;
  await transaction
    .deleteFrom('page')
    .where('page_hash', 'in', [...pageHashes])
    .execute();
}
