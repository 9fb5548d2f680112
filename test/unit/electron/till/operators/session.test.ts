import { expect, test } from 'vitest';
import { createSession } from '#electron/till/operators/session.ts';
import type { Operator } from '#shared/domain/operator.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { createManualTime } from '#test/support/manual-time.ts';
import { testId } from '#test/support/ledger.ts';

const operator: Operator = { operatorId: testId(1), name: 'Nastaran', latinName: null, role: 'cashier' };
const autoLockMs = 300_000;
const alone = { before: null, onChanged: () => undefined };

test('a till whose timers stood still while the machine slept is locked when it is next asked', () => {
  const time = createManualTime();
  let locks = 0;
  const timers = {
    ...time.timers,
    setTimer: () => time.timers.setTimer(Number.MAX_SAFE_INTEGER, () => undefined),
  };
  const session = createSession({
    ...alone,
    clock: time.clock,
    timers,
    autoLockMs,
    onLocked: () => (locks += 1),
  });
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
  const session = createSession({
    ...alone,
    clock,
    timers: time.timers,
    autoLockMs,
    onLocked: () => undefined,
  });
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
    ...alone,
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
    ...alone,
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

test('who was signed in before the service was started again goes on, and idles on from there', () => {
  const time = createManualTime();
  let locks = 0;
  const session = createSession({
    clock: time.clock,
    timers: time.timers,
    autoLockMs,
    onLocked: () => (locks += 1),
    before: { operator, idleMs: autoLockMs - 1_000 },
    onChanged: () => undefined,
  });
  expect(session.current()).toEqual(operator);
  time.advance(999);
  expect(locks).toBe(0);
  time.advance(1);
  expect([session.current(), locks]).toEqual([null, 1]);
});

test('who had been idle for too long before the service was started again is asked for the PIN', () => {
  const time = createManualTime();
  const before = { operator, idleMs: autoLockMs };
  const { clock, timers } = time;
  const session = createSession({ ...alone, clock, timers, autoLockMs, onLocked: () => undefined, before });
  expect(session.current()).toBeNull();
});

test('main is told who is signed in, from time to time that they work, and that they are not any more', () => {
  const time = createManualTime();
  const told: (string | null)[] = [];
  const onChanged = (who: Operator | null): void => void told.push(who?.name ?? null);
  const { clock, timers } = time;
  const session = createSession({
    before: null,
    onChanged,
    clock,
    timers,
    autoLockMs,
    onLocked: () => undefined,
  });
  session.begin(operator);
  for (let second = 0; second < 12; second += 1) {
    time.advance(1_000);
    session.touch();
  }
  expect(told).toEqual(['Nastaran', 'Nastaran', 'Nastaran']);
  session.end();
  expect(told.at(-1)).toBeNull();
  session.close();
  expect(told).toHaveLength(4);
});

test('a shorter time until the lock holds for who is signed in already, without waiting for the longer one', () => {
  const time = createManualTime();
  let locks = 0;
  let setMs = 3_600_000;
  const deps = {
    ...alone,
    clock: time.clock,
    timers: time.timers,
    get autoLockMs() {
      return setMs;
    },
    onLocked: () => (locks += 1),
  };
  const session = createSession(deps);
  session.begin(operator);
  time.advance(60_000);
  expect(session.current()).toEqual(operator);
  setMs = 30_000;
  time.advance(5_000);
  expect(locks).toBe(1);
});
