/** What is left of an erased person’s account: booked once, by HQ, and the same for every till. */

import { beforeEach, describe, expect, it } from 'vitest';
import { memberSums } from '#sync/server/db/stores/publication/figures-store.ts';
import { eraseMember } from '#sync/server/members/erase-member.ts';
import { checkConservation } from '#sync/server/truth/check-conservation.ts';
import { countAgain } from '#sync/server/truth/count-again.ts';
import { mergeMembers } from '#sync/server/truth/merge-members.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { testHqDeps } from '#test/support/hq/test-hq-deps.ts';
import { truthDump } from '#test/support/hq/truth-dump.ts';
import { dispositions, standing } from '#test/support/hq/truth-outcome.ts';
import { giftOf, lotNamed, paymentOf } from '#test/support/hq/truth-values.ts';
import {
  countAll,
  countDeps,
  createTruthWorld,
  knowMember,
  memberId,
  tillId,
} from '#test/support/hq/truth-world.ts';
import type { TruthTill, TruthWorld } from '#test/support/hq/truth-world.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';

const { db } = withPglite();
const [person, alias, by] = [memberId(1), memberId(2), memberId(90)];
let world: TruthWorld;
let till: TruthTill;
beforeEach(async () => {
  world = createTruthWorld();
  till = world.till(1);
  await knowMember(db(), person);
  await knowMember(db(), alias);
});

function erase(memberRef = person) {
  return eraseMember({ ...testHqDeps(db()), ...countDeps(db()) }, { memberRef, orderedBy: by });
}

async function breakage() {
  return db()
    .selectFrom('account_sum')
    .select(['unit', 'amount'])
    .where('account', '=', 'breakage')
    .orderBy('unit')
    .execute();
}

async function bookAndCount(from: TruthTill): Promise<void> {
  await from.push(db());
  await countAll(db());
}

describe('the account of an erased member', () => {
  it('is emptied into breakage once, points and credit, at hand and held back', async () => {
    const gift = till.book(giftOf({ unit: 'points', amount: 100 }));
    till.book(giftOf({ unit: 'points', amount: 20, releaseOn: '2026-12-24' }));
    till.book(giftOf({ unit: 'money', amount: 5_000 }));
    await bookAndCount(till);
    const other = world.till(2);
    other.book(paymentOf({ unit: 'points', amount: 30, lot: lotNamed(gift) }));
    await bookAndCount(other);
    const orderId = await erase();
    expect(await erase()).toBe(orderId);
    expect(await standing(db(), person)).toEqual([0n, 0n]);
    const sums = await breakage();
    expect(sums.map(({ amount }) => Number(amount)).toSorted((a, b) => a - b)).toEqual([90, 5_000]);
    expect((await dispositions(db())).filter((row) => row.startsWith('adjust'))).toEqual(['adjust accepted']);
    expect((await checkConservation(db())).isSound).toBe(true);
    const before = await truthDump(db());
    await countAgain(countDeps(db()));
    expect(await truthDump(db())).toEqual(before);
  });

  it('is empty for every till, whatever the till has booked itself', async () => {
    const gift = till.book(giftOf({ unit: 'points', amount: 100 }));
    await bookAndCount(till);
    const other = world.till(2);
    other.book(paymentOf({ unit: 'points', amount: 30, lot: lotNamed(gift) }));
    await bookAndCount(other);
    await erase();
    const ownByTill = [
      [tillId(1), 100],
      [tillId(2), -30],
      [tillId(3), 0],
    ] as const;
    for (const [deviceId, own] of ownByTill) {
      const sums = await memberSums({ db: db(), memberRefs: [person], withoutDevice: deviceId });
      const others = sums.reduce((sum, { points }) => sum + Number(points), 0);
      expect([deviceId, own + others]).toEqual([deviceId, 0]);
    }
  });

  it('takes along what every reference of the person had, each from its own purse', async () => {
    till.book(giftOf({ unit: 'points', amount: 100 }));
    till.book(giftOf({ unit: 'points', amount: 40, memberRef: alias }));
    await bookAndCount(till);
    expectOk(await mergeMembers(testHqDeps(db()), { from: alias, into: person, by }));
    await erase(alias);
    const rows = await db()
      .selectFrom('member_sum')
      .select(['member_ref', ({ fn }) => fn.sum<string>('points').as('points')])
      .groupBy('member_ref')
      .orderBy('member_ref')
      .execute();
    expect(rows.map(({ member_ref: ref, points }) => [ref, Number(points)])).toEqual([
      [person, 0],
      [alias, 0],
    ]);
    expect((await breakage()).map(({ amount }) => amount)).toEqual(['140']);
    expect((await checkConservation(db())).isSound).toBe(true);
  });

  it('that holds nothing needs no entry', async () => {
    expect(await erase()).toBeDefined();
    expect(await dispositions(db())).toEqual([]);
  });
});
