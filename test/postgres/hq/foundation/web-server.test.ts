/** HQ's web server: limits, answers, measurements, what its log says, and how it stops. */

import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sql } from 'kysely';
import { DatabaseUnreachableError } from '#sync/server/db/database-failure.ts';
import type { HqArea } from '#sync/server/hq-area.ts';
import type { HqWorker } from '#sync/server/hq-worker.ts';
import { sendFailure } from '#sync/server/http-failure.ts';
import { createLog } from '#sync/server/log.ts';
import { untilReady } from '#test/support/hq/hq-process.ts';
import { startTestHq } from '#test/support/hq/start-test-hq.ts';
import { withEmbeddedPostgres } from '#test/support/hq/with-embedded-postgres.ts';

const { url: databaseUrl } = withEmbeddedPostgres();

const canary = 'Zahra-09121234567-canary';

/** An area that does what areas may do wrong. */
const planted: HqArea = {
  name: 'planted',
  register: (app, { db }) => {
    app.get('/planted/fault/:name', () => {
      throw new Error(`no member ${canary}`);
    });
    app.get('/planted/database', async () => sql`SELECT ${canary}::BIGINT`.execute(db));
    app.get('/planted/away', () => {
      throw new DatabaseUnreachableError('the database cannot be reached');
    });
    app.get('/planted/refused', (_request, reply) => sendFailure(reply, 'conflict', { isHeld: true }));
    app.post('/planted/checked', { schema: { body: z.strictObject({ phone: z.number() }) } }, () => ({
      ok: 1,
    }));
    app.get('/planted/limited', { config: { rateLimit: { max: 2, timeWindow: 60_000 } } }, () => ({ ok: 1 }));
  },
};

function startPlanted(changes: Parameters<typeof startTestHq>[0] = {}) {
  return startTestHq({
    databaseUrl: databaseUrl(),
    ...changes,
    parts: { areas: [planted], workers: [], ...changes.parts },
  });
}

/** Sends bytes as they are, and answers with everything that comes back until the connection is closed. */
function sendRaw(url: string, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(bytes));
    let answer = '';
    socket.on('data', (part) => (answer += part.toString()));
    socket.once('error', reject);
    socket.once('close', () => resolve(answer));
  });
}

