/** Where the cache lies, where it is built, and how a built one takes its place. */

import { existsSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { syncFile, syncFolder } from '../db/finish-copy.ts';

export function cachePath(dataDir: string): string {
  return path.join(dataDir, 'cache.db');
}

/** A cache being built; never read. */
export function nextCachePath(dataDir: string): string {
  return path.join(dataDir, 'cache.db.next');
}

export function removeNextCache(dataDir: string): void {
  removeDatabase(nextCachePath(dataDir));
}

/** A whole cache of a snapshot, waiting for the next start; its name is only ever given to a file that is complete. */
export function readyCachePath(dataDir: string): string {
  return path.join(dataDir, 'cache.db.ready');
}

/** The cache that was built is whole: a stop from here on leaves it to the next start. */
export function readyNextCache(dataDir: string): void {
  const next = nextCachePath(dataDir);
  syncFile(next);
  removeLogs(readyCachePath(dataDir));
  renameSync(next, readyCachePath(dataDir));
  removeLogs(next);
  syncFolder(dataDir);
}

/** Puts a snapshot that was made ready in the place of the cache; nobody has either open. False where there is none. */
export function takeReadyCache(dataDir: string): boolean {
  const ready = readyCachePath(dataDir);
  if (!existsSync(ready)) return false;
  removeLogs(cachePath(dataDir));
  renameSync(ready, cachePath(dataDir));
  removeLogs(ready);
  syncFolder(dataDir);
  return true;
}

/** So that the next start builds a new one. */
export function removeCache(dataDir: string): void {
  removeDatabase(cachePath(dataDir));
}

/**
 * Puts the built cache in the place of the old one. Nobody has the old one open. A stop in between leaves either the
 * old file, the new one, or none: each is a cache that the next start can use or rebuild.
 */
export function swapCache(dataDir: string): void {
  const next = nextCachePath(dataDir);
  syncFile(next);
  // The old file's log must never be replayed over the new file.
  removeLogs(cachePath(dataDir));
  renameSync(next, cachePath(dataDir));
  removeLogs(next);
}

function removeDatabase(file: string): void {
  removeLogs(file);
  if (existsSync(file)) rmSync(file);
}

function removeLogs(file: string): void {
  for (const suffix of ['-wal', '-shm', '-journal']) rmSync(file + suffix, { force: true });
}
