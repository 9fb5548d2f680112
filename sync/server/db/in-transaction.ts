/** One transaction with its retries: the only way in which HQ writes. */

import type { IsolationLevel } from 'kysely';
import type { Timers } from '#shared/kernel/clock.ts';
import type { RandomBytes } from '#shared/kernel/rng.ts';
import {
  CommitUnknownError,
  DatabaseBusyError,
  DatabaseUnreachableError,
  failureKind,
} from './database-failure.ts';
import type { HqDb, HqTransaction } from './hq-tables.ts';

/** The part of `HqDeps` that transactions need. */
export type TransactionDeps = {
  readonly db: HqDb;
  readonly timers: Timers;
  readonly randomBytes: RandomBytes;
};

export type TransactionOptions = {
  /** PostgreSQL's default, `read committed`, when missing. */
  readonly isolation?: IsolationLevel;
  /** True when running the work a second time after it was committed changes nothing: then an unknown commit is retried. */
  readonly isRepeatable?: boolean;
};

const triesMax = 10;
const delayMsFirst = 5;
const delayMsMax = 500;

/**
 * Runs `work` in one transaction and answers with what it returned. The whole work runs again after a serialization
 * failure or a deadlock, and after a lost connection where nothing can have been committed: it must take nothing but
 * the database with it. Any other failure rolls back and is thrown.
 *
 * Throws `DatabaseUnreachableError`, `CommitUnknownError` or `DatabaseBusyError` when the tries are used up.
 */
export async function inTransaction<Value>(
  deps: TransactionDeps,
  work: (transaction: HqTransaction) => Promise<Value>,
  options: TransactionOptions = {},
): Promise<Value> {
  for (let tried = 1; ; tried += 1) {
    const outcome = await tryOnce(deps.db, work, options);
    if (outcome.ok) return outcome.value;
    const { cause, wasCommitting } = outcome;
    const kind = failureKind(cause);
    if (kind === 'other') throw cause;
    if (kind === 'connection' && wasCommitting && options.isRepeatable !== true) {
      throw new CommitUnknownError('the connection was lost during a commit', { cause });
    }
    if (tried === triesMax) throw lastFailure(kind, cause);
    await pause(deps, tried);
  }
}

type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly cause: unknown; readonly wasCommitting: boolean };

async function tryOnce<Value>(
  db: HqDb,
  work: (transaction: HqTransaction) => Promise<Value>,
  options: TransactionOptions,
): Promise<Outcome<Value>> {
  let wasCommitting = false;
  const builder = options.isolation
    ? db.transaction().setIsolationLevel(options.isolation)
    : db.transaction();
  try {
    const value = await builder.execute(async (transaction) => {
      const result = await work(transaction);
      wasCommitting = true;
      return result;
    });
    return { ok: true, value };
  } catch (cause) {
    return { ok: false, cause, wasCommitting };
  }
}

function lastFailure(kind: 'conflict' | 'connection', cause: unknown): Error {
  return kind === 'conflict'
    ? new DatabaseBusyError('other transactions were in the way at every try', { cause })
    : new DatabaseUnreachableError('the database cannot be reached', { cause });
}

/** Doubles from try to try; the half of it is chance, so that two that met do not meet again. */
function pause({ timers, randomBytes }: TransactionDeps, tried: number): Promise<void> {
  const full = Math.min(delayMsFirst * 2 ** tried, delayMsMax);
  const share = (randomBytes(1)[0] ?? 0) / 255;
  const delayMs = Math.round(full / 2 + (full / 2) * share);
  return new Promise((resolve) => void timers.setTimer(delayMs, resolve));
}
