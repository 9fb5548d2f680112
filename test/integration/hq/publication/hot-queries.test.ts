/** What every pull asks for is found by an index, however much there is of it. */

import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { offerUsesChangedAfter } from '#sync/server/db/stores/publication/pull-store.ts';
import { otherDeviceId } from '#test/support/hq/published-chain.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';

const database = withPglite();

describe('uses of offers after a cursor', () => {
  it('are found by the index of changes, without reading those of all days', async () => {
    const db = database.db();
    await sql`
      INSERT INTO offer_use (offer_id, store_id, device_id, day, uses, cost_minor, changed)
      SELECT 'offer-' || o, 'store', ${otherDeviceId}::UUID, 'day-' || d, 1, 1, o * 1000 + d
      FROM GENERATE_SERIES(1, 10) o, GENERATE_SERIES(1, 500) d`.execute(db);
    await sql`ANALYZE offer_use`.execute(db);
    const read = async (): Promise<number> => {
      await sql`SELECT pg_stat_force_next_flush()`.execute(db);
      const found = await sql<{ read: number }>`
        SELECT seq_tup_read AS read FROM pg_stat_user_tables WHERE relname = 'offer_use'`.execute(db);
      return Number(found.rows[0]?.read);
    };
    const before = await read();
    const after = { offerId: '', storeId: '', date: '' };
    const uses = await offerUsesChangedAfter(db, {
      changed: 10_499,
      withoutDevice: 'ffffffff-ffff-ffff-ffff-ffffffffffff',
      after,
      countMax: 100,
    });
    expect(uses).toEqual([{ offerId: 'offer-10', storeId: 'store', date: 'day-500', uses: 1, costMinor: 1 }]);
    expect((await read()) - before).toBe(0);
  });
});
