/** Till and shift on the screen, in both languages: how the till is, what it can lose, and the proof of a closed shift. */

import { expect, test } from '@playwright/test';
import { tillOfFile } from './till-of-file.ts';

const onTill = tillOfFile();

for (const language of ['fa', 'en'] as const) {
  test(`a till says that all is well, and proves a shift from its sales (${language})`, async () => {
    await onTill(language, async (screen) => {
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
    });
  });
}
