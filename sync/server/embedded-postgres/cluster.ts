/** The folder of the embedded PostgreSQL: made once, as a whole or not at all. */

import { spawn } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { RandomBytes } from '#shared/kernel/rng.ts';
import type { StartFailure } from '../start-failure.ts';
import type { PostgresBinaries } from './find-binaries.ts';
import type { ServerUser } from './server-user.ts';

/** The major version of the package; a cluster of another one cannot be opened. */
export const postgresMajor = '18';
export const databaseUser = 'hq';
export const databaseName = 'postgres';

export type ClusterPlace = {
  readonly binaries: PostgresBinaries;
  readonly user: ServerUser | undefined;
  readonly dataFolder: string;
  readonly randomBytes: RandomBytes;
};

export function clusterFolder(dataFolder: string): string {
  return path.join(dataFolder, 'database');
}

/** Stands in the cluster's own folder, so that both come into being together. */
export function clusterPassword(dataFolder: string): string {
  return readFileSync(path.join(clusterFolder(dataFolder), passwordName), 'utf8').trim();
}

const passwordName = 'hq-password';
const unfinishedPrefix = 'database.new-';

/** Makes the cluster where there is none. An unfinished one, left by a stop in between, is thrown away. */
export async function ensureCluster(place: ClusterPlace): Promise<Result<null, StartFailure>> {
  const folder = clusterFolder(place.dataFolder);
  if (existsSync(folder)) return checkVersion(folder);
  removeUnfinished(place.dataFolder);
  const unfinished = path.join(place.dataFolder, `${unfinishedPrefix}${process.pid}`);
  const passwordFile = `${unfinished}.password`;
  const password = bytesToHex(place.randomBytes(16));
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  handOver([unfinished, passwordFile], place.user);
  const failure = await runInitdb(place, unfinished, passwordFile);
  rmSync(passwordFile, { force: true });
  if (failure !== undefined) {
    rmSync(unfinished, { recursive: true, force: true });
    return err({
      code: 'postgres_failed',
      message: `PostgreSQL could not make its folder ${folder}: ${failure}`,
    });
  }
  const kept = path.join(unfinished, passwordName);
  writeFileSync(kept, password, { mode: 0o600 });
  handOver([kept], place.user);
  // Another process that was quicker keeps its cluster, and this one uses that.
  if (existsSync(folder)) rmSync(unfinished, { recursive: true, force: true });
  else renameSync(unfinished, folder);
  return ok(null);
}

function checkVersion(folder: string): Result<null, StartFailure> {
  const versionFile = path.join(folder, 'PG_VERSION');
  const found = existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim() : 'none';
  if (found === postgresMajor) return ok(null);
  return err({
    code: 'database_version',
    message: `${folder} is of PostgreSQL ${found}; this program brings PostgreSQL ${postgresMajor}. Restore a backup into a new data folder.`,
  });
}

function removeUnfinished(dataFolder: string): void {
  for (const name of readdirSync(dataFolder)) {
    if (!name.startsWith(unfinishedPrefix)) continue;
    if (isAlive(Number.parseInt(name.slice(unfinishedPrefix.length), 10))) continue;
    rmSync(path.join(dataFolder, name), { recursive: true, force: true });
  }
}

/** Whether there is a process of that number, whoever's it is. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function handOver(places: readonly string[], user: ServerUser | undefined): void {
  if (user !== undefined) for (const place of places) chownSync(place, user.uid, user.gid);
}

/** What initdb said, when it failed. */
function runInitdb(
  { binaries, user }: ClusterPlace,
  folder: string,
  passwordFile: string,
): Promise<string | undefined> {
  const options = ['-D', folder, '-U', databaseUser, `--pwfile=${passwordFile}`];
  const kind = ['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--data-checksums'];
  return new Promise((resolve) => {
    const child = spawn(binaries.initdb, [...options, ...kind], {
      ...user,
      cwd: folder,
      env: serverEnvironment(),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (part: Buffer) => (said += part.toString()));
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code) => resolve(code === 0 ? undefined : said.trim() || `exit code ${code}`));
  });
}

/** The environment without what would lead PostgreSQL elsewhere. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
  for (const name of Object.keys(env)) if (name.startsWith('PG')) delete env[name];
  return env;
}
