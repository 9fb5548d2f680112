import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkUid } from '#electron/reader/check-uid.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';

test.each([
  [4, 'A1'],
  [7, '04'],
  [10, '04'],
] as const)('a UID of %i bytes is an identity', (length, first) => {
  const bytes = Uint8Array.from({ length }, (_, index) => (index === 0 ? Number.parseInt(first, 16) : index));
  expect(checkUid(bytes)).toEqual({ ok: true, value: bytesToHex(bytes).toUpperCase() });
});

test.each([
  ['an empty UID', [], 'badReply'],
  ['a random UID', [0x08, 1, 2, 3], 'notForMembers'],
  ['half of a longer UID', [0x88, 4, 1, 2], 'badReply'],
  ['a UID of zeros', [0, 0, 0, 0], 'badReply'],
  ['a UID of ones', [255, 255, 255, 255, 255, 255, 255], 'badReply'],
  ['the 8 bytes of another family', [1, 2, 3, 4, 5, 6, 7, 8], 'notForMembers'],
] as const)('%s is none', (_what, bytes, reason) => {
  expect(checkUid(Uint8Array.from(bytes))).toEqual({ ok: false, error: reason });
});

test('only UIDs of 4, 7 and 10 bytes ever pass, and none that begins like a random one of 4', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 16 }), (bytes) => {
      const checked = checkUid(bytes);
      if (!checked.ok) return;
      expect([4, 7, 10]).toContain(bytes.length);
      expect(bytes.length === 4 && bytes[0] === 0x08).toBe(false);
      expect(checked.value).toBe(bytesToHex(bytes).toUpperCase());
    }),
    { numRuns: 5_000 },
  );
});
