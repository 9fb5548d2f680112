/** Transactions of HQ that meet, deadlock or lose their connection, on a real PostgreSQL. */

import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import type { HqTransaction } from '#sync/server/db/hq-tables.ts';
import { inTransaction } from '#sync/server/db/in-transaction.ts';
import { testHqDeps } from '#test/support/hq/test-hq-deps.ts';
import { connectToTest, withEmbeddedPostgres } from '#test/support/hq/with-embedded-postgres.ts';

const { db, url } = withEmbeddedPostgres();

async function readNumber(transaction: HqTransaction, name: string): Promise<number> {
  const row = await transaction
    .selectFrom('hq_meta')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirst();
  return Number(row?.value);
}

async function addOne(transaction: HqTransaction, name: string): Promise<void> {
  const value = String((await readNumber(transaction, name)) + 1);
  await transaction.updateTable('hq_meta').set({ value }).where('name', '=', name).execute();
}

async function values(): Promise<readonly string[]> {
  const rows = await db().selectFrom('hq_meta').select('value').orderBy('name').execute();
  return rows.map(({ value }) => value);
}

/** Ends the connection that a transaction runs on, as a server that goes down does. */
async function cutConnection(transaction: HqTransaction): Promise<void> {
  const own = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(transaction);
  const other = connectToTest(url());
  await sql`SELECT pg_terminate_backend(${own.rows[0]?.pid})`.execute(other.db);
  await other.close();
}

beforeEach(async () => {
  await db()
    .insertInto('hq_meta')
    .values([
      { name: 'left', value: '0' },
      { name: 'right', value: '0' },
    ])
    .execute();
});

describe('transactions that meet', () => {
  it('count each of 24 serializable read-and-write turns once', async () => {
    const deps = testHqDeps(db());
    const turns = Array.from({ length: 24 }, () =>
      inTransaction(deps, (transaction) => addOne(transaction, 'left'), { isolation: 'serializable' }).then(
        () => 1,
        // One that gives up says so, and must not have counted.
        () => 0,
      ),
    );
    const counted = (await Promise.all(turns)).reduce((sum: number, one) => sum + one, 0);
    expect(counted).toBeGreaterThan(0);
    expect(await values()).toEqual([String(counted), '0']);
  });

  it('that lock the same two rows in opposite orders both end, each once', async () => {
    const deps = testHqDeps(db());
    const turn = (first: string, second: string): Promise<void> =>
      inTransaction(deps, async (transaction) => {
        for (const name of [first, second]) {
          await sql`UPDATE hq_meta SET value = (value::INT + 1)::TEXT WHERE name = ${name}`.execute(
            transaction,
          );
          await sql`SELECT pg_sleep(0.2)`.execute(transaction);
        }
      });
    await Promise.all([turn('left', 'right'), turn('right', 'left')]);
    expect(await values()).toEqual(['2', '2']);
  });
});

describe('a transaction whose connection is cut', () => {
  it('in the middle of its work runs again on another connection, and counts once', async () => {
    let tries = 0;
    await inTransaction(testHqDeps(db()), async (transaction) => {
      tries += 1;
      await addOne(transaction, 'left');
      if (tries === 1) await cutConnection(transaction);
      await addOne(transaction, 'right');
    });
    expect([tries, await values()]).toEqual([2, ['1', '1']]);
  });

  it('while it is committed is not tried again, for nobody knows what became of it', async () => {
    let tries = 0;
    const work = inTransaction(testHqDeps(db()), async (transaction) => {
      tries += 1;
      await addOne(transaction, 'left');
      await cutConnection(transaction);
    });
    await expect(work).rejects.toMatchObject({ name: 'CommitUnknownError' });
    expect(tries).toBe(1);
  });

  it('while it is committed is tried again when doing it twice changes nothing', async () => {
    let tries = 0;
    await inTransaction(
      testHqDeps(db()),
      async (transaction) => {
        tries += 1;
        await transaction.updateTable('hq_meta').set({ value: '7' }).where('name', '=', 'left').execute();
        if (tries === 1) await cutConnection(transaction);
      },
      { isRepeatable: true },
    );
    expect([tries, await values()]).toEqual([2, ['7', '0']]);
  });

  it('for good is told by a name of its own', async () => {
    const nowhere = connectToTest('postgres://hq:x@127.0.0.1:1/hq');
    const work = inTransaction(testHqDeps(nowhere.db), (transaction) => readNumber(transaction, 'left'));
    await expect(work).rejects.toMatchObject({ name: 'DatabaseUnreachableError' });
    await nowhere.close();
  });
});
