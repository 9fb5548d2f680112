/** Value kept for an entry that is about to be booked. */

import { beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '#electron/till/node-signatures.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { valueKey } from '#shared/ledger/operation-key.ts';
import { release, reserve, reservedMs } from '#sync/server/truth/reserve.ts';
import { noonMs } from '#test/support/ledger.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
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
const here = { deviceId: tillId(1) };
const elsewhere = { deviceId: tillId(2) };
let world: TruthWorld;
let giver: TruthTill;
let nowMs: number;
beforeEach(async () => {
  world = createTruthWorld();
  giver = world.till(9);
  nowMs = noonMs;
  await knowMember(db(), memberId(1));
  await knowTills(db(), 2);
});

function deps() {
  return { ...countDeps(db()), clock: { nowMs: () => epochMs(nowMs), monotonicMs: () => 0 } };
}

async function give(amount: number, expiresOn: string | null = null) {
  const gift = giver.book(giftOf({ unit: 'points', amount, expiresOn }));
  await giver.push(db());
  await countAll(db());
  return gift;
}

function asked(keyId: Uuid, amount: number, means: 'points' | 'wallet' = 'points') {
  const opKey = bytesToHex(valueKey(sha256, 'redeem', keyId));
  return { opKey, memberRef: memberId(1), parts: [{ holderRef: memberId(1), means, amount }] };
}

describe('a reservation', () => {
  it('answers the same when it is asked for again, and keeps the value from others', async () => {
    await give(100);
    const keyId = world.nextId();
    const first = expectOk(await reserve(deps(), here, asked(keyId, 60)));
    expect(first.expiresAtMs).toBe(noonMs + reservedMs);
    expect(await reserve(deps(), here, asked(keyId, 60))).toEqual({ ok: true, value: first });
    const refused = await reserve(deps(), elsewhere, asked(world.nextId(), 60));
    expect(refused).toEqual({
      ok: false,
      error: { code: 'not_enough', details: { points: 40, walletMinor: 0 } },
    });
  });

  it('covers what was asked last under one operation, and nothing that was asked before is lost', async () => {
    await give(100);
    const keyId = world.nextId();
    const first = expectOk(await reserve(deps(), here, asked(keyId, 10)));
    // The cashier chose more points for the same basket, and the first answer or its release was lost.
    expect(expectCode(await reserve(deps(), here, asked(keyId, 101)))).toBe('not_enough');
    expectOk(await reserve(deps(), here, asked(keyId, 90)));
    expect(expectCode(await reserve(deps(), elsewhere, asked(world.nextId(), 11)))).toBe('not_enough');
    // The first question comes late, or again.
    nowMs += 1_000;
    const again = expectOk(await reserve(deps(), here, asked(keyId, 10)));
    expect(again.reservationId).toBe(first.reservationId);
    expect(expectCode(await reserve(deps(), elsewhere, asked(world.nextId(), 11)))).toBe('not_enough');
    expectOk(await reserve(deps(), elsewhere, asked(world.nextId(), 10)));
  });

  it('is of the member of whom it is asked, whoever the same operation was of before', async () => {
    await give(100);
    await knowMember(db(), memberId(2));
    const keyId = world.nextId();
    expectOk(await reserve(deps(), here, asked(keyId, 10)));
    const ofOther = { holderRef: memberId(2), means: 'points' as const, amount: 10 };
    const other = { ...asked(keyId, 10), memberRef: memberId(2), parts: [ofOther] };
    expect(expectCode(await reserve(deps(), here, other))).toBe('not_enough');
  });

  it('ends by itself, and by the till that asked for it', async () => {
    await give(100);
    const keyId = world.nextId();
    expectOk(await reserve(deps(), here, asked(keyId, 100)));
    nowMs += reservedMs;
    expectOk(await reserve(deps(), elsewhere, asked(world.nextId(), 50)));
    const other = world.nextId();
    expectOk(await reserve(deps(), elsewhere, asked(other, 50)));
    await release(deps(), here, asked(other, 50).opKey);
    expect(expectCode(await reserve(deps(), here, asked(world.nextId(), 50)))).toBe('not_enough');
    await release(deps(), elsewhere, asked(other, 50).opKey);
    expectOk(await reserve(deps(), here, asked(world.nextId(), 50)));
  });

  it('becomes the entry that it was made for: the value is counted once', async () => {
    const gift = await give(100);
    const keyId = world.nextId();
    expectOk(await reserve(deps(), here, asked(keyId, 60)));
    const till = world.till(1);
    till.book(paymentOf({ unit: 'points', amount: 60, lot: lotNamed(gift), keyId }));
    await till.push(db());
    await countAll(db());
    expectOk(await reserve(deps(), elsewhere, asked(world.nextId(), 40)));
    expect(expectCode(await reserve(deps(), elsewhere, asked(world.nextId(), 1)))).toBe('not_enough');
    const states = await db().selectFrom('reservation').select('state').orderBy('state').execute();
    expect(states.map(({ state }) => state)).toEqual(['booked', 'open']);
  });

  it('gives all parts or none', async () => {
    await give(100);
    const { opKey, memberRef, parts } = asked(world.nextId(), 60);
    const both = [...parts, { holderRef: memberRef, means: 'wallet' as const, amount: 1 }];
    expect(expectCode(await reserve(deps(), here, { opKey, memberRef, parts: both }))).toBe('not_enough');
    const twice = [...parts, ...parts];
    expect(expectCode(await reserve(deps(), here, { opKey, memberRef, parts: twice }))).toBe('not_enough');
    expect(await db().selectFrom('reservation').selectAll().execute()).toEqual([]);
  });

  it('takes nothing of what is past its day', async () => {
    await give(100, '2026-11-21');
    await give(30);
    const refused = await reserve(deps(), here, asked(world.nextId(), 31));
    expect(refused).toEqual({
      ok: false,
      error: { code: 'not_enough', details: { points: 30, walletMinor: 0 } },
    });
  });

  it('waits for a person where the member is held, is erased, or the till is frozen', async () => {
    await give(100);
    await db().updateTable('till').set({ state: 'frozen' }).execute();
    expect(expectCode(await reserve(deps(), here, asked(world.nextId(), 1)))).toBe('on_hold');
    await db().updateTable('till').set({ state: 'active' }).execute();
    await db().updateTable('member').set({ hold: 'byHand' }).execute();
    expect(expectCode(await reserve(deps(), here, asked(world.nextId(), 1)))).toBe('on_hold');
    await db().updateTable('member').set({ hold: null, state: 'erased' }).execute();
    expect(expectCode(await reserve(deps(), here, asked(world.nextId(), 1)))).toBe('on_hold');
  });

  it('keeps nothing of a member of whom HQ has never heard', async () => {
    const stranger = { ...asked(world.nextId(), 1), memberRef: memberId(1) };
    const parts = [{ holderRef: memberId(42), means: 'points' as const, amount: 1 }];
    expect(expectCode(await reserve(deps(), here, { ...stranger, parts }))).toBe('not_enough');
  });
});
