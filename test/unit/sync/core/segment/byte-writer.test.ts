import { expect, test } from 'vitest';
import { byteAt, numberAt } from '#sync/core/segment/byte-writer.ts';

test('what lies behind the end of bytes and numbers is 0', () => {
  expect([byteAt(Uint8Array.of(7), 0), byteAt(Uint8Array.of(7), 1)]).toEqual([7, 0]);
  expect([numberAt(Float64Array.of(7), 0), numberAt(Float64Array.of(7), 1)]).toEqual([7, 0]);
});
