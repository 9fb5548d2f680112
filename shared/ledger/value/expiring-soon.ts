/** What a member should know before it is gone. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import { addDays } from '#shared/domain/day-number.ts';
import { withRealEnds } from './lot-end.ts';
import type { EndRules } from './lot-end.ts';
import type { LotState, LotUnit } from './lot-state.ts';
import { endingBefore } from './take-lots.ts';

export type ExpiringToFind = EndRules & {
  readonly lots: readonly LotState[];
  readonly today: IsoDate;
  /** What ends today counts, and so does what ends on the last of these days. */
  readonly warnDays: number;
};

export type ExpiringSoon = {
  readonly unit: LotUnit;
  /** The first day on which it is worth nothing any more. */
  readonly endsOn: IsoDate;
  readonly amount: number;
};

/** By unit and day, rising; never more in sum than what can be spent. */
export function expiringSoon(asked: ExpiringToFind): readonly ExpiringSoon[] {
  const { today } = asked;
  const lots = withRealEnds(asked.lots, asked);
  const until = addDays(today, asked.warnDays + 1);
  return (['points', 'money'] as const).flatMap((unit) =>
    endingBefore(
      lots.filter((lot) => lot.unit === unit),
      today,
      until,
    ).map(({ expiresOn, amount }) => ({ unit, endsOn: expiresOn, amount })),
  );
}
