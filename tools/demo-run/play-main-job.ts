/** The till's main job as a cashier does it: sign in, tap, basket, score, pay, receipt. */

import path from 'node:path';
import type { Page } from '@playwright/test';

/** What the player needs besides the page: the demo's operator, and how a card is put on the reader. */
export interface MainJob {
  readonly operatorId: string;
  readonly pin: string;
  readonly barcode: string;
  /** A plain amount beside the product, in Toman as a cashier types it. */
  readonly amountToman: number;
  readonly tapCard: () => Promise<void>;
  readonly screenshots: string;
}

/** Plays the main job once on the cashier's page; returns what the screen showed, line by line. */
export async function playMainJob(page: Page, job: MainJob): Promise<readonly string[]> {
  const shot = async (name: string): Promise<void> => {
    // What is still moving is shown where it comes to rest.
    await page.screenshot({ path: path.join(job.screenshots, `${name}.png`), animations: 'disabled' });
  };
  const text = async (testId: string): Promise<string> => {
    const words = await page.getByTestId(testId).first().innerText();
    return words.replaceAll(/\s+/g, ' ').trim();
  };
  await page.getByTestId(`sign-in-operator-${job.operatorId}`).click();
  await shot('1-sign-in');
  await page.keyboard.type(job.pin);
  await page.keyboard.press('Enter');
  await page.getByTestId('pay-button').waitFor();
  await job.tapCard();
  await page.getByTestId('member-name').waitFor();
  const lines = [`Tap      ${await text('member-name')}, ${await text('member-tier')}`];
  await shot('2-member');
  await scan(page, job.barcode);
  await page.getByTestId('basket-line').first().waitFor();
  await typeAmount(page, job.amountToman);
  await page.getByTestId('basket-line').nth(1).waitFor();
  lines.push(`Basket   one product scanned, one amount typed; to pay ${await text('payable')}`);
  // A heading stands in the first of those that did not apply; it is no part of the offer.
  for (const offer of await page.locator('[data-testid^="offer-"] > :not(p)').all()) {
    lines.push(`Offer    ${(await offer.innerText()).replaceAll(/\s+/g, ' ').trim()}`);
  }
  await shot('3-basket');
  await page.getByTestId('pay-button').click();
  await page.getByTestId('receipt-number').waitFor();
  lines.push(`Receipt  ${await text('receipt-number')}, to pay ${await text('receipt-payable')}`);
  await shot('4-receipt');
  await page.getByTestId('new-sale').click();
  await page.getByTestId('basket-empty').waitFor();
  return lines;
}

/** As a barcode scanner does: a burst of keys and Enter. */
async function scan(page: Page, barcode: string): Promise<void> {
  await page.keyboard.type(barcode);
  await page.keyboard.press('Enter');
}

async function typeAmount(page: Page, amountToman: number): Promise<void> {
  await page.keyboard.press('F4');
  await page.getByTestId('amount-field').waitFor();
  await page.keyboard.type(String(amountToman));
  await page.keyboard.press('Enter');
  await page.getByTestId('amount-pad').waitFor({ state: 'detached' });
}
