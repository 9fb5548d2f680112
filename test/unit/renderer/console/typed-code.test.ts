import { expect, it } from 'vitest';
import { hasSlip, isWholeCode, shownCode } from '#renderer/console/second-factor/typed-code.ts';
import { makeRecoveryCode } from '#shared/domain/recovery-code.ts';

const recovery = makeRecoveryCode(Uint8Array.from({ length: 11 }, (_, place) => place * 23));

it.each([
  ['۱۲۳ ۴۵۶', '123456'],
  ['123-456', '123456'],
  ['١٢٣٤٥٦', '123456'],
  ['Your code is 123456.', '123456'],
  ['12345678', '123456'],
  ['', ''],
])('what is typed or pasted as %j is shown as the digits of the code', (typed, shown) => {
  expect(shownCode('app', typed)).toBe(shown);
});

it('a code of an app is whole with six digits, and a recovery code when its check character fits', () => {
  expect(['12345', '123456', ''].map((typed) => isWholeCode('app', typed))).toEqual([false, true, false]);
  const wrong = recovery.replace(/.$/, (last) => (last === '7' ? '8' : '7'));
  for (const typed of [recovery, recovery.toLowerCase(), recovery.replaceAll('-', ' ')]) {
    expect(isWholeCode('recovery', typed)).toBe(true);
    expect(hasSlip('recovery', typed)).toBe(false);
  }
  expect(isWholeCode('recovery', wrong)).toBe(false);
  expect(hasSlip('recovery', wrong)).toBe(true);
  expect(hasSlip('recovery', wrong.slice(0, 9))).toBe(false);
  expect(hasSlip('app', '1')).toBe(false);
});
