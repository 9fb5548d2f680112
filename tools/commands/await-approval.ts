/** Waits until a person at HQ has decided about a till, says what is in the way meanwhile, and gives up in time. */

import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { HqFile } from '#shared/contracts/sync/hq-file.ts';
import type { SyncCause } from '#shared/contracts/till/sync-views.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { JoinLook } from '#electron/till/sync/join-hq.ts';
import { backoffMs } from '#sync/core/backoff.ts';

export type AwaitApproval = {
  readonly look: () => Promise<JoinLook>;
  /** Resolves early when the waiting is called off. */
  readonly wait: (delayMs: number) => Promise<void>;
  /** One line for the person who waits. */
  readonly say: (line: string) => void;
  readonly monotonicMs: () => number;
  /** From 0 to just below 1. */
  readonly fraction: () => number;
  readonly waitMsMax: number;
  /** The waiting was called off. */
  readonly isStopped: () => boolean;
};

const lookEveryMs = 3_000;
/** A person stands there: HQ is asked again within this time, whatever happened before. */
const pauseMsMax = 30_000;

/** Everything but `waiting` is an answer; the failure says whether HQ was not there, or nobody decided. */
export async function awaitApproval(deps: AwaitApproval): Promise<Result<HqFile['step'], AppError>> {
  const { monotonicMs, waitMsMax, say } = deps;
  const startedMs = monotonicMs();
  let cause: SyncCause | null = null;
  let failures = 0;
  for (;;) {
    const leftMs = startedMs + waitMsMax - monotonicMs();
    if (deps.isStopped() || leftMs <= 0) return err(notDecided(cause, monotonicMs() - startedMs));
    const pauseMs =
      failures === 0
        ? lookEveryMs
        : Math.min(
            pauseMsMax,
            lookEveryMs + backoffMs({ failures, retryAfterMs: null, fraction: deps.fraction() }),
          );
    await deps.wait(Math.min(leftMs, pauseMs));
    if (deps.isStopped()) continue;
    const found = await deps.look();
    if (found.kind === 'answered') {
      if (found.step !== 'waiting') return ok(found.step);
      if (cause !== null) say('HQ answers again. Waiting for the approval there.');
      cause = null;
      failures = 0;
    } else {
      ({ cause } = found);
      failures += 1;
      say(`Try ${failures}: HQ was not reached (${cause}). It is tried again.`);
    }
  }
}

function notDecided(cause: SyncCause | null, waitedMs: number): AppError {
  const seconds = Math.round(waitedMs / 1_000);
  return cause === null
    ? appError('join_undecided', { seconds })
    : appError('hq_not_reached', { cause, seconds });
}
