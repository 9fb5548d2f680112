/** The process of one shard: does what the coordinator asks, one request after the other. */

import { performance } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import { sha256, utf8 } from '#electron/till/node-signatures.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { openHistory } from './history-source.ts';
import { createShard } from './shard.ts';
import type { Shard } from './shard.ts';
import type { ShardAnswer, ShardOrder, ShardRequest } from './worker-shards.ts';

const reportEverySales = 1_000;

const port = parentPort;
invariant(port !== null, 'a shard runs as a worker');
const shard = openShard();
port.on('message', (request: ShardRequest) => {
  // A rejection is a bug: it ends the worker, and the coordinator hears of it.
  void answer(request).then((reply) => port.postMessage(reply));
});

function openShard(): Shard {
  // Written by the coordinator of the same version, never by anybody else.
  const { file, place, ruleSets, clock } = workerData as ShardOrder;
  const source = openHistory(file);
  invariant(source.ok, 'the coordinator opened the history before');
  return createShard({
    source: source.value,
    place,
    ruleSets,
    hashes: { sha256, utf8 },
    nowMs: clock === 'wall' ? () => performance.now() : workedMs,
  });
}

function workedMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

async function answer(request: ShardRequest): Promise<ShardAnswer> {
  switch (request.kind) {
    case 'read': {
      let reported = 0;
      const read = await shard.read((reading) => {
        if (reading.sales - reported < reportEverySales) return;
        reported = reading.sales;
        port?.postMessage({ kind: 'reading', reading } satisfies ShardAnswer);
      });
      return { kind: 'read', read };
    }
    case 'settle':
      return { kind: 'settled', settled: await shard.settle(request.side, request.events) };
    case 'tally':
      return { kind: 'tallied', tally: await shard.tally() };
  }
}
