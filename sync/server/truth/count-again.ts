/** Makes everything that HQ counted again, from the stored segments in the order in which they were counted. */

import type { Uuid } from '#shared/kernel/ids.ts';
import { nextChange } from '../db/change-clock.ts';
import type { HqTransaction } from '../db/hq-tables.ts';
import { inTransaction } from '../db/in-transaction.ts';
import { hqMigrations } from '../db/migrations/all.ts';
import {
  dropBeside,
  enterBeside,
  noteBeside,
  prepareBeside,
  putBesideInForce,
} from '../db/stores/truth/beside-counted.ts';
import type { Beside } from '../db/stores/truth/beside-counted.ts';
import { ensureHqDevice } from '../db/stores/truth/hq-device.ts';
import { addOfferUses } from '../db/stores/truth/sum-rows.ts';
import { newestTurn, takeTurn, turnsAfter } from '../db/stores/truth/truth-turn.ts';
import type { CountedRange } from '../db/stores/truth/truth-turn.ts';
import { countEntries } from './count-entries.ts';
import type { CountNextDeps } from './count-next.ts';
import { judgeChains } from './judge-chains.ts';
import { judgeOwn } from './judge-own.ts';
import { readAfter } from './read-entries.ts';
import type { ChainRead } from './read-entries.ts';

export type CountedAgain = { readonly turns: number; readonly entries: number };

export type CountAgainOptions = {
  /** Told after each slice. */
  readonly onProgress?: (done: AgainProgress) => void;
  /** Of one slice, before it ends with the turn that it is in. */
  readonly entriesMax?: number;
  /** Throws away what a run that was stopped has done. */
  readonly isAnew?: boolean;
};

export type AgainProgress = CountedAgain & {
  /** The last turn that was counted again, and the newest that there is. */
  readonly turn: number;
  readonly newest: number;
};

const entriesOfSlice = 5_000;
/** Older slices may be of another program, which counts otherwise. */
const goOnMsMax = 86_400_000;

/**
 * In slices, beside what everybody goes on reading and counting; what came out is put in force at the end in one step.
 * A stop at any point changes nothing that anybody sees, and the next run of the same day goes on where it was. What
 * followed from entries (HQ's own entries, holds, notices, members) stays as it is. One run at a time: a second one
 * works on the same slices.
 */
export async function countAgain(
  deps: CountNextDeps,
  { onProgress, entriesMax = entriesOfSlice, isAnew = false }: CountAgainOptions = {},
): Promise<CountedAgain> {
  const isRepeatable = true;
  let done: Beside = await inTransaction(deps, (transaction) => prepare(transaction, deps, isAnew), {
    isRepeatable,
  });
  for (;;) {
    const slice = await inTransaction(deps, (transaction) => countSlice(transaction, { deps, entriesMax }), {
      isRepeatable,
    });
    // Somebody else has put it in force.
    if (slice === undefined) return done;
    ({ done } = slice);
    onProgress?.({ turns: done.turns, entries: done.entries, turn: done.n, newest: slice.newest });
    if (slice.isLevel) break;
  }
  const ended = await inTransaction(deps, (transaction) => putInForce(transaction, deps), { isRepeatable });
  const { turns, entries } = ended ?? done;
  return { turns, entries };
}

async function prepare(transaction: HqTransaction, deps: CountNextDeps, isAnew: boolean): Promise<Beside> {
  // Nobody else makes them at the same time; and nothing is counted between the look at what is there and its copy.
  await takeTurn(transaction);
  await ensureHqDevice(transaction, deps);
  if (isAnew) await dropBeside(transaction);
  const nowMs = deps.clock.nowMs();
  const schemaVersion = hqMigrations.at(-1)?.version ?? 0;
  return prepareBeside(transaction, { schemaVersion, notBeforeMs: nowMs - goOnMsMax }, nowMs);
}

type Slice = { readonly done: Beside; readonly newest: number; readonly isLevel: boolean };

async function countSlice(
  transaction: HqTransaction,
  { deps, entriesMax }: { readonly deps: CountNextDeps; readonly entriesMax: number },
): Promise<Slice | undefined> {
  const before = await enterBeside(transaction);
  if (before === undefined) return undefined;
  const done = await countTurns(transaction, { deps, before, entriesMax });
  await noteBeside(transaction, done);
  return { done, newest: await newestTurn(transaction), isLevel: done.entries - before.entries < entriesMax };
}

/** Nobody counts meanwhile: what was counted since the last slice is done here. */
async function putInForce(transaction: HqTransaction, deps: CountNextDeps): Promise<Beside | undefined> {
  await takeTurn(transaction);
  const before = await enterBeside(transaction);
  if (before === undefined) return undefined;
  const done = await countTurns(transaction, { deps, before, entriesMax: Number.MAX_SAFE_INTEGER });
  await putBesideInForce(transaction, await nextChange(transaction, ['offerUse']));
  return done;
}

type Turns = { readonly deps: CountNextDeps; readonly before: Beside; readonly entriesMax: number };

async function countTurns(transaction: HqTransaction, { deps, before, entriesMax }: Turns): Promise<Beside> {
  const hqDevice = await ensureHqDevice(transaction, deps);
  let { n, turns, entries } = before;
  while (entries - before.entries < entriesMax) {
    const turn = await turnsAfter(transaction, n);
    if (turn === undefined) break;
    const chains = await readRanges(transaction, turn.ranges, deps);
    const fromTills = chains.filter((chain) => !isOf(hqDevice, chain));
    const own = chains.filter((chain) => isOf(hqDevice, chain)).flatMap((chain) => chain.entries);
    // What HQ booked followed from what was counted before it in the same turn.
    const judged = [...(await judgeChains(transaction, fromTills, deps)), ...judgeOwn(own, deps)];
    const counted = await countEntries(transaction, judged, { ...deps, nowMs: deps.clock.nowMs() });
    // They get their number when they are put in force.
    await addOfferUses(transaction, counted.offerUses, 0);
    ({ n } = turn);
    turns += 1;
    entries += judged.length;
  }
  return { n, turns, entries };
}

function isOf(deviceId: Uuid, { range }: ChainRead): boolean {
  return range.deviceId === deviceId;
}

async function readRanges(
  transaction: HqTransaction,
  ranges: readonly CountedRange[],
  deps: CountNextDeps,
): Promise<readonly ChainRead[]> {
  const chains: ChainRead[] = [];
  for (const { fromSeq, toSeq, ...chain } of ranges) {
    const read = await readAfter(
      transaction,
      { ...chain, afterSeq: fromSeq - 1 },
      { ...deps, entriesMax: toSeq - fromSeq + 1, untilSeq: toSeq },
    );
    if (read !== undefined) chains.push(read);
  }
  return chains;
}
