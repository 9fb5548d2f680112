/** The client on lines that are bad in every way, and before answers of somebody who is not HQ. */

import { readFileSync } from 'node:fs';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { createHeadSigner, sha256, utf8, verifySignature } from '#electron/till/node-signatures.ts';
import { systemPorts } from '#electron/till/node-ports.ts';
import type { Timers } from '#shared/kernel/clock.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { createHqClient } from '#sync/client/hq-client.ts';
import { createHqLink } from '#sync/client/hq-link.ts';
import type { HqLink } from '#sync/client/hq-link.ts';
import { createHttpTransport, stillMsMax } from '#sync/client/http-transport.ts';
import { rawBytesPerPushMax } from '#sync/core/batch-size.ts';
import { createManualTime } from '#test/support/manual-time.ts';
import { scriptedKey, startScriptedHq } from '#test/support/sync/scripted-hq.ts';
import type { Given, ScriptedHq, Tls } from '#test/support/sync/scripted-hq.ts';
import { startToxicProxy } from '#test/support/sync/toxic-proxy.ts';
import type { Toxin } from '#test/support/sync/toxic-proxy.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** A minute of patience is over in six tenths of a second. */
const hasty: Timers = {
  setTimer: (delayMs, run) => systemPorts.timers.setTimer(delayMs / 100, run),
  clearTimer: systemPorts.timers.clearTimer,
};

async function hqThat(answer: Parameters<typeof startScriptedHq>[0], tls?: Tls): Promise<ScriptedHq> {
  const hq = await startScriptedHq(answer, tls);
  closing.push(hq.close);
  return hq;
}

function linkTo(origin: string, { timers = systemPorts.timers, caPems = [] as string[] } = {}): HqLink {
  const http = createHttpTransport({ origin, timers, caPems });
  closing.push(http.close);
  return createHqLink({
    http,
    deviceId: uuid('0193a0b0-0000-7000-8000-00000000d001'),
    sign: createHeadSigner(new Uint8Array(32).fill(3)).signHead,
    trusted: () => [scriptedKey],
    app: 'test',
    ports: { sha256, utf8, verifySignature, randomBytes: systemPorts.randomBytes },
  });
}

/** More than systems buffer on the way. */
const largeBytes = 48 * 1024 * 1024;
const letBytes = 64 * 1024;

const question = { method: 'GET', target: '/sync/1/anything' } as const;
const good: Given = { status: 200, body: '{"fine":true}' };

describe('an answer', () => {
  const kinds: readonly (readonly [string, Given, object])[] = [
    ['that HQ signed is taken as it is', good, { kind: 'ok' }],
    ['that nobody signed is not HQ’s', { ...good, signature: 'none' }, { kind: 'notHq' }],
    ['that somebody else signed is not HQ’s', { ...good, signature: 'otherKey' }, { kind: 'notHq' }],
    ['to another question is not HQ’s', { ...good, signature: 'otherQuestion' }, { kind: 'notHq' }],
    [
      'that is a page says that the network wants a log-in',
      { status: 200, body: '<html>', headers: { 'content-type': 'text/html' }, signature: 'none' },
      { kind: 'captivePortal' },
    ],
    [
      'that HQ signed with an error is HQ’s refusal',
      { status: 409, body: '{"error":{"code":"expected_seq","details":{"seq":4}}}' },
      { kind: 'refused', code: 'expected_seq', details: { seq: 4 } },
    ],
    [
      'that HQ signed and nobody understands is called so',
      { status: 418, body: 'teapot' },
      { kind: 'badAnswer', what: 'status418' },
    ],
    [
      'that asks for patience is waited for, and no longer than ten minutes',
      { status: 503, body: '{}', headers: { 'retry-after': '7' } },
      { kind: 'busy', retryAfterMs: 7_000 },
    ],
    [
      'that asks for patience without end is given ten minutes',
      { status: 429, body: '{}', headers: { 'retry-after': '99999999' }, signature: 'none' },
      { kind: 'busy', retryAfterMs: 600_000 },
    ],
    [
      'to a question that took too long to arrive says that the line is slow',
      { status: 408, body: '{}', signature: 'none' },
      { kind: 'timeout' },
    ],
    [
      'of a proxy that finds no HQ behind it is waited for',
      { status: 502, body: '<html>', headers: { 'content-type': 'text/html' }, signature: 'none' },
      { kind: 'busy', retryAfterMs: null },
    ],
  ];

  test.each(kinds)('%s', async (_title, given, outcome) => {
    const hq = await hqThat(() => given);
    expect(await linkTo(hq.origin).ask(question)).toMatchObject(outcome);
  });

  test('that sends elsewhere is not followed, whoever signed it', async () => {
    const other = await hqThat(() => good);
    const headers = { location: `${other.origin}/sync/1/anything` };
    const hq = await hqThat(() => ({ status: 302, body: '', headers, signature: 'none' }));
    expect(await linkTo(hq.origin).ask(question)).toEqual({ kind: 'captivePortal' });
    expect(other.asked).toEqual([]);
  });

  test.each([true, false])(
    'that is longer than it may be is not read to its end (chunked: %s)',
    async (isChunked) => {
      const hq = await hqThat(() => ({ status: 200, body: 'x'.repeat(200_000), isChunked }));
      const link = linkTo(hq.origin);
      expect(await link.ask({ ...question, answerBytesMax: 1_000 })).toEqual({
        kind: 'badAnswer',
        what: 'tooLong',
      });
      expect((await link.ask({ ...question, answerBytesMax: 200_000 })).kind).toBe('ok');
    },
  );
});

