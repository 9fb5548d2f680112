import { expect, test, describe, beforeEach } from 'vitest';
import { pushBytesMax, syncHeaders, syncJsonBytesMax } from '#shared/contracts/sync/protocol.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { createManualTime } from '#test/support/manual-time.ts';
import type { ManualTime } from '#test/support/manual-time.ts';
import { testApp } from '#test/support/hq/test-app.ts';
import { testHqDeps } from '#test/support/hq/test-hq-deps.ts';
import { insertJoinedTill, newTillKeys, sendToHq, signRequest } from '#test/support/hq/test-till.ts';
import type { SentRequest, TillAnswer, TillRequest } from '#test/support/hq/test-till.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';
import { syncRates } from '#sync/server/auth/authenticate-tills.ts';
import type { SyncRates } from '#sync/server/auth/authenticate-tills.ts';
import { tillOf } from '#sync/server/auth/sync-access.ts';
import { createSyncArea } from '#sync/server/auth/sync-area.ts';
import type { HqApp, HqArea } from '#sync/server/hq-area.ts';
import type { HqDeps } from '#sync/server/hq-deps.ts';

const database = withPglite();
const deviceId = uuid('01900000-0000-7000-8000-00000000000a');
const otherId = uuid('01900000-0000-7000-8000-00000000000b');
const unknownId = uuid('01900000-0000-7000-8000-00000000000c');
const keys = newTillKeys();
const otherKeys = newTillKeys();

/** Counts what got through to a route. */
function echoArea(seen: unknown[]): HqArea {
  return {
    name: 'echo',
    register: (app) => {
      app.post('/echo', (request) => {
        seen.push(request.body);
        return { deviceId: tillOf(request).deviceId, body: request.body };
      });
      app.post('/bytes', { bodyLimit: pushBytesMax }, (request) => {
        const body = request.body instanceof Uint8Array ? request.body.length : -1;
        return { bytes: body };
      });
      app.get('/hand-in', { config: { syncAccess: 'anyTill' } }, () => ({ ok: true }));
      app.get('/nothing', (_request, reply) => reply.code(204).send());
      app.get('/fault', () => {
        throw new Error('planted');
      });
    },
  };
}

type World = {
  readonly app: HqApp;
  readonly deps: HqDeps;
  readonly time: ManualTime;
  readonly seen: unknown[];
  readonly send: (request: SentRequest) => Promise<TillAnswer>;
  readonly ask: (request: TillRequest) => Promise<TillAnswer>;
};

async function openWorld(rates: Partial<SyncRates> = {}): Promise<World> {
  const time = createManualTime();
  const deps = testHqDeps(database.db(), { clock: time.clock });
  const seen: unknown[] = [];
  const app = await testApp(deps, [
    createSyncArea({ areas: [echoArea(seen)], rates: { ...syncRates, ...rates } }),
  ]);
  await insertJoinedTill(deps, { keys, deviceId, storeId: 'shop-1' });
  await insertJoinedTill(deps, { keys: otherKeys, deviceId: otherId, storeId: 'shop-1' });
  const send = async (request: SentRequest): Promise<TillAnswer> => sendToHq(app, deps, request);
  return { app, deps, time, seen, send, ask: (request) => send(signRequest(keys, deviceId, request)) };
}

const echo: TillRequest = { method: 'POST', path: '/echo', body: { amount: 100 } };
const refusal = { error: { code: 'not_authentic', details: {} } };

async function expectRefused(world: World, request: SentRequest): Promise<void> {
  const answer = await world.send(request);
  expect([answer.status, answer.json(), answer.isSigned]).toEqual([401, refusal, true]);
  expect(world.seen).toEqual([]);
}

