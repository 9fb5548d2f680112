/** A till that HQ has not seen for longer than its lease: it sells on, and knows nobody by name until HQ has seen it. */

import path from 'node:path';
import { expect, test } from 'vitest';
import { cacheKind } from '#electron/till/db/cache-kind.ts';
import type { DatabaseKind } from '#electron/till/db/database-kind.ts';
import { ledgerKind } from '#electron/till/db/ledger-kind.ts';
import { openDatabase } from '#electron/till/db/open-database.ts';
import type { OpenedTill } from '#electron/till/open-till.ts';
import { personalGraceMs } from '#electron/till/sync/personal-data.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { smallChain } from '#test/support/hq/published-chain.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';
import { present } from '#test/support/present.ts';
import { createReservingTill } from '#test/support/sync/reserving-till.ts';
import { createTillAtHq, startTestHq, until } from '#test/support/sync/till-at-hq.ts';
import type { TillAtHq } from '#test/support/sync/till-at-hq.ts';
import { manager } from '#test/support/till-chain.ts';
import { worldKeys } from '#test/support/till-world.ts';

const database = withPglite();
const canary = 'Canarina Vogelsang';

async function joinedTill(seed: number): Promise<{ till: TillAtHq; opened: OpenedTill }> {
  const hq = await startTestHq(database.db(), 20);
  const till = createTillAtHq(new Uint8Array(32).fill(seed));
  const alone = await till.open();
  const { handlers } = alone.till;
  expectOk(await handlers.signIn({ commandId: till.world.id(), ...manager }));
  const code = await hq.newCode(`Till ${seed}`);
  const asked = expectOk(await handlers.joinHq({ commandId: till.world.id(), url: hq.url, code }));
  await hq.approve(present(asked.fingerprint));
  await until(till.world, () => till.startsOver.includes('joined'));
  alone.close();
  return { till, opened: await openSignedIn(till) };
}

async function openSignedIn(till: TillAtHq): Promise<OpenedTill> {
  const opened = await till.open();
  const { operatorId, initialPin: pin } = present(smallChain().operators[0]);
  expectOk(await opened.till.handlers.signIn({ commandId: till.world.id(), operatorId, pin }));
  return opened;
}

/** What a question says of a file, or what a change of it did, while the till is closed. */
function inFile({ world }: TillAtHq, kind: DatabaseKind, sql: string): readonly unknown[] {
  const file = path.join(world.dataDir, `${kind.name}.db`);
  const key = worldKeys.databaseKey;
  const place = { path: file, key, nativeBinding: null, kind, mode: 'mustExist' } as const;
  const db = expectOk(openDatabase({ ...place, durability: 'FULL' }));
  try {
    if (!sql.startsWith('UPDATE')) return db.prepareRead(sql).all();
    db.prepare(sql).run();
    return [];
  } finally {
    db.close();
  }
}

const membersIn = (till: TillAtHq): number => inFile(till, cacheKind, 'SELECT member_ref FROM member').length;

async function isLevel({ till }: OpenedTill): Promise<boolean> {
  const { backlog, trouble } = expectOk(await till.handlers.syncState({}));
  return backlog.entries === 0 && trouble === null;
}

async function sell({ till: { handlers } }: OpenedTill, { world }: TillAtHq): Promise<void> {
  const { basketId } = present(expectOk(await handlers.till({})).basket);
  const amount = { commandId: world.id(), basketId, amountMinor: 900 };
  const { revision } = expectOk(await handlers.addAmount(amount));
  expectOk(await handlers.paySale({ commandId: world.id(), basketId, revision }));
}

async function enrolCanary({ till: { handlers } }: OpenedTill, { world }: TillAtHq): Promise<void> {
  const { basketId } = present(expectOk(await handlers.till({})).basket);
  const person = { name: canary, latinName: null, phone: '09137654321', birthDate: null, cardUid: null };
  const rest = { introducerRef: null, consents: [] };
  expectOk(await handlers.enrolMember({ commandId: world.id(), basketId, ...person, ...rest }));
}

test('after the lease and its grace the members are out of the files, every entry stays, and a new lease brings them back', async () => {
  const { till, opened } = await joinedTill(61);
  await enrolCanary(opened, till);
  await sell(opened, till);
  await until(till.world, () => isLevel(opened));
  opened.close();
  const members = membersIn(till);
  expect(members).toBeGreaterThanOrEqual(20);
  const entries = inFile(till, ledgerKind, 'SELECT hash FROM entry ORDER BY place');
  // HQ was not there for longer than both, and has everything in a backup.
  inFile(
    till,
    ledgerKind,
    `UPDATE sync_state SET lease_expires_ms = hq_time_ms - ${personalGraceMs},
       durable_place = acknowledged_place, durable_hash = acknowledged_hash`,
  );
  const locked = await openSignedIn(till);
  const found = expectOk(await locked.till.handlers.searchMembers({ text: canary }));
  expect(found.members).toEqual([]);
  await sell(locked, till);
  locked.close();
  expect(membersIn(till)).toBe(0);
  expect(inFile(till, ledgerKind, 'SELECT name FROM member')).toEqual([]);
  expect(inFile(till, ledgerKind, 'SELECT key FROM attachment_key')).toEqual([]);
  const after = inFile(till, ledgerKind, 'SELECT hash FROM entry ORDER BY place');
  expect(after.slice(0, entries.length)).toEqual(entries);
  // HQ is there again: a lease, and a whole snapshot.
  const back = await openSignedIn(till);
  await until(till.world, () => till.startsOver.includes('snapshot'));
  back.close();
  const known = await openSignedIn(till);
  await until(till.world, () => isLevel(known));
  known.close();
  expect(membersIn(till)).toBeGreaterThanOrEqual(members);
}, 90_000);

test('a till that runs while the grace ends starts again, so that no member stays in its files', async () => {
  const till = await createReservingTill();
  const nowMs = till.world.time.clock.nowMs();
  const lease = { issuedAtMs: epochMs(nowMs), expiresAtMs: epochMs(nowMs + 1_000) };
  till.contacted({ lease });
  till.world.time.advance(personalGraceMs);
  till.tell({ kind: 'alive' });
  expect(till.startsOver).toEqual([]);
  till.world.time.advance(1_000);
  till.tell({ kind: 'alive' });
  expect(till.startsOver).toContain('leaseOver');
});
