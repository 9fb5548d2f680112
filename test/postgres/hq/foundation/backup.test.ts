/** Backup and restore of HQ: a round trip with everything that a column can hold, and every kind of damage. */

import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BackupHook } from '#sync/server/backup/backup-hook.ts';
import { readBackup } from '#sync/server/backup/read-backup-file.ts';
import { restoreBackup } from '#sync/server/backup/restore-backup.ts';
import { writeBackup } from '#sync/server/backup/write-backup.ts';
import { ensureIdentity } from '#sync/server/db/hq-identity.ts';
import type { HqDb } from '#sync/server/db/hq-tables.ts';
import { dataTables } from '#sync/server/db/table-copy.ts';
import { hqMigrations } from '#sync/server/db/migrations/all.ts';
import type { HqDeps } from '#sync/server/hq-deps.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { hqDataFolder, preparedHqDataFolder } from '#test/support/hq/hq-data-folder.ts';
import { runHqCommand, startHqProcess, untilReady } from '#test/support/hq/hq-process.ts';
import { testHqDeps } from '#test/support/hq/test-hq-deps.ts';
import { openPglite } from '#test/support/hq/with-pglite.ts';
import { withEmbeddedPostgres } from '#test/support/hq/with-embedded-postgres.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const { db } = withEmbeddedPostgres();

/** Texts that end lines elsewhere, quotes, and letters of both directions. */
const oddText = 'a\nb\r\u2028"\\x41\\ زهرا \u{1F600}';

async function fill(deps: HqDeps): Promise<void> {
  await ensureIdentity(deps);
  await deps.db.insertInto('hq_meta').values({ name: oddText, value: oddText }).execute();
  const many = Array.from({ length: 5_000 }, (_, place) => ({
    name: `row${place}`,
    value: 'x'.repeat(place % 97),
  }));
  await deps.db.insertInto('hq_meta').values(many).execute();
  await deps.db.updateTable('change_clock').set({ n: Number.MAX_SAFE_INTEGER }).execute();
  await sql`INSERT INTO page (page_hash, body, made_ms, used_ms)
    VALUES (${new Uint8Array([0, 255])}, ${new Uint8Array(3_000_000).fill(7)}, 1, 2)`.execute(deps.db);
}

async function contents(of: HqDb): Promise<ReadonlyMap<string, readonly string[]>> {
  const all = new Map<string, readonly string[]>();
  for (const table of await dataTables(of)) {
    const found = await sql<{ row: string }>`
      SELECT row_to_json(r)::TEXT AS row FROM ${sql.table(table)} AS r ORDER BY 1`.execute(of);
    all.set(
      table,
      found.rows.map(({ row }) => row).filter((row) => !row.includes('"hqEpoch"')),
    );
  }
  return all;
}

async function backUp(deps: HqDeps, hooks: readonly BackupHook[] = []): Promise<string> {
  const file = path.join(temporaryFolder(), 'hq.backup');
  expectOk(await writeBackup({ ...deps, dataSeal: deps.serviceKeys.dataSeal, hooks, file }));
  return file;
}