describe('a request of a till', () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld();
  });

  test('reaches its route with the till that signed it and the body that was signed', async () => {
    const answer = await world.ask(echo);
    expect(answer.status).toBe(200);
    expect(answer.json()).toEqual({ deviceId, body: { amount: 100 } });
    expect(answer.isSigned).toBe(true);
  });

  test('is refused when one byte of its body was changed', async () => {
    const request = signRequest(keys, deviceId, echo);
    const payload = Buffer.from(request.payload.toString().replace('100', '900'));
    await expectRefused(world, { ...request, payload });
  });

  test.each(['/echo?a=1', '/bytes'])('is refused at the target %s, which was not signed', async (path) => {
    const request = signRequest(keys, deviceId, echo);
    await expectRefused(world, { ...request, url: `/sync/1${path}` });
  });

  test('is refused with another method than the one that was signed', async () => {
    const request = signRequest(keys, deviceId, { method: 'POST', path: '/hand-in' });
    await expectRefused(world, { ...request, method: 'GET' });
  });

  test('is refused when another till signed it', async () => {
    await expectRefused(world, signRequest(otherKeys, deviceId, echo));
  });

  test('is refused under the name of another till', async () => {
    const request = signRequest(keys, deviceId, echo);
    await expectRefused(world, {
      ...request,
      headers: { ...request.headers, [syncHeaders.device]: otherId },
    });
  });

  test('is refused under another id of the request than the one that was signed', async () => {
    const request = signRequest(keys, deviceId, echo);
    const headers = { ...request.headers, [syncHeaders.request]: '00'.repeat(16) };
    await expectRefused(world, { ...request, headers });
  });

  test('of an unknown device is answered in the same words as one with a wrong signature', async () => {
    const request = signRequest(keys, unknownId, echo);
    await expectRefused(world, request);
    const unknown = await world.send(request);
    const wrong = await world.send(signRequest(otherKeys, deviceId, echo));
    const named = (answer: TillAnswer): readonly string[] => Object.keys(answer.headers).toSorted();
    expect(named(unknown).filter((name) => name !== 'connection')).toEqual(
      named(wrong).filter((name) => name !== 'connection'),
    );
    expect(Buffer.from(unknown.body)).toEqual(Buffer.from(wrong.body));
  });

  test('of a till that waits for its approval is refused', async () => {
    await world.deps.db.updateTable('till').set({ state: 'waiting' }).execute();
    await expectRefused(world, signRequest(keys, deviceId, echo));
  });

  test.each([syncHeaders.device, syncHeaders.request, syncHeaders.signature])(
    'is refused without the header %s',
    async (name) => {
      const request = signRequest(keys, deviceId, echo);
      const headers = Object.fromEntries(Object.entries(request.headers).filter(([key]) => key !== name));
      await expectRefused(world, { ...request, headers });
    },
  );

  test.each([
    ['twice', (value: string) => `${value}, ${value}`],
    ['in capital letters', (value: string) => `A${value.slice(1).toUpperCase()}`],
    ['with a character too few', (value: string) => value.slice(1)],
    ['with 8,000 characters', () => 'a'.repeat(8_000)],
    ['empty', () => ''],
    ['with letters that are no digits', (value: string) => `zz${value.slice(2)}`],
  ])('is refused with a signature %s', async (_how, change) => {
    const request = signRequest(keys, deviceId, echo);
    const signature = change(request.headers[syncHeaders.signature] ?? '');
    await expectRefused(world, {
      ...request,
      headers: { ...request.headers, [syncHeaders.signature]: signature },
    });
  });

  test('that comes a second time does what its route does twice, and is answered for the same id', async () => {
    const request = signRequest(keys, deviceId, echo);
    const first = await world.send(request);
    const second = await world.send(request);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.headers[syncHeaders.signature]).toBe(first.headers[syncHeaders.signature]);
  });

  test('of a revoked till is refused within seconds, but not where it hands in what it booked', async () => {
    expect((await world.ask(echo)).status).toBe(200);
    await world.deps.db.updateTable('till').set({ state: 'revoked', revoked_ms: 1 }).execute();
    world.time.advance(2_000);
    const answer = await world.ask(echo);
    expect([answer.status, answer.json(), answer.isSigned]).toEqual([
      403,
      { error: { code: 'revoked', details: { state: 'revoked' } } },
      true,
    ]);
    expect((await world.ask({ method: 'GET', path: '/hand-in' })).status).toBe(200);
  });
});

