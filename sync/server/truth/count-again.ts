/** Makes everything that HQ counted again, from the stored segments in the order in which they were counted. */

import type { Uuid } from '#shared/kernel/ids.ts';
import { nextChange } from '../db/change-clock.ts';
import type { HqTransaction } from '../db/hq-tables.ts';
import { inTransaction } from '../db/in-transaction.ts';
import { ensureHqDevice } from '../db/stores/truth/hq-device.ts';
import { addOfferUses } from '../db/stores/truth/sum-rows.ts';
import { forgetCounted, takeTurn, turnsAfter } from '../db/stores/truth/truth-turn.ts';
import type { CountedRange } from '../db/stores/truth/truth-turn.ts';
import { countEntries } from './count-entries.ts';
import type { CountNextDeps } from './count-next.ts';
import { judgeChains } from './judge-chains.ts';
import { judgeOwn } from './judge-own.ts';
import { readAfter } from './read-entries.ts';
import type { ChainRead } from './read-entries.ts';

export type CountedAgain = { readonly turns: number; readonly entries: number };

/**
 * One transaction: until it ends everybody reads what was there, and a stop in between changes nothing. Nobody counts
 * meanwhile. What followed from entries (HQ's own entries, holds, notices, members) stays as it is.
 */
export function countAgain(deps: CountNextDeps): Promise<CountedAgain> {
  return inTransaction(deps, (transaction) => again(transaction, deps), { isRepeatable: true });
}

async function again(transaction: HqTransaction, deps: CountNextDeps): Promise<CountedAgain> {
  await takeTurn(transaction);
  await forgetCounted(transaction);
  const changed = await nextChange(transaction, ['offerUse']);
  const hqDevice = await ensureHqDevice(transaction, deps);
  let entries = 0;
  let turns = 0;
  for (let turn = await turnsAfter(transaction, 0); turn; turn = await turnsAfter(transaction, turn.n)) {
    const chains = await readRanges(transaction, turn.ranges, deps);
    const fromTills = chains.filter((chain) => !isOf(hqDevice, chain));
    const own = chains.filter((chain) => isOf(hqDevice, chain)).flatMap((chain) => chain.entries);
    // What HQ booked followed from what was counted before it in the same turn.
    const judged = [...(await judgeChains(transaction, fromTills, deps)), ...judgeOwn(own, deps)];
    const counted = await countEntries(transaction, judged, { ...deps, nowMs: deps.clock.nowMs() });
    await addOfferUses(transaction, counted.offerUses, changed);
    entries += judged.length;
    turns += 1;
  }
  return { turns, entries };
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
