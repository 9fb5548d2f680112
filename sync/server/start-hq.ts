/** HQ as a whole: starts everything in order, and stops it in the opposite one. */

import { accessSync, constants, mkdirSync } from 'node:fs';
import path from 'node:path';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { areas } from './areas.ts';
import { buildApp } from './build-app.ts';
import { requestLimits } from './config.ts';
import type { HqConfig } from './config.ts';
import { ensureIdentity } from './db/hq-identity.ts';
import type { HqMigration } from './db/hq-migration.ts';
import { hqMigrations } from './db/migrations/all.ts';
import type { HqApp, HqArea } from './hq-area.ts';
import type { HqDeps, HqIdentity, HqPorts } from './hq-deps.ts';
import type { HqWorker, RunningWorker } from './hq-worker.ts';
import { openHqKeys } from './keys/hq-keys.ts';
import type { HqKeys } from './keys/hq-keys.ts';
import { createLog } from './log.ts';
import type { HqLog } from './log.ts';
import { createMetrics } from './metrics.ts';
import { nodeHqPorts } from './node-hq-ports.ts';
import { openDatabase } from './open-database.ts';
import type { OpenDatabase } from './open-database.ts';
import { createReceiving } from './receiving.ts';
import { readConfig } from './read-config.ts';
import type { ConfigOptions } from './read-config.ts';
import type { StartFailure } from './start-failure.ts';
import { readTls } from './tls.ts';
import type { TlsMaterial } from './tls.ts';
import { workers } from './workers.ts';

export type HqOptions = ConfigOptions & {
  readonly log?: HqLog;
  /** The environment to read secrets from; the process's own when missing. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** What tests replace. */
  readonly parts?: HqParts;
};

export type HqParts = {
  readonly areas?: readonly HqArea[];
  readonly workers?: readonly HqWorker[];
  readonly migrations?: readonly HqMigration[];
  readonly ports?: Partial<HqPorts>;
  readonly isDurable?: boolean;
  readonly withProcessMetrics?: boolean;
};

export type RunningHq = {
  /** `http://host:port`, or `https://…` with TLS, with the port that was taken. */
  readonly url: string;
  readonly identity: HqIdentity;
  readonly deps: HqDeps;
  /** Address of the database, with its password: for tests and commands, never for a log. */
  readonly databaseUrl: string;
  readonly rotateKey: HqKeys['rotate'];
  /**
   * Takes no more requests, ends those in flight (10 s at most), stops workers, disconnects, stops the embedded
   * PostgreSQL. Calling it again waits for the same end.
   */
  readonly close: () => Promise<void>;
};

/** Resolves once HQ listens. Whatever was started is stopped again when it cannot. */
export async function startHq(options: HqOptions = {}): Promise<Result<RunningHq, StartFailure>> {
  const { parts = {} } = options;
  const config = readConfig(options, options.environment);
  const ports: HqPorts = { ...nodeHqPorts, ...parts.ports };
  const log = options.log ?? createLog('info');
  const folders = prepareFolders(config);
  if (!folders.ok) return folders;
  const tls = readTls(config);
  if (!tls.ok) return tls;
  const keys = openHqKeys({ ...ports, file: config.keysFile, passphrase: config.keysPassphrase });
  if (!keys.ok) return keys;
  const migrations = parts.migrations ?? hqMigrations;
  const isDurable = parts.isDurable ?? true;
  const database = await openDatabase({ config, ports, log, migrations, isDurable });
  if (!database.ok) return database;
  const started: Started = {
    config,
    ports,
    log,
    keys: keys.value,
    database: database.value,
    tls: tls.value,
    parts,
  };
  try {
    const running = await run(started);
    if (!running.ok) await database.value.close();
    return running;
  } catch (fault) {
    await database.value.close();
    throw fault;
  }
}

type Started = {
  readonly config: HqConfig;
  readonly ports: HqPorts;
  readonly log: HqLog;
  readonly keys: HqKeys;
  readonly database: OpenDatabase;
  readonly tls: TlsMaterial | null;
  readonly parts: HqParts;
};

