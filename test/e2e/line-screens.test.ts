/** From a till that is alone to one that has joined, and what its window to HQ says then: each step is pictured. */

import { expect, test } from '@playwright/test';
import { uuid, uuidV7 } from '#shared/kernel/ids.ts';
import { holdMember } from '#sync/server/truth/merge-members.ts';
import { cashierScreen, demoCards } from '#test/support/cashier-screen.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import type { CashierScreen } from '#test/support/cashier-screen.ts';
import { startHqAtHand } from '#test/support/hq-at-hand.ts';
import type { HqAtHand } from '#test/support/hq-at-hand.ts';
import { launchShell, shellFolder, withoutReader } from '#test/support/launch-shell.ts';
import { judgeScreen, showAs, walks, walkTitle } from './judge-screen.ts';
import type { Walk } from './judge-screen.ts';

/** Everything is real here, and the machine may be busy; a till without a line for hints looks every forty seconds. */
const slowMs = 120_000;
/** In the demo's list of operators. */
const manager = 3;

let hq: HqAtHand;
test.beforeAll(async () => {
  test.setTimeout(3 * slowMs);
  hq = await startHqAtHand();
});
test.afterAll(() => hq.dispose());

type Going = { readonly screen: CashierScreen; readonly walk: Walk };

async function openLine({ page }: CashierScreen): Promise<void> {
  await page.keyboard.press('Control+KeyK');
  await page.getByTestId('line-dialog').waitFor();
}

async function verdictIs({ page }: CashierScreen, state: string): Promise<void> {
  await expect(page.getByTestId('line-verdict')).toHaveAttribute('data-state', state, { timeout: slowMs });
}

/** The code of a till in its groups, typed as it is read out. */
async function join({ screen, walk }: Going): Promise<void> {
  const { page } = screen;
  const { deviceId, code } = await hq.newTill('T2');
  await openLine(screen);
  await judgeScreen(page, walk, 'line-1-join');
  await page.getByTestId('join-address').fill(hq.url);
  await page.getByTestId('join-code').fill(otherCode(code));
  await page.getByTestId('join-button').click();
  await page.getByTestId('line-failure').waitFor({ timeout: slowMs });
  await judgeScreen(page, walk, 'line-2-wrong-code');
  await page.getByTestId('join-code').fill(code);
  await page.getByTestId('join-button').click();
  await page.getByTestId('join-waiting').waitFor({ timeout: slowMs });
  await judgeScreen(page, walk, 'line-3-fingerprint');
  // HQ knows the fingerprint by itself: a request with another one is not approved.
  await hq.approve({ deviceId, fingerprint: await screen.text('join-fingerprint') });
  await verdictIs(screen, 'complete');
  await expect(page.getByTestId('line-details')).not.toContainText(/هنوز نه|not yet/, { timeout: slowMs });
  await judgeScreen(page, walk, 'line-4-connected');
  await page.getByTestId('dialog-close').click();
}

/** Another last sign; the groups before it find the till. */
function otherCode(code: string): string {
  return `${code.slice(0, -1)}${code.endsWith('2') ? '3' : '2'}`;
}

/** Somebody at HQ stops a member who stands at this till: seen within seconds, and before anybody wants to pay. */
async function stopMember({ screen, walk }: Going): Promise<void> {
  const { page } = screen;
  await screen.addAmount(120_000);
  await screen.tapInTray(demoCards.silver);
  await page.getByTestId('member-name').waitFor();
  await expect(page.getByTestId('member-hold')).toHaveCount(0);
  await setHold('byHand');
  await expect(page.getByTestId('member-hold')).toBeVisible({ timeout: slowMs });
  await judgeScreen(page, walk, 'line-8-held');
  await page.keyboard.press('F12');
  await expect(page.getByTestId('payment-dialog').getByTestId('redemption-off')).toBeVisible();
  await expect(page.getByTestId('payment-points').getByRole('button')).toHaveCount(0);
  await judgeScreen(page, walk, 'line-9-payment');
  const before = await entriesAtHq();
  await page.getByTestId('payment-submit').click();
  await screen.nextSale();
  await expect.poll(entriesAtHq, { timeout: slowMs }).toBeGreaterThan(before);
  await setHold(null);
  await expect(page.getByTestId('line-state')).toHaveAttribute('data-state', 'complete', { timeout: slowMs });
}

