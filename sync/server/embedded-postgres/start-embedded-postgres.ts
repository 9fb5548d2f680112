/** HQ's own PostgreSQL: made, started, watched and stopped by HQ. */

import { chmodSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import type { Clock, Timers } from '#shared/kernel/clock.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { RandomBytes } from '#shared/kernel/rng.ts';
import { ownerName } from '../db/connect.ts';
import type { HqLog } from '../log.ts';
import type { StartFailure } from '../start-failure.ts';
import { clusterFolder, clusterPassword, ensureCluster, isAlive } from './cluster.ts';
import { databaseUrl } from './database-url.ts';
import { findBinaries } from './find-binaries.ts';
import { launchServer, serverLogFile } from './launch-server.ts';
import type { ServerLaunch, ServerProcess } from './launch-server.ts';
import { readPostmaster } from './postmaster-file.ts';
import { checkWayTo, serverUser } from './server-user.ts';
import { newServerPlace, removeSocketFolder } from './socket-folder.ts';
import { inUse, takeOver } from './take-over.ts';

export type EmbeddedPostgresOptions = {
  /** Absolute; made when it is missing. */
  readonly dataFolder: string;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly randomBytes: RandomBytes;
  readonly log: HqLog;
  /** False only in tests. */
  readonly isDurable?: boolean;
};

export type EmbeddedPostgres = {
  readonly url: string;
  /** Everything else must be disconnected first, or is disconnected. */
  readonly close: () => Promise<void>;
};

const restartPauseMs = 1_000;
const ownerPauseMs = 500;

/**
 * Starts PostgreSQL in the data folder. It is started again whenever it ends by itself, at the same address. A data
 * folder belongs to one HQ at a time.
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<Result<EmbeddedPostgres, StartFailure>> {
  const { dataFolder } = options;
  const prepared = await prepare(options);
  if (!prepared.ok) return prepared;
  const launch = prepared.value;
  const server = await launchServer(launch);
  if (server === undefined) {
    removeSocketFolder(launch.place);
    return err(launchFailure(dataFolder));
  }
  const watch = watchServer(launch, server, options);
  const owner = holdOwnership(launch.url, options.timers);
  return ok({
    url: launch.url,
    close: async () => {
      await owner.close();
      await watch.close();
      removeSocketFolder(launch.place);
    },
  });
}

async function prepare(options: EmbeddedPostgresOptions): Promise<Result<ServerLaunch, StartFailure>> {
  const { dataFolder, randomBytes, timers } = options;
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const user = serverUser(dataFolder);
  // The user of the server has to get to its own folder inside; everything else in it is closed by its own mode.
  if (user !== undefined) chmodSync(dataFolder, 0o711);
  const way = checkWayTo(dataFolder, user);
  if (!way.ok) return way;
  const binaries = findBinaries(user, path.join(dataFolder, 'postgresql'));
  if (!binaries.ok) return binaries;
  const cluster = await ensureCluster({ binaries: binaries.value, user, dataFolder, randomBytes });
  if (!cluster.ok) return cluster;
  const free = await takeOver(dataFolder, options);
  if (!free.ok) return free;
  const place = await newServerPlace(user);
  const url = databaseUrl(place, clusterPassword(dataFolder));
  const isDurable = options.isDurable ?? true;
  return ok({ binaries: binaries.value, user, dataFolder, place, url, timers, isDurable });
}

function launchFailure(dataFolder: string): StartFailure {
  const other = readPostmaster(clusterFolder(dataFolder));
  if (other !== undefined && isAlive(other.pid)) return inUse(dataFolder);
  return {
    code: 'postgres_failed',
    message: `PostgreSQL did not start. What it said stands at the end of ${serverLogFile(dataFolder)}.`,
  };
}

/** Starts the server again whenever it ends before `close`. */
function watchServer(
  launch: ServerLaunch,
  first: ServerProcess,
  { log, timers }: EmbeddedPostgresOptions,
): { readonly close: () => Promise<void> } {
  let isClosing = false;
  let current: ServerProcess | undefined = first;
  const watch = async (): Promise<void> => {
    while (!isClosing) {
      await current?.ended;
      if (isClosing) return;
      log.warn('databaseEnded', { willRestart: true });
      await new Promise<void>((resolve) => void timers.setTimer(restartPauseMs, resolve));
      current = isClosing ? undefined : await launchServer(launch);
    }
  };
  const watched = watch();
  return {
    close: async () => {
      isClosing = true;
      await current?.stop();
      await watched;
      // It may have come up while this was asked for.
      await current?.stop();
    },
  };
}

/** A connection that says to every other HQ: this data folder is taken. */
function holdOwnership(url: string, timers: Timers): { readonly close: () => Promise<void> } {
  let isClosing = false;
  let release: () => void = () => {};
  const hold = async (): Promise<void> => {
    while (!isClosing) {
      const client = new pg.Client({ connectionString: url, application_name: ownerName });
      const lost = new Promise<void>((resolve) => {
        release = resolve;
        // Every one of them: a connection that breaks may say so more than once, and nobody else listens.
        client.on('error', () => resolve());
        client.once('end', resolve);
      });
      await client.connect().then(
        () => lost,
        () => {
          // PostgreSQL is being started again; the next try will find it.
        },
      );
      await client.end().catch(() => {
        // A lost connection needs no end.
      });
      if (!isClosing) await new Promise<void>((resolve) => void timers.setTimer(ownerPauseMs, resolve));
    }
  };
  const held = hold();
  return {
    close: () => {
      isClosing = true;
      release();
      return held;
    },
  };
}
