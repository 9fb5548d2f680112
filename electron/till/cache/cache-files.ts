/** Where the cache lies, where it is built, and how a built one takes its place. */

import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

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

function syncFile(file: string): void {
  const descriptor = openSync(file, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function removeDatabase(file: string): void {
  removeLogs(file);
  if (existsSync(file)) rmSync(file);
}

function removeLogs(file: string): void {
  for (const suffix of ['-wal', '-shm', '-journal']) rmSync(file + suffix, { force: true });
}
