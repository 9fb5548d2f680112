/** What every pull asks for is found by an index, however much there is of it. */

import { sql } from 'kysely';
import type { KyselyPlugin } from 'kysely';
import { describe, expect, it } from 'vitest';
import { uuid } from '#shared/kernel/ids.ts';
import { inTransaction } from '#sync/server/db/in-transaction.ts';
import { nextChange } from '#sync/server/db/change-clock.ts';
import { membersTouchedBy, offerUsesChangedAfter } from '#sync/server/db/stores/publication/pull-store.ts';
import { writeDocument } from '#sync/server/db/stores/publication/document-store.ts';
import { makeManifest } from '#sync/server/publication/make-manifest.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { bringChain, demoStoreId, otherDeviceId } from '#test/support/hq/published-chain.ts';
import { testHqDeps } from '#test/support/hq/test-hq-deps.ts';
import { insertJoinedTill, newTillKeys } from '#test/support/hq/test-till.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';

const database = withPglite();
const deviceId = uuid('0193a0b0-0000-7000-8000-00000000000a');

/** Rows that were read one after the other, without an index, of a table and its partitions. */
async function rowsScanned(table: string): Promise<number> {
  const db = database.db();
  await sql`SELECT pg_stat_force_next_flush()`.execute(db);
  const found = await sql<{ read: string }>`
    SELECT SUM(seq_tup_read) AS read FROM pg_stat_user_tables
    WHERE relname = ${table} OR relname ~ ${`^${table}_[0-9]+$`}`.execute(db);
  return Number(found.rows[0]?.read);
}

/** How often each index of a table and its partitions was read, by the columns in its name. */
async function indexesRead(table: string): Promise<ReadonlyMap<string, number>> {
  const db = database.db();
  await sql`SELECT pg_stat_force_next_flush()`.execute(db);
  const found = await sql<{ name: string; scans: string }>`
    SELECT REGEXP_REPLACE(indexrelname, '_[0-9]+', '') AS name, SUM(idx_scan) AS scans
    FROM pg_stat_user_indexes WHERE relname ~ ${`^${table}_[0-9]+$`} GROUP BY 1`.execute(db);
  return new Map(found.rows.map(({ name, scans }) => [name, Number(scans)]));
}

/** A till that has pulled everything, and an HQ that counts what it asks its database. */
async function levelTill() {
  const deps = testHqDeps(database.db());
  await bringChain(deps, 5);
  await insertJoinedTill(deps, { keys: newTillKeys(), deviceId, storeId: demoStoreId });
  const statements: string[] = [];
  const counting: KyselyPlugin = {
    transformQuery: ({ node }) => {
      statements.push(node.kind);
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const counted = { ...deps, db: deps.db.withPlugin(counting) };
  const { cursor } = expectOk(await makeManifest({ deviceId, cursor: null }, deps));
  const pull = async () => {
    statements.length = 0;
    const manifest = expectOk(await makeManifest({ deviceId, cursor }, counted));
    return { statements: statements.length, records: manifest.pages.map(({ records }) => records) };
  };
  return { deps, pull };
}

describe('a pull', () => {
  it('that finds nothing new costs one statement', async () => {
    const { pull } = await levelTill();
    expect(await pull()).toEqual({ statements: 1, records: [] });
  });

  it('reads only the areas that changed since the cursor', async () => {
    const { deps, pull } = await levelTill();
    await inTransaction(deps, (transaction) => nextChange(transaction, ['offerUse']));
    expect(await pull()).toEqual({ statements: 3, records: [] });
    await inTransaction(deps, (transaction) => writeDocument(transaction, 'branding', brandingOf('#123456')));
    expect((await pull()).records).toEqual([1]);
  });
});

function brandingOf(accent: string) {
  return { accent, receiptLines: [] };
}

describe('members whom a till touched', () => {
  it('are found by an index, however many others there are', async () => {
    const db = database.db();
    await sql`
      INSERT INTO member_sum (member_ref, device_id)
      SELECT GEN_RANDOM_UUID(), CASE WHEN n % 200 = 0 THEN ${deviceId}::UUID ELSE ${otherDeviceId}::UUID END
      FROM GENERATE_SERIES(1, 20000) n`.execute(db);
    await sql`ANALYZE member_sum`.execute(db);
    const scanned = await rowsScanned('member_sum');
    const readBefore = await indexesRead('member_sum');
    const first = '00000000-0000-0000-0000-000000000000';
    const own = await membersTouchedBy(db, { deviceId, memberRef: first, countMax: 1_000 });
    expect(own.length).toBe(100);
    expect((await rowsScanned('member_sum')) - scanned).toBe(0);
    const readAfter = await indexesRead('member_sum');
    const read = [...readAfter].filter(([name, scans]) => scans > (readBefore.get(name) ?? 0));
    // The planner itself looks at the ends of other indexes.
    expect(read.map(([name]) => name)).toContain('member_sum_device_id_member_ref_idx');
  });
});

describe('uses of offers after a cursor', () => {
  it('are found by the index of changes, without reading those of all days', async () => {
    const db = database.db();
    await sql`
      INSERT INTO offer_use (offer_id, store_id, device_id, day, uses, cost_minor, changed)
      SELECT 'offer-' || o, 'store', ${otherDeviceId}::UUID, 'day-' || d, 1, 1, o * 1000 + d
      FROM GENERATE_SERIES(1, 10) o, GENERATE_SERIES(1, 500) d`.execute(db);
    await sql`ANALYZE offer_use`.execute(db);
    const before = await rowsScanned('offer_use');
    const after = { offerId: '', storeId: '', date: '' };
    const uses = await offerUsesChangedAfter(db, {
      changed: 10_499,
      withoutDevice: 'ffffffff-ffff-ffff-ffff-ffffffffffff',
      after,
      countMax: 100,
    });
    expect(uses).toEqual([{ offerId: 'offer-10', storeId: 'store', date: 'day-500', uses: 1, costMinor: 1 }]);
    expect((await rowsScanned('offer_use')) - before).toBe(0);
  });
});
