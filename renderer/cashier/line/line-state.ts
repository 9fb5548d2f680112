/** The one word for the line to HQ, out of everything that is known of it: the most pressing comes first. */

import type { SyncView } from '#shared/contracts/till/sync-views.ts';

export const lineStates = [
  'joining',
  'stopped',
  'trouble',
  'receiving',
  'sending',
  'asking',
  'waiting',
  'complete',
] as const;
export type LineState = (typeof lineStates)[number];

/** `undefined` for a till that belongs to no HQ. `waiting`: entries wait for the next try, and nothing is wrong. */
export function lineStateOf(line: SyncView): LineState | undefined {
  if (line.mode === 'alone') return undefined;
  if (line.mode === 'joining') return 'joining';
  if (line.tillState !== null && line.tillState !== 'active') return 'stopped';
  if (line.trouble !== null) return 'trouble';
  if (line.progress?.kind === 'push' || (line.activity === 'sending' && line.backlog.entries > 0)) {
    return 'sending';
  }
  if (line.progress !== null) return 'receiving';
  // Since the till started HQ has not said anything, neither good nor bad.
  if (line.lastContactAtMs === null) return 'asking';
  return line.backlog.entries > 0 ? 'waiting' : 'complete';
}
