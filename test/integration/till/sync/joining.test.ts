/** From a till that is alone to one that belongs to HQ, over a real line, with restarts where it starts again. */

import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { OpenedTill } from '#electron/till/open-till.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { smallChain } from '#test/support/hq/published-chain.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';
import { present } from '#test/support/present.ts';
import { createTillAtHq, startTestHq, until } from '#test/support/sync/till-at-hq.ts';
import type { TestHq, TillAtHq } from '#test/support/sync/till-at-hq.ts';
import { manager } from '#test/support/till-chain.ts';

const database = withPglite();

async function joinedTill(hq: TestHq, seed: number): Promise<{ till: TillAtHq; opened: OpenedTill }> {
  const till = createTillAtHq(new Uint8Array(32).fill(seed));
  const { world } = till;
  const alone = await till.open();
  const { handlers } = alone.till;
  expectOk(await handlers.signIn({ commandId: world.id(), ...manager }));
  const code = await hq.newCode(`Till ${seed}`);
  const asked = expectOk(await handlers.joinHq({ commandId: world.id(), url: hq.url, code }));
  expect(asked.step).toBe('waiting');
  await hq.approve(present(asked.fingerprint));
  await until(world, () => till.startsOver.includes('joined'));
  alone.close();
  return { till, opened: await till.open() };
}

test('a till joins, gets its first snapshot, begins a ledger of its own, and what it books is at HQ in a moment', async () => {
  const hq = await startTestHq(database.db(), 20);
  const { till, opened } = await joinedTill(hq, 41);
  const { world } = till;
  const { handlers } = opened.till;
  const operator = present(smallChain().operators[0]);
  const { operatorId } = operator;
  expectOk(await handlers.signIn({ commandId: world.id(), operatorId, pin: operator.initialPin }));
  const { basket } = expectOk(await handlers.till({}));
  const { basketId } = present(basket);
  const priced = expectOk(await handlers.addAmount({ commandId: world.id(), basketId, amountMinor: 900 }));
  expectOk(await handlers.paySale({ commandId: world.id(), basketId, revision: priced.revision }));
  await until(world, async () => {
    const heads = await hq.deps.db.selectFrom('chain_head').select(['seq']).execute();
    return heads.some(({ seq }) => Number(seq) === 1);
  });
  await until(world, async () => expectOk(await handlers.syncState({})).backlog.entries === 0);
  const view = expectOk(await handlers.syncState({}));
  expect(view).toMatchObject({ mode: 'joined', isReachable: true, trouble: null, redemption: null });
  // The files of before are kept whole.
  const former = path.join(world.dataDir, 'former');
  const kept = path.join(former, present(readdirSync(former)[0]));
  expect(existsSync(path.join(kept, 'ledger.db'))).toBe(true);
}, 60_000);
