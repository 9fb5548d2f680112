/** The routes of pushes: signed requests, signed answers, limits of size. */

import net from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { pushBytesMax } from '#shared/contracts/sync/protocol.ts';
import { syncErrorSchema } from '#shared/contracts/sync/sync-errors.ts';
import { contactAnswer, pushAnswer } from '#shared/contracts/sync/sync-schemas.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { canonicalRuleSet } from '#shared/scoring/language/canonical-rule-set.ts';
import { createSyncArea } from '#sync/server/auth/sync-area.ts';
import type { HqApp } from '#sync/server/hq-area.ts';
import type { HqDeps } from '#sync/server/hq-deps.ts';
import { nodeHqPorts } from '#sync/server/node-hq-ports.ts';
import { pushArea } from '#sync/server/push/push-area.ts';
import { createReceiving } from '#sync/server/receiving.ts';
import { ledgerRuleSet } from '#test/support/ledger.ts';
import { joinTill, pushingTill } from '#test/support/hq/pushing-till.ts';
import type { PushingTill } from '#test/support/hq/pushing-till.ts';
import { pushWorld } from '#test/support/hq/push-world.ts';
import { testApp } from '#test/support/hq/test-app.ts';
import { sendToHq, signRequest } from '#test/support/hq/test-till.ts';
import type { TillAnswer, TillRequest } from '#test/support/hq/test-till.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';

const { db } = withPglite();

type Scene = {
  readonly app: HqApp;
  readonly till: PushingTill;
  readonly ask: (request: TillRequest) => Promise<TillAnswer>;
};

async function scene(
  till = pushingTill().booked({ count: 4 }),
  changes: Partial<HqDeps> = {},
): Promise<Scene> {
  await joinTill(db(), till);
  const { deps } = await pushWorld(db(), changes);
  const app = await testApp(deps, [createSyncArea({ areas: [pushArea] })]);
  const keys = { keyId: '', publicKey: till.publicKey, boxKey: new Uint8Array(32), sign: till.sign };
  return { app, till, ask: (request) => sendToHq(app, deps, signRequest(keys, till.deviceId, request)) };
}

const push = (till: PushingTill): TillRequest => ({ method: 'POST', path: '/push', body: till.push() });

