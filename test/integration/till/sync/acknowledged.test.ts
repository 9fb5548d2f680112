/** What HQ has acknowledged, and a till that dies, or has no room, before it has written that down. */

import { expect, test } from 'vitest';
import { ledgerKind } from '#electron/till/db/ledger-kind.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';
import { inFile, isLevel, joinTill, openSignedIn, sell } from '#test/support/sync/joined-till.ts';
import type { JoinedTill } from '#test/support/sync/joined-till.ts';
import { until } from '#test/support/sync/till-at-hq.ts';

const database = withPglite();

async function atHq({ hq }: JoinedTill) {
  const { db } = hq.deps;
  const heads = await db.selectFrom('chain_head').select(['epoch', 'branch', 'seq']).execute();
  const stored = await db.selectFrom('segment').select(['from_seq', 'to_seq']).orderBy('from_seq').execute();
  return { heads, stored };
}

const kept = 'SELECT acknowledged_place, acknowledged_hash, proof FROM sync_state';

test('a till that died before it wrote down what HQ acknowledged hears it again, and sends nothing twice', async () => {
  const joined = await joinTill(database.db(), 71);
  const { till, opened } = joined;
  for (let sales = 0; sales < 3; sales += 1) await sell(opened, till);
  await until(till.world, () => isLevel(opened));
  opened.close();
  const before = await atHq(joined);
  const [acknowledged] = inFile(till, ledgerKind, kept);
  // As it was before the answer came: the row is written whole or not at all.
  const forget = 'acknowledged_place = NULL, acknowledged_hash = NULL, proof = NULL';
  inFile(till, ledgerKind, `UPDATE sync_state SET ${forget}`);
  const again = await openSignedIn(till);
  await until(till.world, () => isLevel(again));
  expect(await atHq(joined)).toEqual(before);
  await sell(again, till);
  await until(till.world, () => isLevel(again));
  again.close();
  expect((await atHq(joined)).heads).toMatchObject([{ epoch: 1, branch: 0, seq: 4 }]);
  const [after] = inFile(till, ledgerKind, kept);
  expect(after).not.toEqual(acknowledged);
  expect(Object(after)).toMatchObject({
    acknowledged_place: Number(Object(acknowledged).acknowledged_place) + 1,
  });
});

test('a till that starts with what HQ acknowledged written down sends nothing of it', async () => {
  const joined = await joinTill(database.db(), 72);
  const { till, opened } = joined;
  await sell(opened, till);
  await until(till.world, () => isLevel(opened));
  opened.close();
  const before = await atHq(joined);
  const sent = till.news.length;
  const again = await openSignedIn(till);
  await until(till.world, () => till.news.slice(sent).some(({ kind }) => kind === 'complete'));
  expect(till.news.slice(sent).filter(({ kind }) => kind === 'acknowledged')).toEqual([]);
  expect(await atHq(joined)).toEqual(before);
  expect(expectOk(await again.till.handlers.syncState({})).backlog.entries).toBe(0);
});
