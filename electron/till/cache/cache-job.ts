/** What the worker is given: to build a cache, or to check a rule set. It runs in the same process, so the keys in it stay there. */

import { appError } from '#shared/contracts/error-codes.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { PinCost } from '../node-pin-hasher.ts';
import type { SlicedCheck } from '../rules/sliced-rule-set.ts';
import type { CachePlace, LoadOutcome } from './build-cache.ts';
import type { CacheSource } from './load-chain.ts';

export type CacheJob = {
  readonly kind: 'cache';
  readonly place: CachePlace;
  readonly source: CacheSource;
  readonly pinPepper: Uint8Array;
  readonly pinCost: PinCost;
};

/** Reads and checks the rule set of a chain's folder. */
export type RulesJob = { readonly kind: 'rules'; readonly dir: string };

/** Makes the rule set ready that HQ published and this till accepted, or tells why it did not. */
export type PulledRulesJob = { readonly kind: 'pulledRules'; readonly place: CachePlace };

export type WorkerJob = CacheJob | RulesJob | PulledRulesJob;

const jobKinds: readonly unknown[] = ['cache', 'rules', 'pulledRules'] satisfies readonly WorkerJob['kind'][];

/** Worker data arrives as `unknown`; only this program's own code starts the worker, so one look is enough. */
export function jobOf(data: unknown): WorkerJob {
  const isJob = isObject(data) && jobKinds.includes(data['kind']);
  invariant(isJob, 'the cache worker is given its job');
  // The worker's only starters are `buildInWorker` and `checkInWorker`, whose parameters have these types.
  return data as WorkerJob;
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

/** The same for a rule set. */
export function slicedCheckOf(message: unknown): SlicedCheck {
  invariant(
    isObject(message) && typeof message['ok'] === 'boolean',
    'the cache worker answers with a result',
  );
  // The worker posts nothing but what `sliced` made, which has this type.
  return message as SlicedCheck;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
