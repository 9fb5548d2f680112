/** What a point may let go where nobody can be asked: as a payment, or for the reward that gives most for it. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import { minor } from '#shared/domain/money.ts';
import type { Minor } from '#shared/domain/money.ts';
import type { Programme } from '#shared/domain/programme.ts';
import { addInt, multiplyInt } from '#shared/kernel/int-math.ts';
import { pointWorthMinor } from '../value/point-worth.ts';

/** 0 where nothing says what a point is worth: then nothing bounds in money what is lost with it. */
export function pointRiskMinor(
  { points, rewards }: Pick<Programme, 'points' | 'rewards'>,
  today: IsoDate,
): Minor {
  const { redemption } = points;
  const atPayment = redemption === null ? 0 : pointWorthMinor(redemption, today);
  const byReward = rewards.map(({ valueMinor, costPoints }) =>
    costPoints > 0 ? Math.ceil(valueMinor / costPoints) : 0,
  );
  return minor(Math.max(atPayment, ...byReward));
}

/** What left members otherwise than to pay, as the limits of an offline till count it. */
export function givenWorthMinor(
  given: { readonly points: number; readonly walletMinor: number },
  programme: Pick<Programme, 'points' | 'rewards'>,
  today: IsoDate,
): Minor {
  return minor(addInt(multiplyInt(given.points, pointRiskMinor(programme, today)), given.walletMinor));
}
