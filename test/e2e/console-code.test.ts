/** The code besides the password, on HQ's page over a real HQ. The app is the test itself. */

import { expect, test } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import { codeOfApp } from '#test/support/authenticator.ts';
import { launchBrowser } from '#test/support/console/browser.ts';
import { startConsoleHq } from '#test/support/console/console-hq.ts';
import type { ConsoleHq } from '#test/support/console/console-hq.ts';
import { goodPassword, openConsole, comeInByLink, signIn } from '#test/support/console/console-page.ts';
import type { ConsolePage } from '#test/support/console/console-page.ts';
import { judgeScreen, walks, walkTitle } from './judge-screen.ts';

// Each test goes on where the one before has left HQ.
test.describe.configure({ mode: 'serial' });

let hq: ConsoleHq;
let browser: Browser;
let sara: ConsolePage;
let reza: ConsolePage;
let secret = '';
let recoveryCodes: readonly string[] = [];

test.beforeAll(async () => {
  [hq, browser] = await Promise.all([startConsoleHq(), launchBrowser()]);
});

test.afterAll(async () => {
  await browser.close();
  await hq.stop();
});

/** Scans, gives the first code of the app, and keeps the recovery codes. */
async function setUpApp(page: Page): Promise<{ secret: string; recoveryCodes: readonly string[] }> {
  await page.getByTestId('set-up-app').click();
  const text = (await page.getByTestId('secret').textContent()) ?? '';
  const scanned = text.replaceAll(' ', '');
  await page.getByTestId('code').fill(codeOfApp(scanned, Date.now()));
  await page.keyboard.press('Enter');
  await page.getByTestId('recovery-codes').waitFor();
  const codes = await page.getByTestId('recovery-codes').getByRole('listitem').allTextContents();
  await page.getByTestId('codes-kept').click();
  return { secret: scanned, recoveryCodes: codes };
}

const failure = (page: Page) => page.getByTestId('failure');

test('somebody sets up an app, and is shown ten recovery codes once', async () => {
  sara = await openConsole(browser, hq.firstLink);
  const { page } = sara;
  await comeInByLink(sara, { name: 'Sara Ahmadi', login: 'sara' });
  await page.getByTestId('own-sign-in').click();
  ({ secret, recoveryCodes } = await setUpApp(page));
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  expect(recoveryCodes).toHaveLength(10);
  await expect(page.getByTestId('codes-left')).toContainText('10');
  expect(await page.content()).not.toContain(recoveryCodes[0]);
  await page.getByTestId('dialog-close').click();
});

test('after the password the code is asked for, a wrong or used one is told apart, and pasted digits of any script are taken', async () => {
  const { page } = sara;
  await page.getByTestId('sign-out').click();
  await signIn(sara, 'sara');
  const field = page.getByTestId('code');
  await expect(field).toBeFocused();
  await expect(field).toHaveAttribute('autocomplete', 'one-time-code');
  const next = codeOfApp(secret, Date.now() + 30_000);
  await field.fill(String((Number(next) + 1) % 1_000_000).padStart(6, '0'));
  await page.keyboard.press('Enter');
  await expect(failure(page)).toHaveAttribute('data-code', 'code_wrong');
  await page.reload();
  const pasted = next.replaceAll(/\d/g, (digit) => String.fromCodePoint(0x06f0 + Number(digit)));
  await field.fill(` ${pasted.slice(0, 3)} ${pasted.slice(3)} `);
  await expect(field).toHaveValue(next);
  await page.keyboard.press('Enter');
  await page.getByTestId('own-sign-in').waitFor();
  await page.getByTestId('own-sign-in').click();
  await page.getByTestId('remove-app').click();
  await page.getByTestId('code').fill(next);
  await page.keyboard.press('Enter');
  await expect(failure(page)).toHaveAttribute('data-code', 'code_used');
  await page.getByTestId('dialog-close').click();
});

