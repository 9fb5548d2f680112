import { expect, test } from 'vitest';
import {
  basketGrossMinorMax,
  basketLinesMax,
  lineQuantityMax,
  unitPriceMinorMax,
} from '#shared/domain/basket.ts';
import { currency, isCurrency, minor } from '#shared/domain/money.ts';
import { points } from '#shared/domain/points.ts';

test('money and points are whole and never minus zero', () => {
  expect(Object.is(minor(-0), 0)).toBe(true);
  expect(Object.is(points(-0), 0)).toBe(true);
  expect(() => minor(0.1)).toThrow('money is a safe integer of minor units');
  expect(() => minor(2 ** 53)).toThrow('money is a safe integer of minor units');
  expect(() => points(1.5)).toThrow('points are a safe integer');
});

test('a currency is three capital letters', () => {
  expect(currency('IRR')).toBe('IRR');
  expect(isCurrency('irr')).toBe(false);
  expect(isCurrency('IRRR')).toBe(false);
  expect(() => currency('toman')).toThrow('a currency is an ISO 4217 code');
});

test('the dearest line fits into a basket, and a basket with one more line like it is still counted exactly', () => {
  const dearestLineMinor = unitPriceMinorMax * lineQuantityMax;
  expect(dearestLineMinor).toBeLessThanOrEqual(basketGrossMinorMax);
  expect(Number.isSafeInteger(basketGrossMinorMax + dearestLineMinor)).toBe(true);
  expect(basketLinesMax).toBeGreaterThan(0);
});