describe('an answer of HQ', () => {
  it.each([
    ['/planted/refused', 409, { error: { code: 'conflict', details: { isHeld: true } } }],
    ['/planted/fault/x', 500, { error: { code: 'internal', details: {} } }],
    ['/planted/database', 500, { error: { code: 'internal', details: {} } }],
    ['/planted/away', 503, { error: { code: 'busy', details: {} } }],
    ['/nowhere', 404, { error: { code: 'not_found', details: {} } }],
    ['/%zz', 400, { error: { code: 'malformed', details: {} } }],
  ])('to %s is %i with a code from the closed list', async (path, status, body) => {
    const hq = await startPlanted();
    const answer = await fetch(hq.url + path);
    expect([answer.status, await answer.json()]).toEqual([status, body]);
    expect(answer.headers.get('retry-after')).toBe(status === 503 ? '5' : null);
    expect(answer.headers.has('x-powered-by') || answer.headers.has('server')).toBe(false);
  });

  it('names the field that is wrong and not its value', async () => {
    const hq = await startPlanted();
    const body = JSON.stringify({ phone: canary });
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${hq.url}/planted/checked`, { method: 'POST', body, headers });
    expect([answer.status, await answer.json()]).toEqual([
      400,
      { error: { code: 'malformed', details: { at: 'body/phone' } } },
    ]);
  });

  it('refuses a body that is too large, of an unknown kind, or no JSON', async () => {
    const hq = await startPlanted();
    const post = async (body: string, kind: string): Promise<unknown> => {
      const headers = { 'content-type': kind };
      const answer = await fetch(`${hq.url}/planted/checked`, { method: 'POST', body, headers });
      return answer.json();
    };
    const large = JSON.stringify({ text: 'x'.repeat(1_100_000) });
    expect(await post(large, 'application/json')).toMatchObject({ error: { code: 'too_large' } });
    expect(await post('x', 'image/png')).toMatchObject({ error: { code: 'media_type_unknown' } });
    expect(await post('{"a":', 'application/json')).toMatchObject({ error: { code: 'malformed' } });
  });

  it('refuses bytes that are no HTTP and headers that are too large, and closes', async () => {
    const hq = await startPlanted();
    expect(await sendRaw(hq.url, 'what is this\r\n\r\n')).toContain(
      '{"error":{"code":"malformed","details":{}}}',
    );
    const header = `GET / HTTP/1.1\r\nHost: x\r\nX-Large: ${'x'.repeat(20_000)}\r\n\r\n`;
    expect(await sendRaw(hq.url, header)).toContain('HTTP/1.1 431 headers_too_large');
  });

  it('tells a client that asks too often when to come back', async () => {
    const hq = await startPlanted();
    const answers = [];
    for (let asked = 0; asked < 3; asked += 1) answers.push(await fetch(`${hq.url}/planted/limited`));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(await answers[2]?.json()).toEqual({ error: { code: 'rate_limited', details: {} } });
    // Of the minute that began with the first question, which was any time ago.
    expect(answers[2]?.headers.get('retry-after')).toMatch(/^[1-6]?\d$/);
  });
});

describe('the log and the numbers of HQ', () => {
  it('hold nothing of what a request carried or an error said', async () => {
    const lines: string[] = [];
    const log = createLog('info', { write: (line) => void lines.push(line) });
    const hq = await startPlanted({ log });
    const headers = { 'content-type': 'application/json', authorization: canary, cookie: canary };
    const body = JSON.stringify({ phone: canary });
    await fetch(`${hq.url}/planted/checked?phone=${canary}`, { method: 'POST', body, headers });
    await fetch(`${hq.url}/planted/fault/${canary}?q=${canary}`, { headers });
    await fetch(`${hq.url}/planted/database`, { headers });
    await fetch(`${hq.url}/${canary}`);
    const metrics = await (await fetch(`${hq.url}/metrics`)).text();
    await hq.close();
    const events = lines.map((line) => z.object({ event: z.string() }).parse(JSON.parse(line)).event);
    expect(events).toEqual([
      'started',
      'request',
      'requestFailed',
      'request',
      'requestFailed',
      'request',
      'request',
      'stopped',
    ]);
    expect(lines.join('')).not.toContain(canary);
    expect(metrics).not.toContain(canary);
  });

  it('tell the duration of requests by route, and the use of the database', async () => {
    const hq = await startPlanted();
    await fetch(`${hq.url}/planted/refused`);
    hq.deps.metrics
      .counter({ name: 'planted_total', help: 'Planted.', labels: ['kind'] })
      .add(2, { kind: 'a' });
    hq.deps.metrics
      .counter({ name: 'planted_total', help: 'Planted.', labels: ['kind'] })
      .add(1, { kind: 'a' });
    const text = await (await fetch(`${hq.url}/metrics`)).text();
    expect(text).toMatch(
      /hq_request_duration_seconds_count\{method="GET",route="\/planted\/refused",status="409"\} 1/,
    );
    expect(text).toMatch(/^hq_database_connections_open [1-9]/m);
    expect(text).toMatch(/^hq_planted_total\{kind="a"\} 3$/m);
  });
});

describe('an HQ that is ready', () => {
  it('is not any more once a worker hangs', async () => {
    let isAlive = true;
    const hanging: HqWorker = {
      name: 'hanging',
      start: () => ({ isAlive: () => isAlive, close: async () => {} }),
    };
    const hq = await startPlanted({ parts: { areas: [], workers: [hanging] } });
    await untilReady(hq.url);
    isAlive = false;
    const answer = await fetch(`${hq.url}/ready`);
    expect([answer.status, await answer.json()]).toMatchObject([503, { deadWorkers: ['hanging'] }]);
  });
});

describe('an HQ that stops', () => {
  it('answers the request in flight, takes no other, and ends its workers', async () => {
    let isClosed = false;
    const worker: HqWorker = {
      name: 'planted',
      start: () => ({ isAlive: () => true, close: async () => void (isClosed = true) }),
    };
    let letGo = (): void => undefined;
    const isLetGo = new Promise<void>((resolve) => (letGo = resolve));
    const held: HqArea = {
      name: 'held',
      register: (app) => void app.get('/held', () => isLetGo.then(() => ({ isDone: true }))),
    };
    const hq = await startPlanted({ parts: { areas: [held], workers: [worker] } });
    const slow = fetch(`${hq.url}/held`);
    await expect
      .poll(async () => (await fetch(`${hq.url}/metrics`)).text())
      .toMatch(/^hq_requests_in_flight 2$/m);
    const closed = hq.close();
    expect(hq.deps.stopping.aborted).toBe(true);
    letGo();
    expect(await (await slow).json()).toEqual({ isDone: true });
    await closed;
    expect(isClosed).toBe(true);
    await expect(fetch(`${hq.url}/health`)).rejects.toThrow('fetch failed');
  });
});
