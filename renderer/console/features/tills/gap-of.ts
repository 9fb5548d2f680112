/** What is here of a till and what is not, from what HQ counted and from what the till said of itself. */

import type { TillReport } from '#shared/contracts/hq/admin-truth.ts';

export type Gap = {
  /** Everything that was booked before is here; null while nothing is. */
  readonly untilMs: number | null;
  /** Entries that the till had not sent at its last contact. */
  readonly unsent: number;
  readonly oldestUnsentAtMs: number | null;
  /** Entries that are here and not counted yet. */
  readonly notCounted: number;
};

export type Stand = 'nothing' | 'unsent' | 'counting' | 'complete';

/** What a person is told first: only what is counted as well is complete. */
export function standOf({ untilMs, unsent, notCounted }: Gap): Stand {
  if (unsent > 0) return 'unsent';
  if (notCounted > 0) return 'counting';
  return untilMs === null ? 'nothing' : 'complete';
}

export function gapOf(report: TillReport): Gap {
  const unsent = report.backlog ?? 0;
  const notCounted = report.chains.reduce((sum, chain) => sum + chain.receivedSeq - chain.countedSeq, 0);
  const oldestUnsentAtMs = unsent > 0 ? report.oldestUnsentAtMs : null;
  return { untilMs: completeUntil(report, oldestUnsentAtMs), unsent, oldestUnsentAtMs, notCounted };
}

function completeUntil(
  { chains, backlog, lastContactMs, completeUntilMs }: TillReport,
  oldestUnsentAtMs: number | null,
): number | null {
  if (chains.length === 0 && backlog !== 0) return null;
  if (oldestUnsentAtMs !== null) return oldestUnsentAtMs;
  // With nothing left behind, the silence between two bookings is complete as well.
  return backlog === 0 ? (lastContactMs ?? completeUntilMs) : completeUntilMs;
}
