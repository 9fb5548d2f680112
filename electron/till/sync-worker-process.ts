/** Worker thread: the only one that talks to HQ, and the only writer of what is pulled. Lives as long as the till service. */

import { parentPort, workerData } from 'node:worker_threads';
import { syncOrder } from '#shared/contracts/sync/sync-worker.ts';
import type { SyncNews } from '#shared/contracts/sync/sync-worker.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { createHttpTransport } from '#sync/client/http-transport.ts';
import { createKeepVerifier } from './node-hq-verifier.ts';
import { logToStandardError, systemPorts } from './node-ports.ts';
import { createBoxKey } from './sync/box-key.ts';
import { workForTill } from './sync/work-for-till.ts';
import type { SyncJob } from './sync/worker-job.ts';

const port = parentPort;
invariant(port !== null, 'the sync worker is a worker thread');
// Made by `startSyncWorker` of this program in the same process; what is copied between threads keeps its form.
const job = workerData as SyncJob;
const tell = (news: SyncNews): void => port.postMessage(news);

const work = workForTill({
  job,
  http: createHttpTransport({ origin: job.hq.url, timers: systemPorts.timers, caPems: job.caPems }),
  ports: { ...systemPorts, log: logToStandardError },
  tell,
  keepVerifier: createKeepVerifier(job.pinPepper, createBoxKey(job.signingSeed)),
  // An error that is thrown out of a promise ends the thread; whoever started it sees it as the thread's error.
  onBug: (bug) =>
    queueMicrotask(() => {
      throw bug;
    }),
});

port.on('message', (message: unknown) => {
  const order = syncOrder.parse(message);
  if (order.order === 'stop') void work.stop().then(() => port.close());
  else work.onOrder(order);
});
