/** Keeps the shared snapshot fresh, drops pages that nobody reads any more, and notices new service keys. */

import { uuidV7 } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { forgetOldChanges } from '../db/change-clock.ts';
import { inTransaction } from '../db/in-transaction.ts';
import { readDocument, writeDocument } from '../db/stores/publication/document-store.ts';
import { dropPages, newestSnapshot } from '../db/stores/publication/page-store.ts';
import { dropRecordsOfErased } from '../db/stores/publication/erasure-store.ts';
import { countChangedAfter } from '../db/stores/publication/pull-store.ts';
import { giveTurnBack, takeTurn } from '../db/stores/publication/turn-store.ts';
import type { HqDeps } from '../hq-deps.ts';
import type { HqWorker } from '../hq-worker.ts';
import { startLoop } from '../start-loop.ts';
import { pullLimits } from './make-manifest.ts';
import { makeSnapshot, snapshotQuality } from './make-snapshot.ts';

const pauseMs = 10_000;
/** A turn may make a snapshot of millions of members. */
const turnMsMax = 30 * 60_000;
const turnJob = 'snapshot';
/** Silence after which another process may take the job over. */
const turnHeldMs = 60_000;
/** Pages of a manifest are promised for an hour. */
const pageKeptMs = 6 * 60 * 60_000;
const pagesDroppedMax = 200;
/** A snapshot is made again when more than one in so many members changed since. */
const changedShare = 10;

export const publicationWorker: HqWorker = {
  name: 'publication',
  start: (deps) => {
    const holder = uuidV7(deps.clock.nowMs(), deps.randomBytes(10));
    return startLoop(deps, {
      name: 'publication',
      pauseMs,
      turnMsMax,
      turn: (stopping) => publicationTurn(deps, { holder, stopping }),
    });
  },
};

export type TurnOptions = {
  /** Of this process. */
  readonly holder: Uuid;
  readonly stopping: AbortSignal;
};

/** True while there may be more to do. */
export async function publicationTurn(deps: HqDeps, { holder, stopping }: TurnOptions): Promise<boolean> {
  await markNewKeys(deps);
  const hold = (): Promise<boolean> => {
    const nowMs = deps.clock.nowMs();
    return takeTurn(deps.db, { job: turnJob, holder, nowMs, untilMs: nowMs + turnHeldMs });
  };
  if (!(await hold())) return false;
  try {
    if (await isSnapshotDue(deps)) {
      const startedMs = deps.clock.monotonicMs();
      const goOn = async (): Promise<boolean> => !stopping.aborted && (await hold());
      const made = await makeSnapshot(deps, { quality: snapshotQuality, goOn });
      if (made !== undefined) logSnapshot(deps, made, deps.clock.monotonicMs() - startedMs);
    }
    // A till that sends its entries again brings the records of people along who were erased meanwhile.
    await dropRecordsOfErased(deps.db);
    await forgetOldChanges(deps.db);
    const unusedSinceMs = deps.clock.nowMs() - pageKeptMs;
    return (await dropPages(deps.db, unusedSinceMs, pagesDroppedMax)) === pagesDroppedMax;
  } finally {
    await giveTurnBack(deps.db, { job: turnJob, holder });
  }
}

async function isSnapshotDue({ db }: HqDeps): Promise<boolean> {
  const snapshot = await newestSnapshot(db);
  const { ownPagesMembersMax } = pullLimits;
  if (snapshot === undefined) {
    return (await countChangedAfter(db, 0, ownPagesMembersMax + 1)) > ownPagesMembersMax;
  }
  const limit = Math.max(Math.floor(snapshot.members / changedShare), ownPagesMembersMax);
  return (await countChangedAfter(db, snapshot.changed, limit + 1)) > limit;
}

function logSnapshot(
  { log }: HqDeps,
  { members, pages }: { readonly members: number; readonly pages: readonly { readonly bytes: number }[] },
  tookMs: number,
): void {
  const bytes = pages.reduce((sum, page) => sum + page.bytes, 0);
  log.info('snapshotMade', { members, pages: pages.length, bytes, tookMs: Math.round(tookMs) });
}

/** Keys stand in a file, which changes without the change clock: whoever sees new ones first tells all tills. */
async function markNewKeys(deps: HqDeps): Promise<void> {
  const { current, retired } = deps.serviceKeys;
  const keyIds = [current, ...retired].map(({ keyId }) => keyId).join(' ');
  if ((await readDocument(deps.db, 'keys')) === keyIds) return;
  await inTransaction(deps, (transaction) => writeDocument(transaction, 'keys', keyIds));
}
