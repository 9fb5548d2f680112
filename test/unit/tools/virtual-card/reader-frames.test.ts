import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFrameCutter, encodeFrame } from '#tools/virtual-card/reader-frames.ts';

test('a frame is its length in two bytes, high byte first, and the payload', () => {
  expect(encodeFrame(Uint8Array.of(4))).toEqual(Uint8Array.of(0, 1, 4));
  expect(encodeFrame(new Uint8Array(258)).subarray(0, 2)).toEqual(Uint8Array.of(1, 2));
  expect(() => encodeFrame(new Uint8Array(65_536))).toThrow(RangeError);
});

test('payloads come out whole and in order, in whatever pieces the stream arrives', () => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ maxLength: 300 })),
      fc.integer({ min: 1, max: 50 }),
      (payloads, pieceBytes) => {
        const stream = Uint8Array.from(payloads.flatMap((payload) => [...encodeFrame(payload)]));
        const cut = createFrameCutter();
        const received: Uint8Array[] = [];
        for (let at = 0; at < stream.length; at += pieceBytes) {
          received.push(...cut(stream.subarray(at, at + pieceBytes)));
        }
        expect(received).toEqual(payloads);
      },
    ),
  );
});
