/**
 * Answers a pull: what changed since the till's cursor, or everything. Figures, the place up to which the till's own
 * entries are counted, and the cursor are read in one transaction, so they agree.
 */

import type { z } from 'zod';
import type { manifestSchema } from '#shared/contracts/sync/sync-schemas.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { changeAreas } from '../db/change-clock.ts';
import type { HqTransaction } from '../db/hq-tables.ts';
import { inTransaction } from '../db/in-transaction.ts';
import { newestSnapshot } from '../db/stores/publication/page-store.ts';
import type { StoredSnapshot } from '../db/stores/publication/page-store.ts';
import { pullStateOf } from '../db/stores/publication/pull-state.ts';
import type { PullState } from '../db/stores/publication/pull-state.ts';
import { countChangedAfter } from '../db/stores/publication/pull-store.ts';
import type { HqDeps } from '../hq-deps.ts';
import { cursorText, parseCursor } from './cursor.ts';
import type { Cursor } from './cursor.ts';
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
  const level = await levelManifest(pull, deps);
  if (level !== undefined) return ok(level);
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

/** The answer to a till that has everything, by one statement; `undefined` where there is more to say. */
async function levelManifest({ deviceId, cursor }: Pull, deps: HqDeps): Promise<Manifest | undefined> {
  const at = cursor === null ? undefined : parseCursor(cursor);
  if (at === undefined) return undefined;
  const state = await pullStateOf(deps.db, { deviceId, changed: at.changed });
  if (!isOfHere(at, state) || !state.hasChain) return undefined;
  if (changeAreas.some((area) => state.changedAt[area] > at.changed)) return undefined;
  return { kind: 'delta', ...tellingOf(state, state.newest, deps), hasMore: false, pages: [] };
}

type Made = Omit<Manifest, 'pages'> & {
  readonly pages: readonly Page[];
  readonly shared: StoredSnapshot['pages'];
};
type Asked = { readonly pull: Pull; readonly deps: HqDeps; readonly limits: PullLimits };

async function read(transaction: HqTransaction, asked: Asked): Promise<Result<Made, PullRefusal>> {
  const { pull, deps, limits } = asked;
  const at = pull.cursor === null ? null : parseCursor(pull.cursor);
  const state = await pullStateOf(transaction, { deviceId: pull.deviceId, changed: at?.changed ?? 0 });
  const from = await startOf(transaction, { at, state, limits });
  if (!from.ok) return from;
  const { membersAfter, restAfter, shared, kind } = from.value;
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
    newest: state.newest,
    changedAt: state.changedAt,
    withOwnMembers: shared.length > 0,
    pieceMembers: limits.pieceMembers,
    membersMax: kind === 'delta' ? limits.membersMax : Math.max(limits.membersMax, limits.ownPagesMembersMax),
  };
  const { changed, hasMore } = await writeDelta(transaction, delta, { deps, writer });
  await writer.end();
  return ok({ kind, ...tellingOf(state, changed, deps), hasMore, pages, shared });
}

/** `changed` is what the till has with it. */
function tellingOf({ hqEpoch, counted }: PullState, changed: number, { clock }: HqDeps) {
  return {
    hqEpoch: uuid(hqEpoch),
    cursor: cursorText({ hqEpoch, changed }),
    madeAtMs: clock.nowMs(),
    included: counted === null ? null : { ...counted, hash: bytesToHex(counted.hash) },
  };
}

/** Another time of HQ, or a number that this time has not reached: what the till holds is not of here. */
function isOfHere({ hqEpoch, changed }: Cursor, state: PullState): boolean {
  return hqEpoch === state.hqEpoch && changed <= state.newest && state.isChangeMade;
}

type Start = Pick<Delta, 'membersAfter' | 'restAfter'> & {
  readonly kind: Manifest['kind'];
  readonly shared: StoredSnapshot['pages'];
};
/** `at` is null for a till that has nothing, and `undefined` for a cursor that nobody here gave out. */
type Known = {
  readonly at: Cursor | null | undefined;
  readonly state: PullState;
  readonly limits: PullLimits;
};

async function startOf(
  transaction: HqTransaction,
  { at, state, limits }: Known,
): Promise<Result<Start, PullRefusal>> {
  if (!state.hasChain) return err('chain_missing');
  if (at !== null) {
    if (at === undefined || !isOfHere(at, state)) return err('cursor_unknown');
    const { changed } = at;
    return ok({ kind: 'delta', membersAfter: changed, restAfter: changed, shared: [] });
  }
  const snapshot = await newestSnapshot(transaction);
  if (snapshot !== undefined && snapshot.changed <= state.newest) {
    const { changed, pages } = snapshot;
    return ok({ kind: 'snapshot', membersAfter: changed, restAfter: 0, shared: pages });
  }
  const own = limits.ownPagesMembersMax;
  if ((await countChangedAfter(transaction, 0, own + 1)) > own) return err('snapshot_missing');
  return ok({ kind: 'snapshot', membersAfter: 0, restAfter: 0, shared: [] });
}
