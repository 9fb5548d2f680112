/** The shell keeps page and services running, and remembers its window. */

import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { electronArguments, tillEnvironment } from '#tools/launch/launch-till.ts';
import { readRuntimeFile } from '#tools/setup/runtime-file.ts';
import { tillSilentMs } from '#shared/contracts/supervision.ts';
import { readerHasAnswered } from '#test/support/cashier-screen.ts';
import { childPids } from '#test/support/kill/child-processes.ts';
import type { LaunchedShell } from '#test/support/launch-shell.ts';
import { launchShell, shellFolder } from '#test/support/launch-shell.ts';

const demo = ['--demo'];
const answerMsMax = 2_000;

async function withShell(use: (shell: LaunchedShell, dataDir: string) => Promise<void>): Promise<void> {
  const { dataDir, removeFolder } = shellFolder();
  const shell = await launchShell({ dataDir, args: demo });
  try {
    await use(shell, dataDir);
  } finally {
    await shell.stop();
    removeFolder();
  }
}

/**
 * From here on the page counts the ports to the till service that it is given. Resolves with their number when it has
 * one: a service that was started again meanwhile has brought another.
 */
async function countPorts({ page }: LaunchedShell): Promise<number> {
  await page.addInitScript(() => {
    window.addEventListener('message', (event: MessageEvent<{ readonly message?: string }>) => {
      const { dataset } = document.documentElement;
      if (event.data.message === 'till-port') dataset['ports'] = String(Number(dataset['ports'] ?? 0) + 1);
    });
  });
  await page.reload();
  await expect.poll(() => portsOf(page)).toBeGreaterThan(0);
  return portsOf(page);
}

function portsOf(page: Page): Promise<number> {
  return page.evaluate(() => Number(document.documentElement.dataset['ports'] ?? 0));
}

/** The process id of the till service; undefined while there is none. */
function tillPid(shell: LaunchedShell): Promise<number | undefined> {
  return utilityPid(shell, 'Vafa till service');
}

/** The process id of the reader service once it is ready: where Electron cannot run it, it is a Node of its own. */
async function readyReaderPid(shell: LaunchedShell): Promise<number> {
  await readerHasAnswered(shell.page);
  const pid = await readerPid(shell);
  if (pid === undefined) throw new Error('there is no reader service');
  return pid;
}

async function readerPid(shell: LaunchedShell): Promise<number | undefined> {
  const [child] = childPids(shell.app.process().pid ?? 0, 'reader-process.js');
  return child ?? (await utilityPid(shell, 'Vafa reader service'));
}

/** True also for a process that ended and whose parent is stopped and cannot take notice. */
function hasEnded(pid: number): boolean {
  try {
    return !/\) [^Z]/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return true; // there is nothing left to read
  }
}

function utilityPid(shell: LaunchedShell, serviceName: string): Promise<number | undefined> {
  return shell.app.evaluate(
    ({ app }, name) => app.getAppMetrics().find((metric) => metric.name === name)?.pid,
    serviceName,
  );
}

async function signalTill(shell: LaunchedShell, signal: NodeJS.Signals): Promise<number> {
  const pid = await tillPid(shell);
  if (pid === undefined) throw new Error('there is no till service');
  process.kill(pid, signal);
  return pid;
}

/** What the page has of the shell; null while there is no page to ask. */
function bridgeInPage(shell: LaunchedShell): Promise<unknown> {
  return shell.app.evaluate(async ({ BrowserWindow }, msMax) => {
    const page = BrowserWindow.getAllWindows()[0]?.webContents;
    if (page === undefined || page.isCrashed() || page.isLoading()) return null;
    // A page whose process ends under the question never answers it.
    const late = new Promise<null>((resolve) => setTimeout(resolve, msMax, null));
    return Promise.race([late, page.executeJavaScript('typeof window.vafaShell').catch(() => null)]);
  }, answerMsMax);
}

test('a till service that is killed is started again, and the page gets a new port', async () => {
  await withShell(async (shell) => {
    const ports = await countPorts(shell);
    const killed = await signalTill(shell, 'SIGKILL');
    await expect.poll(() => portsOf(shell.page)).toBeGreaterThan(ports);
    expect(await tillPid(shell)).not.toBe(killed);
  });
});

