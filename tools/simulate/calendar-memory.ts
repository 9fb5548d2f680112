/** What the calendars say, asked once for each day: a history asks about the same days again and again. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import { dayNumberOf } from '#shared/domain/day-number.ts';
import type { DayNumber } from '#shared/domain/day-number.ts';
import { yearlyCalendar } from '#shared/domain/yearly-calendars.ts';
import type { MonthDay, YearlyCalendar } from '#shared/domain/yearly-dates.ts';
import { isNearYearlyDay } from '#shared/domain/yearly-dates.ts';
import { compareTexts } from '#shared/kernel/order.ts';
import type { CompiledRuleSet } from '#shared/scoring/compiled-rule-set.ts';
import { dateWindowKey } from '#shared/scoring/facts/fact-questions.ts';
import type { MemberHistory } from '#shared/scoring/facts/member-history.ts';
import { periodStart } from '#shared/scoring/facts/period-start.ts';
import type { EffectiveDateCondition } from '#shared/scoring/language/condition.ts';
import type { Period } from '#shared/scoring/language/period.ts';

export type CalendarMemory = {
  readonly dayNumber: (date: IsoDate) => DayNumber;
  readonly periodStart: (period: Period, today: IsoDate) => IsoDate | null;
  /** Keys of the windows of the rule set that are open for the member, in code-unit order. */
  readonly openWindows: (
    member: Pick<MemberHistory, 'birthDate' | 'traits'>,
    today: IsoDate,
  ) => readonly string[];
};

type Rules = Pick<CompiledRuleSet, 'calendar' | 'hijriMonthStarts' | 'questions'>;

const none: readonly string[] = [];

export function createCalendarMemory({ calendar, hijriMonthStarts, questions }: Rules): CalendarMemory {
  const dayNumber = remembered(dayNumberOf);
  const starts = new Map<Period, (today: IsoDate) => IsoDate | null>();
  const windows = questions.dateWindows
    .map((window) => rememberedWindow(window, yearlyCalendar(window.calendar ?? calendar, hijriMonthStarts)))
    .toSorted((left, right) => compareTexts(left.key, right.key));
  return {
    dayNumber,
    periodStart: (period, today) => {
      let start = starts.get(period);
      if (start === undefined) {
        start = remembered((date: IsoDate) => periodStart(period, date, calendar));
        starts.set(period, start);
      }
      return start(today);
    },
    openWindows: ({ birthDate, traits }, today) => {
      if (windows.length === 0) return none;
      const dates = traits.effectiveDates;
      const open = windows.filter(({ dateKind, isOpen }) => {
        const isBirthday = dateKind === 'birthday' && birthDate !== null;
        if (isBirthday && isOpen(dayNumber(birthDate), dayNumber(today))) return true;
        return dates.some(
          (each) => each.dateKind === dateKind && isOpen(dayNumber(each.date), dayNumber(today)),
        );
      });
      return open.length === 0 ? none : open.map(({ key }) => key);
    },
  };
}

/** Asked for days only, of which a history has thousands at most. */
function remembered<Key extends string | number, Value>(find: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const value = find(key);
    known.set(key, value);
    return value;
  };
}

/** Whether a window is open depends on today and on month and day in its calendar, not on the year of the date. */
function rememberedWindow(window: EffectiveDateCondition, calendar: YearlyCalendar) {
  const { dateKind, daysBefore, daysAfter, missingDay = 'lastOfMonth' } = window;
  const monthDay = remembered((day: DayNumber): MonthDay => calendar.monthDayOf(day));
  const onDay = remembered((today: DayNumber) =>
    remembered((place: number): boolean => {
      const returning = { month: Math.floor(place / daysPerMonth), day: place % daysPerMonth, missingDay };
      return isNearYearlyDay(calendar, today, { ...returning, daysBefore, daysAfter });
    }),
  );
  return {
    key: dateWindowKey(window),
    dateKind,
    isOpen: (memberDay: DayNumber, today: DayNumber): boolean => {
      const { month, day } = monthDay(memberDay);
      return onDay(today)(month * daysPerMonth + day);
    },
  };
}

/** More than any month has. */
const daysPerMonth = 32;
