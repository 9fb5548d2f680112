/** Where a member's balance comes from, over HTTP: pages that add up, and a table that no spreadsheet runs. */

import { beforeEach, describe, expect, it } from 'vitest';
import { statementAnswer } from '#shared/contracts/hq/member-statement.ts';
import type {
  MemberStatement,
  StatementAmounts,
  StatementEntry,
} from '#shared/contracts/hq/member-statement.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { broughtDeviceId } from '#sync/server/db/stores/publication/brought-store.ts';
import { countAgain } from '#sync/server/truth/count-again.ts';
import type { HqDeps } from '#sync/server/hq-deps.ts';
import { createAdminArea } from '#sync/server/people/admin-area.ts';
import { truthAdminArea } from '#sync/server/truth/truth-admin-area.ts';
import { present } from '#test/support/present.ts';
import { testApp } from '#test/support/hq/test-app.ts';
import { testHqDeps } from '#test/support/hq/test-hq-deps.ts';
import { quickPasswords, signedInPerson } from '#test/support/hq/test-person.ts';
import type { Person } from '#test/support/hq/test-person.ts';
import { giftOf, lotNamed, paymentOf, refundOf } from '#test/support/hq/truth-values.ts';
import {
  countAll,
  countDeps,
  createTruthWorld,
  knowMember,
  knowRuleSet,
  knowTills,
  memberId,
  tillId,
} from '#test/support/hq/truth-world.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';

const { db } = withPglite();
let deps: HqDeps;
let owner: Person;
let publisher: Person;
beforeEach(async () => {
  deps = testHqDeps(db());
  const app = await testApp(deps, [createAdminArea({ areas: [truthAdminArea], cost: quickPasswords })]);
  owner = await signedInPerson(app, deps, { login: 'owner', role: 'administrator' });
  publisher = await signedInPerson(app, deps, { login: 'publisher', role: 'publisher' });
  await knowTills(db(), 2);
  await knowRuleSet(db());
  for (const number of [1, 2]) await knowMember(db(), memberId(number));
});

const get = (path: string) => ({ method: 'GET', path }) as const;

async function page(memberRef: Uuid, before?: string): Promise<MemberStatement> {
  const query = before === undefined ? '' : `?before=${before}`;
  return statementAnswer.parse((await owner.ask(get(`/members/${memberRef}/statement${query}`))).body);
}

/** All pages, which must be of one balance. */
async function whole(memberRef: Uuid) {
  let last = await page(memberRef);
  const { balance, brought, unlisted } = last;
  const entries: StatementEntry[] = [...last.entries];
  let pages = 1;
  while (last.hasMore) {
    last = await page(memberRef, present(last.entries.at(-1)).cursor);
    entries.push(...last.entries);
    pages += 1;
  }
  return { balance, brought, unlisted, entries, pages };
}

const names = ['points', 'pointsHeld', 'walletMinor', 'walletHeldMinor'] as const;

function sumOf(all: readonly StatementAmounts[]): StatementAmounts {
  const sum = (name: (typeof names)[number]): string =>
    all.reduce((known, each) => known + BigInt(each[name]), 0n).toString();
  return {
    points: sum('points'),
    pointsHeld: sum('pointsHeld'),
    walletMinor: sum('walletMinor'),
    walletHeldMinor: sum('walletHeldMinor'),
  };
}

const nothing = sumOf([]);

/** Two tills, several kinds of entries, something held back, and something that another member got. */
async function bookAll(): Promise<void> {
  const world = createTruthWorld();
  const [north, south] = [world.till(1), world.till(2)];
  const sale = north.sell({ member: memberId(1) });
  const gift = north.book(giftOf({ unit: 'points', amount: 500 }));
  south.book(giftOf({ unit: 'money', amount: 70_000 }));
  north.book(paymentOf({ unit: 'points', amount: 120, lot: lotNamed(gift) }));
  south.book(giftOf({ unit: 'points', amount: 40, releaseOn: '2027-01-01' }));
  south.book(giftOf({ unit: 'points', amount: 9, memberRef: memberId(2) }));
  north.book(refundOf(sale, 1));
  await south.push(db());
  await north.push(db());
  await countAll(db());
}

