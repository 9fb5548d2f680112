import { describe, expect, it } from 'vitest';
import { createSupervisor, startSilenceMsMax } from '#electron/main/supervise-service.ts';
import type { ServiceProcess, ServiceSigns, Supervisor } from '#electron/main/supervise-service.ts';
import { createManualTime } from '#test/support/manual-time.ts';
import type { ManualTime } from '#test/support/manual-time.ts';

type Started = ServiceProcess & {
  readonly signs: ServiceSigns;
  readonly attempt: number;
  readonly kills: string[];
};

type Stage = {
  readonly time: ManualTime;
  readonly supervisor: Supervisor<Started>;
  /** Every process ever started, oldest first. */
  readonly started: Started[];
  readonly told: string[];
  readonly latest: () => Started;
  /** The latest service gets ready and then lives for so long. */
  readonly runFor: (lifeMs: number) => void;
};

const startOverCode = 75;
const silenceMsMax = 4_000;

function stage(): Stage {
  const time = createManualTime();
  const started: Started[] = [];
  const told: string[] = [];
  const supervisor = createSupervisor<Started>({
    name: 'till',
    launch: (attempt, signs) => {
      const kills: string[] = [];
      const service: Started = { attempt, signs, kills, kill: (how) => void kills.push(how) };
      started.push(service);
      return service;
    },
    clock: time.clock,
    timers: time.timers,
    log: () => {},
    onRunning: () => void told.push('running'),
    onLost: (attempt) => void told.push(`lost ${attempt}`),
    onRefused: (code) => void told.push(`refused ${code}`),
    onBeat: () => void told.push('beat'),
    silenceMsMax,
    startOverCode,
  });
  const latest = (): Started => {
    const service = started.at(-1);
    if (service === undefined) throw new Error('nothing was started');
    return service;
  };
  const runFor = (lifeMs: number): void => {
    latest().signs.received({ message: 'ready' });
    for (let livedMs = 0; livedMs < lifeMs; livedMs += 1_000) {
      time.advance(1_000);
      latest().signs.received({ message: 'alive' });
    }
  };
  supervisor.start();
  return { time, supervisor, started, told, latest, runFor };
}

/** The wait between the end of the latest service and the next start. */
function waitOf({ time, started }: Stage): number {
  const before = started.length;
  for (let waitedMs = 0; waitedMs <= 10_000; waitedMs += 50) {
    time.advance(waitedMs === 0 ? 0 : 50);
    if (started.length > before) return waitedMs;
  }
  throw new Error('the service was not started again');
}

