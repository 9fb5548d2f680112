/** A sale with points given back: one line, the rest, and never a third time; in both languages. */

import { expect, test } from '@playwright/test';
import { demoCards, demoChain } from '#test/support/cashier-screen.ts';
import type { CashierScreen } from '#test/support/cashier-screen.ts';
import { tillOfFile } from './till-of-file.ts';

const onTill = tillOfFile();

async function sellTwoAmounts(screen: CashierScreen): Promise<string> {
  await screen.signIn();
  await screen.tapInTray(demoCards.silver);
  await screen.page.getByTestId('member-name').waitFor();
  await screen.addAmount(120_000);
  await screen.addAmount(80_000);
  const number = await screen.pay();
  await screen.nextSale();
  return number;
}

for (const language of ['en', 'fa'] as const) {
  test(`a line is given back, then the rest, and a third time is refused, in ${language}`, async () => {
    await onTill(language, async (screen) => {
      const { page } = screen;
      const number = await sellTwoAmounts(screen);
      await page.keyboard.press('Control+r');
      await page.getByTestId('sales-search').fill(number);
      await expect(page.getByTestId('sale-pane')).toHaveAttribute('data-state', 'whole');
      await page.getByTestId('sale-line-tick').first().click();
      await page.getByTestId('effect-points-taken').waitFor();
      await page.getByTestId('refund-reason-returned').click();
      await page.getByTestId('refund-submit').click();
      await page.getByTestId('refund-slip').waitFor();
      await expect(page.getByTestId('refund-slip-line')).toHaveCount(1);
      await page.keyboard.press('Enter');

      await expect(page.getByTestId('sale-pane')).toHaveAttribute('data-state', 'partly');
      await page.getByTestId('refund-all').click();
      await page.getByTestId('refund-reason-returned').click();
      await page.getByTestId('refund-submit').click();
      await page.getByTestId('refund-slip').waitFor();
      await page.keyboard.press('Enter');

      await expect(page.getByTestId('sale-pane')).toHaveAttribute('data-state', 'refunded');
      await page.getByTestId('refund-over').waitFor();
      await expect(page.getByTestId('refund-submit')).toHaveCount(0);
      await expect(page.getByTestId('earlier-refund')).toHaveCount(2);
    });
  });
}

test('the code of a sale is shown beside it and on its receipt, and a strange code gives nothing back', async () => {
  await onTill('fa', async (screen) => {
    const { page } = screen;
    const number = await sellTwoAmounts(screen);
    await page.keyboard.press('Control+r');
    await page.getByTestId('sales-search').fill(number);
    await page.getByTestId('refund-code').click();
    await page.getByTestId('refund-code-dialog').getByRole('img').waitFor();
    await page.keyboard.press('Escape');
    await page.getByTestId('sales-search').fill('VP1');
    await page.getByTestId('sales-reading').waitFor();
    await page.getByTestId('sales-search').fill('VP100300X');
    const refused = page.getByTestId('correction-refused');
    await expect(refused).toHaveAttribute('data-code', 'proof_unreadable');
  });
});

test('a slip of a refund that is longer than its window is read to its end by keys', async () => {
  await onTill('en', async (screen) => {
    const { page } = screen;
    await sellTwoAmounts(screen);
    await page.keyboard.press('Control+r');
    await page.getByTestId('sale-row').first().click();
    await page.getByTestId('refund-all').click();
    await page.getByTestId('refund-reason-returned').click();
    await page.getByTestId('refund-submit').click();
    const slip = page.getByTestId('refund-slip');
    await slip.waitFor();
    await expect(page.getByTestId('refund-slip-close')).toBeFocused();
    await page.setViewportSize({ width: 1_024, height: 500 });
    await page.keyboard.press('Shift+Tab');
    await expect(slip).toBeFocused();
    await page.keyboard.press('End');
    await expect.poll(() => slip.evaluate(({ scrollTop }) => scrollTop)).toBeGreaterThan(0);
    await page.setViewportSize({ width: 1_024, height: 768 });
    await page.getByTestId('refund-slip-close').click();
  });
});

test('a void waits for a manager, who sees what it is and enters their PIN', async () => {
  await onTill('en', async (screen) => {
    const { page } = screen;
    await sellTwoAmounts(screen);
    await page.keyboard.press('Control+r');
    await page.getByTestId('sale-row').first().click();
    await page.getByTestId('refund-kind-void').click();
    await page.getByTestId('refund-reason-mistake').click();
    await page.getByTestId('refund-submit').click();
    const manager = demoChain.operators.find(({ role }) => role === 'manager');
    await page.getByTestId(`approver-${manager?.operatorId}`).click();
    await expect(page.getByTestId('approval-what')).toContainText('Void');
    // Eight digits at the pace of a machine are a scan: a test fills in what a person types.
    const enterPin = async (pin: string): Promise<void> => {
      await page.getByTestId('pin-field').fill(pin);
      await page.keyboard.press('Enter');
    };
    await enterPin('00000000');
    await expect(page.getByTestId('pin-message')).toHaveAttribute('data-code', 'wrong_pin');
    await enterPin(manager?.initialPin ?? '');
    await page.getByTestId('refund-slip').waitFor();
    await page.getByTestId('refund-approver').waitFor();
  });
});
