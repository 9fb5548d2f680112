/** Each screen in both languages, light and dark: no accessibility fault, and a picture kept for people to judge. */

import { expect, test } from '@playwright/test';
import { cashierScreen, demoCards, demoChain } from '#test/support/cashier-screen.ts';
import type { CashierScreen } from '#test/support/cashier-screen.ts';
import { launchShell, shellFolder } from '#test/support/launch-shell.ts';
import { judgeScreen, showAs, walks, walkTitle } from './judge-screen.ts';
import type { Walk } from './judge-screen.ts';

async function walkScreens(screen: CashierScreen, walk: Walk): Promise<void> {
  const { page } = screen;
  await page.getByTestId(`sign-in-operator-${demoChain.operators[0]?.operatorId}`).waitFor();
  await judgeScreen(page, walk, '01-sign-in');
  await page.getByTestId(`sign-in-operator-${demoChain.operators[0]?.operatorId}`).click();
  await judgeScreen(page, walk, '02-pin');
  await screen.typePin(demoChain.operators[0]?.initialPin ?? '');
  await page.getByTestId('basket-empty').waitFor();
  await judgeScreen(page, walk, '03-empty');
  await screen.tapInTray(demoCards.unknown);
  await page.getByTestId('tap-notice').waitFor();
  await judgeScreen(page, walk, '04-unknown-card');
  await page.getByTestId('enrol-with-card').click();
  await judgeScreen(page, walk, '05-enrol');
  await page.getByTestId('dialog-close').click();
  await screen.tapInTray(demoCards.silver);
  await page.getByTestId('member-name').waitFor();
  await screen.scan('6269014010199');
  await screen.addAmount(150_000);
  await screen.scan('6269014000022');
  await expect(page.getByTestId('basket-line')).toHaveCount(3);
  await judgeScreen(page, walk, '06-basket');
  await screen.tapInTray(demoCards.gold);
  await page.getByTestId('tap-notice').waitFor();
  await judgeScreen(page, walk, '07-other-member');
  await page.getByTestId('other-member-keep').click();
  await page.keyboard.press('F1');
  await page.getByTestId('keys-dialog').waitFor();
  await judgeScreen(page, walk, '08-keys');
  await page.keyboard.press('Escape');
  await page.keyboard.press('F10');
  await page.getByTestId('offer-details').waitFor();
  await judgeScreen(page, walk, '10-offer');
  await page.keyboard.press('Enter');
  await page.getByTestId('wish-bar').waitFor();
  await judgeScreen(page, walk, '11-wish');
  await page.keyboard.press('Control+b');
  await page.keyboard.press('F11');
  await page.getByTestId('why-not-row').first().waitFor();
  await judgeScreen(page, walk, '12-why-not');
  await page.keyboard.press('Escape');
  await screen.pay();
  await judgeScreen(page, walk, '09-receipt');
}

for (const walk of walks) {
  test(`every screen is accessible and pictured ${walkTitle(walk)}`, async () => {
    const { dataDir, removeFolder } = shellFolder();
    const args = ['--demo', `--lang=${walk.language}`, '--window-size=1024x768'];
    const shell = await launchShell({ dataDir, args });
    try {
      await showAs(shell.page, walk.judged);
      await walkScreens(cashierScreen(shell.page), walk);
    } finally {
      await shell.stop();
      removeFolder();
    }
  });
}
