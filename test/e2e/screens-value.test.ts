/** Each window of points, wallet, codes, corrections and shift in the four looks: accessible, and pictured. */

import { expect, test } from '@playwright/test';
import { cashierScreen, demoCards, demoChain } from '#test/support/cashier-screen.ts';
import type { CashierScreen } from '#test/support/cashier-screen.ts';
import { launchShell, shellFolder, withoutReader } from '#test/support/launch-shell.ts';
import { holdCalls } from './hold-calls.ts';
import { judgeScreen, showAs, walks, walkTitle } from './judge-screen.ts';

type Step = { readonly screen: CashierScreen; readonly picture: (name: string) => Promise<void> };

const manager = demoChain.operators.findIndex(({ role }) => role === 'manager');

async function close({ page }: CashierScreen): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

async function pictureMember({ screen, picture }: Step): Promise<void> {
  const { page } = screen;
  await page.getByTestId('member-points').click();
  await page.getByTestId('reward-list').waitFor();
  await page.getByTestId('claim-gift-wrap').click();
  await page.getByTestId('claim-row').waitFor();
  await picture('22-rewards');
  // The button that was pressed goes away; Escape closes the window nevertheless.
  await page.getByTestId('claim-take-back').click();
  await expect(page.getByTestId('claim-row')).toHaveAttribute('data-status', 'cancelled');
  await close(screen);
  await page.getByTestId('open-member-file').click();
  for (const tab of ['overview', 'lots', 'statement', 'tier', 'people']) {
    await page.getByTestId(`member-file-${tab}`).click();
    if (tab === 'statement') await page.getByTestId('statement-lines').waitFor();
    await picture(`23-file-${tab}`);
  }
  await close(screen);
  const answer = await holdCalls(page, 'walletOptions');
  await page.getByTestId('member-wallet').click();
  await page.keyboard.type('50000');
  await picture('24-top-up-asking');
  await answer();
  await page.getByTestId('top-up-gift-apology').click();
  await expect(page.getByTestId('top-up-submit')).toBeEnabled();
  await picture('24-top-up');
  await close(screen);
}

async function picturePayment({ screen, picture }: Step): Promise<void> {
  const { page } = screen;
  await screen.addAmount(150_000);
  await screen.scan('6269014010199');
  await expect(page.getByTestId('basket-line')).toHaveCount(2);
  await page.getByTestId('pay-with').click();
  await page.getByTestId('points-chip-all').click();
  await page.getByTestId('payment-wallet-all').click();
  await page.getByTestId('cash-note').first().click();
  await page.getByTestId('change-all').click();
  await picture('25-payment');
  await page.keyboard.press('Enter');
  await page.getByTestId('receipt-payment').waitFor();
  await screen.nextSale();
}

async function pictureCodes({ screen, picture }: Step): Promise<void> {
  const { page } = screen;
  await page.keyboard.press('Control+g');
  await page.getByTestId('code-field').waitFor();
  await picture('27-codes');
  await page.getByTestId('codes-batches').click();
  await page.getByTestId('issue-what').waitFor();
  await picture('28-batches');
  await page.getByTestId('codes-sell').click();
  await page.getByTestId('gift-value-1000000').click();
  await page.getByTestId('gift-sell').click();
  await page.getByTestId('voucher').waitFor();
  await picture('30-voucher');
  await close(screen);
  await page.getByTestId('voucher-banner').waitFor();
  await page.getByTestId('voucher-banner-open').click();
  await page.getByTestId('voucher-handed-over').click();
  await page.getByTestId('voucher').waitFor({ state: 'detached' });
  await close(screen);
}

async function pictureCorrections({ screen, picture }: Step): Promise<void> {
  const { page } = screen;
  await screen.tapInTray(demoCards.silver);
  await page.getByTestId('member-name').waitFor();
  await page.keyboard.press('Control+r');
  await page.getByTestId('sale-row').first().click();
  await page.getByTestId('sale-line-tick').first().click();
  await page.getByTestId('refund-reason-returned').click();
  await picture('32-refund');
  await page.getByTestId('refund-submit').click();
  await page.getByTestId('refund-slip').waitFor();
  await picture('33-refund-slip');
  await page.getByTestId('refund-slip-close').click();
  await page.getByTestId('adjust-open').click();
  await page.getByTestId('adjust-points').fill('100');
  await page.getByTestId('adjust-reason-complaint').click();
  await picture('34-adjust');
  await page.getByTestId('adjust-submit').click();
  await expect(page.getByTestId('pin-field')).toBeFocused();
  await picture('35-approval');
  await page.keyboard.press('Escape');
  await close(screen);
}

async function pictureShift({ screen, picture }: Step): Promise<void> {
  const { page } = screen;
  await page.getByTestId('more-button').click();
  await page.getByTestId('more-menu').waitFor();
  await picture('36-more');
  await page.getByTestId('more-health').click();
  await page.getByTestId('health-details').waitFor();
  await picture('37-shift');
  await page.getByTestId('close-shift').click();
  await page.getByTestId('shift-proof').waitFor();
  await picture('38-proof');
  await close(screen);
}

for (const walk of walks) {
  test(`every window of value is accessible and pictured ${walkTitle(walk)}`, async () => {
    const { dataDir, removeFolder } = shellFolder();
    const args = ['--demo', `--lang=${walk.language}`, '--window-size=1024x768'];
    const shell = await launchShell({ dataDir, args, env: withoutReader(dataDir) });
    try {
      await showAs(shell.page, walk.judged);
      const screen = cashierScreen(shell.page);
      const step: Step = { screen, picture: (name) => judgeScreen(shell.page, walk, name) };
      await screen.signIn(manager);
      await screen.tapInTray(demoCards.silver);
      await shell.page.getByTestId('member-name').waitFor();
      await pictureMember(step);
      await picturePayment(step);
      await pictureCodes(step);
      await pictureCorrections(step);
      await pictureShift(step);
    } finally {
      await shell.stop();
      removeFolder();
    }
  });
}
