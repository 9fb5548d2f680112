import { createServer } from 'node:net';
import path from 'node:path';
import { writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { isRunningByScOutput, isSocketOpen } from '#electron/reader/probe-card-service.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

test('a socket on which something listens is open; a missing one, a plain file and a closed one are not', async () => {
  const folder = temporaryFolder();
  const socketPath = path.join(folder, 'pcscd.comm');
  expect(await isSocketOpen(socketPath)).toBe(false);
  const server = createServer((socket) => socket.destroy()).listen(socketPath);
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  // Whoever asks a machine that is busy may be told no, and asks again.
  await expect.poll(() => isSocketOpen(socketPath)).toBe(true);
  const file = path.join(folder, 'file');
  writeFileSync(file, '');
  expect(await isSocketOpen(file)).toBe(false);
  server.close();
  await once(server, 'close');
  expect(await isSocketOpen(socketPath)).toBe(false);
});

/** What `sc query` prints; Windows translates the words and keeps the numbers. */
function scOutput(state: string): string {
  return [
    '',
    'SERVICE_NAME: SCardSvr ',
    '        TYPE               : 20  WIN32_SHARE_PROCESS  ',
    `        STATE              : ${state} `,
    '                                (STOPPABLE, NOT_PAUSABLE, ACCEPTS_SHUTDOWN)',
    '        WIN32_EXIT_CODE    : 0  (0x0)',
    '',
  ].join('\r\n');
}

test.each([
  ['4  RUNNING', true],
  ['1  STOPPED', false],
  ['2  START_PENDING', false],
  ['3  STOP_PENDING', false],
] as const)('a Windows service in the state %s is running: %s', (state, isRunning) => {
  expect(isRunningByScOutput(scOutput(state))).toBe(isRunning);
});

test('an answer that is no service state is not a running service', () => {
  expect(isRunningByScOutput('[SC] EnumQueryServicesStatus:OpenService FAILED 1060:\r\n\r\n')).toBe(false);
  expect(isRunningByScOutput('')).toBe(false);
});
