/** What an erased person leaves behind is nobody's any more: HQ takes it over by an entry of its own. */

import type { Uuid } from '#shared/kernel/ids.ts';
import type { Move, Purse } from '#shared/ledger/value/value-content.ts';
import type { HqTransaction } from '../db/hq-tables.ts';
import { meantMembers } from '../db/stores/truth/counted-members.ts';
import { lotsOfMembers } from '../db/stores/truth/member-lots.ts';
import type { HeldLot } from '../db/stores/truth/member-lots.ts';
import { noteCounted } from '../db/stores/truth/truth-turn.ts';
import { bookOwn, publish } from '../truth/book-turn.ts';
import type { TurnDeps } from '../truth/book-turn.ts';
import { hqKey, hqPlace } from '../truth/hq-chain.ts';
import type { HqValue } from '../truth/hq-chain.ts';

/** `memberRefs` is every reference of the persons who were erased; whoever calls has the turn `n`. */
export type AccountsToClose = { readonly memberRefs: readonly Uuid[]; readonly n: number };

/** Points and credit, at hand and held back, go to `breakage`. A debt stays: there is nobody to take it from. */
export async function closeAccounts(
  transaction: HqTransaction,
  { memberRefs, n }: AccountsToClose,
  deps: TurnDeps,
): Promise<void> {
  const meant = await meantMembers(transaction, memberRefs);
  const members = [...new Set(meant.values())].toSorted();
  const lots = await lotsOfMembers(transaction, members);
  const place = await hqPlace(transaction, deps.clock.nowMs());
  const { currency, moment } = place;
  const values = members.flatMap((memberRef): readonly HqValue[] => {
    const moves = movesToBreakage(lots.get(memberRef) ?? []);
    if (moves.length === 0) return [];
    const opKey = hqKey(deps, 'erased', memberRef);
    const detail = { reasonId: 'erased', batchId: null };
    return [{ kind: 'adjust', opKey, memberRef, content: { currency, moment, moves, facts: [], detail } }];
  });
  const own = await bookOwn(transaction, values, { place, deps });
  await noteCounted(transaction, n, own.ranges);
  await publish(transaction, own.counted, []);
}

/** Of each unit at most what all lots hold at hand: a lot that is owed for is paid by the others first. */
export function movesToBreakage(lots: readonly HeldLot[]): readonly Move[] {
  const left = { points: atHand(lots, 'points'), money: atHand(lots, 'money') };
  return lots.flatMap((lot) => {
    const open = Math.min(Math.max(0, lot.open), left[lot.unit]);
    left[lot.unit] -= open;
    const [openPurse, heldPurse]: readonly [Purse, Purse] =
      lot.unit === 'points' ? ['points', 'points_pending'] : ['wallet', 'wallet_pending'];
    return [...moveFrom(lot, openPurse, open), ...moveFrom(lot, heldPurse, Math.max(0, lot.held))];
  });
}

function atHand(lots: readonly HeldLot[], unit: HeldLot['unit']): number {
  return Math.max(
    0,
    lots.filter((lot) => lot.unit === unit).reduce((sum, { open }) => sum + open, 0),
  );
}

function moveFrom({ ownerRef, unit, source }: HeldLot, purse: Purse, amount: number): readonly Move[] {
  if (amount === 0) return [];
  const from = { kind: 'member', memberRef: ownerRef, purse } as const;
  return [{ unit, amount, from, to: { kind: 'shop', account: 'breakage' }, lot: source }];
}
