/** Two real tills and a real HQ: what both sold while HQ was away is there once, and everybody knows the same afterwards. */

import { expect, test } from '@playwright/test';
import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { openDataFolder } from '#electron/main/data-folder.ts';
import { keepKeys } from '#electron/main/keep-keys.ts';
import type { KeyVault } from '#electron/main/keep-keys.ts';
import { tillKeyBytes } from '#electron/till/node-ports.ts';
import { readHqFile } from '#electron/till/sync/hq-file.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { cashierScreen, demoCards, demoChain, readerHasAnswered } from '#test/support/cashier-screen.ts';
import type { CashierScreen } from '#test/support/cashier-screen.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { startHqAtHand } from '#test/support/hq-at-hand.ts';
import type { HqAtHand } from '#test/support/hq-at-hand.ts';
import { launchShell, shellFolder, withoutReader } from '#test/support/launch-shell.ts';
import type { LaunchedShell } from '#test/support/launch-shell.ts';
import { present } from '#test/support/present.ts';
import type { ScreenLanguage } from '#test/support/with-till.ts';
import { joinDemoTill } from '#tools/demo-run/join-demo-till.ts';

/** Everything is real here, and the machine may be busy. */
const slowMs = 60_000;
/**
 * Until a till has what the other one sent. A line for hints that broke is opened again after a pause that grows with
 * the time without HQ, and without it a till looks every forty seconds.
 */
const pullMsMax = 4 * slowMs;
/** A person's pause between two keys; what comes faster is a scanner. */
const handDelayMs = 90;

type JoinedTill = {
  readonly deviceId: Uuid;
  readonly shell: LaunchedShell;
  readonly screen: CashierScreen;
  readonly removeFolder: () => void;
};

async function joinedTill(hq: HqAtHand, language: ScreenLanguage): Promise<JoinedTill> {
  const { dataDir, removeFolder } = shellFolder();
  const { deviceId } = expectOk(await joinDemoTill(dataDir, hq, language));
  const args = ['--demo', `--lang=${language}`, '--window-size=1024x768'];
  const shell = await launchShell({ dataDir, args, env: withoutReader(dataDir) });
  // The first snapshot is taken over by another start of the service.
  await expect.poll(() => stepOf(dataDir), { timeout: slowMs }).toBe('joined');
  await readerHasAnswered(shell.page);
  const screen = cashierScreen(shell.page);
  await screen.signIn();
  await lineIs(screen, 'complete');
  return { deviceId, shell, screen, removeFolder };
}

/** How far the till has come with joining; it runs. */
async function stepOf(dataDir: string): Promise<string> {
  const vault: KeyVault = { canSeal: () => false, seal: () => new Uint8Array(), unseal: () => undefined };
  const ports = { vault, files: openDataFolder(dataDir), randomBytes };
  const { keys } = expectOk(await keepKeys({ demo: true, ...ports }));
  const read = readHqFile({ dataDir, databaseKey: tillKeyBytes(keys).databaseKey });
  return read.kind === 'found' ? read.file.step : read.kind;
}

async function lineIs({ page }: CashierScreen, state: string): Promise<void> {
  await expect(page.getByTestId('line-state')).toHaveAttribute('data-state', state, { timeout: slowMs });
}

async function sendNow({ page }: CashierScreen): Promise<void> {
  await page.keyboard.press('Control+KeyK');
  await page.getByTestId('send-now').click();
  await expect(page.getByTestId('line-verdict')).toHaveAttribute('data-state', 'complete', {
    timeout: slowMs,
  });
  await page.getByTestId('dialog-close').click();
  await page.getByTestId('line-dialog').waitFor({ state: 'detached' });
}

async function tapGold(screen: CashierScreen): Promise<void> {
  await screen.tapInTray(demoCards.gold);
  await screen.page.getByTestId('member-name').waitFor();
}

type Held = { readonly points: number; readonly toman: number };

/** What a till says that the member holds, on a fresh tap. */
async function heldAt(screen: CashierScreen): Promise<Held> {
  await tapGold(screen);
  const held = {
    points: numberIn(await screen.text('member-points')),
    toman: numberIn(await screen.text('member-wallet')),
  };
  await screen.page.getByTestId('member-detach').click();
  await screen.page.getByTestId('member-name').waitFor({ state: 'detached' });
  return held;
}

