/** What to do about a PostgreSQL that runs in the data folder already: left by a killed HQ, or in use by another. */

import { rmSync } from 'node:fs';
import pg from 'pg';
import type { Clock, Timers } from '#shared/kernel/clock.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { ownerName } from '../db/connect.ts';
import type { StartFailure } from '../start-failure.ts';
import { clusterFolder, clusterPassword, isAlive } from './cluster.ts';
import { databaseUrl } from './database-url.ts';
import { isPostmasterOf, postmasterFile, readPostmaster } from './postmaster-file.ts';
import type { RunningPostmaster } from './postmaster-file.ts';
import { removeSocketFolder } from './socket-folder.ts';

type Ports = { readonly clock: Clock; readonly timers: Timers };

const pollMs = 100;
const stopMsMax = 30_000;
/** Between its start and the first connection of the HQ that started it. */
const settleMs = 5_000;
/** Longer than any machine is too busy to answer: a late start is better than to stop what another HQ uses. */
const answerMsMax = 30_000;

/**
 * Makes the way free for a PostgreSQL of this process. One without an HQ is stopped, so that there is always exactly
 * one that starts it, watches it and stops it; one that another HQ uses is left alone.
 */
export async function takeOver(dataFolder: string, ports: Ports): Promise<Result<null, StartFailure>> {
  const cluster = clusterFolder(dataFolder);
  const running = readPostmaster(cluster);
  if (running === undefined) return ok(null);
  if (!isAlive(running.pid) || !isOurs(running, cluster)) {
    // PostgreSQL would not dare to start while anybody's process has that number.
    rmSync(postmasterFile(cluster), { force: true });
    removeSocketFolder(running);
    return ok(null);
  }
  if (await hasOwner(running, dataFolder, ports)) return err(inUse(dataFolder));
  process.kill(running.pid, 'SIGINT');
  if (!(await isGone(running.pid, ports))) return err(stuck(running.pid, dataFolder));
  removeSocketFolder(running);
  return ok(null);
}

/** On Windows a process does not show what it runs: there only its answer can tell. */
function isOurs({ pid }: RunningPostmaster, cluster: string): boolean {
  return process.platform === 'win32' || isPostmasterOf(pid, cluster);
}

/** Each HQ holds a connection of its own for as long as it lives. A young server gets time for it to come. */
async function hasOwner(running: RunningPostmaster, dataFolder: string, ports: Ports): Promise<boolean> {
  for (;;) {
    if (await countsOwner(databaseUrl(running, clusterPassword(dataFolder)))) return true;
    if (ports.clock.nowMs() - running.startedAtMs >= settleMs || !isAlive(running.pid)) return false;
    await pause(ports.timers, pollMs);
  }
}

async function countsOwner(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: answerMsMax });
  client.on('error', () => {
    // It is being stopped meanwhile: then nobody uses it, and the query below says so.
  });
  try {
    await client.connect();
    const found = await client.query('SELECT 1 FROM pg_stat_activity WHERE application_name = $1 LIMIT 1', [
      ownerName,
    ]);
    return found.rows.length > 0;
  } catch {
    // It does not answer, so no HQ can be using it.
    return false;
  } finally {
    await client.end().catch(() => {
      // A connection that is gone needs no end.
    });
  }
}

async function isGone(pid: number, { clock, timers }: Ports): Promise<boolean> {
  const startedMs = clock.monotonicMs();
  while (clock.monotonicMs() - startedMs < stopMsMax) {
    if (!isAlive(pid)) return true;
    await pause(timers, pollMs);
  }
  return false;
}

export function inUse(dataFolder: string): StartFailure {
  return {
    code: 'data_folder_in_use',
    message: `Another HQ is running in ${dataFolder}. Stop it, or choose another data folder with --data.`,
  };
}

function stuck(pid: number, dataFolder: string): StartFailure {
  return {
    code: 'postgres_failed',
    message: `PostgreSQL of ${dataFolder} (process ${pid}) was left running and does not end. End that process, then start HQ again.`,
  };
}

function pause(timers: Timers, delayMs: number): Promise<void> {
  return new Promise((resolve) => void timers.setTimer(delayMs, resolve));
}
