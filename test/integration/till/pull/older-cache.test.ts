import path from 'node:path';
import { expect, test } from 'vitest';
import { cacheKind } from '#electron/till/db/cache-kind.ts';
import { openDatabase } from '#electron/till/db/open-database.ts';
import { createMemberFactsStore } from '#electron/till/db/stores/member-facts-store.ts';
import { uuid, uuidToBytes } from '#shared/kernel/ids.ts';
import { testKey } from '#test/support/encrypted-database.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const known = uuid('0193a0b0-0000-7000-8000-000000000001');
const plain = uuid('0193a0b0-0000-7000-8000-000000000002');

test('what an older cache kept of members in a table of its own is in their rows', () => {
  const file = {
    path: path.join(temporaryFolder(), 'cache.db'),
    key: testKey,
    nativeBinding: null,
    mode: 'create',
    durability: 'NORMAL',
  } as const;
  const olderKind = { ...cacheKind, migrations: cacheKind.migrations.filter(({ version }) => version <= 50) };
  const older = expectOk(openDatabase({ ...file, kind: olderKind }));
  const add = older.prepare(
    `INSERT INTO member (member_id, member_ref, name, tier_id, points_balance, wallet_minor, visit_count, spent_minor)
     VALUES (?, ?, 'Lale', 'bronze', 0, 0, 0, 0)`,
  );
  add.run(1, uuidToBytes(known));
  add.run(2, uuidToBytes(plain));
  older
    .prepare('INSERT INTO member_facts (member_id, facts) VALUES (1, ?)')
    .run('{"stampsCollected":{"coffee":4}}');
  older.close();

  const db = expectOk(openDatabase({ ...file, kind: cacheKind }));
  const facts = createMemberFactsStore(db);
  expect(facts.factsOf(known)).toEqual({ stampsCollected: { coffee: 4 } });
  expect(facts.factsOf(plain)).toEqual({});
  db.close();
});
