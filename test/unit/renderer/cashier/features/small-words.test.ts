import { describe, expect, it } from 'vitest';
import { birthdayWords } from '#renderer/cashier/features/member/birthday-words.ts';
import { faultField } from '#renderer/cashier/features/member/fault-field.ts';
import { waitSeconds } from '#renderer/cashier/pin/use-wait.ts';
import { createWords } from '#renderer/strings/create-words.ts';
import { appError } from '#shared/contracts/error-codes.ts';

describe('the birthday of a member', () => {
  it('is told for the days around it', () => {
    const { t } = createWords('fa');
    expect(birthdayWords(0, t)).toBe('امروز تولدش است');
    expect(birthdayWords(1, t)).toBe('فردا تولدش است');
    expect(birthdayWords(3, t)).toBe('۳ روز تا تولد');
    expect(birthdayWords(-1, t)).toBe('دیروز تولدش بود');
    expect(birthdayWords(null, t)).toBeNull();
  });
});

describe('a refusal of the enrolment', () => {
  it('stands beside the field that it is about', () => {
    expect(faultField('phone_taken')).toBe('phone');
    expect(faultField('birth_date_invalid')).toBe('birthday');
    expect(faultField('card_taken')).toBe('form');
  });
});

describe('the wait after wrong PINs', () => {
  it('is what the till asks for and nothing for every other failure', () => {
    expect(waitSeconds(appError('locked_out', { seconds: 29.2 }))).toBe(30);
    expect(waitSeconds(appError('locked_out'))).toBe(0);
    expect(waitSeconds(appError('wrong_pin', { seconds: 30 }))).toBe(0);
  });
});
