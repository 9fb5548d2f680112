import path from 'node:path';
import { expect, test } from 'vitest';
import { draftsKind } from '#electron/till/db/drafts-kind.ts';
import { openDatabase } from '#electron/till/db/open-database.ts';
import { createCheckStore } from '#electron/till/db/stores/check-store.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { ledgerKeys, noonMs } from '#test/support/ledger.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

test('the result of the last check is there again after a start, and only that of the last', () => {
  const file = {
    path: path.join(temporaryFolder(), 'drafts.db'),
    key: ledgerKeys.databaseKey,
    kind: draftsKind,
    nativeBinding: null,
    mode: 'create',
    durability: 'NORMAL',
  } as const;
  const db = expectOk(openDatabase(file));
  const checks = createCheckStore(db);
  expect(checks.last()).toBeNull();
  expectOk(checks.keep({ atMs: epochMs(noonMs), entries: 3, findings: 1 }));
  expectOk(checks.keep({ atMs: epochMs(noonMs + 1), entries: 4, findings: 0 }));
  db.close();
  const again = expectOk(openDatabase(file));
  expect(createCheckStore(again).last()).toEqual({ atMs: noonMs + 1, entries: 4, findings: 0 });
  again.close();
});