describe('the statement of a member', () => {
  it('lists the entries of all tills, newest first, each with what it changed and what there was after it', async () => {
    await bookAll();
    const { balance, entries } = await page(memberId(1));
    expect(entries.map(({ kind, deviceId }) => [kind, deviceId])).toEqual([
      ['refund', tillId(1)],
      ['grant', tillId(2)],
      ['redeem', tillId(1)],
      ['grant', tillId(2)],
      ['grant', tillId(1)],
      ['sale', tillId(1)],
    ]);
    const [refund, held, paid, money, gift, sale] = entries.map((entry) => present(entry));
    expect(held?.change).toEqual({ ...nothing, pointsHeld: '40' });
    expect(paid?.change).toEqual({ ...nothing, points: '-120' });
    expect(money?.change).toEqual({ ...nothing, walletMinor: '70000' });
    expect(gift?.change).toEqual({ ...nothing, points: '500' });
    expect(refund?.after).toEqual(balance);
    expect(sale?.after).toEqual(sale?.change);
    expect(present(refund).refNumber).toBe(present(sale).number);
    expect(present(sale).number).toMatch(/^[A-Z0-9]+-\d{6}-1$/);
    expect((await page(memberId(2))).balance).toEqual({ ...nothing, points: '9' });
  });

  it('adds up to the balance over all pages and over merged members, whatever was brought along', async () => {
    const world = createTruthWorld();
    const till = world.till(1);
    for (let number = 0; number < 60; number += 1) {
      till.book(giftOf({ unit: number % 3 === 0 ? 'money' : 'points', amount: 10 + number }));
      till.book(giftOf({ unit: 'points', amount: 1, memberRef: memberId(2) }));
    }
    await till.push(db());
    await db()
      .insertInto('member_sum')
      .values({ member_ref: memberId(1), device_id: broughtDeviceId, points: '1000', wallet_minor: '5' })
      .execute();
    await countAll(db());
    const alone = await whole(memberId(1));
    expect([alone.entries.length, alone.pages]).toEqual([60, 2]);
    await owner.ask({ method: 'POST', path: `/members/${memberId(2)}/merge`, body: { into: memberId(1) } });
    const both = await whole(memberId(1));
    expect(both.entries.length).toBeGreaterThanOrEqual(120);
    expect(new Set(both.entries.map(({ cursor }) => cursor)).size).toBe(both.entries.length);
    expect(new Set(both.entries.map(({ memberRef }) => memberRef))).toEqual(
      new Set([memberId(1), memberId(2)]),
    );
    for (const { balance, brought, unlisted, entries } of [alone, both]) {
      expect(brought).toEqual({ ...nothing, points: '1000', walletMinor: '5' });
      expect(unlisted).toEqual(nothing);
      expect(sumOf([brought, ...entries.map(({ change }) => change)])).toEqual(balance);
      const oldest = present(entries.at(-1));
      expect(sumOf([brought, oldest.change])).toEqual(oldest.after);
      const newer = entries.slice(0, -1);
      expect(newer.map(({ after }) => after)).toEqual(
        newer.map(({ change }, index) => sumOf([present(entries[index + 1]).after, change])),
      );
    }
    expect(BigInt(both.balance.points)).toBe(BigInt(alone.balance.points) + 60n);
  });

  it('shows what does not count with its reason and without a change', async () => {
    const world = createTruthWorld();
    const [north, south] = [world.till(1), world.till(2)];
    const gift = north.book(giftOf({ unit: 'points', amount: 100 }));
    const payment = { unit: 'points', amount: 30, lot: lotNamed(gift), keyId: memberId(99) } as const;
    north.book(paymentOf(payment));
    south.book(paymentOf(payment));
    await north.push(db());
    await countAll(db());
    await south.push(db());
    await countAll(db());
    const { balance, entries } = await page(memberId(1));
    expect(balance.points).toBe('70');
    expect(
      entries.map(({ disposition, reason, change, after }) => [
        disposition,
        reason,
        change.points,
        after.points,
      ]),
    ).toEqual([
      ['repeated', 'finished_elsewhere', '0', '70'],
      ['accepted', null, '-30', '70'],
      ['accepted', null, '100', '100'],
    ]);
  });

  it('says what is in the balance by entries that it does not list, until everything is counted again', async () => {
    await bookAll();
    const before = await whole(memberId(1));
    await db().deleteFrom('member_entry').execute();
    expect(await whole(memberId(1))).toMatchObject({ unlisted: before.balance, entries: [] });
    await countAgain(countDeps(db()));
    expect(await whole(memberId(1))).toEqual(before);
  });

  it('is shown to whoever sees members, and is of members that HQ knows', async () => {
    const path = `/members/${memberId(1)}/statement`;
    expect(await page(memberId(1))).toEqual({
      balance: nothing,
      brought: nothing,
      unlisted: nothing,
      entries: [],
      hasMore: false,
    });
    for (const each of [path, `${path}.csv`]) {
      expect((await publisher.ask(get(each))).code).toBe('not_allowed');
      expect((await owner.ask(get(each.replace(memberId(1), memberId(9))))).code).toBe('not_found');
    }
    for (const wrong of ['x', '1_2_3', `1_${'-'.repeat(36)}_1_1_1_${memberId(1)}`]) {
      expect((await owner.ask(get(`${path}?before=${wrong}`))).code).toBe('malformed');
    }
  });
});
