/** A real window on a virtual display, on a copy of a large data folder, with somebody signed in. */

import type { ElectronApplication, Page } from '@playwright/test';
import { cashierScreen } from '#test/support/cashier-screen.ts';
import type { CashierScreen } from '#test/support/cashier-screen.ts';
import { launchTill } from '#tools/launch/launch-till.ts';
import { startVirtualDisplay } from '#tools/launch/virtual-display.ts';
import { offerCount } from './bench-options.ts';
import { copyOfDataFolder } from './data-folder.ts';
import type { BenchFolder } from './data-folder.ts';
import { addOffers } from './many-offers.ts';
import { installProbe } from './page-probe.ts';

export type TillWindow = {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly screen: CashierScreen;
  readonly folder: BenchFolder;
  /** The main process; its descendants are the whole application. */
  readonly pid: number;
};

/** Signed in, with the probe in the page and the reader service connected. */
export async function withTillWindow<Value>(
  memberCount: number,
  use: (window: TillWindow) => Promise<Value>,
): Promise<Value> {
  const display = await startVirtualDisplay();
  if (!display.ok) throw new Error(display.error);
  const folder = await copyOfDataFolder(memberCount);
  try {
    addOffers(folder, offerCount);
    const till = await launchTill({
      dataDir: folder.dataDir,
      args: ['--demo', '--lang=en', '--window-size=1280x800'],
      env: { DISPLAY: display.value.name ?? '' },
    });
    try {
      const { app, page } = till;
      const screen = cashierScreen(page);
      await page.addInitScript(installProbe);
      await page.reload();
      await screen.signIn();
      await readerAnswered(page);
      return await use({ app, page, screen, folder, pid: app.process().pid ?? -1 });
    } finally {
      await till.stop();
    }
  } finally {
    folder.remove();
    await display.value.stop();
  }
}

/** Ready, or without a card service: cards of the tray can be tapped either way. */
export async function readerAnswered(page: Page): Promise<void> {
  await page
    .locator(
      '[data-testid="reader-state"][data-state="ready"], [data-testid="reader-state"][data-state="noService"]',
    )
    .waitFor();
}
