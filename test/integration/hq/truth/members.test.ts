/** Two references of one person, and what HQ says of the tills: figures add up, and come apart again exactly. */

import { beforeEach, describe, expect, it } from 'vitest';
import { uuid } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { memberLots, memberSums } from '#sync/server/db/stores/publication/figures-store.ts';
import { heldMembers } from '#sync/server/db/stores/truth/held-members.ts';
import { sharedPhones } from '#sync/server/db/stores/truth/merges.ts';
import { tillReportRows } from '#sync/server/db/stores/truth/till-report.ts';
import { checkConservation } from '#sync/server/truth/check-conservation.ts';
import { holdMember, mergeMembers, unmergeMember } from '#sync/server/truth/merge-members.ts';
import { reserve } from '#sync/server/truth/reserve.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { testHqDeps } from '#test/support/hq/test-hq-deps.ts';
import { insertJoinedTill, newTillKeys } from '#test/support/hq/test-till.ts';
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
import type { TruthTill, TruthWorld } from '#test/support/hq/truth-world.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';

const { db } = withPglite();
const [older, newer, third] = [memberId(1), memberId(2), memberId(3)];
const by = memberId(90);
let world: TruthWorld;
let till: TruthTill;
beforeEach(async () => {
  world = createTruthWorld();
  till = world.till(1);
  for (const [place, ref] of [older, newer, third].entries()) await knowMember(db(), ref, place);
});

async function figures(memberRef: Uuid) {
  const reader = { db: db(), memberRefs: [memberRef], withoutDevice: null };
  return [await memberSums(reader), await memberLots(reader)];
}

async function give(memberRef: Uuid, amount: number) {
  const gift = till.book(giftOf({ unit: 'points', amount, memberRef }));
  await till.push(db());
  await countAll(db());
  return gift;
}

async function memberRow(memberRef: Uuid) {
  return db()
    .selectFrom('member')
    .select(['state', 'merged_into', 'hold', 'changed'])
    .where('member_ref', '=', memberRef)
    .executeTakeFirstOrThrow();
}

/** Who redeems nothing until a person has looked. */
async function holds() {
  const found = await heldMembers(db(), { after: null, count: 10 });
  return found.map(({ memberRef, hold }) => [memberRef, hold]);
}

