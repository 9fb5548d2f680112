/** Migrations of HQ on a real PostgreSQL: raced, repeated, and refused to an older program. */

import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { migrate, schemaVersion } from '#sync/server/db/migrate.ts';
import { hqMigrations } from '#sync/server/db/migrations/all.ts';
import { nodeHqPorts } from '#sync/server/node-hq-ports.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { runHqCommand } from '#test/support/hq/hq-process.ts';
import { hqDataFolder } from '#test/support/hq/hq-data-folder.ts';
import { connectToTest, withEmbeddedPostgres } from '#test/support/hq/with-embedded-postgres.ts';

const { db, url } = withEmbeddedPostgres();
const newest = hqMigrations.at(-1)?.version ?? 0;

async function blank(): Promise<void> {
  await sql`DROP SCHEMA public CASCADE`.execute(db());
  await sql`CREATE SCHEMA public`.execute(db());
}

async function columns(): Promise<readonly unknown[]> {
  const found = await sql`
    SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns
    WHERE table_schema = 'public' ORDER BY table_name, column_name`.execute(db());
  return found.rows;
}

beforeEach(blank);

describe('the migrations of HQ', () => {
  it('run once each although eight processes begin with a blank database together', async () => {
    const connections = Array.from({ length: 8 }, () => connectToTest(url()));
    const versions = await Promise.all(
      connections.map(async ({ db: own }) =>
        expectOk(await migrate({ ...nodeHqPorts, db: own }, hqMigrations)),
      ),
    );
    await Promise.all(connections.map((connection) => connection.close()));
    expect(versions).toEqual(Array.from({ length: 8 }, () => newest));
    const clock = await db().selectFrom('change_clock').select('id').execute();
    expect(clock).toEqual([{ id: 1 }]);
  });

  it('lead to the same schema one program version at a time as all at once', async () => {
    const deps = { ...nodeHqPorts, db: db() };
    expectOk(await migrate(deps, hqMigrations));
    const atOnce = await columns();
    await blank();
    for (const [index] of hqMigrations.entries()) {
      expectOk(await migrate(deps, hqMigrations.slice(0, index + 1)));
    }
    expect(await columns()).toEqual(atOnce);
  });

  it('leave a whole older version when one of them fails', async () => {
    const deps = { ...nodeHqPorts, db: db() };
    const broken = {
      version: newest + 10,
      name: 'broken',
      sql: 'CREATE TABLE half (id INT);\nCREATE TABLE half (id INT);\n',
    };
    await expect(migrate(deps, [...hqMigrations, broken])).rejects.toMatchObject({ code: '42P07' });
    expect(await schemaVersion(db())).toBe(newest);
    const half = await sql<{ found: boolean }>`SELECT to_regclass('half') IS NOT NULL AS found`.execute(db());
    expect(half.rows).toEqual([{ found: false }]);
  });

  it('of a newer program make an older one refuse with both versions, and write nothing', async () => {
    expectOk(await migrate({ ...nodeHqPorts, db: db() }, hqMigrations));
    await db()
      .updateTable('hq_schema')
      .set({ version: newest + 10 })
      .execute();
    const refused = await migrate({ ...nodeHqPorts, db: db() }, hqMigrations);
    expect(refused).toEqual({
      ok: false,
      error: { code: 'database_newer', found: newest + 10, known: newest },
    });
    const run = await runHqCommand(['--data', hqDataFolder(), '--port', '0'], { HQ_DATABASE_URL: url() });
    expect(run).toMatchObject({ code: 3, stderr: expect.stringContaining('Start the newer program.') });
    expect(await db().selectFrom('hq_meta').select('name').execute()).toEqual([]);
  });
});
