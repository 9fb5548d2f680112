/** The file of a member on the real till: what they hold, a friend they give points to, and both languages. */

import { expect, test } from '@playwright/test';
import { demoCards, demoChain } from '#test/support/cashier-screen.ts';
import type { CashierScreen } from '#test/support/cashier-screen.ts';
import { withTill } from '#test/support/with-till.ts';

/** A person's pause between two keys; what comes faster is a scanner. */
const handDelayMs = 90;

async function withSilver(
  language: 'fa' | 'en',
  use: (screen: CashierScreen) => Promise<void>,
): Promise<void> {
  await withTill(language, async (screen) => {
    await screen.signIn();
    await use(screen);
  });
}

for (const { language, nobody, points, left, worth, kind } of [
  {
    language: 'fa',
    nobody: 'عضوی شناسایی نشده است',
    points: '۲۲۷',
    left: '۱۷۷',
    worth: 'طلا',
    kind: 'داده یا گرفته',
  },
  {
    language: 'en',
    nobody: 'Nobody is identified',
    points: '227',
    left: '177',
    worth: 'gold',
    kind: 'Given or received',
  },
] as const) {
  test(`a member’s file tells what they hold, and gives points to a friend, in ${language}`, async () => {
    await withSilver(language, async (screen) => {
      const { page } = screen;
      await page.keyboard.press('Control+m');
      await expect(page.getByTestId('member-file-dialog')).toContainText(nobody);
      await page.keyboard.press('Escape');
      await screen.tapInTray(demoCards.silver);
      await page.getByTestId('member-name').waitFor();
      await page.getByTestId('open-member-file').click();
      await expect(page.getByTestId('file-points')).toContainText(points);
      await expect(page.getByTestId('file-worth')).toContainText(worth);
      await expect(page.getByTestId('tier-progress')).toBeVisible();
      await page.getByTestId('member-file-lots').click();
      await expect(page.getByTestId('lot')).toHaveCount(2);
      await page.getByTestId('transfer-to').fill('Arash');
      await page.getByTestId('transfer-to-rows').getByRole('button').first().click();
      await page.getByTestId('transfer-points').fill('50');
      await page.getByTestId('transfer-submit').click();
      await expect(page.getByTestId('lot').first()).toContainText(left);
      await page.getByTestId('member-file-statement').click();
      await expect(page.getByTestId('statement-lines')).toContainText(kind);
      await page.getByTestId('member-file-tier').click();
      await expect(page.getByTestId('tier-progress')).toBeVisible();
      await page.getByTestId('member-file-people').click();
      await expect(page.getByTestId('friends')).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(page.getByTestId('member-points')).toContainText(left);
    });
  });
}

test('the file of a member needs a second person’s yes before a wallet is shared', async () => {
  await withSilver('en', async (screen) => {
    const { page } = screen;
    await screen.tapInTray(demoCards.silver);
    await page.getByTestId('member-name').waitFor();
    await page.keyboard.press('Control+m');
    await page.getByTestId('member-file-people').click();
    await page.getByTestId('household-add').fill('Arash');
    await page.getByTestId('household-add-rows').getByRole('button').first().click();
    await page.getByTestId('household-limit').fill('200000');
    await page.getByTestId('household-submit').click();
    await page.getByTestId('approval-dialog').waitFor();
    const managers = demoChain.operators.filter(({ role }) => role === 'manager');
    const manager = managers[0];
    if (manager === undefined) throw new Error('the demo has a manager');
    if (managers.length > 1) await page.getByTestId(`approver-${manager.operatorId}`).click();
    await page.keyboard.type(manager.initialPin, { delay: handDelayMs });
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('household-members')).toContainText('200,000');
  });
});
