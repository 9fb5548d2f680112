/** Where the till's keys are kept, with and without a real key store of the system. */

import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from '@playwright/test';
import { electronArguments, tillEnvironment } from '#tools/launch/launch-till.ts';
import { readRuntimeFile } from '#tools/setup/runtime-file.ts';
import { parseFact, shellFolder, waitForFact } from '#test/support/launch-shell.ts';
import type { ShellFact } from '#test/support/launch-shell.ts';

/** Opens the session's key store with a password, then becomes the till; `$0` and the rest are its command. */
const insideKeySession = `printf 'a password' | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec "$0" "$@"`;

/** Heads of the groups of processes that were started and have not ended. */
const running = new Set<number>();

test.afterEach(() => {
  // Only a test that failed has left any.
  for (const pid of running) process.kill(-pid, 'SIGKILL');
  running.clear();
});

type Till = { readonly facts: readonly ShellFact[]; readonly stop: () => Promise<void> };
type Start = { readonly dataDir: string; readonly args?: readonly string[]; readonly keyStore: boolean };

/** Started as a person starts it, without any tool attached. */
async function startTill({ dataDir, args = [], keyStore }: Start): Promise<Till> {
  const runtime = await readRuntimeFile();
  if (runtime === undefined) throw new Error('the set-up was not run');
  const home = path.join(dataDir, 'home');
  mkdirSync(home, { recursive: true });
  const env = { HOME: home, XDG_DATA_HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home };
  const store = `--password-store=${keyStore ? 'gnome-libsecret' : 'basic'}`;
  const launch = { dataDir: path.join(dataDir, 'till'), args: [...args, store], env };
  const till = [runtime.electronExecutable, ...electronArguments(launch)];
  const command = keyStore ? ['dbus-run-session', '--', 'bash', '-c', insideKeySession, ...till] : till;
  const [file = '', ...rest] = command;
  const child = spawn(file, rest, {
    env: tillEnvironment(launch),
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  const facts: ShellFact[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    const fact = parseFact(line);
    if (fact !== undefined) facts.push(fact);
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${file} cannot be started`);
  running.add(pid);
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => {
      running.delete(pid);
      resolve();
    });
  });
  const stop = async (): Promise<void> => {
    // The whole group, because the key store's session stands between this test and the till.
    process.kill(-pid, 'SIGTERM');
    await ended;
  };
  return { facts, stop };
}

test('a shop without a key store gets no till and no key, and is told why', async () => {
  const { dataDir, removeFolder } = shellFolder();
  const till = await startTill({ dataDir, keyStore: false });
  const refused = await waitForFact(till.facts, 'keysNotKept', {});
  expect(refused).toMatchObject({ code: 'key_unavailable', reason: 'noKeyStore' });
  await till.stop();
  expect(readdirSync(path.join(dataDir, 'till'))).not.toContain('till.key');
  expect(existsSync(path.join(dataDir, 'till', 'ledger.db'))).toBe(false);
  expect(till.facts.some(({ service }) => service === 'till')).toBe(false);
  removeFolder();
});

test('a demo without a key store keeps its keys in a file that only this user can read', async () => {
  const { dataDir, removeFolder } = shellFolder();
  const till = await startTill({ dataDir, args: ['--demo'], keyStore: false });
  await waitForFact(till.facts, 'serviceReady', { with: { service: 'till' } });
  await till.stop();
  expect(statSync(path.join(dataDir, 'till', 'till.key')).mode & 0o777).toBe(0o600);
  removeFolder();
});

test('a shop with a key store seals its keys in it and opens them again at the next start', async () => {
  const { dataDir, removeFolder } = shellFolder();
  const sealed = path.join(dataDir, 'till', 'till.key.sealed');
  const first = await startTill({ dataDir, keyStore: true });
  await waitForFact(first.facts, 'serviceReady', { with: { service: 'till' } });
  await first.stop();
  const bytes = readFileSync(sealed);
  expect(bytes.toString('latin1')).not.toContain('databaseKey');
  expect(existsSync(path.join(dataDir, 'till', 'till.key'))).toBe(false);
  const second = await startTill({ dataDir, keyStore: true });
  await waitForFact(second.facts, 'serviceReady', { with: { service: 'till' } });
  await second.stop();
  expect(readFileSync(sealed)).toEqual(bytes);
  removeFolder();
});

test('keys whose key store was emptied are not replaced', async () => {
  const { dataDir, removeFolder } = shellFolder();
  const sealed = path.join(dataDir, 'till', 'till.key.sealed');
  const first = await startTill({ dataDir, keyStore: true });
  await waitForFact(first.facts, 'serviceReady', { with: { service: 'till' } });
  await first.stop();
  const bytes = readFileSync(sealed);
  rmSync(path.join(dataDir, 'home'), { recursive: true });
  const second = await startTill({ dataDir, keyStore: true });
  const refused = await waitForFact(second.facts, 'keysNotKept', {});
  expect(refused).toMatchObject({ code: 'key_unavailable', reason: 'sealedElsewhere' });
  await second.stop();
  expect(readFileSync(sealed)).toEqual(bytes);
  removeFolder();
});

test('no keys are made beside a ledger whose key file is gone', async () => {
  const { dataDir, removeFolder } = shellFolder();
  mkdirSync(path.join(dataDir, 'till'), { recursive: true });
  writeFileSync(path.join(dataDir, 'till', 'ledger.db'), 'the entries of a demo');
  const till = await startTill({ dataDir, args: ['--demo'], keyStore: false });
  const refused = await waitForFact(till.facts, 'keysNotKept', {});
  expect(refused).toMatchObject({ code: 'key_unavailable', reason: 'keyMissing' });
  await till.stop();
  expect(existsSync(path.join(dataDir, 'till', 'till.key'))).toBe(false);
  removeFolder();
});
