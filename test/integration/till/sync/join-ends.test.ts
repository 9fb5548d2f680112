/** Joining that does not come to its end at once: given up, refused, too late, cut off between its steps. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { OpenedTill } from '#electron/till/open-till.ts';
import { readHqFile } from '#electron/till/sync/hq-file.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';
import { smallChain } from '#test/support/hq/published-chain.ts';
import { present } from '#test/support/present.ts';
import { createReservingTill } from '#test/support/sync/reserving-till.ts';
import { createTillAtHq, startTestHq, until } from '#test/support/sync/till-at-hq.ts';
import type { TestHq, TillAtHq } from '#test/support/sync/till-at-hq.ts';
import { manager } from '#test/support/till-chain.ts';
import { worldKeys } from '#test/support/till-world.ts';
import { projectRoot } from '#tools/setup/project-paths.ts';

const database = withPglite();

type Scene = { readonly hq: TestHq; readonly till: TillAtHq; opened: OpenedTill };

async function scene(seed: number): Promise<Scene> {
  const hq = await startTestHq(database.db(), 5);
  const till = createTillAtHq(new Uint8Array(32).fill(seed));
  const opened = await till.open();
  expectOk(await opened.till.handlers.signIn({ commandId: till.world.id(), ...manager }));
  return { hq, till, opened };
}

async function ask({ hq, till, opened }: Scene, name: string) {
  const code = await hq.newCode(name);
  return await opened.till.handlers.joinHq({ commandId: till.world.id(), url: hq.url, code });
}

async function stepOf({ opened }: Scene): Promise<string> {
  return expectOk(await opened.till.handlers.joinState({})).step;
}

/** The process ends as it is, and is started again on the same files. */
async function startAgain(shop: Scene, between: () => void = () => undefined): Promise<void> {
  shop.opened.close();
  between();
  shop.opened = await shop.till.open();
}

async function signInFrom(shop: Scene): Promise<void> {
  const { operatorId, initialPin: pin } = present(smallChain().operators[0]);
  const commandId = shop.till.world.id();
  expectOk(await shop.opened.till.handlers.signIn({ commandId, operatorId, pin }));
}

async function sell({ till: { world }, opened }: Scene): Promise<void> {
  const { handlers } = opened.till;
  const { basketId } = present(expectOk(await handlers.till({})).basket);
  const command = () => ({ commandId: world.id(), basketId });
  const { revision } = expectOk(await handlers.addAmount({ ...command(), amountMinor: 900 }));
  expectOk(await handlers.paySale({ ...command(), revision }));
}

test('joining that is given up leaves the till alone, and its later approval changes nothing', async () => {
  const shop = await scene(51);
  const { fingerprint } = expectOk(await ask(shop, 'Given up'));
  const commandId = shop.till.world.id();
  expect(expectOk(await shop.opened.till.handlers.cancelJoin({ commandId })).step).toBe('cancelled');
  await shop.hq.approve(present(fingerprint));
  shop.till.world.time.advance(60_000);
  await startAgain(shop);
  expectOk(await shop.opened.till.handlers.signIn({ commandId: shop.till.world.id(), ...manager }));
  shop.till.world.time.advance(60_000);
  expect(await stepOf(shop)).toBe('cancelled');
  await sell(shop);
  expect(shop.till.startsOver).toEqual([]);
  expect(expectOk(await shop.opened.till.handlers.syncState({})).mode).toBe('alone');
});

test('a till that HQ refuses says so, goes on alone, and may ask again with another code', async () => {
  const shop = await scene(52);
  const { fingerprint } = expectOk(await ask(shop, 'Refused'));
  const { body } = await shop.hq.administrator.ask({ method: 'GET', path: '/joins' });
  const joins: readonly { joinId: string; fingerprint: string }[] = Object(body).joins;
  const join = present(joins.find((waiting) => waiting.fingerprint === fingerprint));
  const refuse = { method: 'POST', path: `/joins/${join.joinId}/refuse`, body: { fingerprint } } as const;
  expect((await shop.hq.administrator.ask(refuse)).status).toBe(200);
  await until(shop.till.world, async () => (await stepOf(shop)) === 'refused');
  await sell(shop);
  expect(expectOk(await ask(shop, 'Again')).step).toBe('waiting');
});

test('a till that nobody approved in time says that its request is over', async () => {
  const shop = await scene(53);
  expectOk(await ask(shop, 'Too late'));
  await database.db().updateTable('till_join').set({ asked_ms: 1 }).execute();
  await until(shop.till.world, async () => (await stepOf(shop)) === 'expired');
  await sell(shop);
});

