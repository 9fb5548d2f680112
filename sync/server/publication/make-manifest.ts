/**
 * Answers a pull: what changed since the till's cursor, or everything. Figures, the place up to which the till's own
 * entries are counted, and the cursor are read in one transaction, so they agree.
 */

import type { z } from 'zod';
import type { manifestSchema } from '#shared/contracts/sync/sync-schemas.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { isChangeMade, newestChange } from '../db/change-clock.ts';
import type { HqTransaction } from '../db/hq-tables.ts';
import { inTransaction } from '../db/in-transaction.ts';
import { newestSnapshot } from '../db/stores/publication/page-store.ts';
import type { StoredSnapshot } from '../db/stores/publication/page-store.ts';
import { countChangedAfter, countedHead, epochOfHq } from '../db/stores/publication/pull-store.ts';
import { documentExists } from '../db/stores/publication/document-store.ts';
import type { HqDeps } from '../hq-deps.ts';
import { cursorText, parseCursor } from './cursor.ts';
import { createPageWriter } from './page-writer.ts';
import type { Page } from './page-writer.ts';
import { storePage } from './stored-pages.ts';
import { writeDelta } from './write-delta.ts';
import type { Delta } from './write-delta.ts';

export type Manifest = z.input<typeof manifestSchema>;
/** `snapshot_missing`: there are too many members for a page of their own, and the shared ones are still being made. */
export type PullRefusal = 'cursor_unknown' | 'chain_missing' | 'snapshot_missing';

export type PullLimits = {
  /** Members told in one manifest; the till asks again for the rest. */
  readonly membersMax: number;
  /** Up to so many a till without a cursor gets pages of its own. */
  readonly ownPagesMembersMax: number;
  /** Members read together. */
  readonly pieceMembers: number;
};
export const pullLimits: PullLimits = { membersMax: 50_000, ownPagesMembersMax: 20_000, pieceMembers: 1_000 };

export type Pull = { readonly deviceId: string; readonly cursor: string | null };

/** Effort of Brotli for pages that one till reads once. */
const ownPageQuality = 5;

export async function makeManifest(
  pull: Pull,
  deps: HqDeps,
  limits: PullLimits = pullLimits,
): Promise<Result<Manifest, PullRefusal>> {
  const made = await inTransaction(deps, async (transaction) => read(transaction, { pull, deps, limits }), {
    isolation: 'repeatable read',
    isRepeatable: true,
  });
  if (!made.ok) return made;
  // After the transaction: whoever else keeps the same page must not be in its way.
  for (const page of made.value.pages) await storePage(page, deps);
  const { pages, shared, ...manifest } = made.value;
  const heads = pages.map(({ page, bytes, records }) => ({ page, bytes, records }));
  return ok({ ...manifest, pages: [...shared, ...heads] });
}

type Made = Omit<Manifest, 'pages'> & {
  readonly pages: readonly Page[];
  readonly shared: StoredSnapshot['pages'];
};
type Asked = { readonly pull: Pull; readonly deps: HqDeps; readonly limits: PullLimits };

async function read(transaction: HqTransaction, asked: Asked): Promise<Result<Made, PullRefusal>> {
  const { pull, deps, limits } = asked;
  const newest = await newestChange(transaction);
  const hqEpoch = await epochOfHq(transaction);
  invariant(hqEpoch !== undefined, 'HQ has an epoch');
  const from = await startOf(transaction, { asked, hqEpoch, newest });
  if (!from.ok) return from;
  const { membersAfter, restAfter, shared, kind } = from.value;
  const head = await countedHead(transaction, pull.deviceId);
  const pages: Page[] = [];
  const writer = createPageWriter({
    quality: ownPageQuality,
    ports: deps,
    take: async (page) => void pages.push(page),
  });
  const delta: Delta = {
    deviceId: pull.deviceId,
    membersAfter,
    restAfter,
    newest,
    withOwnMembers: shared.length > 0,
    pieceMembers: limits.pieceMembers,
    membersMax: kind === 'delta' ? limits.membersMax : Math.max(limits.membersMax, limits.ownPagesMembersMax),
  };
  const written = await writeDelta(transaction, delta, { deps, writer });
  await writer.end();
  return ok({
    kind,
    hqEpoch: uuid(hqEpoch),
    cursor: cursorText({ hqEpoch, changed: written.changed }),
    hasMore: written.hasMore,
    madeAtMs: deps.clock.nowMs(),
    included: head === undefined ? null : { ...head, hash: bytesToHex(head.hash) },
    pages,
    shared,
  });
}

type Start = Pick<Delta, 'membersAfter' | 'restAfter'> & {
  readonly kind: Manifest['kind'];
  readonly shared: StoredSnapshot['pages'];
};
type Known = { readonly asked: Asked; readonly hqEpoch: string; readonly newest: number };

async function startOf(
  transaction: HqTransaction,
  { asked, hqEpoch, newest }: Known,
): Promise<Result<Start, PullRefusal>> {
  const { pull, limits } = asked;
  if (!(await documentExists(transaction, 'chain'))) return err('chain_missing');
  if (pull.cursor !== null) {
    const cursor = parseCursor(pull.cursor);
    // Another time of HQ, or a number that this time has not reached: what the till holds is not of here.
    if (cursor?.hqEpoch !== hqEpoch || cursor.changed > newest) return err('cursor_unknown');
    const { changed } = cursor;
    if (!(await isChangeMade(transaction, changed))) return err('cursor_unknown');
    return ok({ kind: 'delta', membersAfter: changed, restAfter: changed, shared: [] });
  }
  const snapshot = await newestSnapshot(transaction);
  if (snapshot !== undefined && snapshot.changed <= newest) {
    const { changed, pages } = snapshot;
    return ok({ kind: 'snapshot', membersAfter: changed, restAfter: 0, shared: pages });
  }
  const own = limits.ownPagesMembersMax;
  if ((await countChangedAfter(transaction, 0, own + 1)) > own) return err('snapshot_missing');
  return ok({ kind: 'snapshot', membersAfter: 0, restAfter: 0, shared: [] });
}
