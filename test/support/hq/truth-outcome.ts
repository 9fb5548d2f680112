/** What HQ made of what was pushed. */

import type { Uuid } from '#shared/kernel/ids.ts';
import type { HqDb } from '#sync/server/db/hq-tables.ts';
import { standingsOf } from '#sync/server/db/stores/truth/counted-members.ts';
import { present } from '../present.ts';

/** Kind, disposition and reason of every entry, by till and place. */
export async function dispositions(db: HqDb): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('entry')
    .select(['kind', 'disposition', 'reason'])
    .orderBy('device_id')
    .orderBy('epoch')
    .orderBy('branch')
    .orderBy('seq')
    .execute();
  return rows.map(({ kind, disposition, reason }) => [kind, disposition, reason ?? []].flat().join(' '));
}

/** What one member has at hand over all tills. */
export async function standing(
  db: HqDb,
  memberRef: Uuid,
): Promise<readonly [points: bigint, wallet: bigint]> {
  const held = await db.transaction().execute((transaction) => standingsOf(transaction, [memberRef]));
  const { points, walletMinor } = present(held.get(memberRef));
  return [points, walletMinor];
}

/** The kinds of the notices that people are told. */
export async function noticeKinds(db: HqDb): Promise<readonly string[]> {
  const rows = await db.selectFrom('notice').select('kind').orderBy('kind').execute();
  return rows.map(({ kind }) => kind);
}
