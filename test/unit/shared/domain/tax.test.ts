import fc from 'fast-check';
import { expect, test } from 'vitest';
import { taxOf } from '#shared/domain/tax.ts';

test('tax within a price is what is not the price without it, halves of that up', () => {
  expect(taxOf(1_100, 1_000, 'included')).toBe(100);
  expect(taxOf(1_000, 1_000, 'included')).toBe(91); // 909.09 without
  expect(taxOf(3, 10_000, 'included')).toBe(1); // 1.5 without, counted as 2
  expect(taxOf(0, 1_000, 'included')).toBe(0);
});

test('tax on top is a share of the price, halves up', () => {
  expect(taxOf(1_005, 1_000, 'excluded')).toBe(101); // 100.5
  expect(taxOf(1_004, 1_000, 'excluded')).toBe(100);
  expect(taxOf(0, 1_000, 'excluded')).toBe(0);
});

test('without a rate there is no tax', () => {
  expect(taxOf(999, 0, 'included')).toBe(0);
  expect(taxOf(999, 0, 'excluded')).toBe(0);
});

test('taking the tax out of a price and putting it on again gives the price', () => {
  const net = fc.integer({ min: 0, max: 1_000_000_000_000_000 });
  fc.assert(
    fc.property(net, fc.integer({ min: 0, max: 5_000 }), (netMinor, basisPoints) => {
      const priceMinor = netMinor + taxOf(netMinor, basisPoints, 'excluded');
      expect(taxOf(priceMinor, basisPoints, 'included')).toBe(priceMinor - netMinor);
    }),
  );
});
