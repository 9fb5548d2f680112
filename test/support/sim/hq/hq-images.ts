/** Whole states of HQ's database: taken out, and put back in place of what there is. */

import { sql } from 'kysely';
import type { HqDb } from '#sync/server/db/hq-tables.ts';
import { dataTables, insertRows } from '#sync/server/db/table-copy.ts';

export type HqImage = ReadonlyMap<string, readonly string[]>;

export type HqImages = {
  readonly take: () => Promise<HqImage>;
  readonly put: (image: HqImage) => Promise<void>;
};

export function createHqImages(db: HqDb): HqImages {
  let names: readonly string[] | undefined;
  const tables = async (): Promise<readonly string[]> => (names ??= await dataTables(db));
  return {
    take: async () => {
      const selects = (await tables()).map(
        (name) =>
          sql`SELECT ${sql.lit(name)} AS name, row_to_json(r)::TEXT AS row FROM ${sql.table(name)} AS r`,
      );
      const found = await sql<{ name: string; row: string }>`${sql.join(selects, sql` UNION ALL `)}`.execute(
        db,
      );
      const image = new Map<string, string[]>();
      for (const { name, row } of found.rows) {
        const rows = image.get(name);
        if (rows === undefined) image.set(name, [row]);
        else rows.push(row);
      }
      return image;
    },
    put: async (image) => {
      const all = await tables();
      await db.transaction().execute(async (transaction) => {
        // Much quicker than TRUNCATE, where hundreds of partitions are as good as empty.
        for (const name of all) await sql`DELETE FROM ${sql.table(name)}`.execute(transaction);
        for (const [table, rows] of image) await insertRows(transaction, table, rows);
      });
    },
  };
}
