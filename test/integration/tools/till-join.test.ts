/** `vafa till join` as a process, at every kind of HQ that there should not be: one sentence, one next step, one exit code. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { makeJoinCode } from '#shared/domain/join-code.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { readHqFile } from '#electron/till/sync/hq-file.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';
import { startScriptedHq } from '#test/support/sync/scripted-hq.ts';
import { startTestHq } from '#test/support/sync/till-at-hq.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { projectRoot } from '#tools/setup/project-paths.ts';

const database = withPglite();

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

const databaseKey = new Uint8Array(32).fill(0x51);
const someCode = makeJoinCode(new Uint8Array(11).fill(7));

type Joining = {
  readonly dataDir: string;
  /** Resolves once it has shown what to compare at HQ. */
  readonly shown: Promise<unknown>;
  readonly interrupt: () => void;
  readonly ended: Promise<{ readonly exitCode: number | null; readonly told: string }>;
};

/** In a folder of a till that was never started. */
function join(hq: string, code: string, ...options: readonly string[]): Joining {
  const dataDir = path.join(temporaryFolder(), 'data');
  mkdirSync(dataDir);
  const keyFile = path.join(dataDir, 'keys.json');
  const keys = {
    databaseKey,
    signingSeed: new Uint8Array(32).fill(0x52),
    pinPepper: new Uint8Array(32).fill(0x53),
  };
  const hex = Object.entries(keys).map(([name, bytes]) => [name, bytesToHex(bytes)]);
  writeFileSync(keyFile, JSON.stringify(Object.fromEntries(hex)));
  const given = ['--data-dir', dataDir, '--key-file', keyFile, '--hq', hq, '--code', code, ...options];
  const vafa = spawn(process.execPath, ['tools/vafa.ts', 'till', 'join', ...given], { cwd: projectRoot });
  closing.push(() => vafa.kill('SIGKILL'));
  let told = '';
  const shown = new Promise((resolve) => {
    vafa.stderr.setEncoding('utf8').on('data', (text: string) => {
      told += text;
      if (told.includes('Compare at HQ')) resolve(null);
    });
  });
  return {
    dataDir,
    shown,
    interrupt: () => void vafa.kill('SIGINT'),
    ended: once(vafa, 'close').then(([exitCode]) => ({ exitCode, told })),
  };
}

/** Says something of its own to whoever calls. */
async function somebodyElse(greeting: string): Promise<string> {
  const server = net.createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.end(greeting);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  closing.push(() => server.close());
  const { port } = server.address() as AddressInfo; // a server that listens on a port has such an address
  return `127.0.0.1:${port}`;
}

async function nobody(): Promise<string> {
  const hq = await startScriptedHq(() => undefined);
  await hq.close();
  return hq.origin;
}

async function somebodyWhoHangs(): Promise<string> {
  const hq = await startScriptedHq(() => undefined);
  closing.push(hq.close);
  return hq.origin;
}

describe('vafa till join', () => {
  test.each([
    ['nobody', nobody, 'unreachable'],
    ['somebody who hangs', somebodyWhoHangs, 'timeout'],
    ['a mail server', async () => `http://${await somebodyElse('220 mail ready\r\n')}`, 'notHq'],
    ['a mail server, by TLS', async () => `https://${await somebodyElse('220 mail ready\r\n')}`, 'notHq'],
    [
      'a page that wants a log-in',
      async () =>
        `http://${await somebodyElse('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>')}`,
      'captivePortal',
    ],
  ])(
    'at %s says in one sentence that it is no HQ, and leaves the till as it was',
    async (_who, hq, cause) => {
      const { dataDir, ended } = join(await hq(), someCode);
      expect(await ended).toEqual({
        exitCode: 5,
        told: `hq_not_reached: The head office could not be reached safely. (cause: ${cause})\nNext step: Check the network and the address, then try again.\n`,
      });
      expect(existsSync(path.join(dataDir, 'hq.json'))).toBe(false);
    },
  );

  test('with a code that HQ does not know says so, whether HQ had to be asked or not', async () => {
    const hq = await startTestHq(database.db(), 1);
    for (const code of [someCode, 'no code']) {
      const { dataDir, ended } = join(hq.url, code);
      const { exitCode, told } = await ended;
      expect(exitCode).toBe(5);
      expect(told).toMatch(/^join_code_wrong: .+\nNext step: .+\n$/);
      expect(existsSync(path.join(dataDir, 'hq.json'))).toBe(false);
    }
  });

  test('without an address that is one says so', async () => {
    const { exitCode, told } = await join('http://hq.example', someCode).ended;
    expect(exitCode).toBe(5);
    expect(told).toMatch(/^address_invalid: .+\nNext step: .+\n$/);
  });

  test('that is interrupted while it waits, or waits in vain, says that nobody has decided, and the till knows how to go on', async () => {
    const hq = await startTestHq(database.db(), 1);
    const waiting = join(hq.url, await hq.newCode('Interrupted'), '--wait', '3600');
    await waiting.shown;
    waiting.interrupt();
    const inVain = join(hq.url, await hq.newCode('In vain'), '--wait', '1');
    for (const { dataDir, ended } of [waiting, inVain]) {
      const { exitCode, told } = await ended;
      expect(exitCode).toBe(5);
      expect(told).toMatch(
        /^Compare at HQ, then approve: .+\njoin_undecided: Nobody at the head office has decided .+\nNext step: .+\n$/,
      );
      expect(readHqFile({ dataDir, databaseKey })).toMatchObject({
        kind: 'found',
        file: { step: 'waiting' },
      });
    }
  });
});
