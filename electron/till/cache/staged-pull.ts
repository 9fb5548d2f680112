/**
 * A pull on its way into the cache: its manifest and pages are kept in `staging.db` as they come, so that a till that is
 * stopped goes on where it was, and are applied only when all of them are there. Belongs to the thread that talks to HQ.
 */

import path from 'node:path';
import type { SyncManifest } from '#shared/contracts/sync/sync-schemas.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { WriteDb } from '../db/database.ts';
import { inTransaction } from '../db/in-transaction.ts';
import { openDatabase } from '../db/open-database.ts';
import { setAside } from '../db/set-aside.ts';
import { stagingKind } from '../db/staging-kind.ts';
import { createStagingStore } from '../db/stores/staging-store.ts';
import type { StagingStore } from '../db/stores/staging-store.ts';
import type { ChainTools } from './apply-chain.ts';
import type { PulledRecords } from './apply-records.ts';
import { applyDelta, openCacheToWrite } from './apply-delta.ts';
import type { CachePlace } from './build-cache.ts';
import { buildSnapshot } from './build-snapshot.ts';
import { keepEssentials, keptPublishers } from './essentials.ts';
import type { Essentials } from './essentials.ts';
import { refusal, storageRefusal } from './pull-refusal.ts';
import type { PullRefusal } from './pull-refusal.ts';
import { checkPage, recordsOf } from './read-page.ts';
import { checkRoom, freeBytesIn } from './room-for-pull.ts';
import { emptyLog, scrubCache } from './scrub-cache.ts';

export type PullApplied =
  | {
      /** The cache in use has it: whoever reads it looks again. */
      readonly kind: 'delta';
      readonly records: number;
      readonly hasChain: boolean;
      readonly membersGone: readonly MemberRef[];
    }
  /** A whole cache lies beside the one in use, and takes its place when the till service starts next. */
  | { readonly kind: 'snapshot'; readonly records: number };

export type StagedPull = {
  /** What is under way: a pull that was cut off goes on with the pages that are missing. */
  readonly current: () => { readonly manifest: SyncManifest; readonly since: string | null } | null;
  /** `since` is the cursor that was asked with; null for a snapshot. Pages that both pulls have are kept. */
  readonly begin: (manifest: SyncManifest, since: string | null) => Result<null, PullRefusal>;
  readonly have: (page: string) => boolean;
  /** Checked whole before it is kept. */
  readonly put: (page: string, bytes: Uint8Array) => Result<null, PullRefusal>;
  /** All or nothing. Whatever the answer, but for `pages_missing` and `storage`, nothing stays staged. */
  readonly apply: () => Result<PullApplied, PullRefusal>;
  readonly discard: () => void;
  /** Takes the last remains of erased members out of the files. False while some are left: try again later. */
  readonly scrub: () => boolean;
  readonly close: () => void;
};

export type StagedPullDeps = {
  readonly place: CachePlace;
  readonly tools: ChainTools;
  /** The main thread of this process has the cache open. */
  readonly isCacheOpenHere: boolean;
  /** Of the data folder's disk, where a test does not say another number. */
  readonly freeBytes?: () => number;
};

/** A staging file that cannot be read is set aside: what it held is pulled again. */
export function openStagedPull(deps: StagedPullDeps): Result<StagedPull, PullRefusal> {
  const opened = openStaging(deps.place);
  if (!opened.ok) return opened;
  const db = opened.value;
  const staging = createStagingStore(db);
  const clear = (): void => void inTransaction(db, () => staging.clear());
  return ok({
    current: staging.pull,
    begin: (manifest, since) => {
      const { freeBytes = () => freeBytesIn(deps.place.dataDir) } = deps;
      const room = checkRoom(manifest, freeBytes);
      return room.ok ? stored(db, () => staging.begin({ manifest, since })) : room;
    },
    have: staging.hasPage,
    put: (page, bytes) => putPage(deps, { db, staging }, { page, bytes }),
    apply: () => {
      const applied = applyStaged(deps, staging);
      if (!applied.ok) {
        const { code } = applied.error;
        if (code !== 'pages_missing' && code !== 'storage') clear();
        return applied;
      }
      // Should this be lost, the cursor says that the pull was applied already.
      const { essentials, answer } = applied.value;
      void inTransaction(db, () => {
        keepEssentials(staging, essentials);
        staging.clear();
      });
      // Cheap where nobody is to be forgotten; what does not succeed now is tried again after the next pull.
      if (answer.kind === 'delta') scrub(deps, db);
      return ok(answer);
    },
    discard: clear,
    scrub: () => scrub(deps, db),
    close: db.close,
  });
}

