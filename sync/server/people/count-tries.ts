/**
 * Tries at a secret, counted before it is looked at. Wrong ones lock what they are counted for, longer each time; the
 * counters have no names in them.
 */

import { epochMs } from '#shared/kernel/clock.ts';
import type { EpochMs } from '#shared/kernel/clock.ts';
import type { HqTransaction } from '../db/hq-tables.ts';
import { inTransaction } from '../db/in-transaction.ts';
import { deleteTriesBefore, lockTries, putTries } from '../db/stores/people/sign-in-tries.ts';
import type { HqDeps } from '../hq-deps.ts';

export type TryCounter = {
  readonly tryHash: Uint8Array;
  /** Wrong tries until the first lock; each one behind them doubles it. */
  readonly free: number;
};

/** Wrong tries of one address, in one session, or at the codes of one account. */
export const freeTries = 5;
const lockMsFirst = 30_000;
const lockMsMax = 15 * 60_000;
/** Tries so long ago count no more. */
const tryMsMax = 24 * 60 * 60_000;

/** Neither names nor addresses stand in the database. */
export function hashForTries(
  { sha256, utf8, serviceKeys }: Pick<HqDeps, 'sha256' | 'utf8' | 'serviceKeys'>,
  ...words: readonly string[]
): Uint8Array {
  return sha256(serviceKeys.dataSeal.derive('vafa-hq-login/1'), utf8.encode(JSON.stringify(words)));
}

/** Seconds until the next try; `undefined` where this one may be looked at. */
export async function secondsLocked(
  deps: Pick<HqDeps, 'db' | 'timers' | 'randomBytes' | 'clock'>,
  counters: readonly TryCounter[],
): Promise<number | undefined> {
  const nowMs = deps.clock.nowMs();
  const lockedUntilMs = await inTransaction(deps, (transaction) => countTry(transaction, counters, nowMs));
  return lockedUntilMs > nowMs ? Math.ceil((lockedUntilMs - nowMs) / 1000) : undefined;
}

/**
 * Answers until when this try may not be checked. It is counted, and the lock behind it written, before the secret is
 * looked at: many tries at one moment get no more than one that comes after the other.
 */
async function countTry(
  transaction: HqTransaction,
  counters: readonly TryCounter[],
  nowMs: EpochMs,
): Promise<number> {
  await deleteTriesBefore(transaction, epochMs(nowMs - tryMsMax));
  const counted = [];
  for (const counter of counters) {
    counted.push({ ...counter, ...(await lockTries(transaction, counter.tryHash, nowMs)) });
  }
  const lockedUntilMs = Math.max(0, ...counted.map((counter) => counter.lockedUntilMs));
  if (lockedUntilMs > nowMs) return lockedUntilMs;
  for (const { tryHash, tries, free } of counted) {
    const next = tries + 1;
    const lockMs = next < free ? 0 : Math.min(lockMsFirst * 2 ** (next - free), lockMsMax);
    await putTries(transaction, tryHash, { tries: next, lockedUntilMs: nowMs + lockMs, lastMs: nowMs });
  }
  return lockedUntilMs;
}
