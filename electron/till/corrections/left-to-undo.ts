/** What is left of a sale, as far as undoing it goes: stamps of cards that were handed in stay. */

import type { SaleLeft } from '#shared/ledger/value/sale-left.ts';
import { withStampsBack } from '#shared/ledger/value/stamps-back.ts';
import type { SaleAtHand } from './booked-sales.ts';
import type { CorrectionDeps } from './correction-deps.ts';

/** By what the till knows now of the sale's member and by the stamp cards in force. */
export function leftToUndo(
  { members, ruleSets }: Pick<CorrectionDeps, 'members' | 'ruleSets'>,
  at: SaleAtHand,
): SaleLeft {
  const { holderRef } = at.left;
  const known = holderRef === null ? undefined : members.byRef(holderRef);
  if (known === undefined) return at.left;
  const { stampCards } = ruleSets.current().compiled.pricing;
  return withStampsBack(at, { collected: known.history.stampsCollected, stampCards });
}