function entriesAtHq(): Promise<number> {
  return hq.look(async ({ db }) => {
    const heads = await db.selectFrom('chain_head').select('seq').execute();
    return heads.reduce((sum, { seq }) => sum + Number(seq), 0);
  });
}

/** Of the member with the silver card. */
async function setHold(hold: 'byHand' | null): Promise<void> {
  await hq.look(async (deps) => {
    const cardUid = Buffer.from(demoCards.silver, 'hex');
    const cards = deps.db.selectFrom('card').select('member_ref').where('card_uid', '=', cardUid);
    const { member_ref: memberRef } = await cards.executeTakeFirstOrThrow();
    const by = uuidV7(deps.clock.nowMs(), deps.randomBytes(10));
    expectOk(await holdMember(deps, { memberRef: uuid(memberRef), hold, by }));
  });
}

async function sellAlone({ screen, walk }: Going): Promise<void> {
  const { page } = screen;
  await hq.stop();
  for (const amount of [150_000, 90_000]) {
    await screen.addAmount(amount);
    await screen.pay();
    await screen.nextSale();
  }
  await expect(page.getByTestId('line-state')).toHaveAttribute('data-state', 'trouble', { timeout: slowMs });
  await expect(page.getByTestId('line-state')).toContainText(/[2۲]/u, { timeout: slowMs });
  await judgeScreen(page, walk, 'line-5-chip');
  await payAlone({ screen, walk });
  await openLine(screen);
  await expect(page.getByTestId('line-verdict')).toHaveAttribute('data-cause', 'unreachable');
  // A new till's first right to redeem offline is short: without HQ its end is near.
  await expect(page.getByTestId('line-lease')).toHaveAttribute('data-state', 'ending');
  await judgeScreen(page, walk, 'line-6-offline');
  await page.getByTestId('export-backlog').click();
  await page.getByTestId('carried').waitFor();
  await judgeScreen(page, walk, 'line-7-carried');
  await hq.start();
  await page.getByTestId('send-now').click();
  await verdictIs(screen, 'complete');
  await expect(page.getByTestId('line-backlog')).toHaveCount(0);
}

/** The window of payment says what may go without HQ, and why no more. */
async function payAlone({ screen, walk }: Going): Promise<void> {
  const { page } = screen;
  await screen.addAmount(600_000);
  await screen.tapInTray(demoCards.gold);
  await page.getByTestId('member-name').waitFor();
  await page.keyboard.press('F12');
  await expect(page.getByTestId('offline-points')).toContainText(/[1-9۱-۹]/u);
  await expect(page.getByTestId('offline-wallet')).toHaveAttribute('data-limit', /level|share|till/u);
  await judgeScreen(page, walk, 'line-10-payment-alone');
  await page.keyboard.press('Escape');
  await page.getByTestId('payment-dialog').waitFor({ state: 'detached' });
}

for (const walk of walks) {
  test(`a till joins HQ, is without it, and comes back, step by step ${walkTitle(walk)}`, async () => {
    test.setTimeout(6 * slowMs);
    const { dataDir, removeFolder } = shellFolder();
    const args = ['--demo', `--lang=${walk.language}`, '--window-size=1024x768'];
    const shell = await launchShell({ dataDir, args, env: withoutReader(dataDir) });
    try {
      await showAs(shell.page, walk.judged);
      const going = { screen: cashierScreen(shell.page), walk };
      await going.screen.signIn(manager);
      await join(going);
      await stopMember(going);
      await sellAlone(going);
    } finally {
      await shell.stop();
      removeFolder();
    }
  });
}
