/** What may still be given in a sale after the offers that were applied before. */

import type { Grant } from './benefit.ts';
import { pointsPerSaleMax, walletCreditPerSaleMinorMax } from './rule-set.ts';
import type { SaleFacts } from './sale-facts.ts';

export type Room = {
  /** What is left of the price of each line, by its place; null while no discount was given. */
  readonly lineLeftMinor: readonly number[] | null;
  readonly walletCreditLeftMinor: number;
  readonly pointsLeft: number;
};

export const wholeRoom: Room = {
  lineLeftMinor: null,
  walletCreditLeftMinor: walletCreditPerSaleMinorMax,
  pointsLeft: pointsPerSaleMax,
};

export function roomAfter(room: Room, grant: Grant, facts: SaleFacts): Room {
  return {
    lineLeftMinor: grant.discountMinor === 0 ? room.lineLeftMinor : lineLeftAfter(room, grant, facts),
    walletCreditLeftMinor: room.walletCreditLeftMinor - grant.walletCreditMinor,
    pointsLeft: room.pointsLeft - grant.pointsEarned,
  };
}

function lineLeftAfter(room: Room, grant: Grant, facts: SaleFacts): readonly number[] {
  const left = room.lineLeftMinor?.slice() ?? facts.lines.map((line) => line.grossMinor);
  for (const { line, amountMinor } of grant.discountShares()) {
    left[line.index] = (left[line.index] ?? 0) - amountMinor;
  }
  return left;
}