test('a till is stopped at each step of joining and goes on from there, with the files of before kept whole', async () => {
  const shop = await scene(54);
  const { till } = shop;
  const { dataDir } = till.world;
  await sell(shop);
  const { fingerprint } = expectOk(await ask(shop, 'Stopped'));
  // While a person at HQ compares.
  await startAgain(shop);
  await shop.hq.approve(present(fingerprint));
  const stepInFile = (): string => {
    const read = readHqFile({ dataDir, databaseKey: worldKeys.databaseKey });
    return read.kind === 'found' ? read.file.step : read.kind;
  };
  await until(till.world, () => stepInFile() !== 'waiting');
  // While the first snapshot comes, or just behind it.
  await startAgain(shop);
  await until(till.world, () => till.startsOver.includes('joined'));
  expect(stepInFile()).toBe('moving');
  // While the files of before make way: one is there already.
  const read = readHqFile({ dataDir, databaseKey: worldKeys.databaseKey });
  const former = path.join(dataDir, 'former', read.kind === 'found' ? read.file.former : '');
  await startAgain(shop, () => {
    mkdirSync(former, { recursive: true });
    renameSync(path.join(dataDir, 'drafts.db'), path.join(former, 'drafts.db'));
  });
  expect(stepInFile()).toBe('joined');
  expect(readdirSync(former)).toEqual(expect.arrayContaining(['drafts.db', 'journal', 'ledger.db']));
  await signInFrom(shop);
  await sell(shop);
  await until(till.world, async () => {
    const { backlog, isReachable } = expectOk(await shop.opened.till.handlers.syncState({}));
    return isReachable && backlog.entries === 0;
  });
  expect(existsSync(path.join(dataDir, 'ledger.db'))).toBe(true);
});

test('a till with entries that its HQ does not have does not leave it for another one', async () => {
  const { world, handlers } = await createReservingTill();
  const { basketId } = present(expectOk(await handlers.till({})).basket);
  const command = () => ({ commandId: world.id(), basketId });
  const { revision } = expectOk(await handlers.addAmount({ ...command(), amountMinor: 900 }));
  expectOk(await handlers.paySale({ ...command(), revision }));
  expectOk(await handlers.signIn({ commandId: world.id(), ...manager }));
  const other = { commandId: world.id(), url: 'http://127.0.0.1:9', code: 'K7TM-3QXP' };
  const refused = await handlers.joinHq(other);
  expect(refused).toMatchObject({ error: { code: 'unsent_to_other_hq', details: { entries: 1 } } });
  expect(expectOk(await handlers.syncState({})).mode).toBe('joined');
});

test('vafa till join shows the fingerprint, waits for the approval, and leaves the rest to the till', async () => {
  const shop = await scene(56);
  shop.opened.close();
  const { dataDir } = shop.till.world;
  const signingSeed = new Uint8Array(32).fill(56);
  const keys = Object.entries({ ...worldKeys, signingSeed }).map(([name, bytes]) => [
    name,
    bytesToHex(bytes),
  ]);
  const keyFile = path.join(dataDir, 'keys-of-test.json');
  writeFileSync(keyFile, JSON.stringify(Object.fromEntries(keys)));
  const code = await shop.hq.newCode('By command');
  const options = ['--data-dir', dataDir, '--key-file', keyFile, '--hq', shop.hq.url, '--code', code];
  const vafa = spawn(process.execPath, ['tools/vafa.ts', 'till', 'join', ...options], { cwd: projectRoot });
  const ended = new Promise((resolve) => vafa.on('exit', resolve));
  let told = '';
  vafa.stderr.setEncoding('utf8').on('data', (text: string) => (told += text));
  const shown = (): string | undefined => /approve: (.+)\n/.exec(told)?.[1];
  while (shown() === undefined && vafa.exitCode === null)
    await Promise.race([once(vafa.stderr, 'data'), ended]);
  expect(told).toContain('Compare at HQ');
  await shop.hq.approve(present(shown()));
  expect(await ended).toBe(0);
  await startAgain(shop);
  await until(shop.till.world, () => shop.till.startsOver.includes('joined'));
  await startAgain(shop);
  await signInFrom(shop);
  expect(expectOk(await shop.opened.till.handlers.syncState({})).mode).toBe('joined');
});