async function run(started: Started): Promise<Result<RunningHq, StartFailure>> {
  const { config, ports, log, keys, database, tls, parts } = started;
  const stopping = new AbortController();
  const identity = await ensureIdentity({ ...ports, db: database.db });
  const deps: HqDeps = {
    ...ports,
    db: database.db,
    identity,
    serviceKeys: keys.serviceKeys,
    log,
    metrics: createMetrics({ withProcess: parts.withProcessMetrics ?? false }),
    receiving: createReceiving(ports, config.pushWaitMsMax),
    config,
    stopping: stopping.signal,
  };
  watchPool(deps, database);
  const workersByName = new Map<string, RunningWorker>();
  const app = await buildApp(deps, {
    areas: parts.areas ?? areas,
    schemaVersionKnown: database.schemaVersion,
    workersByName,
    tls,
  });
  const listening = await listen(app, config);
  if (!listening.ok) {
    await app.close();
    return listening;
  }
  for (const worker of parts.workers ?? workers) workersByName.set(worker.name, worker.start(deps));
  log.info('started', { hqId: identity.hqId, hqEpoch: identity.hqEpoch, schema: database.schemaVersion });
  const close = async (): Promise<void> => {
    stopping.abort();
    await endRequests(app, ports);
    await endWorkers([...workersByName.values()], ports);
    await database.close();
    log.info('stopped');
  };
  let closing: Promise<void> | undefined;
  return ok({
    url: listening.value,
    identity,
    deps,
    databaseUrl: database.url,
    rotateKey: keys.rotate,
    close: () => (closing ??= close()),
  });
}

function prepareFolders({ databaseUrl, dataFolder, keysFile }: HqConfig): Result<null, StartFailure> {
  const needed = databaseUrl === null ? [dataFolder, path.dirname(keysFile)] : [path.dirname(keysFile)];
  const unwritable = needed.find((folder) => !isWritable(folder));
  if (unwritable === undefined) return ok(null);
  return err({
    code: 'data_folder_unwritable',
    message: `The folder ${unwritable} cannot be made or written. Choose another one with --data or --keys.`,
  });
}

function isWritable(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    // Every reason (a file of that name, no right, a full or read-only disk) has the same way out.
    return false;
  }
}

async function listen(app: HqApp, config: HqConfig): Promise<Result<string, StartFailure>> {
  const { host, port } = config;
  try {
    await app.listen({ host, port });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'EADDRINUSE' && code !== 'EACCES' && code !== 'EADDRNOTAVAIL') throw error;
    return err({
      code: 'port_taken',
      message: `HQ cannot listen on ${host}:${port} (${code}). Choose another port with --port, or another address with --host.`,
    });
  }
  const address = app.server.address();
  const taken = typeof address === 'object' && address !== null ? address.port : port;
  const scheme = config.tls === null ? 'http' : 'https';
  return ok(`${scheme}://${host.includes(':') ? `[${host}]` : host}:${taken}`);
}

function watchPool({ metrics }: HqDeps, { poolUse }: OpenDatabase): void {
  const help = 'Connections of this process to the database';
  metrics.sampled({ name: 'database_connections_open', help: `${help}.` }, () => poolUse().open);
  metrics.sampled(
    { name: 'database_connections_idle', help: `${help} that wait for work.` },
    () => poolUse().idle,
  );
  metrics.sampled(
    { name: 'database_waiting', help: 'Work that waits for a connection.' },
    () => poolUse().waiting,
  );
}

async function endRequests(app: HqApp, ports: HqPorts): Promise<void> {
  const deadline = ports.timers.setTimer(requestLimits.stopMsMax, () => app.server.closeAllConnections());
  await app.close();
  ports.timers.clearTimer(deadline);
}

/** One that hangs must not keep the database from being stopped in order. */
async function endWorkers(running: readonly RunningWorker[], { timers }: HqPorts): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const deadline = timers.setTimer(requestLimits.stopMsMax, resolve);
    Promise.all(running.map((worker) => worker.close()))
      .then(() => resolve(), reject)
      .finally(() => timers.clearTimer(deadline));
  });
}