describe('createSupervisor', () => {
  it('waits longer after each start in a row that never got ready, up to five seconds', () => {
    const on = stage();
    const waits = Array.from({ length: 7 }, () => {
      on.latest().signs.exited(1);
      return waitOf(on);
    });
    expect(waits).toEqual([0, 250, 500, 1_000, 2_000, 5_000, 5_000]);
    expect(on.latest().attempt).toBe(8);
  });

  it('starts a service that had been running again within a second, however often it ends', () => {
    const on = stage();
    const waits = Array.from({ length: 7 }, () => {
      on.runFor(1_000);
      on.latest().signs.exited(null);
      return waitOf(on);
    });
    expect(waits).toEqual([0, 250, 500, 1_000, 1_000, 1_000, 1_000]);
  });

  it('forgets earlier failures after thirty seconds of health', () => {
    const on = stage();
    for (let failure = 0; failure < 4; failure += 1) {
      on.latest().signs.exited(1);
      waitOf(on);
    }
    on.runFor(30_000);
    on.latest().signs.exited(null);
    expect(waitOf(on)).toBe(0);
    expect(on.latest().attempt).toBe(2);
  });

  it('does not forget failures a second before that', () => {
    const on = stage();
    for (let failure = 0; failure < 2; failure += 1) {
      on.latest().signs.exited(1);
      waitOf(on);
    }
    on.runFor(29_000);
    on.latest().signs.exited(null);
    expect(waitOf(on)).toBe(500);
  });

  it('kills a running service once it gave no sign of life for as long as it may', () => {
    const on = stage();
    on.runFor(5_000);
    on.time.advance(silenceMsMax - 1);
    expect(on.latest().kills).toEqual([]);
    on.time.advance(1);
    expect(on.latest().kills).toEqual(['atOnce']);
  });

  it('starts no second process while the one that was killed has not ended', () => {
    const on = stage();
    on.runFor(1_000);
    on.time.advance(60_000);
    expect(on.started).toHaveLength(1);
    expect(on.latest().kills.length).toBeGreaterThan(10);
    on.latest().signs.exited(null);
    on.time.advance(0);
    expect(on.started).toHaveLength(2);
  });

  it('gives a service that is still getting ready a minute of silence', () => {
    const on = stage();
    on.time.advance(startSilenceMsMax - 1);
    expect(on.latest().kills).toEqual([]);
    on.time.advance(1);
    expect(on.latest().kills).toEqual(['atOnce']);
  });

  it('does not blame the service for the seconds in which the shell itself was stopped', () => {
    const on = stage();
    on.runFor(2_000);
    on.time.freeze(20_000);
    expect(on.latest().kills).toEqual([]);
    on.latest().signs.received({ message: 'alive' });
    on.time.advance(silenceMsMax - 500);
    expect(on.latest().kills).toEqual([]);
  });

  it('tells who is running, who was lost, and which start comes next', () => {
    const on = stage();
    expect(on.supervisor.running()).toBeUndefined();
    on.latest().signs.received({ message: 'ready' });
    expect(on.supervisor.running()).toBe(on.latest());
    on.latest().signs.exited(null);
    expect(on.supervisor.running()).toBeUndefined();
    expect(on.told).toEqual(['running', 'lost 2']);
  });

  it('tells once that a service is ready, even if it says so twice', () => {
    const on = stage();
    on.latest().signs.received({ message: 'ready' });
    on.latest().signs.received({ message: 'ready' });
    expect(on.told).toEqual(['running']);
  });

  it('tells why a service cannot start, and tries again every five seconds without calling it lost', () => {
    const on = stage();
    on.latest().signs.received({ message: 'cannotStart', code: 'disk_full' });
    expect(on.latest().kills).toEqual(['atOnce']);
    on.latest().signs.exited(null);
    expect(waitOf(on)).toBe(5_000);
    expect(on.told.filter((word) => word !== 'beat')).toEqual(['refused disk_full']);
  });

  it('starts a service over at once when it asks for it, and counts no failure', () => {
    const on = stage();
    on.latest().signs.exited(1);
    waitOf(on);
    for (let round = 0; round < 5; round += 1) {
      on.runFor(2_000);
      on.latest().signs.exited(startOverCode);
      expect(waitOf(on)).toBe(0);
      expect(on.latest().attempt).toBe(1);
    }
  });

  it('counts a wish to start over within the first second as a failure', () => {
    const on = stage();
    for (let round = 0; round < 3; round += 1) {
      on.latest().signs.exited(startOverCode);
      waitOf(on);
    }
    expect(on.latest().attempt).toBe(4);
  });

  it('ignores the last words of a process that has been replaced', () => {
    const on = stage();
    const first = on.latest();
    first.signs.exited(1);
    on.time.advance(0);
    first.signs.received({ message: 'ready' });
    first.signs.exited(1);
    expect(on.supervisor.running()).toBeUndefined();
    on.time.advance(10_000);
    expect(on.started).toHaveLength(2);
  });

  it('does not take a message that is no sign for a sign of life', () => {
    const on = stage();
    on.runFor(1_000);
    for (let second = 0; second < 4; second += 1) {
      on.time.advance(1_000);
      on.latest().signs.received({ message: 'alife' });
    }
    expect(on.latest().kills).toContain('atOnce');
  });

  it('gives its own sign of life every second, also while the service is getting ready', () => {
    const on = stage();
    on.time.advance(5_000);
    expect(on.told).toEqual(['beat', 'beat', 'beat', 'beat', 'beat']);
  });

  it('asks politely when stopped, insists after a moment, and starts nothing any more', async () => {
    const on = stage();
    on.runFor(1_000);
    const stopped = on.supervisor.stop();
    expect(on.latest().kills).toEqual(['politely']);
    on.time.advance(1_500);
    expect(on.latest().kills).toEqual(['politely', 'atOnce']);
    on.latest().signs.exited(null);
    await stopped;
    on.time.advance(60_000);
    expect(on.started).toHaveLength(1);
    expect(on.time.openTimers()).toBe(0);
  });

  it('stops at once while it waits to start again', async () => {
    const on = stage();
    on.latest().signs.exited(1);
    await on.supervisor.stop();
    on.time.advance(60_000);
    expect(on.started).toHaveLength(1);
  });
});
