/** Points, wallet and cash in one sale, and a wallet that is filled, on the real till in both languages. */

import { expect, test } from '@playwright/test';
import { demoCards } from '#test/support/cashier-screen.ts';
import type { CashierScreen } from '#test/support/cashier-screen.ts';
import { tillOfFile } from './till-of-file.ts';

const onTill = tillOfFile();

/** A person's pause between two keys; what comes faster is a scanner. */
const handDelayMs = 90;

type Language = 'fa' | 'en';

const shown: { readonly [Spoken in Language]: (digits: string) => string } = {
  en: (digits) => digits,
  fa: (digits) => digits.replace(',', '٬').replace(/[0-9]/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'[Number(digit)] ?? digit),
};

async function withGoldMember(
  language: Language,
  use: (screen: CashierScreen) => Promise<void>,
): Promise<void> {
  await onTill(language, async (screen) => {
    await screen.signIn();
    await screen.tapInTray(demoCards.gold);
    await screen.page.getByTestId('member-name').waitFor();
    await use(screen);
  });
}

for (const language of ['fa', 'en'] as const) {
  test(`points, wallet and cash pay one sale, with the change in the wallet, in ${language}`, async () => {
    await withGoldMember(language, async (screen) => {
      const { page } = screen;
      const digits = shown[language];
      const type = async (text: string): Promise<void> => {
        await page.keyboard.type(text, { delay: handDelayMs });
        await page.keyboard.press('Enter');
      };
      await page.keyboard.press('Control+w');
      await type('50000');
      await page.getByTestId('top-up-done').waitFor();
      await page.keyboard.press('Enter');

      await screen.addAmount(60_000);
      await page.keyboard.press('F12');
      await type('100');
      await expect(page.getByTestId('payment-left')).toContainText(digits('48,800'));
      await page.getByTestId('payment-wallet-entry').click();
      await type('30800');
      await expect(page.getByTestId('payment-left')).toContainText(digits('18,000'));
      await page.getByTestId('cash-note').first().click();
      await page.getByTestId('change-all').click();
      await page.keyboard.press('Enter');

      const receipt = page.getByTestId('receipt-payment');
      await receipt.waitFor();
      await expect(page.getByTestId('receipt-tender').first()).toContainText(digits('100'));
      await expect(page.getByTestId('receipt-tender')).toHaveCount(2);
      await expect(page.getByTestId('receipt-into-wallet')).toBeVisible();
      await expect(page.getByTestId('give-change')).toHaveCount(0);
    });
  });
}

test('a plain payment is still one key, and a choice that is refused is told where it was made', async () => {
  await withGoldMember('en', async (screen) => {
    const { page } = screen;
    await screen.addAmount(60_000);
    await page.keyboard.press('F12');
    await page.keyboard.type('105', { delay: handDelayMs });
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('payment-warning')).toContainText('whole steps');
    await page.keyboard.press('Escape');
    await page.keyboard.press('F9');
    await page.getByTestId('receipt').waitFor();
    await expect(page.getByTestId('receipt-payment')).toHaveCount(0);
  });
});
