import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { systemPorts } from '#electron/till/node-ports.ts';
import { createHttpTransport } from '#sync/client/http-transport.ts';
import type { Http } from '#sync/client/http.ts';
import { listenForHints } from '#sync/client/listen-for-hints.ts';
import { createManualTime } from '#test/support/manual-time.ts';

type End = Awaited<ReturnType<Http['listen']>>;
type Call = {
  readonly say: (text: string) => void;
  readonly end: (how: End) => Promise<void>;
  readonly signal: AbortSignal;
};

const turn = () => new Promise((resolve) => setImmediate(resolve));
const link = { signedHeaders: () => ({ 'vafa-signature': 'of the test' }) };

/** Every line that was opened, with what the other side does on it. */
function lines() {
  const { timers, advance, openTimers } = createManualTime();
  const calls: Call[] = [];
  const hints: string[] = [];
  const broken: number[] = [];
  const listen: Http['listen'] = ({ signal = new AbortController().signal }, say) =>
    new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve('aborted'));
      const end = async (how: End): Promise<void> => {
        resolve(how);
        await turn();
      };
      calls.push({ say, end, signal });
    });
  const listening = listenForHints({
    http: { listen },
    link,
    ports: { timers, fraction: () => 1 },
    onHint: ({ cursor }) => void hints.push(cursor),
    onBroken: () => void broken.push(calls.length),
  });
  const last = (): Call => {
    const call = calls.at(-1);
    if (call === undefined) throw new Error('no line was opened');
    return call;
  };
  return { calls, hints, broken, listening, last, advance, openTimers };
}

test('a hint in pieces is told once it is whole, and what is no hint is not told', () => {
  const { hints, last } = lines();
  const { say } = last();
  say(': alive\n\nevent: chan');
  say('ged\ndata: {"cursor": "e.');
  expect(hints).toEqual([]);
  say('8", "urgent": "e.1"}\n\n');
  expect(hints).toEqual(['e.8']);
  say(
    'event: changed\ndata: {"cursor": "e.9"}\n\nevent: changed\ndata: {"cursor": 8}\n\nevent: changed\ndata: {{\n\n',
  );
  say(
    'event: other\ndata: {"cursor": "e.9", "urgent": "e.1"}\n\ndata: {"cursor": "e.9", "urgent": "e.1"}\n\n',
  );
  expect(hints).toEqual(['e.8']);
});

test('a line for hints that breaks is opened again after a delay that grows, and from the start once it lived', async () => {
  const { calls, last, advance } = lines();
  for (const delayMs of [1_000, 2_000, 4_000]) {
    const before = calls.length;
    await last().end('unreachable');
    advance(delayMs - 1);
    expect(calls).toHaveLength(before);
    advance(1);
    expect(calls).toHaveLength(before + 1);
  }
  last().say('event: changed\ndata: {"cursor": "e.1", "urgent": "e.1"}\n\n');
  const before = calls.length;
  await last().end('ended');
  advance(1_000);
  expect(calls).toHaveLength(before + 1);
});

test('a line for hints that breaks or ends is told, and one that is refused or closed here is not', async () => {
  const { broken, last, advance, listening } = lines();
  await last().end('ended');
  expect(broken).toEqual([1]);
  advance(1_000);
  await last().end('unreachable');
  expect(broken).toEqual([1, 2]);
  advance(2_000);
  await last().end('refused');
  advance(5 * 60_000);
  listening.close();
  await turn();
  expect(broken).toEqual([1, 2]);
});

test('half a line of the broken connection does not become part of the next one', async () => {
  const { hints, last, advance } = lines();
  last().say('event: changed\ndata: {"cursor": "e.');
  await last().end('unreachable');
  advance(1_000);
  last().say('5", "urgent": "e.1"}\n\n');
  expect(hints).toEqual([]);
});

test('an HQ that gives no hints is asked again after five minutes', async () => {
  const { calls, last, advance } = lines();
  await last().end('refused');
  advance(5 * 60_000 - 1);
  expect(calls).toHaveLength(1);
  advance(1);
  expect(calls).toHaveLength(2);
});

test('a line for hints that is closed is given up at once, and not opened again', async () => {
  const open = lines();
  open.listening.close();
  await turn();
  expect(open.last().signal.aborted).toBe(true);
  expect(open.openTimers()).toBe(0);
  const waiting = lines();
  await waiting.last().end('unreachable');
  waiting.listening.close();
  expect(waiting.openTimers()).toBe(0);
});

test('hints come over a real connection, and its end at the till is its end at HQ', async () => {
  const answers: ServerResponse[] = [];
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    response.write(': here\n\n');
    answers.push(response);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => server.closeAllConnections());
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo; // a server that listens on a port has such an address
  const { timers } = systemPorts;
  const http = createHttpTransport({ origin: `http://127.0.0.1:${port}`, timers });
  onTestFinished(() => http.close());
  const hints: string[] = [];
  const listening = listenForHints({
    http,
    link,
    ports: { timers, fraction: () => 0 },
    onHint: ({ cursor }) => void hints.push(cursor),
    onBroken: () => undefined,
  });
  while (answers.length === 0) await turn();
  const [answer] = answers;
  const bytes = Buffer.from('event: changed\ndata: {"cursor": "e.۷", "urgent": "e.1"}\n\n', 'utf8');
  // Cut within a character.
  answer?.write(bytes.subarray(0, bytes.length - 5));
  await turn();
  answer?.write(bytes.subarray(bytes.length - 5));
  while (hints.length === 0) await turn();
  expect(hints).toEqual(['e.۷']);
  const closed = new Promise((resolve) => answer?.on('close', resolve));
  listening.close();
  await closed;
});
