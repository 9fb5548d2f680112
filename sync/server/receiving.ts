/**
 * Pushes that are under way in this process. Unpacking one keeps the event loop for tens of milliseconds, so they go one
 * after the other with everything else in between; and no more of them are let in than can be answered soon: a till
 * that is told to come again later is better off than one that waits for an answer that does not come.
 */

import type { Clock, TimerId, Timers } from '#shared/kernel/clock.ts';

export type ReceivingPorts = {
  readonly clock: Pick<Clock, 'monotonicMs'>;
  readonly timers: Timers;
  /** Lets what else waits for the event loop go first. */
  readonly nextTurn: () => Promise<void>;
};

export type Admission = {
  /** Resolves when this push may keep the event loop for a while. */
  readonly turn: () => Promise<void>;
  /** The push was answered, or its sender is gone; twice is once. */
  readonly end: () => void;
};

export type Receiving = {
  /** Whether the next push would wait too long, however small it is: it need not even be read. */
  readonly isFull: () => boolean;
  /**
   * When whoever is sent away should come again, in seconds: each of them gets a time of its own, one after the other as
   * fast as pushes go, so that hundreds who were sent away do not come back together.
   */
  readonly secondsUntilPlace: () => number;
  /** `undefined` where those that were let in before take longer than the limit. */
  readonly admit: (bytes: number) => Admission | undefined;
  /**
   * For work that can wait, after it kept the event loop for `workedMs`: lets everything else go first, and waits for
   * pushes under way, but never so long that it gets less than a quarter of the time.
   */
  readonly giveWay: (workedMs: number) => Promise<void>;
};

/** Let in whatever the estimate says: an estimate that was made in a bad moment must be able to heal. */
const alwaysLetIn = 3;
/** What a push costs beside its bytes, in bytes. */
const bytesOfEachPush = 4_096;
/** A thousand sales, 45 kB, took 30 ms when this was measured first. */
const msPerByteAtFirst = 0.0007;
/** How much the newest push says about the next ones. */
const newestWeight = 0.2;
const patience = 3;
const pauseMsMax = 50;
const placeSecondsMax = 600;

/** `waitMsMax`: how long a push may have to wait for its answer, as far as is known; 0 lets all of them in. */
export function createReceiving(ports: ReceivingPorts, waitMsMax: number): Receiving {
  const { clock } = ports;
  const underWay = createUnderWay(ports);
  const turns = createTurns(ports, () => underWay.count() > 1);
  let msPerByte = msPerByteAtFirst;
  let usualCost = bytesOfEachPush;
  let placesGivenUntilMs = clock.monotonicMs();
  let lastEndMs = clock.monotonicMs();
  const isTooMuch = (cost: number): boolean =>
    waitMsMax > 0 && underWay.count() >= alwaysLetIn && (underWay.cost() + cost) * msPerByte > waitMsMax;
  const learn = (cost: number, startedMs: number): void => {
    const nowMs = clock.monotonicMs();
    // While several are under way, what one costs is the time from one end to the next.
    const tookMs = nowMs - Math.max(startedMs, lastEndMs);
    lastEndMs = nowMs;
    msPerByte += newestWeight * (tookMs / cost - msPerByte);
    usualCost += newestWeight * (cost - usualCost);
  };
  return {
    isFull: () => isTooMuch(0),
    secondsUntilPlace: () => {
      const nowMs = clock.monotonicMs();
      const latestMs = nowMs + placeSecondsMax * 1_000;
      const place = Math.max(placesGivenUntilMs, nowMs + waitMsMax) + usualCost * msPerByte;
      placesGivenUntilMs = Math.min(place, latestMs);
      return Math.max(1, Math.ceil((placesGivenUntilMs - nowMs) / 1_000));
    },
    admit: (bytes) => {
      const cost = bytes + bytesOfEachPush;
      if (isTooMuch(cost)) return undefined;
      const startedMs = clock.monotonicMs();
      underWay.add(cost);
      let isEnded = false;
      return {
        turn: turns.next,
        end: () => {
          if (isEnded) return;
          isEnded = true;
          underWay.remove(cost);
          learn(cost, startedMs);
        },
      };
    },
    giveWay: async (workedMs) => {
      await ports.nextTurn();
      await underWay.none(workedMs * patience);
    },
  };
}

type UnderWay = {
  readonly count: () => number;
  readonly cost: () => number;
  readonly add: (cost: number) => void;
  readonly remove: (cost: number) => void;
  /** Resolves when there is none, or after so long. */
  readonly none: (delayMsMax: number) => Promise<void>;
};

function createUnderWay({ timers }: Pick<ReceivingPorts, 'timers'>): UnderWay {
  let count = 0;
  let cost = 0;
  const waiting = new Set<() => void>();
  return {
    count: () => count,
    cost: () => cost,
    add: (more) => {
      count += 1;
      cost += more;
    },
    remove: (less) => {
      count -= 1;
      cost -= less;
      if (count === 0) for (const wake of waiting) wake();
    },
    none: (delayMsMax) => {
      if (count === 0) return Promise.resolve();
      return new Promise((resolve) => {
        const done = (): void => {
          timers.clearTimer(timer);
          waiting.delete(done);
          resolve();
        };
        const timer: TimerId = timers.setTimer(Math.ceil(delayMsMax), done);
        waiting.add(done);
      });
    },
  };
}

/**
 * In the order in which they came, one after the other. While others are under way, the event loop is left alone after
 * each for as long as it was kept: every request takes a dozen steps to the database and back, and each of these steps
 * would wait for a push to be unpacked.
 */
function createTurns(
  { clock, timers, nextTurn }: ReceivingPorts,
  areOthersUnderWay: () => boolean,
): { readonly next: () => Promise<void> } {
  const pauseAfter = async (): Promise<void> => {
    const beganMs = clock.monotonicMs();
    await nextTurn();
    if (!areOthersUnderWay()) return;
    const keptMs = Math.ceil(clock.monotonicMs() - beganMs);
    if (keptMs === 0) return;
    await new Promise<void>((resolve) => void timers.setTimer(Math.min(keptMs, pauseMsMax), resolve));
  };
  let last: Promise<void> = Promise.resolve();
  return {
    next: () => {
      const mine = last;
      last = mine.then(pauseAfter);
      return mine;
    },
  };
}
