/**
 * Each place of HQ's page in both languages, light and dark, small and large: a picture for people to judge, and no
 * accessibility fault where there is the least room. The large window has the same colours and the same marks.
 */

import { expect, test } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import { launchBrowser } from '#test/support/console/browser.ts';
import { fillWithBusyChain } from '#test/support/console/busy-chain.ts';
import { startConsoleHq } from '#test/support/console/console-hq.ts';
import type { ConsoleHq } from '#test/support/console/console-hq.ts';
import { comeInByLink, openConsole } from '#test/support/console/console-page.ts';
import type { ConsolePage } from '#test/support/console/console-page.ts';
import { judgeScreen, looks } from './judge-screen.ts';

type Cookies = Awaited<ReturnType<ReturnType<ConsolePage['page']['context']>['storageState']>>;

let hq: ConsoleHq;
let browser: Browser;
let signedIn: Cookies;

test.beforeAll(async () => {
  [hq, browser] = await Promise.all([startConsoleHq(), launchBrowser()]);
  await fillWithBusyChain(hq.dataFolder);
  const first = await openConsole(browser, hq.firstLink);
  await comeInByLink(first, { name: 'Sara Ahmadi', login: 'sara' });
  signedIn = await first.page.context().storageState();
  await first.close();
});

test.afterAll(async () => {
  await browser.close();
  await hq.stop();
});

type Judge = (page: Page, name: string) => Promise<void>;

const picture: Judge = async (page, name) => {
  await page.screenshot({ path: `test-results/screens/${name}.png`, animations: 'disabled' });
};

async function walkPlaces({ page, go }: ConsolePage, look: string, judge: Judge): Promise<void> {
  await page.getByTestId('open-notices').waitFor();
  await page.getByTestId('tills').waitFor();
  await judge(page, `${look}-console-01-tills`);
  await go('notices');
  await page.getByTestId('notices').getByRole('listitem').first().waitFor();
  await judge(page, `${look}-console-02-notices`);
  await go('rules');
  await page.getByTestId('how-to-approve').click();
  await judge(page, `${look}-console-03-rules`);
  await go('members');
  await page.getByTestId('erasure-state').waitFor();
  await judge(page, `${look}-console-04-members`);
  await go('people');
  await page.getByTestId('audit-row').first().waitFor();
  await judge(page, `${look}-console-05-people`);
  await go('stores');
  await page.getByTestId('stores').getByRole('listitem').first().waitFor();
  await judge(page, `${look}-console-06-stores`);
  await go('checks');
  await page.getByTestId('check-now').click();
  await page.getByTestId('check-verdict').waitFor();
  await judge(page, `${look}-console-07-checks`);
}

/** Where there is the least room for them. */
async function walkWindows({ page, go }: ConsolePage, look: string): Promise<void> {
  const close = (): Promise<void> => page.getByTestId('dialog-close').click();
  await go('tills');
  await page.getByTestId('report-open').first().click();
  await page.getByTestId('report-verdict').waitFor();
  await judgeScreen(page, `${look}-console-11-report`);
  await close();
  await page.getByTestId('unfreeze-open').first().click();
  await judgeScreen(page, `${look}-console-12-unfreeze`);
  await close();
  await page.getByTestId('more').first().click();
  await judgeScreen(page, `${look}-console-13-menu`);
  await page.getByTestId('do-revoke').click();
  await judgeScreen(page, `${look}-console-14-revoke`);
  await close();
  await go('rules');
  await page.getByTestId('rules-proposed').getByTestId('look').click();
  await page.getByTestId('rule-set-offers').waitFor();
  await judgeScreen(page, `${look}-console-15-rule-set`);
  await close();
  await go('people');
  await page.getByTestId('invite-open').click();
  await judgeScreen(page, `${look}-console-16-invite`);
  await close();
  await go('stores');
  await page.getByTestId('add-store').click();
  await judgeScreen(page, `${look}-console-17-add-store`);
  await close();
}

for (const { language, theme, size } of looks) {
  test(`every place of the console is pictured and sound in ${language}, ${theme}, ${size}`, async () => {
    const [width = 0, height = 0] = size.split('x').map(Number);
    const options = { language, colorScheme: theme, viewport: { width, height } };
    const isSmall = size === '1024x768';
    const judge = isSmall ? judgeScreen : picture;
    const door = await openConsole(browser, hq.url, options);
    await door.page.getByTestId('login').waitFor();
    await judge(door.page, `${language}-${theme}-${size}-console-00-sign-in`);
    await door.close();
    const screen = await openConsole(browser, hq.url, { ...options, storageState: signedIn });
    const look = `${language}-${theme}-${size}`;
    await walkPlaces(screen, look, judge);
    if (isSmall) await walkWindows(screen, look);
    expect(screen.complaints).toEqual([]);
    await screen.close();
  });
}
