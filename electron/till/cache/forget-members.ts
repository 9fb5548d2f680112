/** Takes every member out of what HQ sent: the till sells on without them, and asks for a whole snapshot when it may. */

import { existsSync } from 'node:fs';
import { ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { cacheKind } from '../db/cache-kind.ts';
import { openDatabase, openDatabaseToRead } from '../db/open-database.ts';
import { writing } from '../db/in-transaction.ts';
import { stagingKind } from '../db/staging-kind.ts';
import { createStagingStore } from '../db/stores/staging-store.ts';
import type { ChainTools } from './apply-chain.ts';
import type { CachePlace } from './build-cache.ts';
import { cachePath, readyCachePath } from './cache-files.ts';
import type { PullRefusal } from './pull-refusal.ts';
import { rebuildCache } from './rebuild-cache.ts';
import { emptyLog } from './scrub-cache.ts';
import { stagingPath } from './staged-pull.ts';

/**
 * Leaves a cache without members ready to be taken, in the place of any snapshot that waits, and drops the pages of a
 * pull that is under way. Before anybody has these files open. Does nothing where there is no member any more; answers
 * whether it did. May be run again after a stop at any point.
 */
export function forgetMembers(place: CachePlace, tools: ChainTools): Result<boolean, PullRefusal> {
  dropStaged(place);
  if (!existsSync(readyCachePath(place.dataDir)) && !hasMembers(place)) return ok(false);
  const rebuilt = rebuildCache(place, tools);
  return rebuilt.ok ? ok(true) : rebuilt;
}

/** True for a file that cannot be read: nobody knows what is in it. */
function hasMembers({ dataDir, key, nativeBinding }: CachePlace): boolean {
  const file = cachePath(dataDir);
  if (!existsSync(file)) return false;
  const opened = openDatabaseToRead({ path: file, key, nativeBinding, kind: cacheKind });
  if (!opened.ok) return true;
  const db = opened.value;
  try {
    return db.prepareRead('SELECT member_id FROM member LIMIT 1').get() !== undefined;
  } finally {
    db.close();
  }
}

function dropStaged({ dataDir, key, nativeBinding }: CachePlace): void {
  const file = stagingPath(dataDir);
  if (!existsSync(file)) return;
  const opened = openDatabase({
    path: file,
    key,
    nativeBinding,
    kind: stagingKind,
    mode: 'mustExist',
    durability: 'NORMAL',
  });
  // One that cannot be opened is thrown away by whoever stages the next pull.
  if (!opened.ok) return;
  writing(() => createStagingStore(opened.value).clear());
  emptyLog(opened.value);
  opened.value.close();
}
