import { describe, expect, it } from 'vitest';
import { branded } from '#shared/kernel/brand.ts';
import { createReceiving } from '#sync/server/receiving.ts';
import type { ReceivingPorts } from '#sync/server/receiving.ts';
import { present } from '#test/support/present.ts';

const segmentBytes = 45_000;

/** A clock that stands still unless it is moved, and timers that fire when it is. */
function machine() {
  let nowMs = 1_000;
  let timers: { readonly atMs: number; readonly run: () => void }[] = [];
  const ports: ReceivingPorts = {
    clock: { monotonicMs: () => nowMs },
    timers: {
      setTimer: (delayMs, run) => {
        const timer = { atMs: nowMs + delayMs, run };
        timers.push(timer);
        return branded(timer);
      },
      clearTimer: (id) => void (timers = timers.filter((timer) => branded(timer) !== id)),
    },
    nextTurn: () => Promise.resolve(),
  };
  const pass = async (byMs: number): Promise<void> => {
    nowMs += byMs;
    const due = timers.filter(({ atMs }) => atMs <= nowMs);
    timers = timers.filter(({ atMs }) => atMs > nowMs);
    for (const { run } of due) run();
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  return { ports, pass };
}

describe('pushes under way', () => {
  it('are let in until those before them take longer than the limit, and again when one has ended', () => {
    const receiving = createReceiving(machine().ports, 200);
    const admitted = Array.from({ length: 20 }, () => receiving.admit(segmentBytes));
    const inside = admitted.flatMap((admission) => admission ?? []);
    expect(inside.length).toBeGreaterThanOrEqual(3);
    expect(inside.length).toBeLessThan(10);
    expect(receiving.isFull()).toBe(false);
    expect(receiving.admit(segmentBytes)).toBeUndefined();
    present(inside[0]).end();
    expect(receiving.admit(segmentBytes)).toBeDefined();
  });

  it('are all let in where there is no limit', () => {
    const receiving = createReceiving(machine().ports, 0);
    const admitted = Array.from({ length: 200 }, () => receiving.admit(segmentBytes));
    expect(admitted).not.toContain(undefined);
    expect(receiving.isFull()).toBe(false);
  });

  it('are let in more sparingly after some took long, but a few always are', async () => {
    const { ports, pass } = machine();
    const receiving = createReceiving(ports, 200);
    for (let slow = 0; slow < 30; slow += 1) {
      const admission = present(receiving.admit(segmentBytes));
      await pass(2_000);
      admission.end();
    }
    const admitted = Array.from({ length: 20 }, () => receiving.admit(segmentBytes));
    expect(admitted.filter((admission) => admission !== undefined)).toHaveLength(3);
    expect(receiving.isFull()).toBe(true);
  });

  it('that end twice count as one', async () => {
    const { ports, pass } = machine();
    const receiving = createReceiving(ports, 200);
    const inside = Array.from({ length: 20 }, () => receiving.admit(segmentBytes)).flatMap(
      (one) => one ?? [],
    );
    await pass(35);
    present(inside[0]).end();
    present(inside[0]).end();
    expect(receiving.admit(segmentBytes)).toBeDefined();
    expect(receiving.admit(segmentBytes)).toBeUndefined();
  });

  it('have their turns in the order in which they came, with a pause as long as the one before took', async () => {
    const { ports, pass } = machine();
    const receiving = createReceiving(ports, 0);
    const order: string[] = [];
    const push = async (name: string, worksMs: number): Promise<void> => {
      const admission = present(receiving.admit(segmentBytes));
      await admission.turn();
      order.push(name);
      await pass(worksMs);
    };
    void push('first', 30);
    void push('second', 30);
    await pass(0);
    expect(order).toEqual(['first']);
    await pass(29);
    expect(order).toEqual(['first']);
    await pass(1);
    expect(order).toEqual(['first', 'second']);
  });
});

describe('whoever is sent away', () => {
  it('is given a time after that of the one before, and never more than ten minutes', () => {
    const receiving = createReceiving(machine().ports, 400);
    const seconds = Array.from({ length: 300_000 }, receiving.secondsUntilPlace);
    expect(seconds[0]).toBe(1);
    expect(seconds).toEqual(seconds.toSorted((left, right) => left - right));
    expect(seconds.at(-1)).toBe(600);
  });
});

describe('work that can wait', () => {
  it('goes on at once while no push is under way', async () => {
    const receiving = createReceiving(machine().ports, 400);
    await expect(receiving.giveWay(8)).resolves.toBeUndefined();
  });

  it('waits for a push under way, but no longer than three times what it worked', async () => {
    const { ports, pass } = machine();
    const receiving = createReceiving(ports, 400);
    const went: string[] = [];
    const admission = present(receiving.admit(segmentBytes));
    void receiving.giveWay(8).then(() => went.push('after its patience'));
    await pass(0);
    await pass(23);
    expect(went).toEqual([]);
    await pass(1);
    expect(went).toEqual(['after its patience']);
    void receiving.giveWay(8).then(() => went.push('after the push'));
    await pass(0);
    await pass(5);
    admission.end();
    await pass(0);
    expect(went).toEqual(['after its patience', 'after the push']);
  });
});
