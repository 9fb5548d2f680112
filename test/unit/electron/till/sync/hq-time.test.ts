import { describe, expect, test } from 'vitest';
import { createHqTime } from '#electron/till/sync/hq-time.ts';
import { isPersonalDataOver, personalGraceMs } from '#electron/till/sync/personal-data.ts';
import { redemptionLimitOf } from '#electron/till/sync/redemption-limit.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import type { Clock } from '#shared/kernel/clock.ts';

const hourMs = 3_600_000;
const startMs = 1_790_000_000_000;

/** A clock whose hands can be moved, and a counter that nobody can move. */
function movableClock() {
  const at = { wallMs: startMs, monotonicMs: 50 };
  const clock: Clock = { nowMs: () => epochMs(at.wallMs), monotonicMs: () => at.monotonicMs };
  return {
    clock,
    setTo: (wallMs: number) => void (at.wallMs = wallMs),
    pass: (ms: number) => {
      at.wallMs += ms;
      at.monotonicMs += ms;
    },
  };
}

const nothing = { hqAheadMs: null, hqTimeMs: null };

describe('the time of HQ at a till', () => {
  test('is the till’s clock, moved by what HQ was ahead of it', () => {
    const { clock, pass } = movableClock();
    const time = createHqTime(clock, nothing);
    expect(time.nowMs()).toBe(startMs);
    time.heard(epochMs(startMs - 2 * hourMs));
    pass(hourMs);
    expect(time.nowMs()).toBe(startMs - hourMs);
  });

  test('goes on by what has passed while the clock is set back', () => {
    const { clock, pass, setTo } = movableClock();
    const time = createHqTime(clock, nothing);
    time.heard(epochMs(startMs));
    setTo(startMs - 400 * 24 * hourMs);
    pass(3 * hourMs);
    expect(time.nowMs()).toBe(startMs + 3 * hourMs);
  });

  test('begins where it was known last, with a clock that was set back while the till was off', () => {
    const { clock, setTo, pass } = movableClock();
    setTo(startMs - 30 * 24 * hourMs);
    const time = createHqTime(clock, { hqAheadMs: hourMs, hqTimeMs: epochMs(startMs) });
    expect(time.nowMs()).toBe(startMs);
    pass(hourMs);
    expect(time.nowMs()).toBe(startMs + hourMs);
  });

  test('goes back at HQ’s own word alone', () => {
    const { clock, setTo } = movableClock();
    const time = createHqTime(clock, nothing);
    setTo(startMs + 10 * 365 * 24 * hourMs);
    expect(time.nowMs()).toBe(startMs + 10 * 365 * 24 * hourMs);
    setTo(startMs);
    expect(time.nowMs()).toBe(startMs + 10 * 365 * 24 * hourMs);
    time.heard(epochMs(startMs));
    expect(time.nowMs()).toBe(startMs);
  });
});

describe('a lease', () => {
  const lease = { issuedAtMs: epochMs(startMs), expiresAtMs: epochMs(startMs + hourMs) };
  const memory = { tillState: 'active', reason: null, lease } as const;
  const limitAt = (hqNowMs: number) => redemptionLimitOf(memory, { hqNowMs, isReachable: true });

  test('ends redemption at its end, and names after the grace', () => {
    expect(limitAt(startMs + hourMs - 1)).toBeNull();
    expect(limitAt(startMs + hourMs)).toBe('leaseOver');
    const overMs = startMs + hourMs + personalGraceMs;
    expect(isPersonalDataOver(memory, epochMs(overMs - 1))).toBe(false);
    expect(isPersonalDataOver(memory, epochMs(overMs))).toBe(true);
  });

  test('that was never given ends nothing', () => {
    const never = { ...memory, lease: null };
    expect(isPersonalDataOver(never, epochMs(Number.MAX_SAFE_INTEGER))).toBe(false);
  });

  test.each(['revoked', 'replaced'] as const)(
    'is no reason to keep names at a till that is %s',
    (tillState) => {
      expect(isPersonalDataOver({ lease, tillState }, epochMs(startMs))).toBe(true);
    },
  );
});
