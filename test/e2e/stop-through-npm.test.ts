/** What npm started ends in order however npm is ended, and leaves nothing behind. Real processes, as at a person's terminal. */

import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { clusterFolder } from '#sync/server/embedded-postgres/cluster.ts';
import { projectPath } from '#tools/setup/project-paths.ts';

type Started = {
  readonly pid: number;
  readonly printed: () => string;
  /** Resolves once it is printed. */
  readonly says: (words: string) => Promise<void>;
  /** Resolves once npm and everybody who holds its output is gone. */
  readonly closed: Promise<void>;
};

let folder = '';

test.beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vafa-stop-'));
});

test.afterEach(() => {
  // A test that failed must not leave behind what it was about.
  for (const pid of processesOf(folder)) process.kill(pid, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** In a group of its own, as in a terminal; without what another npm around this test says of itself. */
function start(
  command: string,
  args: readonly string[],
  more: Readonly<Record<string, string | undefined>> = {},
): Started {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(npm_|HQ_|INIT_CWD$)/i.test(name));
  const env = { ...Object.fromEntries(inherited), ...more };
  const child = spawn(command, args, {
    cwd: projectPath(),
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (part: string) => (text += part));
  }
  return {
    pid: child.pid ?? 0,
    printed: () => text,
    says: (words) => expect.poll(() => text, { timeout: 180_000 }).toContain(words),
    closed: new Promise((resolve) => void child.once('close', () => resolve())),
  };
}

const startHq = (): Started => start('npm', ['run', 'hq', '--', '--data', folder, '--port', '0']);

/** All whose command line names the folder: HQ, PostgreSQL, each part of a till. */
function processesOf(place: string): readonly number[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.includes(place)).map((line) => Number.parseInt(line, 10));
}

async function expectOrderlyEnd(hq: Started): Promise<void> {
  await hq.closed;
  expect(hq.printed()).toContain('"event":"stopped"');
  expect(processesOf(folder)).toEqual([]);
  expect(existsSync(path.join(clusterFolder(folder), 'postmaster.pid'))).toBe(false);
}

const endings: Readonly<Record<string, (npm: number) => void>> = {
  'npm is told to end': (npm) => void process.kill(npm, 'SIGTERM'),
  'npm is killed': (npm) => void process.kill(npm, 'SIGKILL'),
  'npm ends with its terminal': (npm) => void process.kill(npm, 'SIGHUP'),
  // Comes to every process, and npm hands it on besides: a second one would not end HQ in order.
  'Ctrl+C': (npm) => void process.kill(-npm, 'SIGINT'),
};

test('HQ and its database end in order however npm is ended, and start again each time', async () => {
  test.slow();
  for (const [ending, end] of Object.entries(endings)) {
    await test.step(ending, async () => {
      const hq = startHq();
      await hq.says('HQ is running');
      end(hq.pid);
      await expectOrderlyEnd(hq);
    });
  }
});

test('HQ that is still starting ends in order when npm is told to end', async () => {
  const hq = startHq();
  // The cluster is being made, or has just been made: no word of it is printed.
  await expect.poll(() => existsSync(clusterFolder(folder)), { timeout: 180_000 }).toBe(true);
  process.kill(hq.pid, 'SIGTERM');
  await expectOrderlyEnd(hq);
});

test('HQ that no npm started stays when whoever started it is gone', async () => {
  const line = '"$0" tools/bootstrap.mjs hq --data "$1" --port 0 & wait';
  const shell = start('sh', ['-c', line, process.execPath, folder]);
  await shell.says('HQ is running');
  process.kill(shell.pid, 'SIGKILL');
  // Far longer than a missing npm takes to be noticed. What is looked for is that nothing happens.
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  const url = /HQ is running: (\S+)/.exec(shell.printed())?.[1] ?? '';
  expect((await fetch(`${url}/ready`)).status).toBe(200);
  process.kill(-shell.pid, 'SIGTERM');
  await expectOrderlyEnd(shell);
});

test('a till in a folder of its own opens without an HQ, and ends with npm', async () => {
  const till = start('npm', ['start', '--', `--data-dir=${folder}`, '--no-reader']);
  await till.says('"event":"serviceReady","service":"till"');
  expect(till.printed()).not.toContain('HQ runs at');
  expect(readdirSync(folder)).toContain('ledger.db');
  process.kill(till.pid, 'SIGTERM');
  await till.closed;
  expect(processesOf(folder)).toEqual([]);
});

test('a till in a folder of its own is refused where nobody could see it', async () => {
  const nowhere = { DISPLAY: undefined, WAYLAND_DISPLAY: undefined };
  const till = start('npm', ['start', '--', `--data-dir=${folder}`], nowhere);
  await till.closed;
  expect(till.printed()).toContain('opens on a screen');
  expect(readdirSync(folder)).toEqual([]);
});

test('the demo that nobody sees ends in order at Ctrl+C, and takes its files along', async () => {
  const nowhere = { DISPLAY: undefined, WAYLAND_DISPLAY: undefined, TMPDIR: folder };
  execFileSync('chmod', ['755', folder]);
  const demo = start('npm', ['start'], nowhere);
  await demo.says('tapped');
  process.kill(-demo.pid, 'SIGINT');
  await demo.closed;
  expect(processesOf(folder)).toEqual([]);
  expect(readdirSync(folder).filter((name) => name.startsWith('vafa-'))).toEqual([]);
});
