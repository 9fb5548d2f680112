/**
 * One till for the tests of a file: starting one takes longer than most of them. Each finds it as after a start, with
 * nobody signed in and an empty basket; what the ones before have booked stays booked.
 */

import { expect, test } from '@playwright/test';
import { cashierScreen } from '#test/support/cashier-screen.ts';
import type { CashierScreen } from '#test/support/cashier-screen.ts';
import { launchShell, shellFolder, withoutReader } from '#test/support/launch-shell.ts';
import type { LaunchedShell } from '#test/support/launch-shell.ts';
import type { ScreenLanguage, withTill } from '#test/support/with-till.ts';

type OpenTill = {
  readonly screen: CashierScreen;
  readonly dataDir: string;
  readonly shell: LaunchedShell;
  readonly close: () => Promise<void>;
};

/** To be called once, at the top of a file. The till is started by the first test that uses it. */
export function tillOfFile(): typeof withTill {
  let open: OpenTill | undefined;
  test.afterAll(() => open?.close());
  return async (language, use) => {
    if (open === undefined) open = await openTill(language);
    else await startOver(open.screen, language);
    await use(open.screen, open.dataDir, open.shell);
  };
}

async function openTill(language: ScreenLanguage): Promise<OpenTill> {
  const { dataDir, removeFolder } = shellFolder();
  const args = ['--demo', `--lang=${language}`, '--window-size=1024x768'];
  const shell = await launchShell({ dataDir, args, env: withoutReader(dataDir) });
  const close = async (): Promise<void> => {
    await shell.stop();
    removeFolder();
  };
  return { screen: cashierScreen(shell.page), dataDir, shell, close };
}

async function startOver({ page, nextSale }: CashierScreen, language: ScreenLanguage): Promise<void> {
  await page.reload();
  const signInTile = page.locator('[data-testid^="sign-in-operator-"]').first();
  await signInTile.or(page.getByTestId('pay-button')).first().waitFor();
  if (await page.getByTestId('pay-button').isVisible()) {
    if (await page.getByTestId('receipt-dialog').isVisible()) await nextSale();
    if (await page.getByTestId('member-detach').isVisible()) await page.getByTestId('member-detach').click();
    if (await page.getByTestId('clear-basket').isEnabled()) {
      await page.getByTestId('clear-basket').click();
      await page.getByTestId('clear-yes').click();
    }
    await page.getByTestId('basket-empty').waitFor();
    await page.keyboard.press('Control+KeyL');
    await signInTile.waitFor();
  }
  if ((await page.locator('html').getAttribute('lang')) === language) return;
  await page.getByTestId('language-button').click();
  await expect(page.locator('html')).toHaveAttribute('lang', language);
}
