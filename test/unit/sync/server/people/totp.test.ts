import { expect, test } from 'vitest';
import { epochMs } from '#shared/kernel/clock.ts';
import { judgeCode, totpOffer } from '#sync/server/people/totp.ts';
import { codeOfApp } from '#test/support/authenticator.ts';

const secret = new TextEncoder().encode('12345678901234567890');
const { secretText } = totpOffer(secret, { issuer: 'Vafa', login: 'sara' });
const nowMs = epochMs(1_790_000_010_000);
const step = Math.floor(nowMs / 30_000);

function judged(aheadMs: number): unknown {
  return judgeCode(secret, codeOfApp(secretText, nowMs + aheadMs), nowMs);
}

/** The last six of the eight digits that the RFC prints for its SHA-1 secret. */
test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('the code that RFC 6238 prints for second %i is right', (seconds, code) => {
  const atMs = epochMs(seconds * 1000);
  expect(judgeCode(secret, code, atMs)).toEqual({ kind: 'right', step: Math.floor(seconds / 30) });
  expect(codeOfApp(secretText, atMs)).toBe(code);
});

test('a code of the step before or after is right, and is known by its own step', () => {
  expect(judged(0)).toEqual({ kind: 'right', step });
  expect(judged(-30_000)).toEqual({ kind: 'right', step: step - 1 });
  expect(judged(30_000)).toEqual({ kind: 'right', step: step + 1 });
});

test('a code of a clock that is minutes away is not right, and it is known which way the clock is wrong', () => {
  expect(judged(-60_000)).toEqual({ kind: 'slow', step: step - 2 });
  expect(judged(60_000)).toEqual({ kind: 'fast', step: step + 2 });
  expect(judged(-300_000)).toEqual({ kind: 'slow', step: step - 10 });
  expect(judged(300_000)).toEqual({ kind: 'fast', step: step + 10 });
  expect(judged(-330_000)).toEqual({ kind: 'wrong' });
  expect(judged(330_000)).toEqual({ kind: 'wrong' });
});

test.each(['', '12345', '1234567', 'abcdef', '۱۲۳۴۵۶', '12 456', '-12345', '١٢٣٤٥٦'])(
  'the text %j is no code, whatever the secret is',
  (text) => expect(judgeCode(secret, text, nowMs)).toEqual({ kind: 'wrong' }),
);

test('an app is told everything that it needs, and a name with a colon in it cannot pass for another one', () => {
  const { address } = totpOffer(secret, { issuer: 'Vafa Sarv', login: 'sara:evil' });
  expect(address).toBe(
    'otpauth://totp/Vafa%20Sarv:sara%3Aevil?issuer=Vafa%20Sarv&secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&algorithm=SHA1&digits=6&period=30',
  );
});

test('bytes in the midst of a larger buffer are a secret of their own', () => {
  const inside = new Uint8Array([9, 9, ...secret, 9]).subarray(2, 22);
  expect(judgeCode(inside, codeOfApp(secretText, nowMs), nowMs)).toEqual({ kind: 'right', step });
});
