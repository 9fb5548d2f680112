/** What HQ makes of members who spent more than they had. */

import { beforeEach, describe, expect, it } from 'vitest';
import { sha256, utf8 } from '#electron/till/node-signatures.ts';
import { checkConservation } from '#sync/server/truth/check-conservation.ts';
import { dispositions, standing, noticeKinds } from '#test/support/hq/truth-outcome.ts';
import { giftOf, lotNamed, paymentOf } from '#test/support/hq/truth-values.ts';
import { countAll, countDeps, createTruthWorld, knowMember, memberId } from '#test/support/hq/truth-world.ts';
import type { TruthWorld } from '#test/support/hq/truth-world.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';

const { db } = withPglite();
let world: TruthWorld;
beforeEach(() => {
  world = createTruthWorld();
});

describe('spending beyond the balance', () => {
  it('stands, is taken over by the shop, and holds the member until a person has looked', async () => {
    await knowMember(db(), memberId(1));
    const [first, second] = [world.till(1), world.till(2)];
    const gift = first.book(giftOf({ unit: 'points', amount: 100 }));
    await first.push(db());
    await countAll(db());
    const lot = lotNamed(gift);
    first.book(
      paymentOf({ unit: 'points', amount: 100, lot: { kind: 'entry', entryId: gift.entryId, line: 0 } }),
    );
    second.book(paymentOf({ unit: 'points', amount: 80, lot }));
    await first.push(db());
    await countAll(db());
    await second.push(db());
    await countAll(db());
    expect(await standing(db(), memberId(1))).toEqual([0n, 0n]);
    const member = await db().selectFrom('member').select(['hold', 'changed']).executeTakeFirstOrThrow();
    expect(member.hold).toBe('overdraft');
    expect(await noticeKinds(db())).toEqual(['overdraft']);
    const loss = await db()
      .selectFrom('account_sum')
      .select(['amount'])
      .where('account', '=', 'overdraft')
      .execute();
    expect(loss).toEqual([{ amount: '-80' }]);
    expect((await checkConservation(db())).isSound).toBe(true);
    const rows = await dispositions(db());
    expect(rows).toContain('redeem flagged balance_exceeded');
    expect(rows).toContain('overdraft accepted');
  });

  it('is taken over also where a till booked under the key that it expected of HQ, or in HQ’s place', async () => {
    await knowMember(db(), memberId(1));
    const till = world.till(1);
    const gift = till.book(giftOf({ unit: 'points', amount: 10 }));
    const lot = { kind: 'entry', entryId: gift.entryId, line: 0 } as const;
    const payment = till.book(paymentOf({ unit: 'points', amount: 30, lot }));
    const opKey = sha256(utf8.encode(`hq/overdraft/${memberId(1)}/${payment.entryId}`));
    const other = world.till(2);
    const entryIds = [payment.entryId];
    other.book({ kind: 'overdraft', opKey, detail: { deviceId: till.deviceId, entryIds } });
    for (const each of [other, till]) await each.push(db());
    await countAll(db());
    expect(await standing(db(), memberId(1))).toEqual([0n, 0n]);
    expect((await dispositions(db())).toSorted()).toEqual([
      'grant accepted',
      'overdraft accepted',
      'overdraft quarantined misplaced',
      'redeem flagged balance_exceeded',
    ]);
  });

  it('leaves the debt of a refund with the member', async () => {
    await knowMember(db(), memberId(1));
    const till = world.till(1);
    const gift = till.book(giftOf({ unit: 'points', amount: 100 }));
    const lot = { kind: 'entry', entryId: gift.entryId, line: 0 } as const;
    till.book(paymentOf({ unit: 'points', amount: 100, lot }));
    await till.push(db());
    await countAll(db());
    // Taken back although it was spent.
    till.book({
      kind: 'adjust',
      approverId: memberId(99),
      detail: { reasonId: 'returned', batchId: null },
      moves: [
        {
          unit: 'points',
          amount: 100,
          from: { kind: 'member', memberRef: memberId(1), purse: 'points' },
          to: { kind: 'shop', account: 'issued' },
          lot,
        },
      ],
    });
    await till.push(db());
    await countAll(db());
    expect(await standing(db(), memberId(1))).toEqual([-100n, 0n]);
    expect(await noticeKinds(db())).toEqual([]);
    const member = await db().selectFrom('member').select('hold').executeTakeFirstOrThrow();
    expect(member.hold).toBeNull();
  });

  it('is found where two tills spent the same credit and both are counted in one turn', async () => {
    await knowMember(db(), memberId(1));
    const [first, second, third] = [world.till(1), world.till(2), world.till(3)];
    const gift = first.book(giftOf({ unit: 'money', amount: 1_000 }));
    await first.push(db());
    await countAll(db());
    for (const till of [second, third])
      till.book(paymentOf({ unit: 'money', amount: 700, lot: lotNamed(gift) }));
    for (const till of [second, third]) await till.push(db());
    await countAll(db());
    const loss = await db()
      .selectFrom('account_sum')
      .select(['amount', 'unit'])
      .where('account', '=', 'overdraft')
      .execute();
    expect(loss).toEqual([{ amount: '-400', unit: 'IRR' }]);
    expect(await standing(db(), memberId(1))).toEqual([0n, 0n]);
  });

  it('is HQ’s own entry in a chain that anybody can check', async () => {
    const till = world.till(1);
    till.book(paymentOf({ unit: 'points', amount: 5, lot: { kind: 'snapshot', key: '' } }));
    await till.push(db());
    const deps = countDeps(db());
    await countAll(db());
    const device = await db()
      .selectFrom('hq_meta')
      .select('value')
      .where('name', '=', 'hqDeviceId')
      .executeTakeFirstOrThrow();
    const segment = await db()
      .selectFrom('segment')
      .selectAll()
      .where('device_id', '=', device.value)
      .executeTakeFirstOrThrow();
    expect([segment.from_seq, segment.to_seq, segment.head_signature.length]).toEqual([1, 1, 64]);
    const head = await db()
      .selectFrom('chain_head')
      .select(['seq', 'projected_seq'])
      .where('device_id', '=', device.value)
      .executeTakeFirstOrThrow();
    expect(head).toEqual({ seq: 1, projected_seq: 1 });
    expect(deps.serviceKeys.current.keyId).toHaveLength(16);
  });
});
