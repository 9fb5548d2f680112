import { describe, expect, it } from 'vitest';
import { leaseOf } from '#renderer/cashier/line/lease-of.ts';
import { epochMs } from '#shared/kernel/clock.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const nowMs = 1_800_000_000_000;

function lookAt(leftMs: number, isReachable: boolean) {
  return leaseOf({ leaseEndsAtMs: epochMs(nowMs + leftMs), isReachable }, nowMs);
}

describe('the lease on the screen', () => {
  it('is nothing at a till that never got one', () => {
    expect(leaseOf({ leaseEndsAtMs: null, isReachable: false }, nowMs)).toBeNull();
  });

  it.each([
    [14 * dayMs, 'running', { unit: 'days', count: 14 }],
    [14 * dayMs - 1, 'ending', { unit: 'days', count: 13 }],
    [2 * dayMs, 'ending', { unit: 'days', count: 2 }],
    [2 * dayMs - 1, 'ending', { unit: 'hours', count: 47 }],
    [hourMs - 1, 'ending', { unit: 'hours', count: 0 }],
    [0, 'over', { unit: 'hours', count: 0 }],
    [-dayMs, 'over', { unit: 'hours', count: 0 }],
  ])('with %d ms left warns of its end where HQ does not answer', (leftMs, state, left) => {
    expect(lookAt(leftMs, false)).toEqual({ state, left, endsAtMs: nowMs + leftMs });
  });

  it('warns of nothing while HQ answers, because each answer moves its end', () => {
    expect(lookAt(hourMs, true)?.state).toBe('running');
  });
});
