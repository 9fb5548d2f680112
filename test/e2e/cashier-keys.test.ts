/** Sales made by one means alone: the keyboard, a finger, the scanner; and names longer than their place. */

import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { demoCards, demoChain } from '#test/support/cashier-screen.ts';
import { tillOfFile } from './till-of-file.ts';

const onTill = tillOfFile();

const espresso = '6269014000015';
/** A person's pause between two keys; what comes faster is a scanner. */
const handDelayMs = 90;

async function type(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text, { delay: handDelayMs });
}

test('a whole sale with member, quantity, removal and undo needs nothing but the keyboard', async () => {
  await onTill('en', async ({ page, lineCount }) => {
    await page.getByTestId(`sign-in-operator-${demoChain.operators[0]?.operatorId}`).waitFor();
    await page.keyboard.press('Enter');
    await type(page, `${demoChain.operators[0]?.initialPin}\n`);
    await page.getByTestId('basket-empty').waitFor();

    await type(page, 'kilim');
    await expect(page.getByTestId('product-search')).toHaveValue('kilim');
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('basket-line')).toHaveCount(1);
    await page.keyboard.press('F4');
    await type(page, '5000\n');
    await expect(page.getByTestId('basket-line')).toHaveCount(2);

    await page.keyboard.press('F5');
    await page.keyboard.press('ArrowUp');
    await type(page, '3\n');
    await expect(page.getByTestId('line-quantity').first()).toHaveValue('3');
    await page.keyboard.press('F5');
    await type(page, '0\n');
    await expect(page.getByTestId('basket-line')).toHaveCount(1);
    await page.keyboard.press('F6');
    await expect(page.getByTestId('basket-line')).toHaveCount(2);

    await page.keyboard.press('F2');
    await type(page, '0912');
    await page.getByTestId('search-row').nth(1).waitFor();
    await page.keyboard.press('ArrowDown');
    const second = page.getByTestId('search-row').nth(1);
    await expect(second).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Enter');
    await page.getByTestId('member-name').waitFor();

    await page.keyboard.press('F9');
    await page.getByTestId('receipt-number').waitFor();
    await page.keyboard.press('Enter');
    await page.getByTestId('basket-empty').waitFor();
    expect(await lineCount()).toBe(0);
  });
});

test('an unknown card is enrolled and a notice put away by keys alone', async () => {
  await onTill('en', async (screen) => {
    const { page } = screen;
    await screen.signIn();
    await screen.tapInTray(demoCards.blocked);
    await page.getByTestId('tap-notice').waitFor();
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('tap-notice')).toHaveCount(0);
    await screen.tapInTray(demoCards.unknown);
    await page.getByTestId('tap-notice').waitFor();
    await page.keyboard.press('F7');
    await type(page, 'Nima Test');
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('member-name')).toHaveText('Nima Test');
    await screen.addAmount(10_000);
    await screen.pay();
    await screen.nextSale();
    await screen.tapInTray(demoCards.unknown);
    await expect(page.getByTestId('member-name')).toHaveText('Nima Test');
  });
});

test('who is not found is enrolled with what was typed, by Enter', async () => {
  await onTill('en', async (screen) => {
    const { page } = screen;
    await screen.signIn();
    await page.keyboard.press('F2');
    await type(page, '09129998877');
    await page.getByTestId('enrol-from-search').waitFor();
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('enrol-phone')).toHaveValue('09129998877');
  });
});

test('a scanner makes sale after sale without a look at the screen', async () => {
  await onTill('en', async (screen) => {
    const { page } = screen;
    await screen.signIn();
    await screen.scan(espresso);
    await expect(page.getByTestId('basket-line')).toHaveCount(1);
    await screen.pay();
    await screen.scan(espresso);
    await expect(page.getByTestId('receipt-dialog')).toHaveCount(0);
    await expect(page.getByTestId('basket-line')).toHaveCount(1);
    // A code that begins with a letter is led to the search by it, and leaves nothing there.
    await screen.scan('ab1234567');
    await expect(page.getByTestId('failure')).toHaveAttribute('data-code', 'barcode_unknown');
    await expect(page.getByTestId('product-search')).toHaveValue('');
  });
});

for (const language of ['en', 'fa'] as const) {
  test(`a name of a hundred letters moves no button out of reach in ${language}`, async () => {
    await onTill(language, async (screen) => {
      const { page } = screen;
      await screen.signIn();
      await page.keyboard.press('F7');
      await page.getByTestId('enrol-name').fill(`${'Wolfeschlegelstein '.repeat(5)}Dorf`);
      await page.getByTestId('enrol-submit').click();
      await page.getByTestId('member-name').waitFor();
      await screen.addAmount(10_000);
      await screen.tapInTray(demoCards.gold);
      for (const testId of ['other-member-keep', 'other-member-switch']) {
        const box = await page.getByTestId(testId).boundingBox();
        const frame = await page.getByTestId('tap-notice').boundingBox();
        if (box === null || frame === null) throw new Error('the notice is on the screen');
        expect(box.x).toBeGreaterThanOrEqual(frame.x);
        expect(box.x + box.width).toBeLessThanOrEqual(frame.x + frame.width);
      }
      await page.getByTestId('other-member-switch').click();
      await expect(page.getByTestId('tap-notice')).toHaveCount(0);
    });
  });
}
