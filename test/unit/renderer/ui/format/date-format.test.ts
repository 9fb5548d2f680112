import { describe, expect, it } from 'vitest';
import { createDateFormat } from '#renderer/ui/format/date-format.ts';

const atMs = Date.UTC(2026, 10, 21, 10, 5);
const tehran = 'Asia/Tehran';

describe('a date on the screen', () => {
  it('reads day, month and year of the Jalali calendar in Persian', () => {
    const format = createDateFormat({ language: 'fa', calendar: 'persian', timeZone: tehran });
    expect(format.date(atMs)).toBe('۳۰ آبان ۱۴۰۵');
    expect(format.dateTime(atMs)).toBe('۳۰ آبان ۱۴۰۵، ۱۳:۳۵');
  });

  it('is Jalali in Persian even where the store counts in the Gregorian calendar', () => {
    const format = createDateFormat({ language: 'fa', calendar: 'gregorian', timeZone: tehran });
    expect(format.date(atMs)).toBe('۳۰ آبان ۱۴۰۵');
  });

  it('follows the calendar of the store in English', () => {
    const jalali = createDateFormat({ language: 'en', calendar: 'persian', timeZone: tehran });
    const gregorian = createDateFormat({ language: 'en', calendar: 'gregorian', timeZone: tehran });
    expect(jalali.date(atMs)).toBe('30 Aban 1405');
    expect(gregorian.date(atMs)).toBe('21 November 2026');
  });

  it('is the day that the clocks of the store show', () => {
    const lateMs = Date.UTC(2026, 10, 21, 22, 0);
    expect(createDateFormat({ language: 'en', calendar: 'gregorian', timeZone: tehran }).date(lateMs)).toBe(
      '22 November 2026',
    );
    expect(createDateFormat({ language: 'en', calendar: 'gregorian', timeZone: 'UTC' }).date(lateMs)).toBe(
      '21 November 2026',
    );
  });

  it('leaves the year out of a short date of this year only', () => {
    const format = createDateFormat({ language: 'fa', calendar: 'persian', timeZone: tehran });
    expect(format.shortDate(Date.UTC(2026, 9, 1, 10), atMs)).toBe('۹ مهر');
    expect(format.shortDate(Date.UTC(2026, 1, 1, 10), atMs)).toBe('۱۲ بهمن ۱۴۰۴');
  });
});
