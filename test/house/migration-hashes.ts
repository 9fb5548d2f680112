/** Every migration of the till's files and of HQ's database by its hash, for the freeze of released ones. */

import { createHash } from 'node:crypto';
import { cacheKind } from '#electron/till/db/cache-kind.ts';
import type { DatabaseKind } from '#electron/till/db/database-kind.ts';
import { draftsKind } from '#electron/till/db/drafts-kind.ts';
import { ledgerKind } from '#electron/till/db/ledger-kind.ts';
import { stagingKind } from '#electron/till/db/staging-kind.ts';
import type { HqMigration } from '#sync/server/db/hq-migration.ts';
import { hqMigrations } from '#sync/server/db/migrations/all.ts';

export const databaseKinds: readonly DatabaseKind[] = [ledgerKind, draftsKind, cacheKind, stagingKind];

/** `ledger/10-entries` → hexadecimal SHA-256 of its SQL. */
export type MigrationHashes = Readonly<Record<string, string>>;

/** In the order in which the migrations run. */
export function migrationHashes(kinds: readonly DatabaseKind[] = databaseKinds): MigrationHashes {
  return Object.fromEntries(
    kinds.flatMap((kind) =>
      kind.migrations.map(({ version, name, sql }) => [
        `${kind.name}/${version}-${name}`,
        createHash('sha256').update(sql).digest('hex'),
      ]),
    ),
  );
}

/** Those of HQ: `hq/30-chains` → hexadecimal SHA-256 of its SQL and of the tables that are partitioned after it. */
export function hqMigrationHashes(migrations: readonly HqMigration[] = hqMigrations): MigrationHashes {
  return Object.fromEntries(
    migrations.map(({ version, name, sql, partitioned = [] }) => [
      `hq/${version}-${name}`,
      createHash('sha256')
        .update(sql)
        .update(partitioned.map((table) => `\nPARTITIONED ${table};`).join(''))
        .digest('hex'),
    ]),
  );
}

/** Released migrations that were changed or taken away since. */
export function thawedMigrations(released: MigrationHashes, present: MigrationHashes): readonly string[] {
  return Object.entries(released)
    .filter(([name, hash]) => present[name] !== hash)
    .map(([name]) => name);
}

/** Present migrations whose hash is not written down yet, each as a line to write down. */
export function unlistedMigrations(released: MigrationHashes, present: MigrationHashes): readonly string[] {
  return Object.entries(present)
    .filter(([name]) => !Object.hasOwn(released, name))
    .map(([name, hash]) => `"${name}": "${hash}"`);
}
