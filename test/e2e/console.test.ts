/** HQ's page over a real HQ: the first administrator, stores, tills, joining, shutting out, and what each role may see. */

import { expect, test } from '@playwright/test';
import type { Browser } from '@playwright/test';
import { places as everyPlace } from '#renderer/console/stores/console-store.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { newTillKeys } from '#test/support/hq/test-till.ts';
import { launchBrowser } from '#test/support/console/browser.ts';
import { startConsoleHq } from '#test/support/console/console-hq.ts';
import type { ConsoleHq } from '#test/support/console/console-hq.ts';
import { comeInByLink, goodPassword, openConsole, signIn } from '#test/support/console/console-page.ts';
import type { ConsolePage } from '#test/support/console/console-page.ts';
import { forgetPasswordsGiven } from '#test/support/console/old-session.ts';
import { joiningDevice } from '#test/support/console/joining-device.ts';

// Each test goes on where the one before has left HQ.
test.describe.configure({ mode: 'serial' });

const hostileStore = '"><img src=x onerror=alert(1)>';
const hostileTill = '<script>alert(2)</script>';

let hq: ConsoleHq;
let browser: Browser;
let sara: ConsolePage;

test.beforeAll(async () => {
  [hq, browser] = await Promise.all([startConsoleHq(), launchBrowser()]);
});

test.afterAll(async () => {
  await browser.close();
  await hq.stop();
});

test('the first administrator comes in by the printed link, which works once and leaves the address', async () => {
  sara = await openConsole(browser, hq.firstLink);
  const { page } = sara;
  await comeInByLink(sara, { name: 'Sara Ahmadi', login: 'sara' });
  expect(page.url()).not.toContain('setup');
  await expect(page.getByTestId('signed-in')).toContainText('Sara Ahmadi');
  const again = await openConsole(browser, hq.firstLink);
  await expect(again.page.getByTestId('failure')).toHaveAttribute('data-code', 'link_unusable');
  await again.close();
});

test('whoever signs out is out, and only the right password lets them in again', async () => {
  const { page } = sara;
  await page.getByTestId('sign-out').click();
  await signIn(sara, 'sara', 'not her long password');
  await expect(page.getByTestId('failure')).toHaveAttribute('data-code', 'sign_in_wrong');
  await signIn(sara, 'sara');
  await page.getByTestId('sign-out').waitFor();
});

test('names that look like markup are shown as the text that they are', async () => {
  const { page, go } = sara;
  await expect(page.getByTestId('no-tills')).toBeVisible();
  await page.getByTestId('to-stores').click();
  await page.getByTestId('add-store').click();
  await page.getByTestId('store-fa').fill(hostileStore);
  await page.getByTestId('store-en').fill(hostileStore);
  await page.getByTestId('store-storeId').fill('main-street');
  await page.getByTestId('store-button').click();
  await expect(page.getByTestId('store-main-street')).toContainText(hostileStore);
  await go('tills');
  await page.getByTestId('add-till').click();
  await page.getByTestId('till-name').fill(hostileTill);
  await page.getByTestId('add-till-button').click();
  await page.getByTestId('join-code').waitFor();
  await expect(page.getByTestId('till-name-shown')).toHaveText(hostileTill);
  expect(await page.locator('main img, main script').count()).toBe(0);
});

test('a device joins with the code once a person has compared its fingerprint', async () => {
  const { page } = sara;
  const device = joiningDevice(hq.url);
  const asked = await device.join((await page.getByTestId('join-code').textContent()) ?? '');
  await expect(page.getByTestId('fingerprint')).toHaveText(asked.fingerprint);
  await page.getByTestId('approve').click();
  await expect(page.getByTestId('till-state')).toHaveAttribute('data-state', 'active');
  expect(await device.stateOf(asked.joinId)).toMatchObject({ state: 'approved' });
});

test('redeeming is stopped, and allowed again only for a reason that was chosen', async () => {
  const { page } = sara;
  await page.getByTestId('more').click();
  await page.getByTestId('do-freeze').click();
  await page.getByTestId('why-inventory').check();
  await page.getByTestId('freeze-button').click();
  await expect(page.getByTestId('till-state')).toHaveAttribute('data-state', 'frozen');
  await page.getByTestId('unfreeze-open').click();
  await expect(page.getByTestId('unfreeze-button')).toBeDisabled();
  await page.getByTestId('why-falseAlarm').check();
  await page.getByTestId('unfreeze-button').click();
  await expect(page.getByTestId('till-state')).toHaveAttribute('data-state', 'active');
});

