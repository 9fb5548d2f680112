/** A whole HQ for one test, over a real PostgreSQL, on a free port of loopback. */

import { onTestFinished } from 'vitest';
import { startHq } from '#sync/server/start-hq.ts';
import type { HqOptions, RunningHq } from '#sync/server/start-hq.ts';
import { createLog } from '#sync/server/log.ts';
import { expectOk } from '../expect-ok.ts';
import { temporaryFolder } from '../temporary-folder.ts';

export type TestHqOptions = HqOptions & {
  /** Of `withEmbeddedPostgres().url()`: quicker than a PostgreSQL of its own, and several HQs can share it. */
  readonly databaseUrl?: string;
};

/** Stops with the test. Without `databaseUrl` it brings its own PostgreSQL in a temporary folder. */
export async function startTestHq({ databaseUrl, ...options }: TestHqOptions = {}): Promise<RunningHq> {
  const running = expectOk(
    await startHq({
      dataFolder: temporaryFolder(),
      port: 0,
      pressureDelayMsMax: 0,
      pushWaitMsMax: 0,
      log: createLog('silent'),
      environment: databaseUrl === undefined ? {} : { HQ_DATABASE_URL: databaseUrl },
      ...options,
      parts: { isDurable: false, ...options.parts },
    }),
  );
  onTestFinished(running.close);
  return running;
}
