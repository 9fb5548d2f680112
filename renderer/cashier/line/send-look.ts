/** How the button looks that sends what waits here at once. */

import type { SyncView } from '#shared/contracts/till/sync-views.ts';

export type SendLook = {
  /** The till is at it, whoever asked for that: one more press would change nothing. */
  readonly isBusy: boolean;
  readonly words: 'sending' | 'askingHq' | 'trying' | 'sendNow' | 'askNow';
};

/** `isAsked`: pressed, and the till has not taken the wish yet. Between two tries the button can always be pressed. */
export function sendLookOf(
  { activity, backlog, trouble }: Pick<SyncView, 'activity' | 'backlog' | 'trouble'>,
  isAsked: boolean,
): SendLook {
  const hasBacklog = backlog.entries > 0;
  const isBusy = isAsked || (activity !== 'idle' && activity !== 'waiting');
  if (!isBusy) return { isBusy, words: hasBacklog ? 'sendNow' : 'askNow' };
  // A try that nobody answers leaves no other trace than that it was made.
  if (trouble !== null && activity === 'contacting') return { isBusy, words: 'trying' };
  return { isBusy, words: hasBacklog && activity !== 'receiving' ? 'sending' : 'askingHq' };
}