test('a till is renamed, reported on and replaced', async () => {
  const { page } = sara;
  await page.getByTestId('more').click();
  await page.getByTestId('do-change').click();
  await page.getByTestId('till-name').fill('Till by the door');
  await page.getByTestId('change-till-button').click();
  await expect(page.getByTestId('till-name-shown')).toHaveText('Till by the door');
  await page.getByTestId('report-open').click();
  await expect(page.getByTestId('report-verdict')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByTestId('more').click();
  await page.getByTestId('do-replace').click();
  await page.getByTestId('replace-button').click();
  await page.getByTestId('join-code').waitFor();
  await page.getByTestId('dialog-close').click();
  await expect(page.getByTestId('till-name-shown')).toHaveCount(2);
});

test('a till is shut out for good only after that was ticked and the password was given again', async () => {
  const { page } = sara;
  await forgetPasswordsGiven(hq.dataFolder);
  const till = page.locator('[data-testid^="till-"][data-state="active"]').first();
  await till.getByTestId('more').click();
  await page.getByTestId('do-revoke').click();
  await expect(page.getByTestId('revoke-button')).toBeDisabled();
  await page.getByTestId('sure').check();
  await page.getByTestId('revoke-from').selectOption('24');
  await page.getByTestId('revoke-button').click();
  await page.getByTestId('confirm-password').fill('not her long password');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('confirm-dialog').getByTestId('failure')).toHaveAttribute(
    'data-code',
    'sign_in_wrong',
  );
  await page.getByTestId('confirm-password').fill(goodPassword);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('shut-out-from')).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('the places are reached by keys alone', async () => {
  const { page } = sara;
  await page.getByTestId('place-tills').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('no-notices')).toBeVisible();
  await page.goBack();
  await expect(page.getByTestId('place-tills')).toHaveAttribute('aria-current', 'page');
});

test('colour, receipt lines and lock time of the chain are changed by keys, and what no till could show is not sent', async () => {
  const { page, go } = sara;
  await go('stores');
  await page.getByTestId('change-chain').focus();
  await page.keyboard.press('Enter');
  const [accent, save] = [
    page.getByTestId('chain-accent-typed'),
    page.getByTestId('change-chain-dialog-button'),
  ];
  await expect(save).toBeDisabled();
  for (const [typed, words] of [
    ['red', 'six digits'],
    ['#fefefe', 'nobody would see'],
  ] as const) {
    await accent.fill(typed);
    await expect(page.getByRole('alert')).toContainText(words);
    await expect(save).toBeDisabled();
  }
  await accent.fill('#B4472B');
  const preview = page.getByTestId('change-chain-dialog').getByTestId('accent-preview');
  await expect(preview).toHaveAttribute('data-accent', '#b4472b');
  await page.getByTestId('chain-lines-typed').fill(`Open every day\n\n${hostileStore}\n`);
  await page.getByTestId('chain-lock-time').selectOption('30000');
  await accent.press('Enter');
  await expect(page.getByTestId('told')).toBeVisible();
  await expect(page.getByTestId('chain-accent')).toHaveText('#b4472b');
  await expect(page.getByTestId('chain-lines')).toHaveText(`Open every day${hostileStore}`);
  await expect(page.getByTestId('chain-lock')).toHaveText('30 seconds');
  expect(await page.locator('main img').count()).toBe(0);
});

test('the first list of publishers is set from its file, once', async () => {
  const { page, go } = sara;
  await go('rules');
  await page.getByTestId('set-list-open').click();
  await page.getByTestId('list-text').fill('no list');
  await expect(page.getByTestId('set-list-button')).toBeDisabled();
  const keys = [1, 2].map(() => newTillKeys().publicKey);
  const publishers = keys.map((publicKey, place) => ({
    publisherId: `01990000-0000-7000-8000-00000000000${place}`,
    publicKey: bytesToHex(publicKey),
  }));
  await page.getByTestId('list-text').fill(JSON.stringify({ version: 1, publishers, signatures: [] }));
  await page.getByTestId('set-list-button').click();
  await expect(page.getByTestId('told')).toBeVisible();
  await expect(page.locator('[data-testid^="publisher-"]')).toHaveCount(2);
  await expect(page.getByTestId('set-list-open')).toHaveCount(0);
});

