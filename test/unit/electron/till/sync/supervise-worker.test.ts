/** A worker that talks to HQ is never left as it is: ended, silent or stuck, it is started again. */

import { describe, expect, onTestFinished, test } from 'vitest';
import { silenceMsMax, superviseWorker } from '#electron/till/sync/supervise-worker.ts';
import type { StartSyncWorker, SyncWorkerEvents } from '#electron/till/sync/start-sync-worker.ts';
import type { SyncJob } from '#electron/till/sync/worker-job.ts';
import type { SyncNews } from '#shared/contracts/sync/sync-worker.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { createManualTime } from '#test/support/manual-time.ts';
import { present } from '#test/support/present.ts';

const id = uuid('0193a0b0-0000-7000-8000-00000000d001');
const job: SyncJob = {
  hq: { url: 'http://127.0.0.1:1', keys: [], escrowKey: '', deviceId: id, hqId: id },
  place: { dataDir: '/nowhere', key: new Uint8Array(32), nativeBinding: null },
  signingSeed: new Uint8Array(32),
  pinPepper: new Uint8Array(32),
  start: { acknowledged: null, proof: null, hqEpoch: null },
  hasLedger: true,
  isReceiving: false,
  caPems: [],
  app: 'test',
  startDelayMs: null,
};

type Started = SyncWorkerEvents & { isStopped: boolean };

function supervised() {
  const time = createManualTime();
  const workers: Started[] = [];
  const heard: SyncNews['kind'][] = [];
  const startWorker: StartSyncWorker = (_job, events) => {
    const worker: Started = { ...events, isStopped: false };
    workers.push(worker);
    return { send: () => undefined, stop: () => void (worker.isStopped = true) };
  };
  const supervision = superviseWorker({
    startWorker,
    onNews: ({ kind }) => heard.push(kind),
    ports: { timers: time.timers, log: () => undefined },
  });
  onTestFinished(supervision.stop);
  supervision.run(() => job);
  return { ...time, supervision, heard, workers, last: () => present(workers.at(-1)) };
}

describe('a worker', () => {
  test('that gets nowhere is ended, told of, and another one is started', () => {
    const { last, advance, heard, workers } = supervised();
    const [first] = workers;
    last().onNews({ kind: 'stuck' });
    expect(heard).toEqual(['stuck']);
    expect(first?.isStopped).toBe(true);
    advance(999);
    expect(workers).toHaveLength(1);
    advance(1);
    expect(workers).toHaveLength(2);
    expect(last().isStopped).toBe(false);
  });

  test('that falls silent is ended and started again, and one that says it lives is not', () => {
    const { last, advance, workers } = supervised();
    for (let beat = 0; beat < 5; beat += 1) {
      advance(silenceMsMax - 1);
      last().onNews({ kind: 'alive' });
    }
    expect(workers).toHaveLength(1);
    advance(silenceMsMax + 1_000);
    expect(workers.map(({ isStopped }) => isStopped)).toEqual([true, false]);
  });

  test('that ends again and again is started after a delay that grows to a minute, until it comes through', () => {
    const { last, advance, workers } = supervised();
    for (const delayMs of [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]) {
      const before = workers.length;
      last().onLost('exit 1');
      advance(delayMs - 1);
      expect(workers).toHaveLength(before);
      advance(1);
      expect(workers).toHaveLength(before + 1);
    }
    last().onNews({ kind: 'complete' });
    const before = workers.length;
    last().onLost('exit 1');
    advance(1_000);
    expect(workers).toHaveLength(before + 1);
  });

  test('that is no longer wanted is started by nothing', () => {
    const { supervision, last, advance, workers, openTimers } = supervised();
    last().onLost('exit 1');
    supervision.stop();
    last().onLost('exit 1');
    advance(10 * silenceMsMax);
    expect(workers).toHaveLength(1);
    expect(openTimers()).toBe(0);
  });
});
