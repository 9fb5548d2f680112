/** A till that HQ has not seen for longer than its lease: it sells on, and knows nobody by name until HQ has seen it. */

import { expect, test } from 'vitest';
import { cacheKind } from '#electron/till/db/cache-kind.ts';
import { ledgerKind } from '#electron/till/db/ledger-kind.ts';
import type { OpenedTill } from '#electron/till/open-till.ts';
import { personalGraceMs } from '#electron/till/sync/personal-data.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';
import { present } from '#test/support/present.ts';
import { inFile, isLevel, joinTill, openSignedIn, sell } from '#test/support/sync/joined-till.ts';
import { createReservingTill } from '#test/support/sync/reserving-till.ts';
import { until } from '#test/support/sync/till-at-hq.ts';
import type { TillAtHq } from '#test/support/sync/till-at-hq.ts';

const database = withPglite();
const canary = 'Canarina Vogelsang';

const membersIn = (till: TillAtHq): number => inFile(till, cacheKind, 'SELECT member_ref FROM member').length;

async function enrolCanary({ till: { handlers } }: OpenedTill, { world }: TillAtHq): Promise<void> {
  const { basketId } = present(expectOk(await handlers.till({})).basket);
  const person = { name: canary, latinName: null, phone: '09137654321', birthDate: null, cardUid: null };
  const rest = { introducerRef: null, consents: [] };
  expectOk(await handlers.enrolMember({ commandId: world.id(), basketId, ...person, ...rest }));
}

test('after the lease and its grace the members are out of the files, every entry stays, and a new lease brings them back', async () => {
  const { till, opened } = await joinTill(database.db(), 61);
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
});

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