describe('a backup of HQ', () => {
  it('restores every row into an empty database, with the same id and a new epoch', async () => {
    const deps = testHqDeps(db());
    await fill(deps);
    const before = await ensureIdentity(deps);
    const file = await backUp(deps);
    const blank = await openPglite();
    const { dataSeal } = deps.serviceKeys;
    const request = { ...deps, db: blank, dataSeal, migrations: hqMigrations, file };
    const restored = expectOk(await restoreBackup(request));
    expect(await contents(blank)).toEqual(await contents(db()));
    const after = await ensureIdentity({ ...deps, db: blank });
    expect(after).toEqual({ hqId: before.hqId, hqEpoch: restored.hqEpoch });
    expect(after.hqEpoch).not.toBe(before.hqEpoch);
    expect(expectCode(await restoreBackup(request))).toBe('database_not_empty');
    await blank.destroy();
  });

  it('is of one instant, whatever is written meanwhile', async () => {
    const deps = testHqDeps(db());
    await fill(deps);
    const writeMeanwhile: BackupHook = {
      name: 'meanwhile',
      note: async () => {
        await db().insertInto('hq_meta').values({ name: 'later', value: 'x' }).execute();
        return '';
      },
      onVerified: async () => {},
    };
    // The snapshot is taken by the first statement, which the note follows here.
    const readFirst: BackupHook = {
      name: 'first',
      note: async (transaction) => {
        await transaction.selectFrom('hq_meta').select('name').limit(1).execute();
        return '';
      },
      onVerified: async () => {},
    };
    const file = await backUp(deps, [readFirst, writeMeanwhile]);
    const seen: string[] = [];
    expectOk(await readBackup(file, { onRows: async (_table, rows) => void seen.push(...rows) }));
    expect(seen.filter((row) => row.includes('"later"'))).toEqual([]);
    expect(seen.some((row) => row.includes('"row1"'))).toBe(true);
  });

  it('keeps the note of an area, and tells the area once it is verified', async () => {
    const deps = testHqDeps(db());
    await fill(deps);
    const heard: string[] = [];
    const hook: BackupHook = {
      name: 'heads',
      note: async () => '{"till":12}',
      onVerified: async (_db, note) => void heard.push(note),
    };
    const file = await backUp(deps, [hook]);
    expect(expectOk(await readBackup(file)).header.notes).toEqual({ heads: '{"till":12}' });
    expect(heard).toEqual(['{"till":12}']);
  });

  it('that was cut anywhere or has one changed byte anywhere is refused', async () => {
    const deps = testHqDeps(db());
    await fill(deps);
    const whole = readFileSync(await backUp(deps));
    const file = path.join(temporaryFolder(), 'damaged.backup');
    const codeOf = async (bytes: Uint8Array): Promise<string> => {
      writeFileSync(file, bytes);
      return expectCode(await readBackup(file));
    };
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (offset, change) => {
        const changed = Uint8Array.from(whole);
        changed[offset] = (changed[offset] ?? 0) ^ change;
        expect(await codeOf(changed)).toBe('backup_damaged');
        expect(await codeOf(whole.subarray(0, offset))).toBe('backup_damaged');
      }),
      { numRuns: 150 },
    );
    expect(await codeOf(Buffer.concat([whole, Buffer.from('\n')]))).toBe('backup_damaged');
  });

  it('of other keys or of a newer program is refused before anything is written', async () => {
    const deps = testHqDeps(db());
    await fill(deps);
    const file = await backUp(deps);
    const blank = await openPglite();
    const stranger = testHqDeps(blank);
    const request = { ...stranger, dataSeal: stranger.serviceKeys.dataSeal, migrations: hqMigrations, file };
    expect(expectCode(await restoreBackup(request))).toBe('backup_other_keys');
    const older = { ...request, dataSeal: deps.serviceKeys.dataSeal, migrations: hqMigrations.slice(0, 1) };
    expect(expectCode(await restoreBackup(older))).toBe('backup_newer');
    expect(await dataTables(blank)).toEqual([]);
    await blank.destroy();
  });
});

describe('the backup command', () => {
  it('works beside a running HQ, and restore makes another HQ of its file and its keys', async () => {
    const folder = preparedHqDataFolder();
    const file = path.join(temporaryFolder(), 'hq.backup');
    const hq = await startHqProcess(['--data', folder]);
    const backup = await runHqCommand(['backup', '--data', folder, '--to', file]);
    expect(backup).toMatchObject({ code: 0, stdout: expect.stringContaining('read back without a fault') });
    await untilReady(hq.url);
    const again = await runHqCommand(['backup', '--data', folder, '--to', file]);
    expect(again).toMatchObject({ code: 3, stderr: expect.stringContaining('backup_exists') });
    const target = hqDataFolder();
    const withoutKeys = await runHqCommand(['restore', '--data', target, '--from', file]);
    expect(withoutKeys).toMatchObject({ code: 3, stderr: expect.stringContaining('keys_missing') });
    copyFileSync(path.join(folder, 'hq-keys.json'), path.join(target, 'hq-keys.json'));
    const restore = await runHqCommand(['restore', '--data', target, '--from', file]);
    expect(restore).toMatchObject({ code: 0, stdout: expect.stringContaining('new epoch') });
    const second = await startHqProcess(['--data', target]);
    const idOf = (log: string): string | undefined => /"hqId":"([^"]+)"/.exec(log)?.[1];
    expect(idOf(second.log())).toBe(idOf(hq.log()));
  });

  it('names a folder without an HQ, and makes none there', async () => {
    const folder = path.join(hqDataFolder(), 'nothing');
    const run = await runHqCommand(['backup', '--data', folder, '--to', `${folder}.backup`]);
    expect(run).toMatchObject({ code: 3, stderr: expect.stringContaining('hq_missing') });
    expect(existsSync(folder)).toBe(false);
  });
});
