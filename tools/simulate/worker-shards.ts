/** Shards as threads of their own. */

import { Worker } from 'node:worker_threads';
import { invariant } from '#shared/kernel/invariant.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { LimitEvents } from './limit-events.ts';
import type { LineProblem, ShardPlace } from './read-history.ts';
import type { HashedRuleSet, Reading, Shard, ShardRead, ShardSettled } from './shard.ts';
import type { BothSides, Side, Tally } from './shard-tally.ts';

export type ShardOrder = {
  readonly file: string;
  readonly place: ShardPlace;
  readonly ruleSets: BothSides<HashedRuleSet>;
  /** What times are told by: what passes for people, or what the thread works. */
  readonly clock: 'wall' | 'processor';
};

export type ShardRequest =
  | { readonly kind: 'read' }
  | { readonly kind: 'settle'; readonly side: Side; readonly events: LimitEvents }
  | { readonly kind: 'tally' };

export type ShardAnswer =
  | { readonly kind: 'reading'; readonly reading: Reading }
  | { readonly kind: 'read'; readonly read: ShardRead }
  | { readonly kind: 'settled'; readonly settled: Result<ShardSettled, LineProblem> }
  | { readonly kind: 'tallied'; readonly tally: Tally };

/** To be ended by whoever started it. */
export type WorkerShard = Shard & { readonly end: () => Promise<void> };

export function startWorkerShard(order: ShardOrder): WorkerShard {
  const worker = new Worker(new URL('./simulate-worker.ts', import.meta.url), { workerData: order });
  const ask = (request: ShardRequest, heard?: (reading: Reading) => void): Promise<ShardAnswer> =>
    new Promise((resolve, reject) => {
      const listen = (answer: ShardAnswer): void => {
        if (answer.kind === 'reading') return heard?.(answer.reading);
        stopListening();
        resolve(answer);
      };
      const fail = (bug: unknown): void => {
        stopListening();
        reject(bug instanceof Error ? bug : new Error('a worker ended before it answered'));
      };
      const stopListening = (): void => {
        worker.off('message', listen).off('error', fail).off('exit', fail);
      };
      worker.on('message', listen).on('error', fail).on('exit', fail);
      worker.postMessage(request);
    });
  return {
    read: async (reached) => {
      const answer = await ask({ kind: 'read' }, reached);
      invariant(answer.kind === 'read', 'a worker answers what it is asked');
      return answer.read;
    },
    settle: async (side, events) => {
      const answer = await ask({ kind: 'settle', side, events });
      invariant(answer.kind === 'settled', 'a worker answers what it is asked');
      return answer.settled;
    },
    tally: async () => {
      const answer = await ask({ kind: 'tally' });
      invariant(answer.kind === 'tallied', 'a worker answers what it is asked');
      return answer.tally;
    },
    end: async () => {
      await worker.terminate();
    },
  };
}
