/** Where a member's balance comes from, as a person at the head office reads it and takes it along. */

import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import type { Browser } from '@playwright/test';
import { launchBrowser } from '#test/support/console/browser.ts';
import { busyMembers, fillWithBusyChain } from '#test/support/console/busy-chain.ts';
import { busyEntries } from '#test/support/console/busy-entries.ts';
import { startConsoleHq } from '#test/support/console/console-hq.ts';
import type { ConsoleHq } from '#test/support/console/console-hq.ts';
import { comeInByLink, openConsole } from '#test/support/console/console-page.ts';
import type { ConsolePage } from '#test/support/console/console-page.ts';

let hq: ConsoleHq;
let browser: Browser;
let sara: ConsolePage;

test.beforeAll(async () => {
  [hq, browser] = await Promise.all([startConsoleHq(), launchBrowser()]);
  await fillWithBusyChain(hq.dataFolder);
  sara = await openConsole(browser, hq.firstLink);
  await comeInByLink(sara, { name: 'Sara Ahmadi', login: 'sara' });
});

test.afterAll(async () => {
  await browser.close();
  await hq.stop();
});

async function openMember(memberRef: string): Promise<void> {
  await sara.go('members');
  await sara.page.getByTestId('member-number').fill(memberRef);
}

test('the entries of a member are read to their end by keys, and add up to the balance', async () => {
  const { page } = sara;
  await openMember(busyMembers.stopped);
  const entries = page.getByTestId('statement-entry');
  await expect(entries.first()).toHaveAttribute('data-kind', 'tierChange');
  await expect(page.getByTestId('statement-sum')).toHaveCount(0);
  await page.getByTestId('older-entries').focus();
  await page.keyboard.press('Enter');
  await expect(entries).toHaveCount(busyEntries);
  await expect(page.getByTestId('older-entries')).toHaveCount(0);
  const balance = await page.getByTestId('statement-balance').innerText();
  for (const line of balance.split('\n')) await expect(page.getByTestId('statement-sum')).toContainText(line);
  await expect(page.getByTestId('statement-brought')).toContainText('+1,000');
  for (const [fate, words] of [
    ['repeated', 'Another till has booked the same basket.'],
    ['quarantined', 'Booked after the till was shut out.'],
    ['flagged', 'The rules give another result than the till.'],
  ] as const) {
    await expect(page.locator(`[data-disposition="${fate}"]`)).toContainText(words);
  }
  expect(sara.complaints).toEqual([]);
});

test('the table that is saved has every entry of the member', async () => {
  const { page } = sara;
  await openMember(busyMembers.stopped);
  const saving = page.waitForEvent('download');
  await page.getByTestId('save-statement').focus();
  await page.keyboard.press('Enter');
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe(`member-${busyMembers.stopped}.csv`);
  const lines = readFileSync(await saved.path(), 'utf8')
    .trimEnd()
    .split('\r\n');
  expect(lines).toHaveLength(1 + busyEntries + 1);
});

test('a member of whom no till has sent anything has a statement that says so', async () => {
  const { page } = sara;
  await openMember(busyMembers.plain);
  await expect(page.getByTestId('no-entries')).toBeVisible();
  await expect(page.getByTestId('save-statement')).toHaveCount(0);
});
