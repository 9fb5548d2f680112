/** How what a sale gave is taken back from the lot that it made. */

import { heldPurse, openPurse } from './decide-release.ts';
import type { EarnedLeft } from './sale-left.ts';
import type { Move } from './value-content.ts';

/** What is held back goes first; what was spent already leaves a debt. */
export function takenBack({ memberRef, unit, lot, held }: EarnedLeft, amount: number): readonly Move[] {
  const fromHeld = Math.min(held, amount);
  const parts = [
    { purse: heldPurse(unit), amount: fromHeld },
    { purse: openPurse(unit), amount: amount - fromHeld },
  ];
  return parts
    .filter((part) => part.amount > 0)
    .map((part) => ({
      unit,
      amount: part.amount,
      from: { kind: 'member', memberRef, purse: part.purse },
      to: { kind: 'shop', account: 'issued' },
      lot,
    }));
}
