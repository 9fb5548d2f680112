/** What HQ makes of the entries of several tills. */

import { beforeEach, describe, expect, it } from 'vitest';
import { sha256, utf8 } from '#electron/till/node-signatures.ts';
import { minor } from '#shared/domain/money.ts';
import type { SaleEntry } from '#shared/ledger/entry.ts';
import { encodeCanonical } from '#shared/ledger/canonical-bytes.ts';
import { checkConservation } from '#sync/server/truth/check-conservation.ts';
import { createCompiledRuleSets } from '#sync/server/truth/compiled-rule-sets.ts';
import { judgeLater } from '#sync/server/truth/judge-later.ts';
import { noonMs, operatorId } from '#test/support/ledger.ts';
import { present } from '#test/support/present.ts';
import { insertJoinedTill, newTillKeys } from '#test/support/hq/test-till.ts';
import { testHqDeps } from '#test/support/hq/test-hq-deps.ts';
import {
  countAll,
  countDeps,
  createTruthWorld,
  dispositions,
  giftOf,
  knowMember,
  knowRuleSet,
  lotNamed,
  memberId,
  paymentOf,
  standing,
} from '#test/support/hq/truth-world.ts';
import type { TruthTill, TruthWorld, ValueAsked } from '#test/support/hq/truth-world.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';

const { db } = withPglite();
let world: TruthWorld;
beforeEach(() => {
  world = createTruthWorld();
});

async function noticeKinds(): Promise<readonly string[]> {
  const rows = await db().selectFrom('notice').select('kind').orderBy('kind').execute();
  return rows.map(({ kind }) => kind);
}

async function pushAll(...tills: readonly TruthTill[]): Promise<void> {
  for (const till of tills) await till.push(db());
}

