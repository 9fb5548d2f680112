import { describe, expect, it } from 'vitest';
import type { SyncView } from '#shared/contracts/till/sync-views.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { lineStateOf } from '#renderer/cashier/line/line-state.ts';
import type { LineState } from '#renderer/cashier/line/line-state.ts';

const whole: SyncView = {
  atMs: epochMs(0),
  mode: 'joined',
  hq: null,
  isReachable: true,
  activity: 'idle',
  progress: null,
  lastContactAtMs: epochMs(0),
  lastCompleteAtMs: epochMs(0),
  nextTryAtMs: null,
  backlog: { entries: 0, oldestAtMs: null },
  hqAheadMinutes: 0,
  dataAtMs: epochMs(0),
  trouble: null,
  tillState: 'active',
  leaseEndsAtMs: null,
  redemption: null,
};
const backlog = { entries: 3, oldestAtMs: epochMs(0) };
const trouble = { cause: 'unreachable', sinceMs: epochMs(0) } as const;

describe('the one word for the line', () => {
  it.each<[LineState | undefined, Partial<SyncView>]>([
    [undefined, { mode: 'alone', trouble }],
    ['joining', { mode: 'joining', trouble }],
    ['complete', {}],
    ['complete', { tillState: null }],
    ['asking', { backlog, lastContactAtMs: null }],
    ['waiting', { backlog }],
    ['sending', { backlog, activity: 'sending' }],
    ['sending', { backlog, progress: { kind: 'push', done: 1, total: 3 } }],
    ['receiving', { progress: { kind: 'snapshot', done: 1, total: 3 } }],
    ['trouble', { backlog, trouble, activity: 'sending' }],
    ['stopped', { backlog, trouble, tillState: 'frozen' }],
    ['stopped', { tillState: 'revoked' }],
  ])('is %s for %j', (state, change) => {
    expect(lineStateOf({ ...whole, ...change })).toBe(state);
  });
});
