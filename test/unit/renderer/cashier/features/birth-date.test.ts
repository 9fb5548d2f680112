import { describe, expect, it } from 'vitest';
import { noDate, readBirthDate } from '#renderer/cashier/features/member/birth-date.ts';

const year = 2026;
const typed = (yearText: string, month: string, day: string) => ({ year: yearText, month, day });

describe('a birthday as it is typed', () => {
  it('is none while all three fields are empty', () => {
    expect(readBirthDate(noDate, 'persian', year)).toEqual({ kind: 'none' });
  });

  it('is read in the Jalali calendar with Persian digits', () => {
    expect(readBirthDate(typed('۱۳۷۰', '۸', '۳۰'), 'persian', year)).toEqual({
      kind: 'date',
      isoDate: '1991-11-21',
    });
  });

  it('is read in the Gregorian calendar', () => {
    expect(readBirthDate(typed('1991', '11', '21'), 'gregorian', year)).toEqual({
      kind: 'date',
      isoDate: '1991-11-21',
    });
  });

  it('is wrong for a day that the calendar does not have', () => {
    expect(readBirthDate(typed('1404', '12', '30'), 'persian', year)).toEqual({ kind: 'wrong' });
    expect(readBirthDate(typed('1403', '12', '30'), 'persian', year)).toEqual({
      kind: 'date',
      isoDate: '2025-03-20',
    });
    expect(readBirthDate(typed('1991', '2', '29'), 'gregorian', year)).toEqual({ kind: 'wrong' });
    expect(readBirthDate(typed('1370', '13', '1'), 'persian', year)).toEqual({ kind: 'wrong' });
  });

  it('is wrong when a Jalali year is meant in the Gregorian calendar, or the reverse', () => {
    expect(readBirthDate(typed('1370', '8', '30'), 'gregorian', year)).toEqual({ kind: 'wrong' });
    expect(readBirthDate(typed('1991', '8', '30'), 'persian', year)).toEqual({ kind: 'wrong' });
  });

  it('is wrong while a field is missing', () => {
    expect(readBirthDate(typed('1370', '', '30'), 'persian', year)).toEqual({ kind: 'wrong' });
  });
});
