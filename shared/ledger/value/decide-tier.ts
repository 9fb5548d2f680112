/** Which tier a member stands in: up at once, down only after its grace, and how far the next one is. */

import { yearlyCalendar } from '#shared/domain/yearly-calendars.ts';
import type { CalendarName, IsoDate } from '#shared/domain/calendar.ts';
import { addDays, dayNumberOf, isoDateOf } from '#shared/domain/day-number.ts';
import type { TierRules } from '#shared/domain/programme.ts';
import type { Tier, TierId } from '#shared/domain/tier.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import type { TierChangeDetail } from './value-details.ts';

/** One local day of a member: what counts toward a tier. */
export type MeasuredDay = {
  readonly date: IsoDate;
  readonly visits: number;
  readonly spentMinor: number;
  readonly pointsEarned: number;
  /** What offers gave besides, whatever the rule measures. */
  readonly tierProgress: number;
};

export type TierStanding = { readonly tierId: TierId; readonly keptUntil: IsoDate | null };

export type TierToDecide = {
  readonly rules: TierRules;
  /** By rank, the lowest first; at least one. */
  readonly tiers: readonly Tier[];
  readonly now: TierStanding;
  /** What counts today, see `measured`. */
  readonly measured: number;
  /** False while days are missing of which the measure is made: nobody is lowered for what is not known. */
  readonly isWhole: boolean;
  readonly today: IsoDate;
};

/** The first local day that counts. The year is that of the chain's own calendar. */
export function measuredFrom(rules: TierRules, today: IsoDate, calendar: CalendarName): IsoDate {
  if (rules.period === 'rolling') return addDays(today, 1 - rules.days);
  const years = yearlyCalendar(calendar, []);
  const day = dayNumberOf(today);
  return isoDateOf(years.monthStart(years.yearNear(day), 1).day);
}

/** A day may come more than once; those before `from` do not count. */
export function measured(rules: TierRules, days: readonly MeasuredDay[], from: IsoDate): number {
  const counted = days.filter(({ date }) => date >= from);
  return addInt(...counted.map((day) => measureOf(rules, day)));
}

/** Null where nothing changes. */
export function decideTier(asked: TierToDecide): TierChangeDetail | null {
  const { rules, tiers, now, today } = asked;
  const reached = reachedTier(asked);
  const fromTierId = now.tierId;
  const rise = rankOf(tiers, reached) - rankOf(tiers, fromTierId);
  if (rise > 0) return { fromTierId, toTierId: reached, cause: 'earned', keptUntil: null };
  if (rise === 0) {
    return now.keptUntil === null
      ? null
      : { fromTierId, toTierId: fromTierId, cause: 'earned', keptUntil: null };
  }
  if (!asked.isWhole) return null;
  if (now.keptUntil === null && rules.graceDays > 0) {
    const keptUntil = addDays(today, rules.graceDays);
    return { fromTierId, toTierId: fromTierId, cause: 'lapsed', keptUntil };
  }
  if (now.keptUntil !== null && today < now.keptUntil) return null;
  return { fromTierId, toTierId: reached, cause: 'lapsed', keptUntil: null };
}

export type TierProgress = {
  readonly measured: number;
  /** The next tier above the member's own; null at the top. */
  readonly next: { readonly tierId: TierId; readonly atLeast: number; readonly missing: number } | null;
};

export function tierProgress({ rules, tiers, now, measured: have }: TierToDecide): TierProgress {
  const own = rankOf(tiers, now.tierId);
  const next = rules.thresholds
    .filter(({ tierId }) => rankOf(tiers, tierId) > own)
    .toSorted((left, right) => rankOf(tiers, left.tierId) - rankOf(tiers, right.tierId))[0];
  if (next === undefined) return { measured: have, next: null };
  return { measured: have, next: { ...next, missing: Math.max(0, next.atLeast - have) } };
}

function measureOf({ measure }: TierRules, day: MeasuredDay): number {
  const counted = { visits: day.visits, spent: day.spentMinor, pointsEarned: day.pointsEarned };
  return addInt(counted[measure], day.tierProgress);
}

/** The highest tier whose threshold is met; the lowest of the chain asks for nothing. */
function reachedTier({ rules, tiers, measured: have }: TierToDecide): TierId {
  const met = new Set(rules.thresholds.filter(({ atLeast }) => have >= atLeast).map(({ tierId }) => tierId));
  return tiers.reduce(
    (reached, { tierId }, place) => (place === 0 || met.has(tierId) ? tierId : reached),
    '',
  );
}

/** A tier that the chain no longer has stands below all others. */
function rankOf(tiers: readonly Tier[], tierId: TierId): number {
  return tiers.findIndex((tier) => tier.tierId === tierId);
}
