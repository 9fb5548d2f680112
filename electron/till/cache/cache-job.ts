/** What the cache worker is given. It runs in the same process, so the keys in it do not leave that. */

import { appError } from '#shared/contracts/error-codes.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { PinCost } from '../node-pin-hasher.ts';
import type { CachePlace, LoadOutcome } from './build-cache.ts';
import type { CacheSource } from './load-chain.ts';

export type CacheJob = {
  readonly place: CachePlace;
  readonly source: CacheSource;
  readonly pinPepper: Uint8Array;
  readonly pinCost: PinCost;
};

/** Worker data arrives as `unknown`; only this program's own code starts the worker, so one look is enough. */
export function cacheJobOf(data: unknown): CacheJob {
  const isJob = isObject(data) && isObject(data['place']) && isObject(data['source']);
  invariant(isJob && data['pinPepper'] instanceof Uint8Array, 'the cache worker is given its job');
  // The worker's starter is `buildInWorker`, whose parameter has this type.
  return data as CacheJob;
}

/** The worker's one message, read on the other side. */
export function loadOutcomeOf(message: unknown): LoadOutcome {
  invariant(
    isObject(message) && typeof message['ok'] === 'boolean',
    'the cache worker answers with a result',
  );
  // The worker posts nothing but the result of `buildFromFiles`, which has this type.
  const outcome = message as LoadOutcome;
  return outcome.ok ? ok(outcome.value) : err(appError(outcome.error.code, outcome.error.details));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
