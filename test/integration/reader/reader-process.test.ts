import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import { parseCardUid } from '#shared/domain/card.ts';
import type { CardUid } from '#shared/domain/card.ts';
import { startReaderProcess } from '#test/support/pcsc-reader-process.ts';
import type { ReaderProcess } from '#test/support/pcsc-reader-process.ts';

/** No card service is looked for: nothing listens there. */
const env = { PCSCLITE_CSOCK_NAME: '/nonexistent/pcscd.comm' };

let reader: ReaderProcess | undefined;
afterEach(async () => {
  await reader?.stop();
});

function uid(text: string): CardUid {
  const parsed = parseCardUid(text);
  if (parsed === undefined) throw new Error(`not a UID: ${text}`);
  return parsed;
}

test('a card of the demo tray is told like a real one, without any card service', async () => {
  reader = startReaderProcess({ env, scripted: true });
  await reader.untilState('noService');
  const answer = await reader.calls().tapScriptedCard({ cardUid: uid('04A1B2C3D4E5F6'), holdMs: 200 });
  expect(answer).toEqual({ ok: true, value: {} });
  const present = await reader.next('cardPresent');
  expect(present).toMatchObject({ session: 1, cardUid: '04A1B2C3D4E5F6', readerName: 'Demo card tray' });
  await reader.next('cardRemoved', ({ session }) => session === 1);
});

test('outside the demo the tray refuses', async () => {
  reader = startReaderProcess({ env });
  const answer = await reader.calls().tapScriptedCard({ cardUid: uid('04A1B2C3D4E5F6'), holdMs: 200 });
  expect(answer).toMatchObject({ ok: false, error: { code: 'demo_only' } });
});

test('the first call is answered although it comes before the native module is loaded', async () => {
  reader = startReaderProcess({ env });
  expect(await reader.calls().readerState({})).toMatchObject({ ok: true });
});

test('the reader service ends by itself when main goes away', async () => {
  // A stand-in for main that starts the service, tells its process number, and is killed.
  const entry = new URL('../../../electron/reader/reader-process.ts', import.meta.url).pathname;
  const script = `
    const { fork } = require('node:child_process');
    const child = fork(${JSON.stringify(entry)}, { execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    child.send({ channel: 'control', message: { message: 'start', scripted: false } });
    child.once('message', () => process.stdout.write(String(child.pid)));
  `;
  const main = spawn(process.execPath, ['-e', script], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [text] = await once(main.stdout, 'data');
  const readerPid = Number(text);
  main.kill('SIGKILL');
  await once(main, 'exit');
  await expect.poll(() => isRunning(readerPid)).toBe(false);
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false; // no such process
  }
}
