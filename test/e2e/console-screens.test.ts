/**
 * Each place of HQ's page in both languages, light and dark, small and large: pictures for people to judge, and no
 * accessibility fault. Then what waits there for somebody is decided by clicks.
 */

import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { adminHeader, adminRoot } from '#shared/contracts/hq/admin-common.ts';
import { tillsAnswer } from '#shared/contracts/hq/admin-tills.ts';
import type { Browser, Locator } from '@playwright/test';
import { launchBrowser } from '#test/support/console/browser.ts';
import { busyMembers, fillWithBusyChain } from '#test/support/console/busy-chain.ts';
import { startConsoleHq } from '#test/support/console/console-hq.ts';
import type { ConsoleHq } from '#test/support/console/console-hq.ts';
import { comeInByLink, openConsole } from '#test/support/console/console-page.ts';
import type { ConsolePage } from '#test/support/console/console-page.ts';
import { judgeScreen, showAs, walks, walkTitle } from './judge-screen.ts';
import type { Walk } from './judge-screen.ts';

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

async function walkPlaces({ page, go }: ConsolePage, walk: Walk): Promise<void> {
  await page.getByTestId('open-notices').waitFor();
  await page.getByTestId('tills').waitFor();
  await judgeScreen(page, walk, 'console-01-tills');
  await go('notices');
  await page.getByTestId('notices').getByRole('listitem').first().waitFor();
  await judgeScreen(page, walk, 'console-02-notices');
  await go('rules');
  await page.getByTestId('how-to-approve').click();
  await judgeScreen(page, walk, 'console-03-rules');
  await go('members');
  await page.getByTestId('erasure-state').waitFor();
  await page.getByTestId(`held-${busyMembers.overdrawn}`).waitFor();
  await judgeScreen(page, walk, 'console-04-members');
  await go('duplicates');
  await page.getByTestId(`merged-${busyMembers.merged}`).waitFor();
  await judgeScreen(page, walk, 'console-08-duplicates');
  await go('people');
  await page.getByTestId('audit-row').first().waitFor();
  await judgeScreen(page, walk, 'console-05-people');
  await go('operators');
  await page.getByTestId('operators').getByRole('listitem').first().waitFor();
  await judgeScreen(page, walk, 'console-09-operators');
  await go('stores');
  await page.getByTestId('stores').getByRole('listitem').first().waitFor();
  await judgeScreen(page, walk, 'console-06-stores');
  await go('checks');
  await page.getByTestId('check-now').click();
  await page.getByTestId('check-verdict').waitFor();
  await judgeScreen(page, walk, 'console-07-checks');
}

/** What lies behind a window was judged when it was open to everybody. */
const window = '[role="dialog"]';

async function walkWindows({ page, go }: ConsolePage, walk: Walk): Promise<void> {
  const close = (): Promise<void> => page.getByTestId('dialog-close').click();
  await go('tills');
  await page.getByTestId('report-open').first().click();
  await page.getByTestId('report-verdict').waitFor();
  await judgeScreen(page, walk, 'console-11-report', window);
  await close();
  await page.getByTestId('unfreeze-open').first().click();
  await judgeScreen(page, walk, 'console-12-unfreeze', window);
  await close();
  await page.getByTestId('more').first().click();
  await judgeScreen(page, walk, 'console-13-menu');
  await page.getByTestId('do-revoke').click();
  await judgeScreen(page, walk, 'console-14-revoke', window);
  await close();
  await go('rules');
  await page.getByTestId('rules-proposed').getByTestId('look').click();
  await page.getByTestId('rule-set-offers').waitFor();
  await judgeScreen(page, walk, 'console-15-rule-set', window);
  await close();
  await go('members');
  await page.getByTestId('member-number').fill(busyMembers.stopped);
  await page.getByTestId('alias-unmerge').waitFor();
  await judgeScreen(page, walk, 'console-18-member');
  await page.getByTestId('member-do-erase').click();
  await judgeScreen(page, walk, 'console-19-erase', window);
  await close();
  await go('people');
  await page.getByTestId('invite-open').click();
  await judgeScreen(page, walk, 'console-16-invite', window);
  await close();
  await go('operators');
  await page.getByTestId('add-operator').click();
  await expect(page.getByTestId('new-operator-button')).toBeInViewport({ ratio: 1 });
  await judgeScreen(page, walk, 'console-20-operator', window);
  await close();
  await go('stores');
  await page.getByTestId('add-store').click();
  await judgeScreen(page, walk, 'console-17-add-store', window);
  await close();
}

