/** When a lot ends: on its own day, after the member kept away for too long, or with the whole programme. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import { addDays } from '#shared/domain/day-number.ts';
import type { PointsRules } from '#shared/domain/programme.ts';
import type { LotState } from './lot-state.ts';
import type { UpkeepDetail } from './value-details.ts';

export type EndRules = {
  readonly rules: Pick<PointsRules, 'expireAfterQuietDays' | 'closeOutOn'>;
  /** Local day of the member's newest purchase; null where there was none. */
  readonly lastPurchaseOn: IsoDate | null;
};

export type LotEnd = {
  /** The first day on which the lot is worth nothing any more. */
  readonly endsOn: IsoDate;
  readonly cause: UpkeepDetail['cause'];
};

/** The earliest of its ends; null for a lot without one. Credit is money: only a day of its own ends it. */
export function endOf(lot: LotState, { rules, lastPurchaseOn }: EndRules): LotEnd | null {
  const own = lotEnd(lot.expiresOn, 'due');
  if (lot.unit === 'money') return own;
  const quiet = lot.expiresOn === null ? quietEnd(lot, rules.expireAfterQuietDays, lastPurchaseOn) : null;
  return earliest([own, lotEnd(quiet, 'inactivity'), lotEnd(rules.closeOutOn, 'closeOut')]);
}

/** The same lots with the day on which they really end, for whoever spends or speaks of what ends first. */
export function withRealEnds(lots: readonly LotState[], rules: EndRules): readonly LotState[] {
  return lots.map((lot) => ({ ...lot, expiresOn: endOf(lot, rules)?.endsOn ?? null }));
}

/**
 * Counted from the newest of purchase, making and release: a gift does not end the day after it was given because its
 * member bought nothing before. A lot of which no day is known has no end until its member buys.
 */
function quietEnd(lot: LotState, quietDays: number | null, lastPurchaseOn: IsoDate | null): IsoDate | null {
  if (quietDays === null) return null;
  const newest = [lastPurchaseOn, lot.madeOn, lot.releaseOn].reduce(later);
  return newest === null ? null : addDays(newest, quietDays);
}

function later(left: IsoDate | null, right: IsoDate | null): IsoDate | null {
  if (left === null || right === null) return left ?? right;
  return left > right ? left : right;
}

function lotEnd(endsOn: IsoDate | null, cause: LotEnd['cause']): LotEnd | null {
  return endsOn === null ? null : { endsOn, cause };
}

/** Of two on one day the first. */
function earliest(ends: readonly (LotEnd | null)[]): LotEnd | null {
  return ends.reduce(
    (first, end) => (end !== null && (first === null || end.endsOn < first.endsOn) ? end : first),
    null,
  );
}
