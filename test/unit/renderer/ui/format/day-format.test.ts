import { describe, expect, it } from 'vitest';
import { createDayFormat } from '#renderer/ui/format/day-format.ts';

const today = '2026-11-22';

describe('a local day on the screen', () => {
  it('leaves the year out while it is the year of today', () => {
    const persian = createDayFormat('fa', 'gregorian');
    expect(persian.day('2026-12-21', today)).toBe('۳۰ آذر');
    expect(persian.day('2027-03-21', today)).toBe('۱ فروردین ۱۴۰۶');
    const english = createDayFormat('en', 'gregorian');
    expect(english.day('2026-12-21', today)).toBe('21 December');
    expect(english.day('2027-01-01', today)).toBe('1 January 2027');
  });

  it('is called by its weekday in both languages', () => {
    const names = ['sat', 'sun', 'mon', 'tue', 'wed', 'thu', 'fri'] as const;
    expect(names.map(createDayFormat('en', 'persian').weekday)).toEqual([
      'Saturday',
      'Sunday',
      'Monday',
      'Tuesday',
      'Wednesday',
      'Thursday',
      'Friday',
    ]);
    expect(createDayFormat('fa', 'persian').weekday('fri')).toBe('جمعه');
  });

  it('returns every year by the months of its own calendar, also on a day that not every year has', () => {
    const english = createDayFormat('en', 'gregorian');
    expect(english.yearly('persian', { month: 12, day: 30 })).toBe('30 Esfand');
    expect(english.yearly('gregorian', { month: 2, day: 29 })).toBe('29 February');
    expect(english.yearly('hijri', { month: 9, day: 1 })).toBe('1 Ramadan');
    expect(createDayFormat('fa', 'persian').yearly('hijri', { month: 9, day: 30 })).toBe('۳۰ رمضان');
  });
});
