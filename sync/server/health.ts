/** Whether HQ lives, whether it can work, and its numbers: for supervisors and load balancers. */

import { sql } from 'kysely';
import { schemaVersion } from './db/migrate.ts';
import type { HqApp } from './hq-area.ts';
import type { HqDeps } from './hq-deps.ts';
import { httpFailures } from './http-failure.ts';
import type { RunningWorker } from './hq-worker.ts';

export type Readiness = {
  readonly isReady: boolean;
  readonly database: 'ok' | 'away';
  readonly schema: 'ok' | 'older' | 'newer' | 'unknown';
  /** Names of workers that hang. */
  readonly deadWorkers: readonly string[];
  readonly isStopping: boolean;
};

export type ReadinessSources = {
  readonly deps: HqDeps;
  readonly schemaVersionKnown: number;
  readonly workersByName: ReadonlyMap<string, RunningWorker>;
};

const databaseMsMax = 2_000;

/** `GET /health` lives, `GET /ready` can work, `GET /metrics` for Prometheus. None of them needs a signature. */
export function registerHealth(app: HqApp, sources: ReadinessSources): void {
  app.get('/health', () => ({ isAlive: true }));
  app.get('/ready', async (_request, reply) => {
    const readiness = await readinessOf(sources);
    return reply.code(readiness.isReady ? 200 : httpFailures.busy).send(readiness);
  });
  app.get('/metrics', async (_request, reply) => {
    const { metrics } = sources.deps;
    return reply.type(metrics.contentType).send(await metrics.text());
  });
}

async function readinessOf({
  deps,
  schemaVersionKnown,
  workersByName,
}: ReadinessSources): Promise<Readiness> {
  const found = await withinMs(deps, versionOrUndefined(deps));
  const database = found === undefined ? 'away' : 'ok';
  const schema = found === undefined ? 'unknown' : compareVersions(found, schemaVersionKnown);
  const deadWorkers = [...workersByName].filter(([, worker]) => !worker.isAlive()).map(([name]) => name);
  const isStopping = deps.stopping.aborted;
  const isReady = database === 'ok' && schema === 'ok' && deadWorkers.length === 0 && !isStopping;
  return { isReady, database, schema, deadWorkers, isStopping };
}

async function versionOrUndefined(deps: HqDeps): Promise<number | undefined> {
  try {
    await sql`SELECT 1`.execute(deps.db);
    return await schemaVersion(deps.db);
  } catch (error) {
    deps.log.fault('databaseAway', error);
    return undefined;
  }
}

function compareVersions(found: number, known: number): Readiness['schema'] {
  if (found === known) return 'ok';
  return found < known ? 'older' : 'newer';
}

/** A database that does not answer in time is away. */
function withinMs<Value>({ timers }: HqDeps, work: Promise<Value>): Promise<Value | undefined> {
  return new Promise((resolve, reject) => {
    const timer = timers.setTimer(databaseMsMax, () => resolve(undefined));
    work.then(resolve, reject).finally(() => timers.clearTimer(timer));
  });
}
