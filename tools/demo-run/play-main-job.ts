import path from 'node:path';
import type { Page } from '@playwright/test';

/** Plays the till's main job on the cashier's page; returns what the screen showed, line by line. */
export async function playMainJob(page: Page, screenshots: string): Promise<readonly string[]> {
  const shot = (name: string): Promise<Buffer> =>
    page.screenshot({ path: path.join(screenshots, `${name}.png`) });
  await shot('1-opened');
  return [`The till opened: ${await page.title()}`];
}