test('an operator is added, gets another PIN and is suspended, by clicks and after the password', async () => {
  const { page, go } = sara;
  await forgetPasswordsGiven(hq.dataFolder);
  await go('operators');
  await expect(page.getByTestId('no-operators')).toBeVisible();
  await page.getByTestId('add-operator').click();
  await page.getByTestId('operator-name').fill('Mina Karimi');
  await page.getByTestId('operator-pin').fill('1234');
  await page.getByTestId('operator-pin-again').fill('1234');
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByTestId('new-operator-button')).toBeDisabled();
  await page.getByTestId('operator-pin').fill('۴۷۱۹۵۲');
  await page.getByTestId('operator-pin-again').fill('471952');
  await page.keyboard.press('Enter');
  await page.getByTestId('confirm-password').fill(goodPassword);
  await page.keyboard.press('Enter');
  const operator = page.getByTestId('operator');
  await expect(operator).toHaveAttribute('data-state', 'active');
  await operator.getByTestId('more').click();
  await page.getByTestId('do-newPin').click();
  for (const field of ['operator-pin', 'operator-pin-again']) await page.getByTestId(field).fill('830517');
  await page.getByTestId('new-pin-button').click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(operator.getByTestId('operator-stores-shown')).toHaveCount(0);
  await operator.getByTestId('more').click();
  await page.getByTestId('do-change').click();
  await page.getByTestId('operator-stores-some').check();
  await expect(page.getByTestId('change-operator-button')).toBeDisabled();
  await page.getByTestId('operator-store-main-street').check();
  await page.getByTestId('change-operator-button').click();
  await expect(operator.getByTestId('operator-stores-shown')).toContainText(hostileStore);
  await operator.getByTestId('more').click();
  await page.getByTestId('do-suspend').click();
  await page.getByTestId('suspend-operator-button').click();
  await expect(operator).toHaveAttribute('data-state', 'suspended');
  expect(await page.content()).not.toMatch(/471952|830517/);
});

for (const { role, places } of [
  { role: 'auditor', places: everyPlace },
  { role: 'publisher', places: ['tills', 'notices', 'rules', 'stores'] },
] as const) {
  test(`a person with the role ${role} is shown what it may see and no button of an administrator`, async () => {
    await sara.go('people');
    await sara.page.getByTestId('invite-open').click();
    await sara.page.getByTestId(`role-${role}`).check();
    await sara.page.getByTestId('invite-button').click();
    const link = (await sara.page.getByTestId('link').textContent()) ?? '';
    await sara.page.getByTestId('dialog-close').click();
    const person = await openConsole(browser, link);
    await comeInByLink(person, { name: role, login: role });
    const { page, go } = person;
    await expect(page.locator('nav [data-testid^="place-"]')).toHaveCount(places.length);
    for (const place of places) {
      await go(place);
      await expect(page.getByTestId('failure')).toHaveCount(0);
      await expect(
        page.locator(
          '[data-testid="more"], [data-testid^="add-"], [data-testid="invite-open"], [data-testid="change-chain"]',
        ),
      ).toHaveCount(0);
    }
    expect(person.complaints).toEqual([]);
    await person.close();
  });
}

test('a suspended person is out at once', async () => {
  const auditor = await openConsole(browser, hq.url);
  await signIn(auditor, 'auditor', goodPassword);
  await auditor.page.getByTestId('sign-out').waitFor();
  await sara.page.getByTestId('account-auditor').getByTestId('more').click();
  await sara.page.getByTestId('do-suspend').click();
  await sara.page.getByTestId('suspend-button').click();
  await expect(sara.page.getByTestId('account-auditor')).toHaveAttribute('data-state', 'suspended');
  await expect(auditor.page.getByTestId('sign-in-button')).toBeVisible();
  await auditor.close();
});

test('what was changed stands in the audit list, and everything adds up', async () => {
  const { page, go } = sara;
  await go('tills');
  await go('people');
  await expect(page.locator('[data-action="till.revoke"]')).toHaveCount(1);
  await expect(page.locator('[data-action="account.change"]')).toHaveCount(1);
  await expect(page.locator('[data-action="operator.pin"]')).toHaveCount(1);
  await expect(page.locator('[data-action="operator.change"]').last()).toContainText(hostileStore);
  await go('checks');
  await page.getByTestId('check-now').click();
  await expect(page.getByTestId('check-verdict')).toHaveAttribute('data-state', 'sound');
});

test('nothing of all this broke the content policy of the page, and a planted script does', async () => {
  expect(sara.complaints).toEqual([]);
  await sara.page.evaluate(() => {
    const planted = document.createElement('script');
    planted.textContent = 'document.title = "planted"';
    document.body.append(planted);
  });
  await expect.poll(() => sara.complaints.length).toBe(1);
  expect(await sara.page.title()).not.toBe('planted');
  await sara.close();
});