for (const walk of walks) {
  test(`every place of the console is pictured and sound ${walkTitle(walk)}`, async () => {
    const { language } = walk;
    const door = await openConsole(browser, hq.url, { language });
    await showAs(door.page, walk.judged);
    await door.page.getByTestId('login').waitFor();
    await judgeScreen(door.page, walk, 'console-00-sign-in');
    await door.close();
    const screen = await openConsole(browser, hq.url, { language, storageState: signedIn });
    await showAs(screen.page, walk.judged);
    await walkPlaces(screen, walk);
    await walkWindows(screen, walk);
    expect(screen.complaints).toEqual([]);
    await screen.close();
  });
}

/** The tills of HQ again and again under names of their own, until there are that many. */
async function showManyTills({ page }: ConsolePage, tillCount: number): Promise<void> {
  const answer = await page.request.get(`${hq.url}${adminRoot}/tills`, { headers: { [adminHeader]: '1' } });
  const { tills: some, nowMs } = tillsAnswer.parse(await answer.json());
  const tills = Array.from({ length: tillCount }, (_none, index) => {
    return { ...some[index % some.length], deviceId: randomUUID(), name: `Counter ${index}` };
  });
  await page.route(/\/tills$/u, (route) => route.fulfill({ json: { tills, nowMs } }));
  await page.reload();
}

test('a long list of tills begins with its first ones, shows more when asked, and finds every one', async () => {
  const screen = await openConsole(browser, hq.url, { storageState: signedIn });
  const { page } = screen;
  await showManyTills(screen, 120);
  const rows = page.getByTestId('tills').getByRole('listitem');
  await expect(rows).toHaveCount(50);
  await expect(page.getByTestId('tills-shown')).toHaveText('50 of 120 shown');
  await page.getByTestId('tills-more').press('Enter');
  await expect(rows).toHaveCount(100);
  await expect(rows.nth(50).getByRole('button').first()).toBeFocused();
  await page.getByTestId('tills-more').click();
  await expect(rows).toHaveCount(120);
  await expect(page.getByTestId('tills-more')).toHaveCount(0);
  await page.getByTestId('till-search').fill('counter 119');
  await expect(rows).toHaveCount(1);
  await page.getByTestId('till-search').fill('');
  await expect(rows).toHaveCount(50);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await screen.close();
});

/** What is told when it was done. */
async function told({ page }: ConsolePage, words: RegExp): Promise<void> {
  await expect(page.getByTestId('told')).toHaveText(words);
}

async function look({ page }: ConsolePage, memberRef: string): Promise<Locator> {
  await page.getByTestId('member-number').fill(memberRef);
  const card = page.getByTestId('member-look');
  await expect(card).toBeVisible();
  return card;
}

test('twins become one member from the list of duplicates, and are taken apart there again', async () => {
  const screen = await openConsole(browser, hq.url, { storageState: signedIn });
  const { page, go } = screen;
  await go('duplicates');
  await page.getByTestId(`same-phone-${busyMembers.oldTwin}`).getByTestId('merge-open').click();
  await page.getByTestId(`keep-${busyMembers.newTwin}`).check();
  await page.getByTestId('merge-button').click();
  await told(screen, /one member now/u);
  await expect(page.getByTestId(`same-phone-${busyMembers.oldTwin}`)).toHaveCount(0);
  const merged = page.getByTestId(`merged-${busyMembers.oldTwin}`);
  await merged.getByTestId('unmerge-open').click();
  await page.getByTestId('member-unmerge-button').click();
  await told(screen, /of their own again/u);
  await expect(merged).toHaveCount(0);
  await expect(page.getByTestId(`same-phone-${busyMembers.oldTwin}`)).toBeVisible();
  await screen.close();
});

