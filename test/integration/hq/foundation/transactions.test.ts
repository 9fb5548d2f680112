/** Transactions of HQ and the values that columns come back as, on PostgreSQL in the test's own process. */

import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { ensureIdentity } from '#sync/server/db/hq-identity.ts';
import { inTransaction } from '#sync/server/db/in-transaction.ts';
import { testHqDeps } from '#test/support/hq/test-hq-deps.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';

const { db } = withPglite();

describe('a column', () => {
  it('comes back as a safe integer, an exact text or plain bytes', async () => {
    const found = await sql`
      SELECT ${'9007199254740991'}::BIGINT AS big, ${'123456789012345678901234567890'}::NUMERIC AS sum,
        ${new Uint8Array([0, 255])}::BYTEA AS bytes, ARRAY[1, -2]::BIGINT[] AS list, ARRAY[1.5]::NUMERIC[] AS sums
    `.execute(db());
    expect(found.rows).toStrictEqual([
      {
        big: Number.MAX_SAFE_INTEGER,
        sum: '123456789012345678901234567890',
        bytes: new Uint8Array([0, 255]),
        list: [1, -2],
        sums: ['1.5'],
      },
    ]);
  });

  it('that holds more than a safe integer is refused loudly', async () => {
    await expect(sql`SELECT ${'9007199254740993'}::BIGINT AS big`.execute(db())).rejects.toThrow(
      /safe integer/,
    );
  });
});

describe('a transaction', () => {
  it('that PostgreSQL wants again runs again as a whole, and leaves nothing of its first try', async () => {
    let tries = 0;
    const answer = await inTransaction(testHqDeps(db()), async (transaction) => {
      tries += 1;
      await transaction
        .insertInto('hq_meta')
        .values({ name: `try${tries}`, value: 'x' })
        .execute();
      if (tries < 3) throw Object.assign(new Error('again'), { code: tries === 1 ? '40001' : '40P01' });
      return tries;
    });
    expect(answer).toBe(3);
    const rows = await db().selectFrom('hq_meta').select('name').execute();
    expect(rows).toEqual([{ name: 'try3' }]);
  });

  it('whose work fails for any other reason is rolled back and not tried again', async () => {
    let tries = 0;
    const work = inTransaction(testHqDeps(db()), async (transaction) => {
      tries += 1;
      await transaction.insertInto('hq_meta').values({ name: 'half', value: 'x' }).execute();
      throw new Error('a fault');
    });
    await expect(work).rejects.toThrow('a fault');
    expect(tries).toBe(1);
    expect(await db().selectFrom('hq_meta').select('name').execute()).toEqual([]);
  });

  it('that is always in the way of others gives up with a name for it', async () => {
    const work = inTransaction(testHqDeps(db()), () =>
      Promise.reject(Object.assign(new Error('again'), { code: '40001' })),
    );
    await expect(work).rejects.toMatchObject({ name: 'DatabaseBusyError' });
  });
});

describe('the identity of an HQ', () => {
  it('is made once and read by everybody after that', async () => {
    const first = await ensureIdentity(testHqDeps(db()));
    const second = await ensureIdentity(testHqDeps(db()));
    expect(second).toEqual(first);
    expect(first.hqId).not.toBe(first.hqEpoch);
  });
});
