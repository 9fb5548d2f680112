/** HQ's page as a person uses it, with everything noted that a browser complains about. */

import { expect } from '@playwright/test';
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';

export type ConsolePage = {
  readonly page: Page;
  /** What the page's content policy forbade, and what broke in a script. */
  readonly complaints: readonly string[];
  readonly go: (place: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

export const goodPassword = 'a long enough secret';

/** A window of its own, with nobody signed in unless `storageState` says so. */
export async function openConsole(
  browser: Browser,
  url: string,
  { language = 'en', ...options }: BrowserContextOptions & { readonly language?: 'fa' | 'en' } = {},
): Promise<ConsolePage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  await context.addInitScript({
    content: `localStorage.setItem('vafa.console.language', '${language}')`,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // A refused request is an answer like any other, and stands on the screen.
    const isAnswer = message.text().startsWith('Failed to load resource: the server responded');
    if (message.type() === 'error' && !isAnswer) complaints.push(message.text());
  });
  await page.goto(url);
  return {
    page,
    complaints,
    go: async (place) => {
      await page.getByTestId(`place-${place}`).click();
      await expect(page.getByTestId('loading')).toHaveCount(0);
    },
    close: async () => context.close(),
  };
}

/** Opens a one-time link and is in. */
export async function comeInByLink(
  { page }: ConsolePage,
  { name, login }: { readonly name: string; readonly login: string },
): Promise<void> {
  await page.getByTestId('name').fill(name);
  await page.getByTestId('login').fill(login);
  await page.getByTestId('password').fill(goodPassword);
  await page.getByTestId('setup-button').click();
  await page.getByTestId('sign-out').waitFor();
}

export async function signIn({ page }: ConsolePage, login: string, password = goodPassword): Promise<void> {
  await page.getByTestId('login').fill(login);
  await page.getByTestId('password').fill(password);
  await page.getByTestId('sign-in-button').click();
}