test('a till service that hangs is killed and started again', async () => {
  await withShell(async (shell) => {
    const ports = await countPorts(shell);
    const hung = await signalTill(shell, 'SIGSTOP');
    const silent = await shell.fact('serviceSilent', { with: { service: 'till' } });
    // Much longer than a slow disk keeps it waiting.
    expect(silent['silentMs']).toBeGreaterThanOrEqual(tillSilentMs);
    await expect.poll(() => portsOf(shell.page)).toBeGreaterThan(ports);
    expect(await tillPid(shell)).not.toBe(hung);
  });
});

test('a reader service that hangs is killed and started again, and the till service stays', async () => {
  await withShell(async (shell) => {
    const ports = await countPorts(shell);
    const till = await tillPid(shell);
    const hung = await readyReaderPid(shell);
    process.kill(hung, 'SIGSTOP');
    await shell.fact('serviceSilent', { with: { service: 'reader' } });
    await expect.poll(() => readerPid(shell)).not.toBe(hung);
    expect(await tillPid(shell)).toBe(till);
    expect(await portsOf(shell.page)).toBe(ports);
  });
});

test('no service outlives a shell that is killed', async () => {
  const { dataDir, removeFolder } = shellFolder();
  const shell = await launchShell({ dataDir, args: demo });
  await countPorts(shell);
  const services = [(await tillPid(shell)) ?? 0, await readyReaderPid(shell)];
  expect(services.map(hasEnded)).toEqual([false, false]);
  shell.app.process().kill('SIGKILL');
  await expect.poll(() => services.map(hasEnded)).toEqual([true, true]);
  removeFolder();
});

test('a till service closes by itself when the shell hangs, and is there again when the shell goes on', async () => {
  await withShell(async (shell) => {
    const ports = await countPorts(shell);
    const till = (await tillPid(shell)) ?? 0;
    shell.app.process().kill('SIGSTOP');
    await expect.poll(() => hasEnded(till)).toBe(true);
    shell.app.process().kill('SIGCONT');
    await expect.poll(() => portsOf(shell.page)).toBeGreaterThan(ports);
  });
});

test('a page whose process crashes is loaded again', async () => {
  await withShell(async (shell) => {
    await shell.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
    );
    await shell.fact('pageGone');
    await expect.poll(() => bridgeInPage(shell)).toBe('object');
  });
});

test('a second start for the same folder ends at once and brings the first window to the front', async () => {
  await withShell(async (shell, dataDir) => {
    const isVisible = (): Promise<boolean | undefined> =>
      shell.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
    // The window shows itself when its page is ready, which may be later than the start: hidden before, it comes back.
    await expect.poll(isVisible).toBe(true);
    await shell.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
    await expect.poll(isVisible).toBe(false);
    expect(await exitCodeOfSecondStart(dataDir)).toBe(0);
    await expect.poll(isVisible).toBe(true);
  });
});

async function exitCodeOfSecondStart(dataDir: string): Promise<number | null> {
  const runtime = await readRuntimeFile();
  if (runtime === undefined) throw new Error('the set-up was not run');
  const launch = { dataDir, args: demo };
  const second = spawn(runtime.electronExecutable, electronArguments(launch), {
    env: tillEnvironment(launch),
    stdio: 'ignore',
  });
  return new Promise((resolve) => second.once('exit', resolve));
}

test('a second till in another folder opens beside the first', async () => {
  await withShell(async (first) => {
    await withShell(async (second) => {
      await countPorts(first);
      await countPorts(second);
    });
  });
});

test('the window opens where it was closed', async () => {
  const { dataDir, removeFolder } = shellFolder();
  const place = { x: 90, y: 70, width: 1180, height: 760 };
  const first = await launchShell({ dataDir, args: demo });
  await first.app.evaluate(
    ({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds),
    place,
  );
  const kept = path.join(dataDir, 'window.json');
  await expect.poll(() => existsSync(kept) && readFileSync(kept, 'utf8')).toContain(`"width":${place.width}`);
  await first.stop();
  const second = await launchShell({ dataDir, args: demo });
  const bounds = (): Promise<unknown> =>
    second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
  await expect.poll(bounds).toEqual(place);
  await second.stop();
  removeFolder();
});

test('the window cannot be made smaller than the screen design allows', async () => {
  await withShell(async (shell) => {
    const least = await shell.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.getMinimumSize(),
    );
    expect(least).toEqual([1024, 700]);
  });
});
