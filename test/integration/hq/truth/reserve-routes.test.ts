/** Reservations over HTTP: signed requests, signed answers, and who may ask. */

import { beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '#electron/till/node-signatures.ts';
import { reserveAnswer, reserveLeft } from '#shared/contracts/sync/sync-schemas.ts';
import { syncErrorSchema } from '#shared/contracts/sync/sync-errors.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { valueKey } from '#shared/ledger/operation-key.ts';
import { createSyncArea } from '#sync/server/auth/sync-area.ts';
import type { HqApp } from '#sync/server/hq-area.ts';
import type { HqDeps } from '#sync/server/hq-deps.ts';
import { reserveArea } from '#sync/server/truth/reserve-area.ts';
import { testApp } from '#test/support/hq/test-app.ts';
import { testHqDeps } from '#test/support/hq/test-hq-deps.ts';
import { insertJoinedTill, newTillKeys, sendToHq, signRequest } from '#test/support/hq/test-till.ts';
import type { TillAnswer, TillKeys } from '#test/support/hq/test-till.ts';
import { giftOf } from '#test/support/hq/truth-values.ts';
import { countAll, createTruthWorld, knowMember, memberId, tillId } from '#test/support/hq/truth-world.ts';
import type { TruthWorld } from '#test/support/hq/truth-world.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';

const { db } = withPglite();
const [here, elsewhere] = [tillId(1), tillId(2)] as const;
let world: TruthWorld;
let deps: HqDeps;
let app: HqApp;
let keysByTill: ReadonlyMap<Uuid, TillKeys>;
beforeEach(async () => {
  world = createTruthWorld();
  deps = testHqDeps(db());
  const keys = [here, elsewhere].map((deviceId) => [deviceId, newTillKeys()] as const);
  keysByTill = new Map(keys);
  for (const [deviceId, own] of keys) await insertJoinedTill(deps, { keys: own, deviceId, storeId: 's' });
  app = await testApp(deps, [createSyncArea({ areas: [reserveArea] })]);
  await knowMember(db(), memberId(1));
  const giver = world.till(9);
  giver.book(giftOf({ unit: 'points', amount: 100 }));
  await giver.push(db());
  await countAll(db());
});

function ask(deviceId: Uuid, path: string, body: unknown): Promise<TillAnswer> {
  const keys = keysByTill.get(deviceId) ?? newTillKeys();
  return sendToHq(app, deps, signRequest(keys, deviceId, { method: 'POST', path, body }));
}

function asked(amount: number) {
  const opKey = bytesToHex(valueKey(sha256, 'redeem', world.nextId()));
  return { opKey, memberRef: memberId(1), parts: [{ holderRef: memberId(1), means: 'points', amount }] };
}

function refusalOf(answer: TillAnswer) {
  return syncErrorSchema.parse(answer.json()).error;
}

describe('POST reserve', () => {
  it('answers signed, the same for the same request again, and says to another till what is left', async () => {
    const wish = asked(60);
    const first = await ask(here, '/reserve', wish);
    expect(first).toMatchObject({ status: 200, isSigned: true });
    expect(reserveAnswer.parse((await ask(here, '/reserve', wish)).json())).toEqual(first.json());
    const refused = await ask(elsewhere, '/reserve', asked(60));
    expect(refused).toMatchObject({ status: 409, isSigned: true });
    expect(refusalOf(refused).code).toBe('not_enough');
    expect(reserveLeft.parse(refusalOf(refused).details)).toEqual({ points: 40, walletMinor: 0 });
  });

  it('names the hold where a frozen till or a held member asks', async () => {
    await db().updateTable('member').set({ hold: 'byHand' }).execute();
    const held = await ask(here, '/reserve', asked(1));
    expect([held.status, refusalOf(held)]).toEqual([409, { code: 'on_hold', details: { reason: 'member' } }]);
    await db().updateTable('till').set({ state: 'frozen', reason: 'fork' }).execute();
    const frozen = await ask(elsewhere, '/reserve', asked(1));
    expect(refusalOf(frozen)).toEqual({ code: 'on_hold', details: { reason: 'till' } });
  });

  it('promises nothing to a till that was frozen or shut out a moment ago, or whose lease has ended', async () => {
    // HQ remembers whom it has just answered.
    expect((await ask(here, '/reserve', asked(1))).status).toBe(200);
    const onHold = { code: 'on_hold', details: { reason: 'till' } };
    for (const state of ['frozen', 'revoked', 'replaced'] as const) {
      await db().updateTable('till').set({ state }).execute();
      expect([state, refusalOf(await ask(here, '/reserve', asked(1)))]).toEqual([state, onHold]);
    }
    const lease = (endsMs: number) => ({ state: 'active', lease_expires_ms: endsMs }) as const;
    await db().updateTable('till').set(lease(deps.clock.nowMs())).execute();
    expect(refusalOf(await ask(here, '/reserve', asked(1)))).toEqual(onHold);
    await db()
      .updateTable('till')
      .set(lease(deps.clock.nowMs() + 60_000))
      .execute();
    expect((await ask(here, '/reserve', asked(1))).status).toBe(200);
  });

  it('takes nothing that is not signed by the till, and nothing of a till that was revoked', async () => {
    const request = signRequest(newTillKeys(), here, { method: 'POST', path: '/reserve', body: asked(1) });
    expect((await sendToHq(app, deps, request)).status).toBe(401);
    await db().updateTable('till').set({ state: 'revoked', revoked_ms: 1 }).execute();
    const revoked = await ask(elsewhere, '/reserve', asked(1));
    expect(revoked).toMatchObject({ status: 403, isSigned: true });
    expect(await db().selectFrom('reservation').selectAll().execute()).toEqual([]);
  });

  it.each([
    ['no parts', { parts: [] }],
    ['an amount below one', { parts: [{ holderRef: memberId(1), means: 'points', amount: 0 }] }],
    ['a key that is no hash', { opKey: 'ff' }],
  ])('refuses %s as malformed without an effect', async (_what, changes) => {
    const answer = await ask(here, '/reserve', { ...asked(1), ...changes });
    expect([answer.status, refusalOf(answer).code, answer.isSigned]).toEqual([400, 'malformed', true]);
    expect(await db().selectFrom('reservation').selectAll().execute()).toEqual([]);
  });
});

describe('POST reserve/release', () => {
  it('gives back what this till reserved and nothing of another, however often it is said', async () => {
    const wish = asked(100);
    expect((await ask(here, '/reserve', wish)).status).toBe(200);
    const { opKey } = wish;
    expect(await ask(elsewhere, '/reserve/release', { opKey })).toMatchObject({
      status: 200,
      isSigned: true,
    });
    expect((await ask(elsewhere, '/reserve', asked(1))).status).toBe(409);
    for (let said = 0; said < 2; said += 1) {
      const released = await ask(here, '/reserve/release', { opKey });
      expect([released.status, released.json(), released.isSigned]).toEqual([200, {}, true]);
    }
    expect((await ask(elsewhere, '/reserve', asked(100))).status).toBe(200);
  });

  it('refuses what names no operation', async () => {
    expect(refusalOf(await ask(here, '/reserve/release', { opKey: 'x' })).code).toBe('malformed');
  });
});
