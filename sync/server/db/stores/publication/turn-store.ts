/** Which process does a job that one process at a time is enough for. */

import { sql } from 'kysely';
import type { HqDb } from '#sync/server/db/hq-tables.ts';

export type Turn = {
  readonly job: string;
  readonly holder: string;
  readonly nowMs: number;
  /** Until then nobody else takes the job, unless it is given back. */
  readonly untilMs: number;
};

/** True when the job is the holder's from now on; a holder asks again to keep it. */
export async function takeTurn(db: HqDb, { job, holder, nowMs, untilMs }: Turn): Promise<boolean> {
  const taken = await sql`
    INSERT INTO publication_turn AS t (job, holder, until_ms) VALUES (${job}, ${holder}, ${untilMs})
    ON CONFLICT (job) DO UPDATE SET holder = EXCLUDED.holder, until_ms = EXCLUDED.until_ms
    WHERE t.until_ms < ${nowMs} OR t.holder = EXCLUDED.holder
    RETURNING 1 AS taken`.execute(db);
  return taken.rows.length > 0;
}

export async function giveTurnBack(db: HqDb, { job, holder }: Pick<Turn, 'job' | 'holder'>): Promise<void> {
  await db
    .updateTable('publication_turn')
    .set({ until_ms: 0 })
    .where('job', '=', job)
    .where('holder', '=', holder)
    .execute();
}