test('a hold is lifted in the list of holds, and a member is merged and taken apart from their own card', async () => {
  const screen = await openConsole(browser, hq.url, { storageState: signedIn });
  const { page, go } = screen;
  await go('notices');
  await page.locator('[data-kind="overdraft"]').getByTestId('member-link').click();
  await expect(page.getByTestId('member-look')).toHaveAttribute('data-hold', 'overdraft');
  await page.getByTestId(`held-${busyMembers.overdrawn}`).getByTestId('lift-open').click();
  await page.getByTestId('member-lift-button').click();
  await told(screen, /hold is lifted/u);
  await expect(page.getByTestId(`held-${busyMembers.overdrawn}`)).toHaveCount(0);
  await look(screen, busyMembers.plain);
  await page.getByTestId('member-do-merge').click();
  await page.getByTestId('merge-into').fill(busyMembers.overdrawn);
  await page.getByTestId('member-merge-button').click();
  await expect(page.getByTestId('member-look')).toHaveAttribute('data-state', 'merged');
  await look(screen, busyMembers.overdrawn);
  await page.getByTestId(`alias-${busyMembers.plain}`).getByTestId('alias-unmerge').click();
  await page.getByTestId('member-unmerge-button').click();
  await expect(page.getByTestId(`alias-${busyMembers.plain}`)).toHaveCount(0);
  await screen.close();
});

test('a member is erased only after that was ticked, and the list says which tills still know them', async () => {
  const screen = await openConsole(browser, hq.url, { storageState: signedIn });
  const { page, go } = screen;
  await go('members');
  const card = await look(screen, busyMembers.plain);
  const before = await page.getByTestId('erasure-state').count();
  await page.getByTestId('member-do-erase').click();
  await expect(page.getByTestId('member-erase-button')).toBeDisabled();
  await page.getByTestId('sure').check();
  await page.getByTestId('member-erase-button').click();
  await told(screen, /erased here/u);
  await expect(card).toHaveAttribute('data-state', 'erased');
  await expect(page.getByTestId('erasure-state')).toHaveCount(before + 1);
  await page.getByTestId('member-number').fill(busyMembers.plain.replace('99', '98'));
  await expect(page.getByTestId('failure')).toHaveAttribute('data-code', 'not_found');
  await screen.close();
});

test('the chain is renamed, and the list of changes says by whom', async () => {
  const screen = await openConsole(browser, hq.url, { storageState: signedIn });
  const { page, go } = screen;
  await go('stores');
  await page.getByTestId('change-chain').click();
  await page.getByTestId('chain-en').fill('Cypress Stores');
  await page.getByTestId('change-chain-dialog-button').click();
  await told(screen, /Saved/u);
  await expect(page.getByTestId('chain-name')).toHaveText('Cypress Stores');
  await go('people');
  await expect(page.locator('[data-action="chain.name"]')).toContainText('Sara Ahmadi');
  await screen.close();
});

test('a publisher withdraws a proposal, and the list of changes says what it was', async () => {
  const sara = await openConsole(browser, hq.url, { storageState: signedIn });
  await sara.go('people');
  await sara.page.getByTestId('invite-open').click();
  await sara.page.getByTestId('role-publisher').check();
  await sara.page.getByTestId('invite-button').click();
  const link = (await sara.page.getByTestId('link').textContent()) ?? '';
  await sara.page.getByTestId('dialog-close').click();
  const publisher = await openConsole(browser, link);
  await comeInByLink(publisher, { name: 'Reza Karimi', login: 'reza' });
  await publisher.go('rules');
  await expect(publisher.page.locator('[data-testid^="publisher-"]')).toHaveCount(3);
  await publisher.page.getByTestId('withdraw').click();
  await publisher.page.getByTestId('withdraw-dialog-button').click();
  await told(publisher, /proposal is withdrawn/u);
  await expect(publisher.page.getByTestId('withdraw')).toHaveCount(0);
  await publisher.close();
  await sara.go('stores');
  await sara.go('people');
  const record = sara.page.locator('[data-action="ruleSet.withdraw"]');
  await expect(record).toContainText('Reza Karimi');
  await expect(record.getByTestId('audit-facts')).toContainText('withdrawn');
  await sara.close();
});