/** Digits of either script, without what groups them. */
function numberIn(text: string): number {
  const latin = text.replaceAll(/[۰-۹]/g, (digit) => String('۰۱۲۳۴۵۶۷۸۹'.indexOf(digit)));
  return Number(/\d[\d,٬]*/.exec(latin)?.[0].replaceAll(/[,٬]/g, ''));
}

type AtHq = {
  readonly held: Held;
  readonly sales: Readonly<Record<string, number>>;
  readonly notAccepted: number;
};

/** From HQ's own tables: what the member of the sales holds, and how many sales of each till were counted. */
function atHq(hq: HqAtHand, tills: readonly JoinedTill[]): Promise<AtHq> {
  const deviceIds = tills.map(({ deviceId }) => deviceId);
  return hq.look(async ({ db }) => {
    const entries = await db
      .selectFrom('entry')
      .innerJoin('operation', (join) => join.onRef('operation.entry_id', '=', 'entry.entry_id'))
      .select(['entry.device_id', 'entry.member_ref', 'entry.disposition'])
      .where('entry.device_id', 'in', deviceIds)
      .where('entry.kind', '=', 'sale')
      .execute();
    const memberRef = entries[0]?.member_ref ?? null;
    const sums = await db
      .selectFrom('member_sum')
      .select([sql<string>`sum(points)`.as('points'), sql<string>`sum(wallet_minor)`.as('wallet')])
      .where('member_ref', '=', memberRef)
      .executeTakeFirstOrThrow();
    const salesOf = (deviceId: Uuid): number => entries.filter((row) => row.device_id === deviceId).length;
    return {
      held: { points: Number(sums.points), toman: Number(sums.wallet) / 10 },
      sales: Object.fromEntries(deviceIds.map((deviceId) => [deviceId, salesOf(deviceId)])),
      notAccepted: entries.filter(({ disposition }) => disposition !== 'accepted').length,
    };
  });
}

const manager = present(demoChain.operators.find(({ role }) => role === 'manager'));

/** A part of 60,000 Toman. */
async function payWithPoints({ page }: CashierScreen, points: number): Promise<void> {
  await page.keyboard.press('F12');
  await page.getByTestId('payment-points').waitFor();
  await page.keyboard.type(String(points), { delay: handDelayMs });
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('payment-left')).toContainText('48,800');
  await page.keyboard.press('Enter');
  // The card can be copied and HQ does not answer: within the till's limits, and with a manager's word.
  await page.getByTestId(`approver-${manager.operatorId}`).click({ timeout: slowMs });
  await page.getByTestId('pin-field').fill(manager.initialPin);
  await page.keyboard.press('Enter');
  await page.getByTestId('receipt-payment').waitFor();
}

test('sales of two tills without HQ, one of them paid with points, are at HQ once, and all three know the same balances', async () => {
  test.setTimeout(12 * slowMs);
  const hq = await startHqAtHand();
  const tills: JoinedTill[] = [];
  try {
    for (const language of ['fa', 'en'] as const) tills.push(await joinedTill(hq, language));
    const [persian, english] = tills;
    if (persian === undefined || english === undefined) throw new Error('there are two tills');
    const before = await heldAt(persian.screen);
    expect(await heldAt(english.screen)).toEqual(before);

    await hq.stop();
    await tapGold(persian.screen);
    await persian.screen.addAmount(90_000);
    await persian.screen.pay();
    await persian.screen.nextSale();
    await tapGold(english.screen);
    await english.screen.addAmount(60_000);
    await payWithPoints(english.screen, 100);
    await english.screen.nextSale();
    await tapGold(english.screen);
    await english.screen.addAmount(40_000);
    await english.screen.pay();
    await english.screen.nextSale();
    for (const { screen } of tills) await lineIs(screen, 'trouble');
    await expect(persian.screen.page.getByTestId('line-state')).toContainText('آفلاین · ۱');
    // Spending points is an entry beside the sale's.
    await expect(english.screen.page.getByTestId('line-state')).toContainText('Offline · 3');

    await hq.start();
    for (const { screen } of tills) await sendNow(screen);
    const found = await atHq(hq, tills);
    expect(found.sales).toEqual({ [persian.deviceId]: 1, [english.deviceId]: 2 });
    expect(found.notAccepted).toBe(0);
    expect(found.held.points).not.toBe(before.points);
    for (const { screen } of tills) {
      await expect.poll(() => heldAt(screen), { timeout: pullMsMax }).toEqual(found.held);
    }
  } finally {
    for (const { shell, removeFolder } of tills) {
      await shell.stop();
      removeFolder();
    }
    await hq.dispose();
  }
});
