/** Notices a till that reaches HQ, has something to send and does not get on: nobody else would. */

/** So long nothing may go over before it is an alarm. */
export const stuckMs = 5 * 60_000;

export type LivenessSigns = {
  /** HQ answered the last try, whatever it said. */
  readonly isReachable: boolean;
  readonly backlog: number;
  /** Of a clock that never goes back: since then entries have waited and none went over; null while none waits. */
  readonly waitingSinceMs: number | null;
  readonly monotonicMs: number;
};

export function isStuck({ isReachable, backlog, waitingSinceMs, monotonicMs }: LivenessSigns): boolean {
  return isReachable && backlog > 0 && waitingSinceMs !== null && monotonicMs - waitingSinceMs >= stuckMs;
}
