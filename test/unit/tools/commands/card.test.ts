import { spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { expect, onTestFinished, test } from 'vitest';

const program = new URL('../../../../tools/vafa.ts', import.meta.url).pathname;

function vafa(...args: readonly string[]): {
  readonly code: number | null;
  readonly out: string;
  readonly failure: string;
} {
  const ended = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });
  return { code: ended.status, out: ended.stdout, failure: ended.stderr };
}

test.each([
  ['a UID that is too short', ['--uid', '04A1']],
  ['a random UID', ['--uid', '08A1B2C3']],
  ['no UID', []],
  ['a hold of no time', ['--uid', '04A1B2C3', '--hold', '0']],
  ['a hold that is no number', ['--uid', '04A1B2C3', '--hold', 'long']],
  ['a third slot', ['--uid', '04A1B2C3', '--reader', '2']],
])('a tap with %s is wrong use, and nothing is placed', (_what, args) => {
  const { code, out, failure } = vafa('card', 'tap', ...args);
  expect([code, out]).toEqual([2, '']);
  expect(failure).toMatch(/^usage: /);
});

test('a tap where no virtual reader listens says so on standard error', async () => {
  const { code, out, failure } = vafa('card', 'tap', '--uid', '04A1B2C3D4E5F6', '--port', '1');
  expect([code, out]).toEqual([5, '']);
  expect(failure).toContain('reader_missing');
  expect(failure).toContain('port: 1');
});

type Tapped = { readonly code: number | null; readonly out: string; readonly heard: string };

/** A card that lies there for so long, and a reader that asks for its UID. */
async function tapFor(holdMs: number): Promise<Tapped> {
  const server = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  let heard = '';
  server.on('connection', (card) => {
    card.on('data', (part) => (heard += part.toString('hex')));
    card.on('error', () => {
      // The card was lifted while it was asked.
    });
    card.write(Buffer.from('0005ffca000000', 'hex'));
  });
  const address = server.address();
  const port = typeof address === 'object' ? String(address?.port) : '';
  const tap = ['card', 'tap', '--uid', '04a1b2c3d4e5f6', '--port', port, '--hold', String(holdMs)];
  const running = spawn(process.execPath, [program, ...tap], { stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  running.stdout.on('data', (part) => (out += String(part)));
  const [code] = await once(running, 'close');
  return { code, out, heard };
}

test('a tap answers the reader with its UID, and lifts the card at the end', async () => {
  let holdMs = 300;
  let tapped = await tapFor(holdMs);
  // The reader of a busy machine may come too late.
  while (tapped.out.includes('nobody read it')) {
    holdMs *= 2;
    tapped = await tapFor(holdMs);
  }
  expect(tapped).toEqual({
    code: 0,
    out: `Card 04A1B2C3D4E5F6 lay on virtual reader 0 for ${holdMs} ms; it answered 1 command.\n`,
    heard: '000904a1b2c3d4e5f69000',
  });
});
