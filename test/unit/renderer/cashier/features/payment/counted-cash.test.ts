import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { notesFor } from '#renderer/cashier/features/payment/notes-for.ts';
import { cashOf, changeMinor } from '#renderer/cashier/features/payment/use-payment-form.ts';

const counted = (receivedMinor: number | null, intoWalletMinor = 0) => ({ receivedMinor, intoWalletMinor });

describe('cash that is counted', () => {
  it('is no part of a sale while nobody counts', () => {
    expect(cashOf(counted(null, 500), 10_000)).toBeUndefined();
    expect(changeMinor(counted(null), 10_000)).toBe(0);
  });

  it('gives back what is above the rest to pay, and never less than nothing', () => {
    expect(changeMinor(counted(15_000), 10_000)).toBe(5_000);
    expect(changeMinor(counted(9_000), 10_000)).toBe(0);
  });

  it('puts no more into the wallet than the change that is left of it', () => {
    expect(cashOf(counted(15_000, 8_000), 10_000)).toEqual({ receivedMinor: 15_000, intoWalletMinor: 5_000 });
  });
});

describe('the sums that are offered', () => {
  it('are the next round ones above what is to pay', () => {
    expect(notesFor(1_710_840)).toEqual([1_800_000, 2_000_000, 5_000_000]);
    expect(notesFor(0)).toEqual([]);
  });

  it('are above the amount, rising, and three at most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 ** 14 }), (amountMinor) => {
        const sums = notesFor(amountMinor);
        expect(sums.length).toBeGreaterThanOrEqual(1);
        expect(sums.length).toBeLessThanOrEqual(3);
        expect([amountMinor, ...sums]).toEqual(
          [...new Set([amountMinor, ...sums])].toSorted((left, right) => left - right),
        );
      }),
    );
  });
});
