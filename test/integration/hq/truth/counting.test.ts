/** What HQ makes of the entries of several tills. */

import { beforeEach, describe, expect, it } from 'vitest';
import { encodeCanonical } from '#shared/ledger/canonical-bytes.ts';
import { checkConservation } from '#sync/server/truth/check-conservation.ts';
import { noonMs } from '#test/support/ledger.ts';
import { insertJoinedTill, newTillKeys } from '#test/support/hq/test-till.ts';
import { testHqDeps } from '#test/support/hq/test-hq-deps.ts';
import { dispositions, standing, noticeKinds } from '#test/support/hq/truth-outcome.ts';
import { giftOf, lotNamed, paymentOf, refundOf } from '#test/support/hq/truth-values.ts';
import {
  countAll,
  createTruthWorld,
  knowMember,
  knowRuleSet,
  memberId,
} from '#test/support/hq/truth-world.ts';
import type { TruthWorld, ValueAsked } from '#test/support/hq/truth-world.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';

const { db } = withPglite();
let world: TruthWorld;
beforeEach(() => {
  world = createTruthWorld();
});

describe('counting', () => {
  it('keeps what each till gave and took apart, by member and by lot', async () => {
    const [first, second] = [world.till(1), world.till(2)];
    const gift = first.book(giftOf({ unit: 'points', amount: 100, expiresOn: '2027-01-01' }));
    await first.push(db());
    second.book(paymentOf({ unit: 'points', amount: 30, lot: lotNamed(gift) }));
    await second.push(db());
    expect(await countAll(db())).toBe(2);
    const lots = await db()
      .selectFrom('lot_sum')
      .select(['lot_entry_id', 'device_id', 'open', 'held'])
      .orderBy('open')
      .execute();
    expect(lots).toEqual([
      { lot_entry_id: gift.entryId, device_id: second.deviceId, open: '-30', held: '0' },
      { lot_entry_id: gift.entryId, device_id: first.deviceId, open: '100', held: '0' },
    ]);
    expect(await dispositions(db())).toEqual(['grant accepted', 'redeem accepted']);
    expect(await standing(db(), memberId(1))).toEqual([70n, 0n]);
  });

  it('knows a lot that was spent before its making came, and takes its terms over when it does', async () => {
    const [first, second] = [world.till(1), world.till(2)];
    const gift = first.book(giftOf({ unit: 'points', amount: 100, expiresOn: '2027-01-01' }));
    second.book(paymentOf({ unit: 'points', amount: 30, lot: lotNamed(gift) }));
    await second.push(db());
    await countAll(db());
    await first.push(db());
    await countAll(db());
    const lots = await db().selectFrom('lot').select(['expires_on', 'is_stub']).execute();
    expect(lots).toContainEqual({ expires_on: '2027-01-01', is_stub: false });
    expect((await checkConservation(db())).isSound).toBe(true);
  });

  it('counts a basket that was finished at two tills once, and tells people of it', async () => {
    const [first, second] = [world.till(1), world.till(2)];
    const basketId = world.nextId();
    first.sell({ basketId });
    second.sell({ basketId });
    await knowRuleSet(db());
    for (const till of [first, second]) await till.push(db());
    await countAll(db());
    expect(await dispositions(db())).toEqual(['sale accepted', 'sale repeated finished_elsewhere']);
    expect(await noticeKinds(db())).toEqual(['finishedElsewhere']);
    const sums = await db().selectFrom('member_sum').select(['device_id', 'visits']).execute();
    expect(sums).toEqual([{ device_id: first.deviceId, visits: 1 }]);
  });

  it('counts an operation that two branches of one till have once', async () => {
    const [chain, branch] = [world.till(1), world.till(1, { branch: 1 })];
    const gift = giftOf({ unit: 'points', amount: 100 });
    const keyId = world.nextId();
    chain.book({ ...gift, keyId });
    branch.book({ ...gift, keyId });
    for (const till of [chain, branch]) await till.push(db());
    await countAll(db());
    expect(await dispositions(db())).toEqual(['grant accepted', 'grant repeated booked_before']);
    expect(await standing(db(), memberId(1))).toEqual([100n, 0n]);
  });

  it('keeps what a till booked after it was revoked, and counts none of it', async () => {
    const deps = testHqDeps(db());
    const till = world.till(1);
    await insertJoinedTill(deps, { keys: newTillKeys(), deviceId: till.deviceId, storeId: 'store-1' });
    await db()
      .updateTable('till')
      .set({ state: 'revoked', revoked_ms: noonMs + 25 })
      .where('device_id', '=', till.deviceId)
      .execute();
    // Each takes two ids, and the test's clock goes on by 10 ms with each id.
    till.book(giftOf({ unit: 'points', amount: 100 }));
    till.book(giftOf({ unit: 'points', amount: 7 }));
    await till.push(db(), { isAfterRevocation: true });
    await countAll(db());
    expect(await dispositions(db())).toEqual(['grant accepted', 'grant quarantined after_revocation']);
    expect(await standing(db(), memberId(1))).toEqual([100n, 0n]);
  });

  it('keeps bytes that it cannot read as they came, and counts what follows', async () => {
    const till = world.till(1);
    const strange = encodeCanonical([99, 'of a later version']);
    till.bookRaw(strange);
    till.book(giftOf({ unit: 'points', amount: 100 }));
    await till.push(db());
    expect(await countAll(db())).toBe(2);
    const kept = await db().selectFrom('quarantine').select(['seq', 'reason', 'body']).execute();
    expect(kept).toEqual([{ seq: 1, reason: 'unreadable', body: strange }]);
    expect(await standing(db(), memberId(1))).toEqual([100n, 0n]);
  });

  it('is not stopped by numbers that cannot be added up', async () => {
    const till = world.till(1);
    const refund = refundOf(till.sell({ member: null }), 1);
    const { detail } = refund;
    const lines = 'lines' in detail ? detail.lines : [];
    const huge = lines.map((line) => ({ ...line, quantity: Number.MAX_SAFE_INTEGER }));
    till.book({ ...refund, detail: { ...detail, lines: [...huge, ...huge] } } as ValueAsked);
    till.book(giftOf({ unit: 'points', amount: 100 }));
    await till.push(db());
    await countAll(db());
    const [, ...rows] = await dispositions(db());
    expect(rows).toEqual(['refund quarantined out_of_range', 'grant accepted']);
  });

  it('sets a tier by the entry with the latest clock, in whatever order tills are heard', async () => {
    await knowMember(db(), memberId(1));
    const [first, second] = [world.till(1), world.till(2)];
    const tier = (toTierId: string): ValueAsked => ({
      kind: 'tierChange',
      detail: { fromTierId: 'bronze', toTierId, cause: 'earned', keptUntil: null },
    });
    first.book(tier('silver'));
    second.book(tier('gold'));
    await second.push(db());
    await countAll(db());
    await first.push(db());
    await countAll(db());
    const row = await db().selectFrom('member').select(['tier_id', 'changed']).executeTakeFirstOrThrow();
    expect(row.tier_id).toBe('gold');
    expect(row.changed).toBeGreaterThan(0);
  });

  it('sets no tier for good, and no visit as the newest, by a clock that stands years ahead', async () => {
    await knowMember(db(), memberId(1));
    await knowRuleSet(db());
    const tier = (toTierId: string): ValueAsked => ({
      kind: 'tierChange',
      detail: { fromTierId: 'bronze', toTierId, cause: 'earned', keptUntil: null },
    });
    const aheadMs = 73 * 365 * 86_400_000;
    const later = createTruthWorld({ aheadMs }).till(2);
    // Both worlds name things from the same beginning.
    for (let used = 0; used < 8; used += 1) world.nextId();
    later.book({ ...tier('gold'), day: '2099-11-21' });
    later.sell({ member: memberId(1) });
    await later.push(db());
    await db().updateTable('segment').set({ received_ms: noonMs }).execute();
    await countAll(db());
    expect(await dispositions(db())).toEqual([
      'tierChange flagged clock_suspect',
      'sale flagged clock_suspect',
    ]);
    const visit = await db().selectFrom('member_visit').select('at_ms').executeTakeFirstOrThrow();
    expect(visit.at_ms).toBe(noonMs);
    const till = world.till(1);
    till.book(tier('silver'));
    await till.push(db());
    await countAll(db());
    const row = await db().selectFrom('member').select('tier_id').executeTakeFirstOrThrow();
    expect(row.tier_id).toBe('silver');
  });
});
