/** Which windows around yearly dates of a member are open today. */

import { dayNumberOf } from '#shared/domain/day-number.ts';
import type { DayNumber } from '#shared/domain/day-number.ts';
import type { HijriMonthStart } from '#shared/domain/lunar-months.ts';
import { yearlyCalendar } from '#shared/domain/yearly-calendars.ts';
import { isNearYearlyDay } from '#shared/domain/yearly-dates.ts';
import { compareTexts } from '#shared/kernel/order.ts';
import type { EffectiveDateCondition } from '../language/condition.ts';
import type { CalendarDay } from './derive-limit-uses.ts';
import { dateWindowKey } from './fact-questions.ts';
import type { MemberHistory } from './member-history.ts';

export type WindowDay = CalendarDay & { readonly hijriMonthStarts: readonly HijriMonthStart[] };

type MemberDay = { readonly dateKind: string; readonly day: DayNumber };

/** Keys of the open ones, see `dateWindowKey`, in code-unit order. */
export function openWindows(
  windows: readonly EffectiveDateCondition[],
  member: Pick<MemberHistory, 'birthDate' | 'traits'>,
  on: WindowDay,
): readonly string[] {
  if (windows.length === 0) return [];
  const memberDays = daysOf(member);
  const today = dayNumberOf(on.localDate);
  const open = windows.filter((window) =>
    memberDays.some(
      (memberDay) => memberDay.dateKind === window.dateKind && isOpen(window, memberDay.day, { on, today }),
    ),
  );
  return open.map(dateWindowKey).toSorted(compareTexts);
}

function daysOf({ birthDate, traits }: Pick<MemberHistory, 'birthDate' | 'traits'>): readonly MemberDay[] {
  const birthday = birthDate === null ? [] : [{ dateKind: 'birthday', date: birthDate }];
  return [...birthday, ...traits.effectiveDates].map(({ dateKind, date }) => ({
    dateKind,
    day: dayNumberOf(date),
  }));
}

function isOpen(
  window: EffectiveDateCondition,
  memberDay: DayNumber,
  { on, today }: { readonly on: WindowDay; readonly today: DayNumber },
): boolean {
  const { daysBefore, daysAfter, missingDay = 'lastOfMonth' } = window;
  const calendar = yearlyCalendar(window.calendar ?? on.calendar, on.hijriMonthStarts);
  const { month, day } = calendar.monthDayOf(memberDay);
  return isNearYearlyDay(calendar, today, { month, day, missingDay, daysBefore, daysAfter });
}
