import { describe, expect, test } from 'vitest';
import type { JoinLook } from '#electron/till/sync/join-hq.ts';
import { awaitApproval } from '#tools/commands/await-approval.ts';

const waiting: JoinLook = { kind: 'answered', step: 'waiting' };
const away: JoinLook = { kind: 'trouble', cause: 'unreachable' };

/** Looks in turn, the last one again and again; time passes only while it waits. */
function scene(looks: readonly JoinLook[], { waitMsMax = 60_000, stopAfterMs = Infinity } = {}) {
  const lines: string[] = [];
  const waits: number[] = [];
  let nowMs = 0;
  let looked = 0;
  const done = awaitApproval({
    look: () => Promise.resolve(looks[Math.min(looked++, looks.length - 1)] ?? waiting),
    wait: (delayMs) => {
      waits.push(delayMs);
      nowMs += delayMs;
      return Promise.resolve();
    },
    say: (line) => void lines.push(line),
    monotonicMs: () => nowMs,
    fraction: () => 0.5,
    waitMsMax,
    isStopped: () => nowMs >= stopAfterMs,
  });
  return { done, lines, waits };
}

describe('waiting for the approval of a till', () => {
  test('ends with what HQ decided', async () => {
    const { done, lines } = scene([waiting, { kind: 'answered', step: 'receiving' }]);
    expect(await done).toEqual({ ok: true, value: 'receiving' });
    expect(lines).toEqual([]);
  });

  test('says of each try why HQ was not reached, waits longer after each, and says when it answers again', async () => {
    const { done, lines, waits } = scene([away, away, waiting, { kind: 'answered', step: 'refused' }]);
    expect(await done).toEqual({ ok: true, value: 'refused' });
    expect(lines).toEqual([
      'Try 1: HQ was not reached (unreachable). It is tried again.',
      'Try 2: HQ was not reached (unreachable). It is tried again.',
      'HQ answers again. Waiting for the approval there.',
    ]);
    expect(waits).toEqual([3_000, 3_500, 4_000, 3_000]);
  });

  test('gives up after the time that was set, and names whether HQ was away or nobody decided', async () => {
    expect(await scene([away], { waitMsMax: 100_000 }).done).toMatchObject({
      error: { code: 'hq_not_reached', details: { cause: 'unreachable', seconds: 100 } },
    });
    const { done, waits } = scene([waiting], { waitMsMax: 10_000 });
    expect(await done).toMatchObject({ error: { code: 'join_undecided', details: { seconds: 10 } } });
    expect(waits).toEqual([3_000, 3_000, 3_000, 1_000]);
  });

  test('never pauses for more than half a minute', async () => {
    const { done, waits } = scene([away], { waitMsMax: 3_600_000 });
    await done;
    expect(Math.max(...waits)).toBe(30_000);
  });

  test('ends at once when it is called off', async () => {
    const { done } = scene([waiting], { stopAfterMs: 3_000 });
    expect(await done).toMatchObject({ error: { code: 'join_undecided' } });
  });
});
