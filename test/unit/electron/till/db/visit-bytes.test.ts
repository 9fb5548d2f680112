import { encode } from 'cborg';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { visitBytes } from '#electron/till/db/stores/visit-bytes.ts';
import { minor } from '#shared/domain/money.ts';
import { points } from '#shared/domain/points.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import '#test/support/property-seed.ts';

/** Around every length that a number may have. */
const edge = fc
  .constantFrom(0, 23, 24, 0xff, 0x1_00, 0xff_ff, 0x1_00_00, 0xffff_ffff, 0x1_0000_0000, 2 ** 53 - 1)
  .chain((value) => fc.constantFrom(value, -value, -1 - Math.min(value, 2 ** 53 - 2)));
const number = fc.oneof(edge, fc.maxSafeInteger());
const stores = { numberOf: (storeId: string) => Number(storeId), storeIdOf: String };

test('visits are kept in the very bytes of a general encoder', () => {
  const visit = fc.record({ atMs: number, store: fc.nat(70_000), paid: number, earned: number });
  fc.assert(
    fc.property(fc.array(visit, { minLength: 1, maxLength: 23 }), (visits) => {
      const bytes = visitBytes(
        visits.map(({ atMs, store, paid, earned }) => ({
          atMs: epochMs(atMs),
          storeId: String(store),
          paidMinor: minor(paid),
          pointsEarned: points(earned),
        })),
        stores,
      );
      const plain = visits.map(({ atMs, store, paid, earned }) => [atMs, store, paid, earned]);
      expect(Buffer.from(bytes ?? []).toString('hex')).toBe(Buffer.from(encode(plain)).toString('hex'));
    }),
  );
});

test('who never came has no bytes', () => {
  expect(visitBytes([], stores)).toBe(null);
});