describe('a line', () => {
  test('that is cut after any byte of an answer gives the whole answer or none', async () => {
    const hq = await hqThat(() => good);
    const proxy = await startToxicProxy(hq.port);
    closing.push(proxy.close);
    const kinds = new Map<string, number>();
    for (let afterBytes = 0; afterBytes < 480; afterBytes += 1) {
      proxy.set({ kind: 'cut', afterBytes });
      const outcome = await linkTo(proxy.origin).ask(question);
      expect(outcome.kind === 'ok' ? Buffer.from(outcome.value).toString() : good.body).toBe(good.body);
      kinds.set(outcome.kind, (kinds.get(outcome.kind) ?? 0) + 1);
    }
    expect([...kinds.keys()].toSorted()).toEqual(['ok', 'unreachable']);
    expect(kinds.get('unreachable')).toBeGreaterThan(200);
  });

  const slow: readonly (readonly [string, Toxin])[] = [
    ['on which somebody takes the call and says nothing', { kind: 'silent' }],
    ['that brings one byte at a time', { kind: 'trickle', everyMs: 25 }],
  ];
  test.each(slow)('%s is given up, and not waited for', async (_title, toxin) => {
    const hq = await hqThat(() => ({ status: 200, body: 'x'.repeat(5_000) }));
    const proxy = await startToxicProxy(hq.port);
    closing.push(proxy.close);
    proxy.set(toxin);
    expect(await linkTo(proxy.origin, { timers: hasty }).ask(question)).toEqual({ kind: 'timeout' });
    proxy.set({ kind: 'none' });
    expect((await linkTo(proxy.origin).ask(question)).kind).toBe('ok');
  });

  test('on which HQ swallows a large push and says nothing is given up after minutes, not hours', async () => {
    const hq = await hqThat(() => undefined);
    const time = createManualTime();
    const client = createHqClient(linkTo(hq.origin, { timers: time.timers }), utf8);
    const pushing = client.push(new Uint8Array(rawBytesPerPushMax));
    await expect.poll(() => hq.asked.length, { timeout: 60_000 }).toBe(1);
    time.advance(4 * 60_000);
    expect(await pushing).toEqual({ kind: 'timeout' });
  });

  test('on which a large rule set goes over slowly is waited for as long as it moves', async () => {
    const hq = await hqThat(() => good);
    const proxy = await startToxicProxy(hq.port);
    closing.push(proxy.close);
    const time = createManualTime();
    const limitMs = 15_000 + stillMsMax;
    proxy.set({ kind: 'held' });
    const asking = linkTo(proxy.origin, { timers: time.timers }).ask({
      ...question,
      method: 'PUT',
      body: new Uint8Array(largeBytes),
    });
    for (let times = 0; times < 3; times += 1) {
      // What systems on the way buffer is over at once; from then on only what the line lets through moves.
      while (!time.isJustSet(limitMs)) {
        await proxy.letThrough(letBytes);
        expect(hq.asked).toEqual([]);
      }
      time.advance(stillMsMax);
    }
    proxy.set({ kind: 'none' });
    expect(await asking).toMatchObject({ kind: 'ok' });
    expect(hq.asked.map(({ body }) => body.length)).toEqual([largeBytes]);
  });

  test('on which nothing more of a large rule set goes over is given up after minutes, not hours', async () => {
    const hq = await hqThat(() => good);
    const proxy = await startToxicProxy(hq.port);
    closing.push(proxy.close);
    const time = createManualTime();
    proxy.set({ kind: 'held' });
    const body = new Uint8Array(largeBytes);
    const asking = linkTo(proxy.origin, { timers: time.timers }).ask({ ...question, method: 'PUT', body });
    time.advance(15_000 + stillMsMax);
    expect(await asking).toEqual({ kind: 'timeout' });
    expect(hq.asked).toEqual([]);
  });

  test('to somebody who does not speak as HQ does leads to no HQ, and is not called unreachable', async () => {
    const server = net.createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.end('220 mail ready\r\n');
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    closing.push(() => server.close());
    const { port } = server.address() as AddressInfo; // a server that listens on a port has such an address
    for (const scheme of ['http', 'https']) {
      expect(await linkTo(`${scheme}://127.0.0.1:${port}`).ask(question)).toEqual({ kind: 'notHq' });
    }
    const plain = await hqThat(() => good);
    expect(await linkTo(`https://127.0.0.1:${plain.port}`).ask(question)).toEqual({ kind: 'notHq' });
  });

  test('to where nobody listens is unreachable', async () => {
    const hq = await startScriptedHq(() => good);
    await hq.close();
    expect(await linkTo(hq.origin).ask(question)).toEqual({ kind: 'unreachable' });
  });
});

const fixture = (name: string): string =>
  readFileSync(path.join(import.meta.dirname, '../../../fixtures/tls', name), 'utf8');

describe('a certificate', () => {
  test('of nobody known is refused, and taken once the chain’s own authority is laid beside the till', async () => {
    const cert = fixture('certificate.pem');
    const hq = await hqThat(() => good, { cert, key: fixture('key.pem') });
    expect(await linkTo(hq.origin).ask(question)).toEqual({ kind: 'tlsFailed', reason: 'untrusted' });
    expect(hq.asked).toEqual([]);
    const next = fixture('expired-certificate.pem');
    expect((await linkTo(hq.origin, { caPems: [next, cert] }).ask(question)).kind).toBe('ok');
  });

  test('that has expired is named so, and nothing is sent', async () => {
    const cert = fixture('expired-certificate.pem');
    const hq = await hqThat(() => good, { cert, key: fixture('expired-key.pem') });
    const outcome = await linkTo(hq.origin, { caPems: [cert] }).ask(question);
    expect(outcome).toEqual({ kind: 'tlsFailed', reason: 'expired' });
    expect(hq.asked).toEqual([]);
  });
});
