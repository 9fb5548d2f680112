/** A browser of this machine, as people open HQ's pages with one. */

import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import type { Browser } from '@playwright/test';

/** Where the usual systems put it; the variable names another one. */
const usualPlaces = [
  process.env['VAFA_TEST_BROWSER'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Throws where there is none. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = usualPlaces.find((file) => file !== undefined && existsSync(file));
  if (executablePath === undefined) {
    throw new Error('No Chromium was found: install one, or name it in VAFA_TEST_BROWSER.');
  }
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({
    executablePath,
    args: [
      ...asRoot,
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
