/** Whether a pull has room before any of it is asked for: a full disk would stop sales. */

import { statfsSync } from 'node:fs';
import { pageBytesMax } from '#shared/contracts/sync/protocol.ts';
import type { SyncManifest } from '#shared/contracts/sync/sync-schemas.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { refusal, storageRefusal } from './pull-refusal.ts';
import type { PullRefusal } from './pull-refusal.ts';

/** What members take in a file for each byte of their pages, with room for those that compress better. */
const openShare = 20;
/** Stays free for what the till itself books meanwhile. */
const keptFreeBytes = 64 * 1024 * 1024;

/** `freeBytes` of the disk that the pages and the cache lie on. */
export function checkRoom(
  { pages }: Pick<SyncManifest, 'pages'>,
  freeBytes: () => number,
): Result<null, PullRefusal> {
  const large = pages.find(({ bytes }) => bytes > pageBytesMax);
  if (large !== undefined) return err(refusal('page_too_large', 'compressed', { page: large.page }));
  const total = pages.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total === 0 || total * (1 + openShare) + keptFreeBytes <= freeBytes()) return ok(null);
  return err(storageRefusal('disk_full'));
}

export function freeBytesIn(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}
