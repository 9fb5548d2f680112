/** What a programme owes in all, in today's money: points by the same worth as at payment. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import type { RedemptionRules } from '#shared/domain/programme.ts';
import { addInt, multiplyInt } from '#shared/kernel/int-math.ts';
import { pointWorthMinor } from './point-worth.ts';

export type Owed = {
  readonly points: number;
  readonly pointsHeld: number;
  readonly wallet: number;
  readonly walletHeld: number;
  readonly giftCards: number;
};

export type Liability = {
  readonly pointsOutstanding: number;
  readonly pointsHeld: number;
  /** Of one point; null where points do not pay, and are worth nothing in money. */
  readonly pointWorthMinor: number | null;
  /** The index that it stands on, with the day of its value; null for a fixed worth. */
  readonly index: { readonly indexId: string; readonly date: IsoDate; readonly valueMinor: number } | null;
  readonly pointsMinor: number;
  readonly pointsHeldMinor: number;
  readonly walletMinor: number;
  readonly walletHeldMinor: number;
  readonly giftCardsMinor: number;
  readonly totalMinor: number;
};

export function liabilityOf(owed: Owed, redemption: RedemptionRules | null, today: IsoDate): Liability {
  const worth = redemption === null ? null : pointWorthMinor(redemption, today);
  const value = redemption?.index?.values.findLast(({ date }) => date <= today);
  const pointsMinor = multiplyInt(owed.points, worth ?? 0);
  const pointsHeldMinor = multiplyInt(owed.pointsHeld, worth ?? 0);
  return {
    pointsOutstanding: owed.points,
    pointsHeld: owed.pointsHeld,
    pointWorthMinor: worth,
    index:
      redemption === null || redemption.index === null || value === undefined
        ? null
        : { indexId: redemption.index.indexId, ...value },
    pointsMinor,
    pointsHeldMinor,
    walletMinor: owed.wallet,
    walletHeldMinor: owed.walletHeld,
    giftCardsMinor: owed.giftCards,
    totalMinor: addInt(pointsMinor, pointsHeldMinor, owed.wallet, owed.walletHeld, owed.giftCards),
  };
}
