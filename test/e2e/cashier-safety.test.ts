/** Till and shift on the screen, in both languages: how the till is, what it can lose, and the proof of a closed shift. */

import path from 'node:path';
import { expect, test } from '@playwright/test';
import { cashierScreen } from '#test/support/cashier-screen.ts';
import { launchShell, shellFolder } from '#test/support/launch-shell.ts';
import { runVafa } from '#test/support/run-vafa.ts';

for (const language of ['fa', 'en'] as const) {
  test(`a till says that all is well, and proves a shift from its sales (${language})`, async () => {
    const { dataDir, removeFolder } = shellFolder();
    const seeded = runVafa('demo', 'seed', '--data', dataDir);
    expect(seeded.exitCode, seeded.stderr).toBe(0);
    const env = { PCSCLITE_CSOCK_NAME: path.join(dataDir, 'no-card-service') };
    const args = ['--demo', `--lang=${language}`, '--window-size=1280x800'];
    const shell = await launchShell({ dataDir, args, env });
    try {
      const screen = cashierScreen(shell.page);
      const { page } = screen;
      await screen.signIn();
      await expect(page.getByTestId('concern-banner')).toHaveCount(0);
      for (const amount of [25_000, 40_000]) {
        await screen.addAmount(amount);
        await screen.pay();
        await screen.nextSale();
      }
      await page.keyboard.press('Control+KeyH');
      await expect(page.getByTestId('safety-dialog')).toBeVisible();
      await expect(page.getByTestId('shift-entries')).toHaveAttribute('data-entries', '2');
      await expect(page.getByTestId('worst-loss-amount')).toHaveCount(0);
      await page.getByTestId('close-shift').click();
      await expect(page.getByTestId('shift-proof')).toHaveAttribute('data-entries', '2');
      await expect(page.getByTestId('proof-state')).toHaveAttribute('data-state', 'complete');
      await page.getByTestId('proof-back').click();
      await expect(page.getByTestId('shift-entries')).toHaveAttribute('data-entries', '0');
      await page.getByTestId('last-proof').click();
      await expect(page.getByTestId('shift-proof')).toHaveAttribute('data-entries', '2');
    } finally {
      await shell.stop();
      removeFolder();
    }
  });
}
