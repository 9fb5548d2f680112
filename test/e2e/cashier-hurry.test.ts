/** Keys of a cashier who does not wait for the till: what is typed before an answer is there is written and done. */

import { expect, test } from '@playwright/test';
import { cashierScreen, demoCards } from '#test/support/cashier-screen.ts';
import type { CashierScreen } from '#test/support/cashier-screen.ts';
import { launchShell, shellFolder, withoutReader } from '#test/support/launch-shell.ts';
import { holdCalls } from './hold-calls.ts';

let screen: CashierScreen;
let endTill: () => Promise<void>;

test.beforeAll(async () => {
  const { dataDir, removeFolder } = shellFolder();
  const args = ['--demo', '--lang=en', '--window-size=1024x768'];
  const shell = await launchShell({ dataDir, args, env: withoutReader(dataDir) });
  endTill = async () => {
    await shell.stop();
    removeFolder();
  };
  screen = cashierScreen(shell.page);
  await screen.signIn();
  await screen.tapInTray(demoCards.silver);
  await shell.page.getByTestId('member-name').waitFor();
});
test.afterAll(() => endTill());

/** Faster than any person. So few keys are no scan. */
async function typeAndEnter(text: string): Promise<void> {
  await screen.page.keyboard.type(text);
  await screen.page.keyboard.press('Enter');
}

/** A page that has asked for nothing yet, with the basket and the member of before. */
async function freshPage(): Promise<void> {
  await screen.page.reload();
  await screen.page.getByTestId('member-name').waitFor();
}

test('an amount that is typed before the till has told the limits of a wallet is topped up once it has', async () => {
  const { page } = screen;
  await freshPage();
  const answer = await holdCalls(page, 'walletOptions');
  await page.keyboard.press('Control+w');
  await typeAndEnter('50000');
  await expect(page.getByTestId('top-up-amount')).toHaveValue('50,000');
  await expect(page.getByTestId('top-up-range')).toHaveAttribute('data-state', 'unknown');
  await expect(page.getByTestId('top-up-done')).toHaveCount(0);
  await answer();
  await expect(page.getByTestId('top-up-done')).toContainText('50,000');
  await page.keyboard.press('Enter');
  await page.getByTestId('top-up-dialog').waitFor({ state: 'detached' });
});

test('an amount that turns out to be less than a wallet takes is not topped up, and stands there to be mended', async () => {
  const { page } = screen;
  await freshPage();
  const answer = await holdCalls(page, 'walletOptions');
  await page.keyboard.press('Control+w');
  await typeAndEnter('5000');
  await answer();
  await expect(page.getByTestId('top-up-range')).toHaveAttribute('data-state', 'broken');
  await expect(page.getByTestId('top-up-amount')).toHaveValue('5,000');
  await expect(page.getByTestId('top-up-amount')).toBeFocused();
  await page.keyboard.press('Escape');
});

test('a gift card whose value is typed before its limits are known is sold once they are', async () => {
  const { page } = screen;
  await freshPage();
  const answer = await holdCalls(page, 'codeBatches');
  await page.keyboard.press('Control+KeyG');
  await page.getByTestId('codes-sell').click();
  await typeAndEnter('100000');
  await expect(page.getByTestId('gift-value')).toHaveValue('100,000');
  await expect(page.getByTestId('voucher')).toHaveCount(0);
  await answer();
  await page.getByTestId('voucher-handed-over').click();
  await page.getByTestId('dialog-close').click();
});

test('a payment keeps what is typed for the wallet while the till still thinks about the points', async () => {
  const { page } = screen;
  await freshPage();
  await screen.addAmount(60_000);
  await page.keyboard.press('F12');
  await page.getByTestId('payment-wallet-entry').waitFor();
  const answer = await holdCalls(page, 'chooseTenders');
  await typeAndEnter('100');
  await page.getByTestId('payment-wallet-entry').click();
  await page.keyboard.type('10800');
  await answer();
  await expect(page.getByTestId('payment-left')).toContainText('48,800');
  await expect(page.getByTestId('payment-amount')).toHaveValue('10,800');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('payment-left')).toContainText('38,000');
  await page.keyboard.press('Enter');
  await page.getByTestId('receipt-payment').waitFor();
  await screen.nextSale();
});

test('an amount that is refused stands in its field again, and a second Enter pays nothing before it is seen', async () => {
  const { page } = screen;
  await screen.tapInTray(demoCards.silver);
  await freshPage();
  await screen.addAmount(60_000);
  await page.keyboard.press('F12');
  const answer = await holdCalls(page, 'chooseTenders');
  await typeAndEnter('105');
  await page.keyboard.press('Enter');
  await answer();
  await expect(page.getByTestId('payment-warning')).toContainText('whole steps');
  await expect(page.getByTestId('payment-amount')).toHaveValue('105');
  await expect(page.getByTestId('receipt-number')).toHaveCount(0);
  await page.keyboard.press('Escape');
});

test('Enter in the field of who introduced a member never enrols them without that person', async () => {
  const { page } = screen;
  await freshPage();
  const answer = await holdCalls(page, 'searchMembers');
  await page.keyboard.press('F7');
  // No keys: together with those of the next field they could be as many, and as fast, as those of a scan.
  await page.getByTestId('enrol-name').fill('Nima Test');
  await page.getByTestId('enrol-introducer').click();
  await typeAndEnter('Arash');
  await expect(page.getByTestId('enrol-introducer')).toHaveValue('Arash');
  await answer();
  await page.getByTestId('enrol-introducer-picked').waitFor();
  await expect(page.getByTestId('enrol-name')).toHaveValue('Nima Test');
  await page.keyboard.press('Escape');
});