describe('over HTTP', () => {
  it('a push, a contact, entries and a rule set are answered and signed', async () => {
    const { till, ask } = await scene();
    const pushed = await ask(push(till));
    expect(pushed).toMatchObject({ status: 200, isSigned: true });
    const answer = pushAnswer.parse(pushed.json());
    expect(answer.received).toEqual(till.head());
    const { acknowledged, proof } = { acknowledged: answer.received, proof: answer.proof };
    const body = {
      heads: [till.head()],
      acknowledged,
      proof,
      backlog: 0,
      oldestUnsentAtMs: null,
      nowMs: 1,
      cursor: null,
      hqEpoch: answer.hqEpoch,
      app: 'test 1',
    };
    const contact = await ask({ method: 'POST', path: '/contact', body });
    expect(contact).toMatchObject({ status: 200, isSigned: true });
    const { wantedRuleSets } = contactAnswer.parse(contact.json());
    const entries = await ask({ method: 'GET', path: '/entries?epoch=1&branch=0&from=1' });
    expect(entries).toMatchObject({ status: 200, isSigned: true });
    expect(entries.headers['content-type']).toBe('application/cbor');
    const canonicalJson = canonicalRuleSet(ledgerRuleSet);
    const ruleSetHash = bytesToHex(nodeHqPorts.sha256(nodeHqPorts.utf8.encode(canonicalJson)));
    expect(wantedRuleSets).toEqual([ruleSetHash]);
    const brought = { ruleSetHash, canonicalJson };
    const put = await ask({ method: 'PUT', path: `/rule-sets/${ruleSetHash}`, body: brought });
    expect(put).toMatchObject({ status: 200, isSigned: true });
    const again = pushAnswer.parse((await ask(push(till))).json());
    expect(again.wantedRuleSets).toEqual([]);
  });

  it('a till that would send while others take all the time is told when to come, and any other is answered', async () => {
    const receiving = createReceiving(nodeHqPorts, 0.001);
    const { till, ask } = await scene(pushingTill(2).booked({ count: 4 }), { receiving });
    const others = Array.from({ length: 3 }, () => receiving.admit(1));
    const contact = (backlog: number): TillRequest => ({
      method: 'POST',
      path: '/contact',
      body: {
        heads: [till.head()],
        acknowledged: null,
        backlog,
        oldestUnsentAtMs: null,
        nowMs: 1,
        cursor: null,
        hqEpoch: null,
        app: 'test 1',
      },
    });
    for (const request of [push(till), contact(4)]) {
      const answer = await ask(request);
      expect(answer).toMatchObject({ status: 503, isSigned: true });
      expect(syncErrorSchema.parse(answer.json()).error.code).toBe('busy');
      expect(Number(answer.headers['retry-after'])).toBeGreaterThanOrEqual(1);
    }
    expect((await ask(contact(0))).status).toBe(200);
    for (const other of others) other?.end();
    expect((await ask(contact(4))).status).toBe(200);
    expect((await ask(push(till))).status).toBe(200);
    expect(receiving.isFull()).toBe(false);
  });

  it('a rule set that its entries name is given back to a till, and to nobody else', async () => {
    const { till, ask } = await scene();
    const canonicalJson = canonicalRuleSet(ledgerRuleSet);
    const ruleSetHash = bytesToHex(nodeHqPorts.sha256(nodeHqPorts.utf8.encode(canonicalJson)));
    const path = `/rule-sets/${ruleSetHash}`;
    await ask(push(till));
    const before = await ask({ method: 'GET', path });
    expect(before).toMatchObject({ status: 404, isSigned: true });
    expect(before.json()).toMatchObject({ error: { code: 'not_found' } });
    await ask({ method: 'PUT', path, body: { ruleSetHash, canonicalJson } });
    const given = await ask({ method: 'GET', path });
    expect(given).toMatchObject({ status: 200, isSigned: true });
    expect(given.json()).toEqual({ ruleSetHash, canonicalJson });
    const stranger = await scene(pushingTill(2));
    expect(await stranger.ask({ method: 'GET', path })).toMatchObject({ status: 404, isSigned: true });
  });

  it('a revoked till still pushes, and is told what it is', async () => {
    const till = pushingTill().booked();
    const { ask } = await scene(till);
    await db().updateTable('till').set({ state: 'revoked', revoked_ms: 1 }).execute();
    const answer = await ask(push(till));
    expect(answer.status).toBe(200);
    expect(answer.json()).toMatchObject({ state: 'revoked', received: till.head() });
  });

  it('a push that names another device than the one that signed the request is refused', async () => {
    const { ask } = await scene();
    const other = pushingTill(2).booked();
    await joinTill(db(), other);
    expect(await ask(push(other))).toMatchObject({ status: 400, isSigned: true });
  });

  it('bodies past the limit and of another type are refused before anything is read', async () => {
    const { ask } = await scene();
    const large = await ask({ method: 'POST', path: '/push', body: new Uint8Array(8 * 1024 * 1024 + 1) });
    expect(large.status).toBe(413);
    const asJson = await ask({ method: 'POST', path: '/push', body: { push: 'me' } });
    expect(asJson).toMatchObject({ status: 400, isSigned: true });
    const empty = await ask({ method: 'POST', path: '/push' });
    expect(empty).toMatchObject({ status: 400, isSigned: true });
  });

  it.each([
    { method: 'GET', path: '/entries?epoch=0&branch=0&from=1' },
    { method: 'GET', path: '/entries?epoch=1&branch=-1&from=1' },
    { method: 'GET', path: '/entries?epoch=1&branch=0&from=1e99' },
    { method: 'GET', path: '/entries?epoch=1&branch=0' },
    { method: 'PUT', path: '/rule-sets/xyz', body: {} },
    { method: 'GET', path: '/rule-sets/xyz' },
    {
      method: 'PUT',
      path: `/rule-sets/${'0'.repeat(64)}`,
      body: { ruleSetHash: '0'.repeat(64), canonicalJson: '\0' },
    },
    { method: 'POST', path: '/contact', body: { heads: 'none' } },
    { method: 'POST', path: '/contact', body: contactWith({ cursor: 'a\0b' }) },
    { method: 'POST', path: '/contact', body: contactWith({ app: '\0' }) },
    { method: 'POST', path: '/contact', body: contactWith({ proof: 'xyz' }) },
    {
      method: 'POST',
      path: '/contact',
      body: contactWith({ acknowledged: { epoch: 1, seq: 1, hash: 'A'.repeat(64) } }),
    },
  ] as const)('$method $path with wrong values is malformed', async (request) => {
    const { ask } = await scene();
    const answer = await ask(request);
    expect(answer).toMatchObject({ status: 400, isSigned: true });
    expect(answer.json()).toMatchObject({ error: { code: 'malformed' } });
  });

  it('bodies that are only announced take no more memory than there is for them, and the next till comes later', async () => {
    const { app, till, ask } = await scene();
    await app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = app.server.address() as AddressInfo; // a server that listens on a port has such an address
    const keys = { keyId: '', publicKey: till.publicKey, boxKey: new Uint8Array(32), sign: till.sign };
    const { url, headers } = signRequest(keys, till.deviceId, push(till));
    const announced = Object.entries({ ...headers, host: 'hq', 'content-length': String(pushBytesMax) });
    const head = announced.map(([name, value]) => `${name}: ${String(value)}\r\n`).join('');
    const slow = Array.from({ length: 40 }, () => {
      const socket = net.connect(port, '127.0.0.1');
      socket.on('error', () => socket.destroy());
      socket.write(`POST ${url} HTTP/1.1\r\n${head}\r\n`);
      return socket;
    });
    onTestFinished(() => {
      for (const socket of slow) socket.destroy();
    });
    const status = async (): Promise<number> => (await ask(push(till))).status;
    await expect.poll(status, { timeout: 60_000 }).toBe(503);
    for (const socket of slow) socket.destroy();
    await expect.poll(status, { timeout: 60_000 }).toBe(200);
  });
});

function contactWith(changes: object): object {
  const contact = { heads: [], acknowledged: null, backlog: 0, oldestUnsentAtMs: null, nowMs: 1 };
  return { ...contact, cursor: null, hqEpoch: null, app: 'test 1', ...changes };
}
