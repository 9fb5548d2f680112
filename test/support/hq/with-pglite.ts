/** PostgreSQL inside the test's own process: the quickest database of HQ. One connection, so nothing is parallel. */

import { afterAll, beforeAll, beforeEach } from 'vitest';
import { invariant } from '#shared/kernel/invariant.ts';
import type { HqDb } from '#sync/server/db/hq-tables.ts';
import { blankImage, migratedImage, openPgliteFrom } from './pglite-image.ts';
import { createTableReset } from './table-reset.ts';

/** A blank database of this process, not migrated, with HQ's own column parsers. Close it with `db.destroy()`. */
export async function openPglite(): Promise<HqDb> {
  return openPgliteFrom(await blankImage());
}

/**
 * Call once at the top of a test file: one migrated database for the file, which is as the migrations left it at the
 * beginning of each test. `db()` answers within tests and hooks only.
 */
export function withPglite(): { readonly db: () => HqDb } {
  let db: HqDb | undefined;
  let reset: (() => Promise<void>) | undefined;
  beforeAll(async () => {
    db = await openPgliteFrom(await migratedImage());
    reset = await createTableReset(db);
  });
  beforeEach(async () => reset?.());
  afterAll(async () => db?.destroy());
  return {
    db: () => {
      invariant(db !== undefined, 'the database is opened before the tests of the file');
      return db;
    },
  };
}
