/**
 * A cache of a till that belongs to HQ is gone or damaged: makes one of what the till kept for that, without any member.
 * It has no cursor, so the next pull is a whole snapshot.
 */

import { existsSync } from 'node:fs';
import { err } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { openDatabase } from '../db/open-database.ts';
import { stagingKind } from '../db/staging-kind.ts';
import { createStagingStore } from '../db/stores/staging-store.ts';
import type { PullPlace } from '../db/stores/pulled-chain-writer.ts';
import type { ChainTools } from './apply-chain.ts';
import type { CachePlace } from './build-cache.ts';
import { buildSnapshot } from './build-snapshot.ts';
import { keptEssentials, keptPlace, keptPublishers } from './essentials.ts';
import { refusal, storageRefusal } from './pull-refusal.ts';
import type { PullRefusal } from './pull-refusal.ts';
import type { PlacedRecord } from './read-page.ts';
import { stagingPath } from './staged-pull.ts';

/** Leaves a cache ready to be taken. Before anybody else has the staging file open. */
export function rebuildCache(place: CachePlace, tools: ChainTools): Result<null, PullRefusal> {
  const kept = keptIn(place);
  if (!kept.ok) return kept;
  const { records, manifest, publishers } = kept.value;
  const built = buildSnapshot({
    place,
    pull: { manifest, since: null, records: { ofChain: () => records, all: () => records } },
    tools: { ...tools, pinnedPublishers: publishers ?? tools.pinnedPublishers },
    isCacheOpenHere: false,
  });
  return built.ok ? { ok: true, value: null } : built;
}

type Kept = {
  readonly records: readonly PlacedRecord[];
  readonly manifest: PullPlace;
  readonly publishers: ReturnType<typeof keptPublishers>;
};

function keptIn({ dataDir, key, nativeBinding }: CachePlace): Result<Kept, PullRefusal> {
  const file = stagingPath(dataDir);
  if (!existsSync(file)) return err(nothingKept);
  const opened = openDatabase({
    path: file,
    key,
    nativeBinding,
    kind: stagingKind,
    mode: 'mustExist',
    durability: 'NORMAL',
  });
  if (!opened.ok) return err(storageRefusal(opened.error.code));
  try {
    const staging = createStagingStore(opened.value);
    const records = keptEssentials(staging);
    const place = keptPlace(staging);
    if (records === undefined || place === undefined) return err(nothingKept);
    const manifest = { ...place, cursor: null, included: null };
    return { ok: true, value: { records, manifest, publishers: keptPublishers(staging) } };
  } finally {
    opened.value.close();
  }
}

const nothingKept = refusal('cache_missing', 'nothing was ever pulled');
