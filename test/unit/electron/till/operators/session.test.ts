import { expect, test } from 'vitest';
import { createSession } from '#electron/till/operators/session.ts';
import type { Operator } from '#shared/domain/operator.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { createManualTime } from '#test/support/manual-time.ts';
import { testId } from '#test/support/ledger.ts';

const operator: Operator = { operatorId: testId(1), name: 'Nastaran', latinName: null, role: 'cashier' };
const autoLockMs = 300_000;

test('a till whose timers stood still while the machine slept is locked when it is next asked', () => {
  const time = createManualTime();
  let locks = 0;
  const timers = {
    ...time.timers,
    setTimer: () => time.timers.setTimer(Number.MAX_SAFE_INTEGER, () => undefined),
  };
  const session = createSession({ clock: time.clock, timers, autoLockMs, onLocked: () => (locks += 1) });
  session.begin(operator);
  time.advance(autoLockMs - 1);
  expect(session.current()).toEqual(operator);
  time.advance(1);
  expect(session.current()).toBeNull();
  expect(session.current()).toBeNull();
  expect(locks).toBe(1);
});

test('a sleep that the monotonic clock does not count is idle time all the same', () => {
  const time = createManualTime();
  let sleptMs = 0;
  const clock = { ...time.clock, nowMs: () => epochMs(time.clock.nowMs() + sleptMs) };
  const session = createSession({ clock, timers: time.timers, autoLockMs, onLocked: () => undefined });
  session.begin(operator);
  sleptMs = autoLockMs - 1;
  expect(session.current()).toEqual(operator);
  session.touch();
  sleptMs -= 3_600_000;
  expect(session.current()).toEqual(operator);
  session.touch();
  sleptMs += autoLockMs;
  expect(session.current()).toBeNull();
});

test('idle time is counted from the last thing that the operator did', () => {
  const time = createManualTime();
  let locks = 0;
  const session = createSession({
    clock: time.clock,
    timers: time.timers,
    autoLockMs,
    onLocked: () => (locks += 1),
  });
  session.begin(operator);
  for (let minute = 0; minute < 10; minute += 1) {
    time.advance(240_000);
    session.touch();
  }
  expect(locks).toBe(0);
  time.advance(autoLockMs);
  expect([session.current(), locks]).toEqual([null, 1]);
});

test('whoever signs out leaves no timer behind', () => {
  const time = createManualTime();
  const session = createSession({
    clock: time.clock,
    timers: time.timers,
    autoLockMs,
    onLocked: () => undefined,
  });
  session.begin(operator);
  session.begin(operator);
  expect(time.openTimers()).toBe(1);
  session.end();
  expect(time.openTimers()).toBe(0);
});