function refundOf(sale: SaleEntry, quantity: number): ValueAsked {
  const line = present(sale.content.lines[0]);
  const refundMinor = minor(line.unitPriceMinor * quantity - line.discountMinor);
  return {
    kind: 'refund',
    refEntryId: sale.entryId,
    detail: {
      scope: 'lines',
      evidence: 'sale',
      reasonId: 'returned',
      saleEntryId: sale.entryId,
      lines: [{ lineId: line.lineId, quantity, refundMinor }],
      refundMinor,
      back: [],
      outsideMinor: refundMinor,
      toWalletMinor: minor(0),
    },
  };
}

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

  it('scores each sale again and says where a till came to another answer', async () => {
    const till = world.till(1);
    till.sell();
    const sale = till.sell();
    await till.push(db());
    await knowRuleSet(db());
    await countAll(db());
    expect(await dispositions(db())).toEqual(['sale accepted', 'sale accepted']);
    expect(sale.content.totals.pointsEarned).toBeGreaterThan(0);
  });

  it('judges a sale whose rule set was missing when the rule set has come', async () => {
    const till = world.till(1);
    till.sell();
    await till.push(db());
    await countAll(db());
    expect(await dispositions(db())).toEqual(['sale flagged rule_set_missing']);
    const deps = { ...testHqDeps(db()), ruleSets: createCompiledRuleSets() };
    expect(await judgeLater(deps)).toBe(0);
    await knowRuleSet(db());
    expect(await judgeLater(deps)).toBe(1);
    expect(await dispositions(db())).toEqual(['sale accepted']);
    expect(await judgeLater(deps)).toBe(0);
  });

  it('counts a basket that was finished at two tills once, and tells people of it', async () => {
    const [first, second] = [world.till(1), world.till(2)];
    const basketId = world.nextId();
    first.sell({ basketId });
    second.sell({ basketId });
    await knowRuleSet(db());
    await pushAll(first, second);
    await countAll(db());
    expect(await dispositions(db())).toEqual(['sale accepted', 'sale repeated finished_elsewhere']);
    expect(await noticeKinds()).toEqual(['finishedElsewhere']);
    const sums = await db().selectFrom('member_sum').select(['device_id', 'visits']).execute();
    expect(sums).toEqual([{ device_id: first.deviceId, visits: 1 }]);
  });

  it('counts an operation that two branches of one till have once', async () => {
    const [chain, branch] = [world.till(1), world.till(1, { branch: 1 })];
    const gift = giftOf({ unit: 'points', amount: 100 });
    const keyId = world.nextId();
    chain.book({ ...gift, keyId });
    branch.book({ ...gift, keyId });
    await pushAll(chain, branch);
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

  it('asks for a second look where nobody approved what nobody may do alone', async () => {
    const till = world.till(1);
    till.book({ kind: 'adjust', detail: { reasonId: 'goodwill', batchId: null } });
    till.book({ kind: 'adjust', approverId: operatorId, detail: { reasonId: 'goodwill', batchId: null } });
    till.book({
      kind: 'adjust',
      approverId: memberId(99),
      detail: { reasonId: 'goodwill', batchId: null },
    });
    await till.push(db());
    await countAll(db());
    expect(await dispositions(db())).toEqual([
      'adjust flagged approver_missing',
      'adjust flagged approver_missing',
      'adjust accepted',
    ]);
  });

  it('names the refund that gives back more of a line than was sold, over all tills', async () => {
    const [first, second] = [world.till(1), world.till(2)];
    const sale = first.sell();
    first.book(refundOf(sale, 1));
    second.book(refundOf(sale, 2));
    await knowRuleSet(db());
    // The second till is heard first: it is judged when the sale is here.
    await second.push(db());
    await countAll(db());
    await first.push(db());
    await countAll(db());
    expect(await dispositions(db())).toEqual([
      'sale accepted',
      'refund accepted',
      'refund flagged refund_above_original',
    ]);
    expect(await noticeKinds()).toEqual(['refundAboveOriginal']);
  });

  it('finds the sale of a refund in what came long before', async () => {
    const [first, second] = [world.till(1), world.till(2)];
    const sale = first.sell();
    await knowRuleSet(db());
    await first.push(db());
    await countAll(db());
    second.book(refundOf(sale, 2));
    second.book(refundOf(sale, 1));
    await second.push(db());
    await countAll(db());
    expect(await dispositions(db())).toEqual([
      'sale accepted',
      'refund accepted',
      'refund flagged refund_above_original',
    ]);
  });

  it('names the second use of a code that has one, whichever till is heard first', async () => {
    const [first, second] = [world.till(1), world.till(2)];
    const codeId = memberId(77);
    first.book({
      kind: 'issueCodes',
      detail: {
        codeKind: 'coupon',
        batchId: memberId(78),
        refId: null,
        codeIds: [codeId],
        valueMinor: minor(1_000),
        usesMax: 1,
        expiresOn: null,
      },
    });
    const use: ValueAsked = { kind: 'useCode', detail: { codeKind: 'coupon', codeId, basketId: null } };
    first.book(use);
    second.book(use);
    await second.push(db());
    await countAll(db());
    await first.push(db());
    await countAll(db());
    expect(await dispositions(db())).toEqual([
      'issueCodes accepted',
      'useCode accepted',
      'useCode flagged code_used_twice',
    ]);
    expect(await noticeKinds()).toEqual(['codeUsedTwice']);
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

  it('marks an entry whose clock stands far ahead of its arrival', async () => {
    const till = world.till(1);
    till.book(giftOf({ unit: 'points', amount: 1 }));
    await till.push(db());
    await db()
      .updateTable('segment')
      .set({ received_ms: noonMs - 3_600_000 })
      .execute();
    await countAll(db());
    expect(await dispositions(db())).toEqual(['grant flagged clock_suspect']);
  });
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
    expect(await noticeKinds()).toEqual(['overdraft']);
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
    await pushAll(other, till);
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
    expect(await noticeKinds()).toEqual([]);
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
    await pushAll(second, third);
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
