/** Workers of HQ that make one turn after the other. */

import { describe, expect, it } from 'vitest';
import { createLog } from '#sync/server/log.ts';
import { createMetrics } from '#sync/server/metrics.ts';
import { startLoop } from '#sync/server/start-loop.ts';
import { createManualTime } from '#test/support/manual-time.ts';

function world() {
  const time = createManualTime();
  const metrics = createMetrics({ withProcess: false });
  return { time, metrics, deps: { ...time, metrics, log: createLog('silent') } };
}

/** Lets every promise that can go on go on. */
const settle = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

describe('a worker', () => {
  it('goes on at once while there is more to do, and pauses when there is not', async () => {
    const { time, deps } = world();
    let turns = 0;
    const turn = async (): Promise<boolean> => (turns += 1) < 3;
    const worker = startLoop(deps, { name: 'planted', pauseMs: 1_000, turnMsMax: 5_000, turn });
    await settle();
    expect(turns).toBe(3);
    time.advance(999);
    await settle();
    expect(turns).toBe(3);
    time.advance(1);
    await settle();
    expect(turns).toBe(4);
    await worker.close();
    expect(time.openTimers()).toBe(0);
  });

  it('that fails is counted, and tried again after pauses that double up to half a minute', async () => {
    const { time, metrics, deps } = world();
    let turns = 0;
    const turn = (): Promise<boolean> => {
      turns += 1;
      return Promise.reject(new Error('planted'));
    };
    const worker = startLoop(deps, { name: 'planted', pauseMs: 1_000, turnMsMax: 5_000, turn });
    const waits = [];
    for (let tried = 1; tried <= 7; tried += 1) {
      await settle();
      let waitedMs = 0;
      while (turns === tried) {
        time.advance(1_000);
        waitedMs += 1_000;
        await settle();
      }
      waits.push(waitedMs / 1_000);
    }
    expect(waits).toEqual([2, 4, 8, 16, 30, 30, 30]);
    expect(await metrics.text()).toContain('hq_worker_failures_total{worker="planted"} 8');
    await worker.close();
  });

  it('is dead while a turn takes too long, and alive again when that ends', async () => {
    const { time, deps } = world();
    let end: (hasMore: boolean) => void = () => {};
    const turn = (): Promise<boolean> => new Promise((resolve) => (end = resolve));
    const worker = startLoop(deps, { name: 'planted', pauseMs: 1_000, turnMsMax: 5_000, turn });
    time.advance(5_000);
    expect(worker.isAlive()).toBe(true);
    time.advance(1);
    expect(worker.isAlive()).toBe(false);
    end(false);
    await settle();
    expect(worker.isAlive()).toBe(true);
    await worker.close();
  });

  it('that is closed is told so in its turn, and closed when that turn has ended', async () => {
    const { deps } = world();
    let end: () => void = () => {};
    let stopping: AbortSignal | undefined;
    const turn = (signal: AbortSignal): Promise<boolean> => {
      stopping = signal;
      return new Promise((resolve) => (end = () => resolve(true)));
    };
    const worker = startLoop(deps, { name: 'planted', pauseMs: 1_000, turnMsMax: 5_000, turn });
    let isClosed = false;
    const closed = worker.close().then(() => (isClosed = true));
    await settle();
    expect([stopping?.aborted, isClosed]).toEqual([true, false]);
    end();
    await closed;
  });
});
