import { describe, expect, test } from 'vitest';
import { noTraits } from '#shared/domain/member-traits.ts';
import type { EffectiveDate } from '#shared/domain/member-traits.ts';
import { openWindows } from '#shared/scoring/facts/open-windows.ts';
import type { EffectiveDateCondition } from '#shared/scoring/language/condition.ts';
import { azarFirst } from '#test/support/member-history.ts';

const member = (birthDate: string | null, ...effectiveDates: EffectiveDate[]) => ({
  birthDate,
  traits: { ...noTraits, effectiveDates },
});
const around = (
  dateKind: string,
  daysBefore: number,
  daysAfter: number,
  rest: Partial<EffectiveDateCondition> = {},
): EffectiveDateCondition => ({ kind: 'effectiveDate', dateKind, daysBefore, daysAfter, ...rest });

/** On the days of November 2026 on which the window is open. */
function openOn(
  window: EffectiveDateCondition,
  who: ReturnType<typeof member>,
  dates: readonly string[],
): readonly string[] {
  return dates.filter((localDate) => openWindows([window], who, { ...azarFirst, localDate }).length > 0);
}

describe('windows around yearly dates of a member', () => {
  test('a birthday opens its window from so many days before to so many after', () => {
    // Born on 1 Azar 1368; 1 Azar 1405 is 22 November 2026.
    const dates = ['2026-11-14', '2026-11-15', '2026-11-22', '2026-11-25', '2026-11-26'];
    expect(openOn(around('birthday', 7, 3), member('1989-11-22'), dates)).toEqual(dates.slice(1, 4));
  });

  test('without a birth date, and for dates of another kind, nothing is open', () => {
    const wedding = { dateKind: 'wedding', date: '2010-11-22' };
    expect(openWindows([around('birthday', 7, 7)], member(null, wedding), azarFirst)).toEqual([]);
    expect(openWindows([around('wedding', 7, 7)], member('1989-11-22'), azarFirst)).toEqual([]);
    expect(openWindows([around('wedding', 7, 7)], member(null, wedding), azarFirst)).toEqual([
      'wedding/7/7/own/lastOfMonth',
    ]);
  });

  test('one of several family birthdays is enough', () => {
    const families = ['1990-05-05', '2015-11-25', '2018-02-01'].map((date) => ({
      dateKind: 'familyBirthday',
      date,
    }));
    expect(openWindows([around('familyBirthday', 3, 0)], member(null, ...families), azarFirst)).toHaveLength(
      1,
    );
    expect(openWindows([around('familyBirthday', 2, 0)], member(null, ...families), azarFirst)).toEqual([]);
  });

  test('the calendar of the window decides, and that of the rule set where it names none', () => {
    // 21 March 1997 was 1 Farvardin 1376; 1 Farvardin 1407 is 20 March 2028; by the moon it was 12 Dhu al-Qada 1417.
    const who = member('1997-03-21');
    const dates = ['2028-03-20', '2028-03-21', '2028-04-07'];
    expect(openOn(around('birthday', 0, 0), who, dates)).toEqual(['2028-03-20']);
    expect(openOn(around('birthday', 0, 0, { calendar: 'persian' }), who, dates)).toEqual(['2028-03-20']);
    expect(openOn(around('birthday', 0, 0, { calendar: 'gregorian' }), who, dates)).toEqual(['2028-03-21']);
    const gregorian = { ...azarFirst, calendar: 'gregorian', localDate: '2028-03-21' } as const;
    expect(openWindows([around('birthday', 0, 0)], who, gregorian)).toHaveLength(1);
    expect(openOn(around('birthday', 0, 0, { calendar: 'hijri' }), who, dates)).toEqual(['2028-04-07']);
  });

  test('a lunar birthday follows the announced month', () => {
    // 18 February 2026 is 1 Ramadan 1447 by Umm al-Qura; 1448 begins Ramadan on 8 February 2027 by it.
    const window = around('birthday', 0, 0, { calendar: 'hijri' });
    const dates = ['2027-02-07', '2027-02-08', '2027-02-09'];
    expect(openOn(window, member('2026-02-18'), dates)).toEqual(['2027-02-08']);
    const announced = { hijriMonthStarts: [{ year: 1448, month: 9, startsOn: '2027-02-09' }] };
    const open = dates.filter(
      (localDate) =>
        openWindows([window], member('2026-02-18'), { ...azarFirst, ...announced, localDate }).length > 0,
    );
    expect(open).toEqual(['2027-02-09']);
  });

  test('30 Esfand returns by the rule of the missing day', () => {
    // Born on 30 Esfand 1399; 29 Esfand 1405 is 20 March 2027; 1408 is a leap year.
    const who = member('2021-03-20');
    const dates = ['2027-03-19', '2027-03-20', '2027-03-21', '2030-03-19', '2030-03-20', '2030-03-21'];
    const open = (missingDay?: 'lastOfMonth' | 'dayAfter' | 'skipYear') =>
      openOn(around('birthday', 0, 0, missingDay === undefined ? {} : { missingDay }), who, dates);
    expect(open()).toEqual(['2027-03-20', '2030-03-20']);
    expect(open('lastOfMonth')).toEqual(['2027-03-20', '2030-03-20']);
    expect(open('dayAfter')).toEqual(['2027-03-21', '2030-03-20']);
    expect(open('skipYear')).toEqual(['2030-03-20']);
  });

  test('open windows stand in code-unit order, whatever the order of the questions', () => {
    const windows = [around('birthday', 7, 0), around('birthday', 10, 0), around('birthday', 0, 0)];
    const open = openWindows(windows, member('1989-11-22'), azarFirst);
    expect(open).toEqual([
      'birthday/0/0/own/lastOfMonth',
      'birthday/10/0/own/lastOfMonth',
      'birthday/7/0/own/lastOfMonth',
    ]);
    expect(openWindows(windows.toReversed(), member('1989-11-22'), azarFirst)).toEqual(open);
  });
});
