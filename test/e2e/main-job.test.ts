/** The main job on real parts: a card on the PC/SC stack becomes a booked sale in a real window. */

import path from 'node:path';
import { expect, test } from '@playwright/test';
import { normalCard } from '#tools/virtual-card/card-behaviours.ts';
import { placeCard } from '#tools/virtual-card/place-card.ts';
import { cashierScreen, demoCards } from '#test/support/cashier-screen.ts';
import type { CashierScreen } from '#test/support/cashier-screen.ts';
import { launchShell, shellFolder } from '#test/support/launch-shell.ts';
import { createPcscService } from '#test/support/pcsc-service.ts';
import type { PcscService } from '#test/support/pcsc-service.ts';
import { runVafa } from '#test/support/run-vafa.ts';

const kilimCushion = '6269014010199';

type Stand = { readonly screen: CashierScreen; readonly service: PcscService; readonly dataDir: string };

/** A shop whose silver member has a birthday today, with a card service and a virtual reader of its own. */
async function withStand(language: 'en' | 'fa', use: (stand: Stand) => Promise<void>): Promise<void> {
  const service = await createPcscService();
  await service.start();
  const { dataDir, removeFolder } = shellFolder();
  const seeded = runVafa('demo', 'seed', '--data', dataDir);
  expect(seeded.exitCode, seeded.stderr).toBe(0);
  const shell = await launchShell({ dataDir, args: ['--demo', `--lang=${language}`], env: service.env });
  try {
    await use({ screen: cashierScreen(shell.page), service, dataDir });
  } finally {
    await shell.stop();
    await service.dispose();
    removeFolder();
  }
}

async function tapRealCard({ service }: Stand, cardUid: string): Promise<void> {
  const card = await placeCard({ behaviour: normalCard(cardUid), port: service.slotPorts[0] });
  if (!card.ok) throw new Error('no virtual reader listens');
  await card.value.asked;
  await card.value.lift();
}

test('a card on the reader becomes a booked sale with the birthday winning over four other offers', async () => {
  await withStand('en', async (stand) => {
    const { screen, dataDir } = stand;
    await screen.signIn();
    await expect(screen.page.getByTestId('reader-state')).toHaveAttribute('data-state', 'ready');
    await tapRealCard(stand, demoCards.silver);
    await expect(screen.page.getByTestId('member-tier')).toHaveText(/Silver/);
    await screen.scan(kilimCushion);
    await screen.addAmount(300_000);
    await expect(screen.page.getByTestId('payable').first()).toHaveText(/600,000/);
    await expect(screen.page.getByTestId('offer-birthday')).toContainText('120,000');
    await expect(screen.page.getByTestId('offer-birthday')).toHaveAttribute('data-verdict', 'applied');
    const beaten = {
      'silver-credit': '90,000',
      'over-500-thousand': '60,000',
      'eleventh-visit': '30,000',
      'home-week': '21,000',
    };
    for (const [offerId, worth] of Object.entries(beaten)) {
      await expect(screen.page.getByTestId(`offer-${offerId}`)).toContainText(worth);
      await expect(screen.page.getByTestId(`offer-${offerId}`)).toHaveAttribute('data-verdict', 'beaten');
    }
    await screen.pay();
    await expect(screen.page.getByTestId('receipt-wallet')).toContainText('120,000');
    await screen.nextSale();
    const verified = runVafa('ledger', 'verify', path.join(dataDir, 'ledger.db'));
    expect(verified.exitCode, verified.stdout + verified.stderr).toBe(0);
    expect(JSON.parse(verified.stdout)).toMatchObject({ entries: 1 });
  });
});

test('the same sale is made in Persian, with Persian digits and from right to left', async () => {
  await withStand('fa', async (stand) => {
    const { screen } = stand;
    await expect(screen.page.locator('html')).toHaveAttribute('dir', 'rtl');
    await screen.signIn();
    await expect(screen.page.getByTestId('reader-state')).toHaveAttribute('data-state', 'ready');
    await tapRealCard(stand, demoCards.silver);
    await expect(screen.page.getByTestId('member-tier')).toHaveText(/نقره‌ای/);
    await screen.scan(kilimCushion);
    await screen.addAmount(300_000);
    await expect(screen.page.getByTestId('offer-birthday')).toContainText('۱۲۰٬۰۰۰');
    await screen.pay();
    await expect(screen.page.getByTestId('receipt-payable')).toContainText('۶۰۰٬۰۰۰');
  });
});