test('without the phone a recovery code lets somebody in once, and a slip in it is no try', async () => {
  const { page } = sara;
  const [code = ''] = recoveryCodes;
  await page.getByTestId('sign-out').click();
  await signIn(sara, 'sara');
  await page.getByTestId('other-code').click();
  const field = page.getByTestId('code');
  await field.fill(`${code.slice(0, -1)}${code.endsWith('7') ? '8' : '7'}`);
  await expect(page.getByRole('alert')).toContainText('No recovery code');
  await expect(page.getByTestId('code-button')).toBeDisabled();
  await field.fill(code.toLowerCase());
  await page.keyboard.press('Enter');
  await page.getByTestId('own-sign-in').click();
  await expect(page.getByTestId('codes-left')).toContainText('9');
  await page.getByTestId('dialog-close').click();
});

test('a chain that asks for apps leads a publisher to one before anything else', async () => {
  const { page, go } = sara;
  await go('people');
  await page.getByTestId('change-sign-in-rules').click();
  await page.getByTestId('sign-in-rules-dialog-button').click();
  await expect(page.getByTestId('factor-rule')).toHaveAttribute('data-state', 'asked');
  await page.getByTestId('invite-open').click();
  await page.getByTestId('role-publisher').check();
  await page.getByTestId('invite-button').click();
  const link = (await page.getByTestId('link').textContent()) ?? '';
  await page.getByTestId('dialog-close').click();
  reza = await openConsole(browser, link);
  await comeInByLink(reza, { name: 'Reza Karimi', login: 'reza' });
  await expect(reza.page.getByTestId('set-up-app')).toBeVisible();
  await expect(reza.page.locator('nav')).toHaveCount(0);
});

for (const walk of walks) {
  test(`the screens of the code are pictured and sound ${walkTitle(walk)}`, async () => {
    const { language, judged } = walk;
    const { theme, width, height } = judged;
    const options = { language, colorScheme: theme, viewport: { width, height } };
    const code = await openConsole(browser, hq.url, options);
    await signIn(code, 'sara');
    await code.page.getByTestId('code').waitFor();
    await judgeScreen(code.page, walk, 'console-21-code');
    await code.close();
    const enrolling = await reza.page.context().storageState();
    const { page, close } = await openConsole(browser, hq.url, { ...options, storageState: enrolling });
    await page.getByTestId('set-up-app').waitFor();
    await judgeScreen(page, walk, 'console-22-enrolment');
    await page.getByTestId('set-up-app').click();
    await page.getByTestId('secret').waitFor();
    await judgeScreen(page, walk, 'console-23-scan');
    await close();
    const within = await sara.page.context().storageState();
    const own = await openConsole(browser, hq.url, { ...options, storageState: within });
    await own.page.getByTestId('own-sign-in').click();
    await own.page.getByTestId('own-factor').waitFor();
    await judgeScreen(own.page, walk, 'console-24-own-sign-in', '[role="dialog"]');
    await own.close();
  });
}

test('an app that an administrator resets has to be set up anew, and its owner is out at once', async () => {
  const page = reza.page;
  const first = await setUpApp(page);
  await page.locator('nav').waitFor();
  await sara.go('people');
  const row = sara.page.getByTestId('account-reza');
  await expect(row.getByTestId('with-code')).toBeVisible();
  await row.getByTestId('more').click();
  await sara.page.getByTestId('do-resetFactor').click();
  await sara.page.getByTestId('reset-factor-button').click();
  await expect(row.getByTestId('with-code')).toHaveCount(0);
  await expect(page.getByTestId('sign-in-button')).toBeVisible();
  await signIn(reza, 'reza', goodPassword);
  const second = await setUpApp(page);
  expect(second.secret).not.toBe(first.secret);
  await page.locator('nav').waitFor();
});

test('what was done about apps stands in the audit list, and nothing of it broke the page', async () => {
  const { page, go } = sara;
  await go('tills');
  await go('people');
  for (const action of ['factor.set', 'factor.reset', 'factor.recoveryCode', 'signInRules.change']) {
    await expect(page.locator(`[data-action="${action}"]`).first()).toBeVisible();
  }
  expect([...sara.complaints, ...reza.complaints]).toEqual([]);
});
