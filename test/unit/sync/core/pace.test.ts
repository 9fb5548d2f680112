import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { backoffMs, backoffMsMax, idleDelayMs, retryAfterMsMax } from '#sync/core/backoff.ts';
import { entriesThatFit, largerBatch, largestBatch, smallerBatch } from '#sync/core/batch-size.ts';
import { isStuck, stuckMs } from '#sync/core/liveness.ts';

const fraction = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });

describe('the delay before the next try', () => {
  test('grows with each failure up to two minutes, and is a random part of that', () => {
    const most = (failures: number) => backoffMs({ failures, retryAfterMs: null, fraction: 0.999_999 });
    expect([1, 2, 3, 8, 50].map(most)).toEqual([1_000, 2_000, 4_000, 120_000, 120_000]);
    expect(backoffMs({ failures: 8, retryAfterMs: null, fraction: 0 })).toBe(0);
  });

  test('is never shorter than what HQ asked for, and never longer than HQ may ask for', () => {
    const cases = fc.record({
      failures: fc.integer({ min: 1, max: 1_000 }),
      retryAfterMs: fc.option(fc.integer({ min: -5, max: Number.MAX_SAFE_INTEGER })),
      fraction,
    });
    fc.assert(
      fc.property(cases, (delay) => {
        const delayMs = backoffMs(delay);
        expect(delayMs).toBeGreaterThanOrEqual(Math.min(delay.retryAfterMs ?? 0, retryAfterMsMax));
        expect(delayMs).toBeLessThanOrEqual(retryAfterMsMax + backoffMsMax);
      }),
    );
  });

  test('is about a minute where nothing is wrong', () => {
    fc.assert(
      fc.property(fraction, (part) => {
        expect(idleDelayMs(part)).toBeGreaterThanOrEqual(45_000);
        expect(idleDelayMs(part)).toBeLessThanOrEqual(75_000);
      }),
    );
  });
});

describe('what one push carries', () => {
  test('is halved down to one entry, and doubled up to a thousand', () => {
    let size = largestBatch;
    const sizes: number[] = [];
    for (let tries = 0; tries < 12; tries += 1) {
      size = smallerBatch(size, size.entriesMax);
      sizes.push(size.entriesMax);
    }
    expect(sizes).toEqual([500, 250, 125, 62, 31, 15, 7, 3, 1, 1, 1, 1]);
    for (let tries = 0; tries < 12; tries += 1) size = largerBatch(size);
    expect(size).toEqual(largestBatch);
    // Five entries that were too much are halved, whatever the limit was.
    expect(smallerBatch(largestBatch, 5).entriesMax).toBe(2);
  });

  test('is at least one entry, and no more bytes and records than fit', () => {
    const light = { bodyBytes: 500, attachmentBytes: [] };
    const heavy = { bodyBytes: 500, attachmentBytes: Array.from({ length: 600 }, () => 400) };
    const huge = { bodyBytes: 16 * 1024 * 1024, attachmentBytes: [] };
    expect(
      entriesThatFit(
        Array.from({ length: 1_200 }, () => light),
        largestBatch,
      ),
    ).toBe(1_000);
    expect(entriesThatFit([light, light], largestBatch)).toBe(2);
    expect(entriesThatFit([heavy, heavy, heavy], largestBatch)).toBe(1);
    expect(entriesThatFit([huge, light], largestBatch)).toBe(1);
    expect(entriesThatFit([light, huge], largestBatch)).toBe(1);
  });
});

describe('a till on which nothing goes over', () => {
  const waiting = { isReachable: true, backlog: 3, waitingSinceMs: 1_000, monotonicMs: 1_000 + stuckMs };

  test('is noticed after five minutes in which HQ answered and entries waited', () => {
    expect(isStuck(waiting)).toBe(true);
    expect(isStuck({ ...waiting, monotonicMs: waiting.monotonicMs - 1 })).toBe(false);
    expect(isStuck({ ...waiting, isReachable: false })).toBe(false);
    expect(isStuck({ ...waiting, backlog: 0 })).toBe(false);
    expect(isStuck({ ...waiting, waitingSinceMs: null })).toBe(false);
  });
});
