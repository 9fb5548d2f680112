/** Page, reader service and main killed ten times each in the middle of a sale: the till service keeps what it has. */

import path from 'node:path';
import { expect, test } from '@playwright/test';
import { cashierScreen, demoCards } from '#test/support/cashier-screen.ts';
import type { CashierScreen } from '#test/support/cashier-screen.ts';
import { childPids } from '#test/support/kill/child-processes.ts';
import { driveWindow } from '#test/support/kill/window-driver.ts';
import type { WindowDriver } from '#test/support/kill/window-driver.ts';
import { launchShell, shellFolder } from '#test/support/launch-shell.ts';
import type { LaunchedShell } from '#test/support/launch-shell.ts';
import { runVafa } from '#test/support/run-vafa.ts';

const kills = 10;
const espresso = '6269014000015';
const cushion = '6269014010199';

test.setTimeout(600_000);

type Shop = { readonly dataDir: string; readonly launch: () => Promise<LaunchedShell> };

async function withShop(use: (shop: Shop) => Promise<LaunchedShell>): Promise<void> {
  const { dataDir, removeFolder } = shellFolder();
  const env = { PCSCLITE_CSOCK_NAME: path.join(dataDir, 'no-card-service') };
  try {
    const last = await use({
      dataDir,
      launch: () => launchShell({ dataDir, args: ['--demo', '--lang=en'], env }),
    });
    await last.stop();
  } finally {
    removeFolder();
  }
}

/** Every receipt that was shown is one entry, and there is no entry without one. */
function expectBooked(dataDir: string, receipts: readonly string[]): void {
  expect(new Set(receipts).size).toBe(receipts.length);
  const verified = runVafa('ledger', 'verify', path.join(dataDir, 'ledger.db'));
  expect(verified.exitCode, verified.stdout + verified.stderr).toBe(0);
  expect(JSON.parse(verified.stdout)).toMatchObject({ entries: receipts.length });
}

/** Two lines and a member: what the screen shows of them. */
async function startSale(screen: CashierScreen): Promise<string> {
  await screen.tapInTray(demoCards.silver);
  await screen.page.getByTestId('member-name').waitFor();
  await screen.scan(espresso);
  await expect(screen.page.getByTestId('basket-line')).toHaveCount(1);
  await screen.scan(cushion);
  await expect(screen.page.getByTestId('basket-line')).toHaveCount(2);
  return shownSale(screen);
}

async function shownSale(screen: CashierScreen): Promise<string> {
  const lines = await screen.page.getByTestId('basket-line').allInnerTexts();
  return [await screen.text('member-name'), ...lines, await screen.text('payable')].join('\n');
}

test('killed ten times in the middle of a sale, the page comes back with the same basket and every sale is booked once', async () => {
  await withShop(async ({ dataDir, launch }) => {
    const shell = await launch();
    await cashierScreen(shell.page).signIn();
    const window = driveWindow(shell.app);
    const receipts: string[] = [];
    for (let kill = 1; kill <= kills; kill += 1) {
      await window.scan(espresso);
      await expect.poll(() => window.texts('basket-line')).toHaveLength(1);
      await window.scan(cushion);
      await expect.poll(() => window.texts('basket-line')).toHaveLength(2);
      const before = await window.texts('basket-line');
      // Every other time the payment is on its way, and nobody can say whether it came through.
      const isPaying = kill % 2 === 0;
      if (isPaying) await window.press('F9');
      await killPage(window);
      if (!isPaying) await expect.poll(() => window.texts('basket-line')).toEqual(before);
      receipts.push(await finishSale(window));
    }
    expectBooked(dataDir, receipts);
    return shell;
  });
});

async function killPage(window: WindowDriver): Promise<void> {
  const killed = await window.pagePid();
  process.kill(killed, 'SIGKILL');
  await expect.poll(async () => (await window.texts('pay-button'))?.length).toBe(1);
  expect(await window.pagePid()).not.toBe(killed);
}

