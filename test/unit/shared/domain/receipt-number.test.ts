import { expect, test } from 'vitest';
import { receiptNumber, tillCode } from '#shared/domain/receipt-number.ts';

test.for([
  ['Till 1', 'TILL1'],
  ['صندوق ۳', '3'],
  ['North Store Till 12', 'NORTHS'],
  ['صندوق', '0193A0'],
])('the till "%s" is called %s on its receipts', ([name, code]) => {
  expect(tillCode(String(name), '0193a0b0-0000-4000-8000-0000000000d1')).toBe(code);
});

test('a receipt number names the till, the business day and the entry', () => {
  expect(receiptNumber('TILL1', '2026-11-21', 42)).toBe('TILL1-261121-42');
});
