/** Who runs PostgreSQL: it refuses to run as root. */

import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { StartFailure } from '../start-failure.ts';

export type ServerUser = { readonly uid: number; readonly gid: number };

const nobody: ServerUser = { uid: 65_534, gid: 65_534 };

/**
 * The user to start PostgreSQL as: `undefined` for the user that runs HQ. Root hands it to the owner of the data
 * folder, or to `nobody` where that is root too.
 */
export function serverUser(dataFolder: string): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const { uid, gid } = statSync(dataFolder);
  return uid === 0 ? nobodyOfSystem() : { uid, gid };
}

/** Fails when `user` cannot get to the folder: every folder on the way must let it through. */
export function checkWayTo(folder: string, user: ServerUser | undefined): Result<null, StartFailure> {
  if (user === undefined) return ok(null);
  const closed = foldersAbove(folder).find((place) => !letsThrough(place, user));
  if (closed === undefined) return ok(null);
  return err({
    code: 'data_folder_closed',
    message: `Root started HQ, so PostgreSQL runs as user ${user.uid}, who may not enter ${closed}. Choose a data folder outside of it with --data, for instance /var/lib/vafa-hq, or start HQ as another user.`,
  });
}

function letsThrough(folder: string, { uid, gid }: ServerUser): boolean {
  const found = statSync(folder);
  if (found.uid === uid) return (found.mode & 0o100) !== 0;
  return (found.mode & (found.gid === gid ? 0o010 : 0o001)) !== 0;
}

/** The folder itself and all above it, from the root down. */
function foldersAbove(folder: string): readonly string[] {
  const parent = path.dirname(folder);
  return parent === folder ? [folder] : [...foldersAbove(parent), folder];
}

function nobodyOfSystem(): ServerUser {
  const fields =
    passwordFile()
      .find((line) => line.startsWith('nobody:'))
      ?.split(':') ?? [];
  const [uid, gid] = [Number(fields[2]), Number(fields[3])];
  return Number.isSafeInteger(uid) && Number.isSafeInteger(gid) && uid > 0 ? { uid, gid } : nobody;
}

function passwordFile(): readonly string[] {
  try {
    return readFileSync('/etc/passwd', 'utf8').split('\n');
  } catch {
    // A system without that file: the number that `nobody` has everywhere will do.
    return [];
  }
}
