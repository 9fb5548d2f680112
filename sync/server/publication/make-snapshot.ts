/**
 * Makes the pages that every new till begins with: all members with everybody's figures. No transaction holds them
 * together: whoever changed while they were made is told again, because the snapshot stands at the change where it began.
 */

import { hexToBytes } from '#shared/kernel/hex.ts';
import { uuidV7 } from '#shared/kernel/ids.ts';
import { holdChanges, newestChange } from '../db/change-clock.ts';
import { inTransaction } from '../db/in-transaction.ts';
import { isAnybodyErasedAfter } from '../db/stores/publication/erasure-store.ts';
import { addSnapshot, dropOldSnapshots, dropThesePages } from '../db/stores/publication/page-store.ts';
import type { SnapshotPages, StoredSnapshot } from '../db/stores/publication/page-store.ts';
import { activeMembersAfter } from '../db/stores/publication/pull-store.ts';
import type { HqDeps } from '../hq-deps.ts';
import { createPersonSeal } from '../members/person.ts';
import { memberLines } from './member-records.ts';
import { createPageWriter } from './page-writer.ts';
import { storePage } from './stored-pages.ts';

export type SnapshotOptions = {
  /** Brotli's effort. */
  readonly quality: number;
  /** Called between pieces; false gives up. */
  readonly goOn: () => Promise<boolean>;
  /** Members read together. */
  readonly pieceMembers?: number;
};

/** Read by every new till, so worth an effort; more costs minutes for a few per cent. */
export const snapshotQuality = 7;
const pieceUsual = 2_000;
/** The newest, and the one that somebody may still be reading. */
const snapshotsKept = 2;

/** `undefined` when it was given up, or when somebody was erased meanwhile: then its pages may name that person. */
export async function makeSnapshot(
  deps: HqDeps,
  { quality, goOn, pieceMembers = pieceUsual }: SnapshotOptions,
): Promise<StoredSnapshot | undefined> {
  const changed = await newestChange(deps.db);
  const personSeal = createPersonSeal(deps.serviceKeys.dataSeal, deps.randomBytes);
  const pages: SnapshotPages[number][] = [];
  const writer = createPageWriter({
    quality,
    ports: deps,
    take: async (page) => {
      await storePage(page, deps);
      pages.push({ page: page.page, bytes: page.bytes, records: page.records });
    },
  });
  let memberRef = '00000000-0000-0000-0000-000000000000';
  let members = 0;
  for (;;) {
    if (!(await goOn())) return undefined;
    const rows = await activeMembersAfter(deps.db, memberRef, pieceMembers);
    const lines = await memberLines(rows, { db: deps.db, withoutDevice: null, personSeal });
    await writer.addAll(lines);
    members += lines.length;
    const last = rows.at(-1);
    if (last === undefined || rows.length < pieceMembers) break;
    memberRef = last.memberRef;
  }
  await writer.end();
  return keep(deps, { changed, members, pages });
}

async function keep(
  deps: HqDeps,
  made: Pick<StoredSnapshot, 'changed' | 'members' | 'pages'>,
): Promise<StoredSnapshot | undefined> {
  const nowMs = deps.clock.nowMs();
  const snapshot = { ...made, snapshotId: uuidV7(nowMs, deps.randomBytes(10)), madeAtMs: nowMs };
  const isKept = await inTransaction(deps, async (transaction) => {
    // Whoever is being erased is erased before it, and seen here, or after it, and drops it.
    await holdChanges(transaction);
    if (await isAnybodyErasedAfter(transaction, made.changed)) {
      const pages = made.pages.map(({ page }) => hexToBytes(page));
      await dropThesePages(
        transaction,
        pages.filter((page) => page !== undefined),
      );
      return false;
    }
    await addSnapshot(transaction, snapshot);
    await dropOldSnapshots(transaction, snapshotsKept);
    return true;
  });
  return isKept ? snapshot : undefined;
}
