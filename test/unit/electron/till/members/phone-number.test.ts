import { expect, test } from 'vitest';
import { parsePhone } from '#electron/till/members/phone-number.ts';

test.for([
  '09121234567',
  '۰۹۱۲۱۲۳۴۵۶۷',
  '٠٩١٢ ١٢٣ ٤٥٦٧',
  '+98 912 123 4567',
  '00989121234567',
  '9121234567',
  '0912-123-45-67',
])('%s is one and the same number', (text) => {
  expect(parsePhone(text, 'IR')).toBe('+989121234567');
});

test.for(['', '12', 'abc', '0912', '091212345678901', '+999 1234567'])('"%s" is no phone number', (text) => {
  expect(parsePhone(text, 'IR')).toBeUndefined();
});

test('a number of another country needs its country code', () => {
  expect(parsePhone('+44 20 7946 0958', 'IR')).toBe('+442079460958');
  expect(parsePhone('020 7946 0958', 'IR')).not.toBe('+442079460958');
});
