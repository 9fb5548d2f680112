/** What a cashier meets in a day, on the real window and till service, with cards from the demo's tray. */

import path from 'node:path';
import { expect, test } from '@playwright/test';
import { demoCards, demoChain } from '#test/support/cashier-screen.ts';
import { runVafa } from '#test/support/run-vafa.ts';
import { withTill } from '#test/support/with-till.ts';
import { tillOfFile } from './till-of-file.ts';

const onTill = tillOfFile();

const espresso = '6269014000015';

function entryCount(dataDir: string): number {
  const verified = runVafa('ledger', 'verify', path.join(dataDir, 'ledger.db'));
  expect(verified.exitCode, verified.stdout + verified.stderr).toBe(0);
  const report: unknown = JSON.parse(verified.stdout);
  expect(report).toHaveProperty('entries');
  return (report as { readonly entries: number }).entries; // the property was just asserted
}

test('a till without any reader says so and sells by plain amount and search', async () => {
  await onTill('en', async (screen, dataDir) => {
    await screen.signIn();
    const before = entryCount(dataDir);
    await expect(screen.page.getByTestId('reader-state')).toHaveAttribute('data-state', 'noService');
    await screen.addAmount(42_000);
    await screen.page.keyboard.press('F3');
    await screen.page.keyboard.type('kilim', { delay: 80 });
    await screen.page.getByTestId('search-row').first().click();
    await expect(screen.page.getByTestId('basket-line')).toHaveCount(2);
    await screen.pay();
    expect(entryCount(dataDir)).toBe(before + 1);
  });
});

test('three presses of pay in one blink book one sale', async () => {
  await onTill('en', async (screen, dataDir) => {
    await screen.signIn();
    const before = entryCount(dataDir);
    await screen.scan(espresso);
    await expect(screen.page.getByTestId('basket-line')).toHaveCount(1);
    await screen.page.getByTestId('pay-button').click({ clickCount: 3, delay: 0 });
    await screen.page.getByTestId('receipt-number').waitFor();
    await screen.nextSale();
    expect(entryCount(dataDir)).toBe(before + 1);
  });
});

test('an unknown card may be passed over for an anonymous sale', async () => {
  await onTill('en', async (screen) => {
    await screen.signIn();
    await screen.scan(espresso);
    await screen.tapInTray(demoCards.unknown);
    await screen.page.getByTestId('tap-dismiss').click();
    await expect(screen.page.getByTestId('tap-notice')).toHaveCount(0);
    await screen.pay();
    await expect(screen.page.getByTestId('receipt-points')).toHaveCount(0);
  });
});

test('an unknown card leads to enrolment, and the new member pays with that card at once', async () => {
  await onTill('en', async (screen) => {
    await screen.signIn();
    await screen.scan(espresso);
    await screen.tapInTray(demoCards.unknown);
    await expect(screen.page.getByTestId('tap-notice')).toHaveAttribute('data-kind', 'unknownCard');
    await screen.page.getByTestId('enrol-with-card').click();
    await screen.page.getByTestId('enrol-name').fill('Nima Test');
    await screen.page.getByTestId('enrol-phone').fill('۰۹۱۲۰۰۰۹۹۸۸');
    await screen.page.getByTestId('enrol-submit').click();
    await expect(screen.page.getByTestId('member-name')).toHaveText('Nima Test');
    await screen.pay();
    await screen.nextSale();
    await screen.tapInTray(demoCards.unknown);
    await expect(screen.page.getByTestId('member-name')).toHaveText('Nima Test');
  });
});

test('a blocked card is refused with a way on', async () => {
  await onTill('en', async (screen) => {
    await screen.signIn();
    await screen.tapInTray(demoCards.blocked);
    await expect(screen.page.getByTestId('tap-notice')).toHaveAttribute('data-kind', 'blockedCard');
    await expect(screen.page.getByTestId('member-name')).toHaveCount(0);
  });
});

test("a second member's card in a begun sale asks before it changes whose sale it is", async () => {
  await onTill('en', async (screen) => {
    await screen.signIn();
    await screen.tapInTray(demoCards.silver);
    const first = await screen.text('member-name');
    await screen.scan(espresso);
    await expect(screen.page.getByTestId('basket-line')).toHaveCount(1);
    await screen.tapInTray(demoCards.gold);
    await expect(screen.page.getByTestId('tap-notice')).toHaveAttribute('data-kind', 'otherMember');
    await screen.page.getByTestId('other-member-keep').click();
    await expect(screen.page.getByTestId('member-name')).toHaveText(first);
    await screen.tapInTray(demoCards.newcomer);
    await screen.page.getByTestId('other-member-switch').click();
    await expect(screen.page.getByTestId('member-name')).not.toHaveText(first);
  });
});