export function stagingPath(dataDir: string): string {
  return path.join(dataDir, 'staging.db');
}

function openStaging(place: CachePlace): Result<WriteDb, PullRefusal> {
  const { key, nativeBinding } = place;
  const file = stagingPath(place.dataDir);
  const open = (): ReturnType<typeof openDatabase> =>
    openDatabase({ path: file, key, nativeBinding, kind: stagingKind, mode: 'create', durability: 'NORMAL' });
  const opened = open();
  if (opened.ok) return opened;
  const { code } = opened.error;
  const isUseless = code === 'database_damaged' || code === 'database_key_wrong' || code === 'database_newer';
  if (!isUseless) return err(storageRefusal(code));
  setAside(file);
  const again = open();
  return again.ok ? again : err(storageRefusal(again.error.code));
}

function scrub({ place, isCacheOpenHere }: StagedPullDeps, staging: WriteDb): boolean {
  const opened = openCacheToWrite(place, isCacheOpenHere);
  if (!opened.ok) return opened.error.code === 'cache_missing';
  try {
    return emptyLog(staging) && scrubCache(opened.value);
  } finally {
    opened.value.close();
  }
}

type Staging = { readonly db: WriteDb; readonly staging: StagingStore };
type Page = { readonly page: string; readonly bytes: Uint8Array };

function stored(db: WriteDb, work: () => void): Result<null, PullRefusal> {
  const written = inTransaction(db, work);
  return written.ok ? ok(null) : err(storageRefusal(written.error.code));
}

function putPage(
  { tools }: StagedPullDeps,
  { db, staging }: Staging,
  { page, bytes }: Page,
): Result<null, PullRefusal> {
  const wanted = staging.pull()?.manifest.pages.find((candidate) => candidate.page === page);
  if (wanted === undefined) return err(refusal('page_unexpected', 'not of this pull', { page }));
  if (bytesToHex(tools.sha256(bytes)) !== page) return err(refusal('page_changed', 'hash', { page }));
  // What all pages take together was looked at before the first of them.
  if (bytes.length > wanted.bytes) return err(refusal('page_too_large', 'compressed', { page }));
  const checked = checkPage(page, bytes);
  if (!checked.ok) return checked;
  const { records, hasChain } = checked.value;
  if (records !== wanted.records) {
    return err(refusal('page_unreadable', `${records} records instead of ${wanted.records}`, { page }));
  }
  return stored(db, () => staging.putPage({ pageHash: page, hasChain, body: bytes }));
}

type Applied = { readonly answer: PullApplied; readonly essentials: Essentials };

function applyStaged(
  { place, isCacheOpenHere, ...deps }: StagedPullDeps,
  staging: StagingStore,
): Result<Applied, PullRefusal> {
  const tools = { ...deps.tools, pinnedPublishers: keptPublishers(staging) ?? deps.tools.pinnedPublishers };
  const staged = staging.pull();
  if (staged === null) return err(refusal('page_unexpected', 'no pull is under way'));
  const { manifest } = staged;
  const missing = manifest.pages.find(({ page }) => !staging.hasPage(page));
  if (missing !== undefined) return err(refusal('pages_missing', 'not come yet', { page: missing.page }));
  const asked = {
    place,
    pull: { ...staged, records: stagedRecords(staging, manifest) },
    tools,
    isCacheOpenHere,
  };
  const done = manifest.kind === 'delta' ? applyDelta(asked) : buildSnapshot(asked);
  if (!done.ok) return done;
  const { applied, essentials } = done.value;
  const { records, hasChain, membersGone } = applied;
  return ok({
    answer:
      manifest.kind === 'delta'
        ? { kind: 'delta', records, hasChain, membersGone }
        : { kind: 'snapshot', records },
    essentials,
  });
}

function stagedRecords(staging: StagingStore, { pages }: SyncManifest): PulledRecords {
  const read = function* (wanted: readonly string[]): ReturnType<typeof recordsOf> {
    for (const page of wanted) yield* recordsOf(page, staging.pageBody(page));
  };
  const inOrder = pages.map(({ page }) => page);
  const withChain = new Set(staging.chainPages());
  return { ofChain: () => read(inOrder.filter((page) => withChain.has(page))), all: () => read(inOrder) };
}
