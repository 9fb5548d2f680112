/** Many HQ processes on one real PostgreSQL: counting and reserving at the same time. */

import { expect, describe, it } from 'vitest';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { checkConservation } from '#sync/server/truth/check-conservation.ts';
import { countAgain } from '#sync/server/truth/count-again.ts';
import { countNext } from '#sync/server/truth/count-next.ts';
import { reserve } from '#sync/server/truth/reserve.ts';
import type { HqDb } from '#sync/server/db/hq-tables.ts';
import { connectToTest, withEmbeddedPostgres } from '#test/support/hq/with-embedded-postgres.ts';
import { truthDump } from '#test/support/hq/truth-dump.ts';
import { standing } from '#test/support/hq/truth-outcome.ts';
import { giftOf, lotNamed, paymentOf } from '#test/support/hq/truth-values.ts';
import {
  countAll,
  countDeps,
  createTruthWorld,
  knowMember,
  knowTills,
  memberId,
  tillId,
} from '#test/support/hq/truth-world.ts';
import { sha256, utf8 } from '#electron/till/node-signatures.ts';

const { db, url } = withEmbeddedPostgres();

function opKey(number: number): string {
  return bytesToHex(sha256(utf8.encode(`operation ${number}`)));
}

async function giveAll(database: HqDb, amount: number): Promise<void> {
  const till = createTruthWorld().till(1);
  till.book(giftOf({ unit: 'points', amount }));
  await till.push(database);
  await countAll(database);
}

describe('at the same time', () => {
  it('exactly one of two tills gets what both want', async () => {
    await knowMember(db(), memberId(1));
    await knowTills(db(), 16);
    await giveAll(db(), 100);
    const asking = Array.from({ length: 16 }, (_, number) =>
      reserve(
        countDeps(db()),
        { deviceId: tillId(number + 1) },
        {
          opKey: opKey(number),
          memberRef: memberId(1),
          parts: [{ holderRef: memberId(1), means: 'points', amount: 60 }],
        },
      ),
    );
    const answers = await Promise.all(asking);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const refused = answers.flatMap((answer) => (answer.ok ? [] : [answer.error]));
    expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(['not_enough']));
    expect(refused[0]?.details).toEqual({ points: 40, walletMinor: 0 });
  });

  it('members of a household who share a wallet never spend it twice', async () => {
    for (const number of [1, 2, 3]) await knowMember(db(), memberId(number));
    await knowTills(db(), 12);
    const till = createTruthWorld().till(1);
    till.book(giftOf({ unit: 'money', amount: 1_000, memberRef: memberId(1) }));
    await till.push(db());
    await countAll(db());
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, number) =>
        reserve(
          countDeps(db()),
          { deviceId: tillId(number + 1) },
          {
            opKey: opKey(100 + number),
            memberRef: memberId(1 + (number % 3)),
            parts: [{ holderRef: memberId(1), means: 'wallet', amount: 300 }],
          },
        ),
      ),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(3);
  });

  it('several processes count each entry once, and find what was overspent', async () => {
    await knowMember(db(), memberId(1));
    const world = createTruthWorld();
    const giver = world.till(1);
    const gift = giver.book(giftOf({ unit: 'points', amount: 1_000 }));
    const spenders = Array.from({ length: 12 }, (_, number) => world.till(number + 2));
    for (const spender of spenders) {
      for (let turn = 0; turn < 5; turn += 1) {
        spender.book(paymentOf({ unit: 'points', amount: 50, lot: lotNamed(gift) }));
        await spender.push(db());
      }
    }
    await giver.push(db());
    const others = [connectToTest(url()), connectToTest(url())];
    const databases = [db(), ...others.map((connection) => connection.db)];
    const limits = { chainsMax: 2, entriesMax: 2 };
    let idle = 0;
    const work = async (database: HqDb): Promise<void> => {
      while (idle < 20) idle = (await countNext(countDeps(database), limits)) === 0 ? idle + 1 : 0;
    };
    await Promise.all(databases.flatMap((database) => [work(database), work(database)]));
    for (const connection of others) await connection.close();
    const counted = await db()
      .selectFrom('entry')
      .select((select) => select.fn.countAll().as('entries'))
      .where('kind', '<>', 'overdraft')
      .executeTakeFirstOrThrow();
    expect(counted.entries).toBe(61);
    const [points, wallet] = await standing(db(), memberId(1));
    expect((await checkConservation(db())).isSound).toBe(true);
    // 3,000 spent of 1,000. How much the shop took over is settled in the turn in which it is counted: all of it where
    // the gift is counted last, which is then the member's, like every later earning.
    const loss = await db()
      .selectFrom('account_sum')
      .select((select) => select.fn.sum('amount').as('amount'))
      .where('account', '=', 'overdraft')
      .executeTakeFirstOrThrow();
    expect(Number(loss.amount)).toBeLessThanOrEqual(-2_000);
    expect(Number(loss.amount)).toBeGreaterThanOrEqual(-3_000);
    expect([points, wallet]).toEqual([-2_000n - BigInt(Number(loss.amount)), 0n]);
    const before = await truthDump(db());
    await countAgain(countDeps(db()));
    expect(await truthDump(db())).toEqual(before);
  });
});
