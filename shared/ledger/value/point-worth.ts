/** What a point is worth at payment today: a fixed amount, or a part of an index that keeps its value. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import { minor } from '#shared/domain/money.ts';
import type { Minor } from '#shared/domain/money.ts';
import type { RedemptionRules } from '#shared/domain/programme.ts';
import { mulDiv } from '#shared/kernel/int-math.ts';

/** By the newest value of the index on or before the store's local day; rounded down, and so 0 at the least. */
export function pointWorthMinor(
  { pointMinor, index }: Pick<RedemptionRules, 'pointMinor' | 'index'>,
  today: IsoDate,
): Minor {
  const value = index?.values.findLast(({ date }) => date <= today);
  if (index === null || value === undefined) return pointMinor;
  return minor(mulDiv(value.valueMinor, [index.pointMillionths, 1_000_000], 'floor'));
}
