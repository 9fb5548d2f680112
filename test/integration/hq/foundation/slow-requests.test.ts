/** Requests that come slowly, over real connections; only the clock is the test's. */

import net from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { requestLimits } from '#sync/server/config.ts';
import type { HqArea } from '#sync/server/hq-area.ts';
import { createManualTime } from '#test/support/manual-time.ts';
import type { ManualTime } from '#test/support/manual-time.ts';
import { present } from '#test/support/present.ts';
import { testApp } from '#test/support/hq/test-app.ts';
import { testHqDeps } from '#test/support/hq/test-hq-deps.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';

const { db } = withPglite();
const { requestMsMax, longRequestRateMin, longRequestsMax } = requestLimits;
/** What has to come within each time. */
const enoughBytes = Math.ceil((longRequestRateMin * requestMsMax) / 1000);
const bodyBytes = 4 * enoughBytes;

const area: HqArea = {
  name: 'slow',
  register: (app) => {
    app.addContentTypeParser('text/plain', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    app.put('/usual', (request) => ({ bytes: Buffer.isBuffer(request.body) ? request.body.length : 0 }));
    app.put('/long', { config: { isLong: true } }, (request) => ({
      bytes: Buffer.isBuffer(request.body) ? request.body.length : 0,
    }));
  },
};

type Sender = {
  /** Resolves once HQ has read so many bytes more of the body. */
  readonly send: (bytes: number) => Promise<void>;
  /** Everything that HQ answered, once it closed the connection or answered. */
  readonly answer: () => string;
};

type SlowHq = {
  readonly time: ManualTime;
  readonly begin: (path: '/usual' | '/long') => Promise<Sender>;
};

async function startSlowHq(): Promise<SlowHq> {
  const time = createManualTime();
  const app = await testApp(testHqDeps(db(), { timers: time.timers }), [area]);
  const far: net.Socket[] = [];
  app.server.on('connection', (socket: net.Socket) => void far.push(socket));
  const url = new URL(await app.listen({ port: 0, host: '127.0.0.1' }));
  return {
    time,
    begin: async (path) => {
      const open = time.openTimers();
      const near = net.connect(Number(url.port), url.hostname);
      onTestFinished(() => void near.destroy());
      let answer = '';
      near.on('data', (chunk) => (answer += String(chunk)));
      // HQ may close it while there is more to send.
      near.on('error', () => near.destroy());
      near.write(
        `PUT ${path} HTTP/1.1\r\nHost: hq\r\nContent-Type: text/plain\r\nContent-Length: ${bodyBytes}\r\n\r\n`,
      );
      await expect.poll(() => time.openTimers(), { timeout: 60_000 }).toBe(open + 1);
      const socket = present(far.at(-1));
      return {
        send: async (bytes) => {
          const expected = socket.bytesRead + bytes;
          near.write(Buffer.alloc(bytes, 'x'));
          await expect.poll(() => socket.bytesRead, { timeout: 60_000 }).toBe(expected);
        },
        answer: () => answer,
      };
    },
  };
}

describe('a request that comes slowly', () => {
  it('may take as long as it moves where it is a long one', async () => {
    const { time, begin } = await startSlowHq();
    const sender = await begin('/long');
    for (let times = 0; times < 3; times += 1) {
      await sender.send(enoughBytes);
      time.advance(requestMsMax);
      expect(sender.answer()).toBe('');
    }
    await sender.send(enoughBytes);
    await expect.poll(sender.answer, { timeout: 60_000 }).toContain(`{"bytes":${bodyBytes}}`);
    expect(time.openTimers()).toBe(0);
  });

  it('is ended where too little more of it comes, however much there was before', async () => {
    const { time, begin } = await startSlowHq();
    const sender = await begin('/long');
    await sender.send(3 * enoughBytes);
    time.advance(requestMsMax);
    expect(sender.answer()).toBe('');
    await sender.send(enoughBytes - 1);
    time.advance(requestMsMax);
    await expect.poll(sender.answer, { timeout: 60_000 }).toContain('HTTP/1.1 408');
    await expect.poll(() => time.openTimers(), { timeout: 60_000 }).toBe(0);
  });

  it('is ended after its time where it is no long one, whatever moves', async () => {
    const { time, begin } = await startSlowHq();
    const sender = await begin('/usual');
    await sender.send(3 * enoughBytes);
    time.advance(requestMsMax);
    await expect.poll(sender.answer, { timeout: 60_000 }).toContain('request_timeout');
  });

  it('gets no more than an ordinary time where many long ones are on their way, and a long one after them', async () => {
    const { time, begin } = await startSlowHq();
    const long: Sender[] = [];
    for (let count = 0; count < longRequestsMax; count += 1) long.push(await begin('/long'));
    const oneMore = await begin('/long');
    const first = present(long[0]);
    await Promise.all([first.send(enoughBytes), oneMore.send(enoughBytes)]);
    time.advance(requestMsMax);
    await expect.poll(oneMore.answer, { timeout: 60_000 }).toContain('HTTP/1.1 408');
    expect(first.answer()).toBe('');
    // The others brought nothing: their places are free again.
    await expect.poll(() => time.openTimers(), { timeout: 60_000 }).toBe(1);
    const next = await begin('/long');
    await Promise.all([first.send(enoughBytes), next.send(enoughBytes)]);
    time.advance(requestMsMax);
    expect([first.answer(), next.answer()]).toEqual(['', '']);
  });
});