test('wrong PINs are counted, shut the door for a while, and the right one is refused meanwhile', async () => {
  await withTill('en', async (screen) => {
    const operator = demoChain.operators[0];
    await screen.page.getByTestId(`sign-in-operator-${operator?.operatorId}`).click();
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await screen.typePin('000001');
      await expect(screen.page.getByTestId('pin-message')).toBeVisible();
      await expect(screen.page.getByTestId('pin-field')).toHaveValue('');
    }
    await expect(screen.page.getByTestId('pin-message')).toContainText(/\d+/);
    await screen.page.reload();
    await screen.page.getByTestId(`sign-in-operator-${operator?.operatorId}`).click();
    await screen.typePin(operator?.initialPin ?? '');
    await expect(screen.page.getByTestId('pin-message')).toBeVisible();
    await expect(screen.page.getByTestId('pay-button')).toHaveCount(0);
  });
});

test('script in a name is shown as text and never runs', async () => {
  await onTill('en', async (screen) => {
    const hostile = '<img src=x onerror="document.title=\'broken\'"><script>document.title="broken"</script>';
    await screen.signIn();
    const title = await screen.page.title();
    await screen.page.keyboard.press('F7');
    await screen.page.getByTestId('enrol-name').fill(hostile);
    await screen.page.getByTestId('enrol-submit').click();
    await expect(screen.page.getByTestId('member-name')).toHaveText(hostile);
    expect(await screen.page.title()).toBe(title);
  });
});

test('a scanner in the middle of any field adds the product and presses no key of the till', async () => {
  await onTill('en', async (screen) => {
    await screen.signIn();
    await screen.page.keyboard.press('F2');
    await screen.scan(espresso);
    await expect(screen.page.getByTestId('basket-line')).toHaveCount(1);
    await expect(screen.page.getByTestId('member-search')).toHaveValue('');
    await expect(screen.page.getByTestId('receipt-dialog')).toHaveCount(0);
  });
});

test('undo takes back the last line, and the basket survives a reload of the page', async () => {
  await onTill('en', async (screen) => {
    await screen.signIn();
    await screen.scan(espresso);
    await screen.addAmount(10_000);
    await expect(screen.page.getByTestId('basket-line')).toHaveCount(2);
    await screen.page.keyboard.press('F6');
    await expect(screen.page.getByTestId('basket-line')).toHaveCount(1);
    await screen.page.reload();
    await expect(screen.page.getByTestId('basket-line')).toHaveCount(1);
  });
});

test('a till service that is killed in mid-sale comes back with the same basket and asks nobody for a PIN', async () => {
  await onTill('en', async (screen, _dataDir, shell) => {
    await screen.signIn();
    await screen.tapInTray(demoCards.silver);
    await screen.scan(espresso);
    await expect(screen.page.getByTestId('basket-line')).toHaveCount(1);
    const from = shell.facts.length;
    const pid = await shell.app.evaluate(
      ({ app }) => app.getAppMetrics().find(({ name }) => name === 'Vafa till service')?.pid,
    );
    process.kill(pid ?? Number.NaN, 'SIGKILL');
    await shell.fact('serviceReady', { from, with: { service: 'till' } });
    await expect(screen.page.getByTestId('banner')).toHaveCount(0);
    await expect(screen.page.getByTestId('member-name')).toBeVisible();
    await screen.addAmount(10_000);
    await expect(screen.page.getByTestId('basket-line')).toHaveCount(2);
    await screen.pay();
  });
});

test('a till service that is killed after the till was locked leaves it locked', async () => {
  await onTill('en', async (screen, _dataDir, shell) => {
    await screen.signIn();
    await screen.page.getByTestId('lock-button').click();
    await screen.page.getByTestId(`sign-in-operator-${demoChain.operators[0]?.operatorId}`).waitFor();
    const from = shell.facts.length;
    const pid = await shell.app.evaluate(
      ({ app }) => app.getAppMetrics().find(({ name }) => name === 'Vafa till service')?.pid,
    );
    process.kill(pid ?? Number.NaN, 'SIGKILL');
    await shell.fact('serviceReady', { from, with: { service: 'till' } });
    await expect(screen.page.getByTestId('banner')).toHaveCount(0);
    await expect(
      screen.page.getByTestId(`sign-in-operator-${demoChain.operators[0]?.operatorId}`),
    ).toBeVisible();
  });
});
