/** What the connections of a database wait for, looked at again and again beside a benchmark. */

import { sql } from 'kysely';
import type { HqDb } from '#sync/server/db/hq-tables.ts';

export type DatabaseWaits = {
  /** Stops looking; the share of all looks at busy connections, by what they waited for, the most frequent first. */
  readonly stop: () => Promise<readonly string[]>;
};

const everyMs = 100;

export function watchDatabase(db: HqDb): DatabaseWaits {
  const seen = new Map<string, number>();
  let isStopped = false;
  const look = async (): Promise<void> => {
    while (!isStopped) {
      const rows = await sql<{ what: string; n: number }>`
        SELECT state || ': ' || COALESCE(wait_event_type || ' ' || wait_event, 'works') AS what, COUNT(*)::INT AS n
        FROM pg_stat_activity
        WHERE backend_type = 'client backend' AND state <> 'idle' AND pid <> pg_backend_pid()
        GROUP BY 1`.execute(db);
      for (const { what, n } of rows.rows) seen.set(what, (seen.get(what) ?? 0) + n);
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
  };
  const looking = look();
  return {
    stop: async () => {
      isStopped = true;
      await looking;
      const all = [...seen.values()].reduce((sum, n) => sum + n, 0);
      return [...seen]
        .toSorted(([, left], [, right]) => right - left)
        .slice(0, 8)
        .map(([what, n]) => `${((100 * n) / Math.max(all, 1)).toFixed(0)} % ${what}`);
    },
  };
}
