import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isE164, maskedPhone } from '#shared/domain/phone.ts';

test.each(['+989121234567', '+12025550123', '+4915123456789', '+1234567'])('%s is E.164', (phone) => {
  expect(isE164(phone)).toBe(true);
});

test.each([
  '',
  '09121234567',
  '989121234567',
  '+0989121234',
  '+98912',
  '+9891212345678901',
  '+98 912',
  '+۹۸۹۱۲۱۲۳۴۵۶۷',
])('%j is not E.164', (phone) => {
  expect(isE164(phone)).toBe(false);
});

test.each([
  ['+989121234567', '+98••••••4567'],
  ['+12025550123', '+1••••••0123'],
  ['+79031234567', '+7••••••4567'],
  ['+1234567', '+1••4567'],
])('%s is shown as %s', (phone, shown) => {
  expect(maskedPhone(phone)).toBe(shown);
});

test('a masked number keeps its length and shows no more than seven characters', () => {
  const digits = fc.string({ unit: fc.constantFrom(...'0123456789'.split('')), minLength: 6, maxLength: 14 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), digits, (first, rest) => {
      const phone = `+${first}${rest}`;
      const masked = maskedPhone(phone);
      expect(masked).toHaveLength(phone.length);
      expect(masked.replaceAll('•', '').length).toBeLessThanOrEqual(7);
    }),
  );
});