describe('an answer to a till', () => {
  test.each([
    ['a route that does not exist', { method: 'GET', path: '/nowhere' }, 404],
    ['a fault of HQ', { method: 'GET', path: '/fault' }, 500],
    ['nothing to say', { method: 'GET', path: '/nothing' }, 204],
    ['a body that is no JSON', { ...echo, body: Buffer.from('{'), contentType: 'application/json' }, 400],
    [
      'a body that is no UTF-8',
      { ...echo, body: Buffer.from([34, 255, 34]), contentType: 'application/json' },
      400,
    ],
    ['a body that is too large', { ...echo, body: Buffer.alloc(syncJsonBytesMax + 1) }, 413],
    ['a version that is not spoken', { method: 'GET', path: '/sync/2/hello' }, 426],
    ['no version at all', { method: 'GET', path: '/sync' }, 426],
  ] as const)('is signed when it is about %s', async (_about, request, status) => {
    const { ask } = await openWorld();
    const answer = await ask(request);
    expect([answer.status, answer.isSigned]).toEqual([status, true]);
  });

  test('about another version names the versions that are spoken', async () => {
    const { ask } = await openWorld();
    expect((await ask({ method: 'GET', path: '/sync/9/push' })).json()).toEqual({
      error: { code: 'version_unsupported', details: { oldest: 1, newest: 1 } },
    });
  });

  test('is signed when the database is away', async () => {
    const away = testHqDeps(database.db());
    const refusing = new Proxy(away.db, {
      get: () => {
        throw Object.assign(new Error('planted'), { code: 'ECONNREFUSED', syscall: 'connect' });
      },
    });
    const deps = { ...away, db: refusing };
    const app = await testApp(deps, [createSyncArea({ areas: [echoArea([])] })]);
    const answer = await sendToHq(app, deps, signRequest(keys, deviceId, echo));
    expect([answer.status, answer.isSigned, answer.headers['retry-after']]).toEqual([503, true, '5']);
  });

  test('takes bytes up to the limit of its own route', async () => {
    const { ask } = await openWorld();
    const body = Buffer.alloc(syncJsonBytesMax + 1);
    expect((await ask({ method: 'POST', path: '/bytes', body })).json()).toEqual({ bytes: body.length });
  });
});

describe('whoever asks too often', () => {
  const one = { burst: 1, perSecond: 0.5 };

  test('as a till is told to wait, and how long, in a signed answer', async () => {
    const { ask, time } = await openWorld({ till: one });
    expect((await ask(echo)).status).toBe(200);
    const answer = await ask(echo);
    expect([answer.status, answer.headers['retry-after'], answer.isSigned]).toEqual([429, '2', true]);
    time.advance(2_000);
    expect((await ask(echo)).status).toBe(200);
  });

  test('in the name of a till uses nothing of what that till may ask', async () => {
    const { ask, send } = await openWorld({ till: one });
    for (let count = 0; count < 5; count += 1) await send(signRequest(otherKeys, deviceId, echo));
    expect((await ask(echo)).status).toBe(200);
  });

  test('with wrong signatures is told to wait before the database is asked', async () => {
    const { send } = await openWorld({ failed: one });
    expect((await send(signRequest(otherKeys, unknownId, echo))).status).toBe(401);
    const answer = await send(signRequest(otherKeys, unknownId, echo));
    expect([answer.status, answer.isSigned]).toEqual([429, true]);
  });

  test('with wrong signatures does not hold up a till at the same address that HQ knows', async () => {
    const { ask, send } = await openWorld({ failed: one });
    expect((await ask(echo)).status).toBe(200);
    for (let count = 0; count < 3; count += 1) await send(signRequest(otherKeys, unknownId, echo));
    expect((await ask(echo)).status).toBe(200);
  });

  test('for paths that do not exist is told to wait', async () => {
    const { ask } = await openWorld({ open: one });
    expect((await ask({ method: 'GET', path: '/a' })).status).toBe(404);
    expect((await ask({ method: 'GET', path: '/b' })).status).toBe(429);
  });
});
