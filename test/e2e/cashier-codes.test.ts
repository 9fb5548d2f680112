/** Gift cards and rewards on the screen, in both languages: sold, paid with, looked at again; claimed and taken back. */

import { expect, test } from '@playwright/test';
import { demoCards } from '#test/support/cashier-screen.ts';
import { tillOfFile } from './till-of-file.ts';

const onTill = tillOfFile();

const balance = {
  fa: { full: '۱۰۰٬۰۰۰ تومان', left: '۶۰٬۰۰۰ تومان' },
  en: { full: '100,000 Toman', left: '60,000 Toman' },
};

/** Has claimed nothing before. */
const claimant = { fa: demoCards.silver, en: demoCards.gold };

for (const language of ['fa', 'en'] as const) {
  test(`a gift card is sold, pays a part, and shows what is left (${language})`, async () => {
    await onTill(language, async (screen) => {
      const { page } = screen;
      await screen.signIn();
      await page.keyboard.press('Control+KeyG');
      await page.getByTestId('codes-sell').click();
      await page.getByTestId('gift-value-1000000').click();
      await page.getByTestId('gift-sell').click();
      const code = await page.getByTestId('voucher-code').innerText();
      expect(code).toMatch(/^(?:[0-9A-Z]{4}-){4}[0-9A-Z]$/);
      await page.getByTestId('voucher-handed-over').click();
      await page.getByTestId('dialog-close').click();

      await screen.addAmount(40_000);
      await screen.scan(code.replaceAll('-', ''));
      await expect(page.getByTestId('code-found')).toHaveAttribute('data-kind', 'giftCard');
      expect(await screen.text('code-balance')).toBe(balance[language].full);
      await page.getByTestId('code-take').click();
      await page.getByTestId('codes-dialog').waitFor({ state: 'detached' });
      await screen.pay();
      await screen.nextSale();

      await screen.scan(code.replaceAll('-', ''));
      await page.getByTestId('code-found').waitFor();
      expect(await screen.text('code-balance')).toBe(balance[language].left);
    });
  });

  test(`a reward is claimed and taken back, and its points are there again (${language})`, async () => {
    await onTill(language, async (screen) => {
      const { page } = screen;
      await screen.signIn();
      await screen.tapInTray(claimant[language]);
      await page.getByTestId('member-name').waitFor();
      await page.keyboard.press('Control+KeyJ');
      const spendable = page.getByTestId('rewards-spendable');
      const before = await spendable.innerText();
      await page.getByTestId('claim-gift-wrap').click();
      await expect(page.getByTestId('claim-row')).toHaveAttribute('data-status', 'open');
      await expect(spendable).not.toHaveText(before);
      await page.getByTestId('claim-take-back').click();
      await expect(page.getByTestId('claim-row')).toHaveAttribute('data-status', 'cancelled');
      await expect(spendable).toHaveText(before);
    });
  });
}

test('a code that one customer did not take is not shown to the next', async () => {
  await onTill('en', async (screen) => {
    const { page } = screen;
    await screen.signIn();
    await screen.tapInTray(demoCards.gold);
    await page.getByTestId('member-name').waitFor();
    await page.keyboard.press('Control+KeyJ');
    await page.getByTestId('claim-discount-50').click();
    await page.getByTestId('voucher-code').waitFor();
    await page.keyboard.press('Escape');
    await page.getByTestId('rewards-dialog').waitFor({ state: 'detached' });

    await page.keyboard.press('Control+KeyJ');
    await page.getByTestId('claim-gift-wrap').waitFor();
    await expect(page.getByTestId('voucher-code')).toHaveCount(0);
    await page.keyboard.press('Escape');
    await page.getByTestId('rewards-dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+KeyG');
    await page.getByTestId('voucher-code').waitFor();
  });
});

test('a code on the screen goes away when a tap brings another member', async () => {
  await onTill('en', async (screen) => {
    const { page } = screen;
    await screen.signIn();
    await screen.tapInTray(demoCards.gold);
    await page.getByTestId('member-name').waitFor();
    await page.keyboard.press('Control+KeyJ');
    await page.getByTestId('claim-discount-50').click();
    await page.getByTestId('voucher-code').waitFor();
    await screen.tapBehindWindow(demoCards.silver);
    await expect(page.getByTestId('voucher-code')).toHaveCount(0);
    await page.getByTestId('rewards-spendable').waitFor();
  });
});