/** Pays if that was not done yet; answers with the number on the receipt. */
async function finishSale(window: WindowDriver): Promise<string> {
  const state = async (): Promise<string> => {
    if ((await window.texts('receipt-number'))?.length === 1) return 'sold';
    return (await window.texts('basket-line'))?.length === 2 ? 'open' : 'neither';
  };
  await expect.poll(state).not.toBe('neither');
  if ((await state()) === 'open') await window.press('F9');
  await expect.poll(state).toBe('sold');
  const [number = ''] = (await window.texts('receipt-number')) ?? [];
  await window.press('Return');
  await expect.poll(() => window.texts('receipt-dialog')).toEqual([]);
  return number;
}

test('killed ten times in the middle of a sale, the reader service comes back and the sale goes on without it', async () => {
  await withShop(async ({ dataDir, launch }) => {
    const shell = await launch();
    const screen = cashierScreen(shell.page);
    await screen.signIn();
    const receipts: string[] = [];
    for (let kill = 1; kill <= kills; kill += 1) {
      await expect(screen.page.getByTestId('reader-state')).toHaveAttribute('data-state', 'noService');
      const before = await startSale(screen);
      const killed = await readerPid(shell);
      process.kill(killed, 'SIGKILL');
      expect(await shownSale(screen)).toBe(before);
      await screen.scan(espresso);
      await expect.poll(() => shownSale(screen)).not.toBe(before);
      receipts.push(await screen.pay());
      await screen.nextSale();
      await expect
        .poll(() => readerPids(shell).then((pids) => pids.filter((pid) => pid !== killed).length))
        .toBe(1);
    }
    expectBooked(dataDir, receipts);
    return shell;
  });
});

/** A utility process of Electron, or a child under Node where the native part was built for that. */
async function readerPids(shell: LaunchedShell): Promise<readonly number[]> {
  const utilities = await shell.app.evaluate(({ app }) =>
    app.getAppMetrics().flatMap(({ name, pid }) => (name === 'Vafa reader service' ? [pid] : [])),
  );
  const mainPid = shell.app.process().pid ?? 0;
  return [...utilities, ...childPids(mainPid, 'reader-process')];
}

async function readerPid(shell: LaunchedShell): Promise<number> {
  const [pid] = await readerPids(shell);
  if (pid === undefined) throw new Error('there is no reader service');
  return pid;
}

test('killed ten times in the middle of a sale, main starts again with the same basket and every sale is booked once', async () => {
  await withShop(async ({ dataDir, launch }) => {
    let shell = await launch();
    let screen = cashierScreen(shell.page);
    await screen.signIn();
    const receipts: string[] = [];
    for (let kill = 1; kill <= kills; kill += 1) {
      const before = await startSale(screen);
      const isPaying = kill % 2 === 0;
      if (isPaying) await screen.page.keyboard.press('F9');
      await killMain(shell);
      shell = await launch();
      screen = cashierScreen(shell.page);
      const unseen = await signInAgain(screen);
      if (unseen !== null) expect(isPaying).toBe(true);
      else await expect.poll(() => shownSale(screen)).toBe(before);
      receipts.push(unseen ?? (await screen.pay()));
      if (unseen === null) await screen.nextSale();
    }
    expectBooked(dataDir, receipts);
    return shell;
  });
});

async function killMain({ app }: LaunchedShell): Promise<void> {
  const main = app.process();
  const ended = new Promise((resolve) => main.once('exit', resolve));
  main.kill('SIGKILL');
  await ended;
}

/** Answers with the number of the receipt that nobody has seen yet; null when there is none. */
async function signInAgain(screen: CashierScreen): Promise<string | null> {
  await screen.signIn();
  await expect
    .poll(async () => (await screen.lineCount()) + (await screen.page.getByTestId('receipt-number').count()))
    .toBeGreaterThan(0);
  if ((await screen.page.getByTestId('receipt-number').count()) === 0) return null;
  const number = await screen.text('receipt-number');
  await screen.nextSale();
  return number;
}