describe('merged members', () => {
  it('have together what both had, and apart again exactly what each had', async () => {
    const gift = await give(older, 100);
    await give(newer, 30);
    const before = [await figures(older), await figures(newer)];
    expectOk(await mergeMembers(testHqDeps(db()), { from: newer, into: older, by }));
    expect(await standing(db(), older)).toEqual([130n, 0n]);
    expect((await memberRow(newer)).merged_into).toBe(older);
    // A till that has not heard of it yet books under the alias, and one that has spends the alias's lot.
    const other = world.till(2);
    other.book(paymentOf({ unit: 'points', amount: 120, lot: lotNamed(gift), memberRef: newer }));
    await other.push(db());
    await countAll(db());
    expect(await standing(db(), older)).toEqual([10n, 0n]);
    expect((await memberRow(older)).hold).toBeNull();
    expectOk(await unmergeMember(testHqDeps(db()), { memberRef: newer, by }));
    expect(await figures(older)).toEqual(before[0]);
    expect(await standing(db(), newer)).toEqual([-90n, 0n]);
    expect((await checkConservation(db())).isSound).toBe(true);
  });

  it('take their aliases along, and give them back', async () => {
    const deps = testHqDeps(db());
    expectOk(await mergeMembers(deps, { from: third, into: newer, by }));
    expectOk(await mergeMembers(deps, { from: newer, into: older, by }));
    expect((await memberRow(third)).merged_into).toBe(older);
    expectOk(await unmergeMember(deps, { memberRef: newer, by }));
    expect((await memberRow(third)).merged_into).toBe(newer);
    expect(await memberRow(newer)).toMatchObject({ state: 'active', merged_into: null });
  });

  it('are told to tills: all of them change', async () => {
    expectOk(await mergeMembers(testHqDeps(db()), { from: newer, into: older, by }));
    const changed = (await memberRow(older)).changed;
    expect(changed).toBeGreaterThan(0);
    expect((await memberRow(newer)).changed).toBe(changed);
  });

  it('keep a hold, and are overdrawn only when both together are', async () => {
    const deps = testHqDeps(db());
    const gift = await give(older, 100);
    expectOk(await holdMember(deps, { memberRef: newer, hold: 'byHand', by }));
    expectOk(await mergeMembers(deps, { from: newer, into: older, by }));
    expect(await holds()).toEqual([[older, 'byHand']]);
    expectOk(await holdMember(deps, { memberRef: older, hold: null, by }));
    till.book(
      paymentOf({
        unit: 'points',
        amount: 140,
        lot: { kind: 'entry', entryId: gift.entryId, line: 0 },
        memberRef: newer,
      }),
    );
    await till.push(db());
    await countAll(db());
    expect(await standing(db(), older)).toEqual([0n, 0n]);
    expect(await holds()).toEqual([[older, 'overdraft']]);
  });

  it('come apart with what the shop took over, and with the hold, where the entries are that caused them', async () => {
    const deps = testHqDeps(db());
    await knowTills(db(), 1);
    const gift = await give(newer, 20);
    await give(older, 10);
    expectOk(await mergeMembers(deps, { from: newer, into: older, by }));
    const other = world.till(2);
    other.book(paymentOf({ unit: 'points', amount: 70, lot: lotNamed(gift), memberRef: newer }));
    await other.push(db());
    await countAll(db());
    expect([await standing(db(), older), await holds()]).toEqual([[0n, 0n], [[older, 'overdraft']]]);
    const parts = [{ holderRef: older, means: 'points' as const, amount: 1 }];
    const wish = { opKey: 'a'.repeat(64), memberRef: older, parts };
    expect(await reserve(countDeps(db()), { deviceId: tillId(1) }, wish)).toMatchObject({
      error: { code: 'on_hold', details: { reason: 'member' } },
    });
    const notice = await db().selectFrom('notice').select(['member_ref', 'facts']).execute();
    const told = notice.filter(({ facts }) => facts.includes('reference'));
    expect(told.map((row) => [row.member_ref, JSON.parse(row.facts).reference])).toEqual([[older, newer]]);
    expectOk(await unmergeMember(deps, { memberRef: newer, by }));
    expect([await standing(db(), older), await standing(db(), newer)]).toEqual([
      [10n, 0n],
      [-10n, 0n],
    ]);
    expect(await holds()).toEqual([[newer, 'overdraft']]);
    expectOk(await reserve(countDeps(db()), { deviceId: tillId(1) }, wish));
    expect((await checkConservation(db())).isSound).toBe(true);
  });

  it('reserve out of what both have', async () => {
    await give(older, 100);
    await give(newer, 30);
    expectOk(await mergeMembers(testHqDeps(db()), { from: newer, into: older, by }));
    await knowTills(db(), 1);
    const asking = { deviceId: tillId(1) };
    const request = (digit: string, holderRef: Uuid, amount: number) => ({
      opKey: digit.repeat(64),
      memberRef: holderRef,
      parts: [{ holderRef, means: 'points' as const, amount }],
    });
    expectOk(await reserve(countDeps(db()), asking, request('a', newer, 110)));
    expect(expectCode(await reserve(countDeps(db()), asking, request('b', older, 21)))).toBe('not_enough');
    expectOk(await reserve(countDeps(db()), asking, request('c', older, 20)));
  });

  it('are refused where they cannot be one', async () => {
    const deps = testHqDeps(db());
    expect(await mergeMembers(deps, { from: older, into: older, by })).toMatchObject({ error: 'conflict' });
    expect(await mergeMembers(deps, { from: older, into: memberId(9), by })).toMatchObject({
      error: 'not_found',
    });
    expect(await unmergeMember(deps, { memberRef: older, by })).toMatchObject({ error: 'conflict' });
  });

  it('are proposed where two active ones have one phone number', async () => {
    await db()
      .updateTable('member')
      .set({ phone_index: new Uint8Array([1, 2, 3]) })
      .where('member_ref', 'in', [older, third])
      .execute();
    expect(await sharedPhones(db(), 10)).toEqual([[older, third]]);
  });
});

describe('the report on a till', () => {
  it('says until when everything is here, and what the till still has', async () => {
    const deps = testHqDeps(db());
    await insertJoinedTill(deps, { keys: newTillKeys(), deviceId: till.deviceId, storeId: 'store-1' });
    await db()
      .updateTable('till')
      .set({ backlog: 3, oldest_unsent_ms: 1_000, last_contact_ms: 2_000 })
      .execute();
    const gift = await give(older, 100);
    till.bookRaw(new Uint8Array([1]));
    till.book({ kind: 'adjust', detail: { reasonId: 'goodwill', batchId: null } });
    await till.push(db());
    const waiting = await tillReportRows(db(), uuid(till.deviceId));
    expect(waiting).toMatchObject({
      completeUntilMs: gift.wallMs,
      chains: [{ epoch: 1, branch: 0, receivedSeq: 3, countedSeq: 1 }],
      backlog: 3,
      oldestUnsentAtMs: 1_000,
      lastContactMs: 2_000,
    });
    await countAll(db());
    expect(await tillReportRows(db(), uuid(till.deviceId))).toMatchObject({
      chains: [{ receivedSeq: 3, countedSeq: 3 }],
      entries: { accepted: 1, flagged: 1, repeated: 0, quarantined: 0, unreadable: 1 },
      reasons: [{ reason: 'approver_missing', entries: 1 }],
    });
    expect(await tillReportRows(db(), memberId(1))).toBeUndefined();
  });
});
