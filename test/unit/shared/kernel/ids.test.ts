import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isUuid, uuid, uuidFromBytes, uuidToBytes, uuidV7 } from '#shared/kernel/ids.ts';

const tenBytes = fc.uint8Array({ minLength: 10, maxLength: 10 });
const instant = fc.integer({ min: 0, max: 2 ** 48 - 1 });

describe('UUIDv7', () => {
  test('the example of RFC 9562 comes out digit for digit', () => {
    const random = Uint8Array.of(0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f);
    expect(uuidV7(0x017f22e279b0, random)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
  });

  test('every id has version 7, the RFC variant and its instant', () => {
    fc.assert(
      fc.property(instant, tenBytes, (atMs, random) => {
        const id = uuidV7(atMs, random);
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(atMs);
      }),
    );
  });

  test('an id of a later millisecond sorts after one of an earlier', () => {
    fc.assert(
      fc.property(instant, instant, tenBytes, tenBytes, (first, second, left, right) => {
        fc.pre(first < second);
        expect(uuidV7(first, left) < uuidV7(second, right)).toBe(true);
      }),
    );
  });

  test('a clock outside what 48 bits hold is moved to the nearest end', () => {
    const zeros = new Uint8Array(10);
    expect(uuidV7(-5_000, zeros)).toBe(uuidV7(0, zeros));
    expect(uuidV7(2 ** 50, zeros)).toBe(uuidV7(2 ** 48 - 1, zeros));
  });

  test('too few random bytes throw', () => {
    expect(() => uuidV7(0, new Uint8Array(9))).toThrow('a UUIDv7 takes 10 random bytes');
  });
});

describe('UUIDs as text and bytes', () => {
  test('text to bytes and back is the same id', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
        expect(uuidToBytes(uuidFromBytes(bytes))).toEqual(bytes);
      }),
    );
  });

  test('only lower-case text of the right shape is an id', () => {
    expect(isUuid('017f22e2-79b0-7cc3-98c4-dc0c0c07398f')).toBe(true);
    expect(isUuid('017F22E2-79B0-7CC3-98C4-DC0C0C07398F')).toBe(false);
    expect(isUuid('017f22e279b07cc398c4dc0c0c07398f')).toBe(false);
    expect(isUuid('017f22e2-79b0-7cc3-98c4-dc0c0c07398f\n')).toBe(false);
    expect(() => uuid('x')).toThrow('an id is a lower-case UUID');
  });
});
