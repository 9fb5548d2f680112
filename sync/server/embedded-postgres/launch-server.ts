/** One process of PostgreSQL, from its start to its end. */

import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import type { Timers } from '#shared/kernel/clock.ts';
import { clusterFolder, serverEnvironment } from './cluster.ts';
import type { ServerPlace } from './database-url.ts';
import type { PostgresBinaries } from './find-binaries.ts';
import type { ServerUser } from './server-user.ts';

export type ServerLaunch = {
  readonly binaries: PostgresBinaries;
  readonly user: ServerUser | undefined;
  readonly dataFolder: string;
  readonly place: ServerPlace;
  readonly url: string;
  readonly timers: Timers;
  /** False only where losing everything does not matter: tests. */
  readonly isDurable: boolean;
};

export type ServerProcess = {
  /** Resolves when it has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** Disconnects everybody, writes everything, ends. */
  readonly stop: () => Promise<void>;
};

const logBytesMax = 10 * 1024 * 1024;
const pollMs = 50;
const startMsMax = 60_000;
const fastStopMsMax = 30_000;

/** Resolves once it takes connections; `undefined` when it ended or took too long: its log says why. */
export async function launchServer(launch: ServerLaunch): Promise<ServerProcess | undefined> {
  const child = spawnServer(launch);
  let hasEnded = false;
  // A process that ends in a hurry takes its server with it; only one that is killed leaves it behind.
  const endInHurry = (): void => void child.kill('SIGINT');
  process.once('exit', endInHurry);
  const ended = new Promise<void>((resolve) => {
    const end = (): void => {
      hasEnded = true;
      process.off('exit', endInHurry);
      resolve();
    };
    child.once('exit', end);
    child.once('error', end);
  });
  const server: ServerProcess = { ended, stop: () => stopServer(child, ended, launch) };
  for (let waitedMs = 0; waitedMs < startMsMax && !hasEnded; waitedMs += pollMs) {
    if (await answers(launch.url)) return server;
    await new Promise<void>((resolve) => void launch.timers.setTimer(pollMs, resolve));
  }
  if (!hasEnded) await server.stop();
  return undefined;
}

/** Where PostgreSQL writes what it has to say: to a file, because it may outlive the process that started it. */
export function serverLogFile(dataFolder: string): string {
  return path.join(dataFolder, 'database.log');
}

function spawnServer({ binaries, user, dataFolder, place, isDurable }: ServerLaunch): ChildProcess {
  const log = openLog(dataFolder);
  const durable = isDurable ? 'on' : 'off';
  const settings = {
    listen_addresses: place.socketFolder === '' ? '127.0.0.1' : '',
    port: String(place.port),
    unix_socket_directories: place.socketFolder,
    unix_socket_permissions: '0700',
    fsync: durable,
    synchronous_commit: durable,
    full_page_writes: durable,
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Statements, their parameters and the details of errors hold personal data.
    log_min_error_statement: 'panic',
    log_parameter_max_length_on_error: '0',
    log_error_verbosity: 'terse',
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(binaries.postgres, ['-D', clusterFolder(dataFolder), ...options], {
    ...user,
    cwd: clusterFolder(dataFolder),
    env: serverEnvironment(),
    stdio: ['ignore', log, log],
    // A group of its own: Ctrl-C in HQ's terminal is for HQ, which stops PostgreSQL last.
    detached: true,
    windowsHide: true,
  });
  closeSync(log);
  return child;
}

function openLog(dataFolder: string): number {
  const file = serverLogFile(dataFolder);
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > logBytesMax) renameSync(file, `${file}.1`);
  return openSync(file, 'a', 0o600);
}

async function answers(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2_000 });
  client.on('error', () => {
    // It is not there yet, or not any more: the next look will show.
  });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    // It is still starting, or it has ended: the caller looks for both.
    return false;
  }
}

async function stopServer(child: ChildProcess, ended: Promise<void>, launch: ServerLaunch): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  if (process.platform === 'win32') {
    const options = ['stop', '-D', clusterFolder(launch.dataFolder), '-m', 'fast', '-w'];
    spawnSync(launch.binaries.pgCtl, options, { stdio: 'ignore' });
  } else {
    child.kill('SIGINT');
  }
  // One that does not end in time is made to end as if power had failed, which it is built to survive.
  const hard = launch.timers.setTimer(fastStopMsMax, () => void child.kill('SIGQUIT'));
  await ended;
  launch.timers.clearTimer(hard);
}
