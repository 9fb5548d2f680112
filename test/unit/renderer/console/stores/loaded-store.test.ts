import { describe, expect, it } from 'vitest';
import { createLoadedStore } from '#renderer/console/stores/loaded-store.ts';
import type { AdminFailure } from '#shared/contracts/hq/admin-client.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';

type Reply = (answer: Result<string, AdminFailure>) => void;

/** Answers when the test says so, in whatever order. */
function slowHq() {
  const replies: Reply[] = [];
  const loaded = createLoadedStore<string>(() => new Promise((resolve) => void replies.push(resolve)));
  return { ...loaded, replies };
}

describe('what HQ says', () => {
  it('stays on the screen, with the reason beside it, while HQ cannot be asked', async () => {
    const { store, load, replies } = slowHq();
    const first = load();
    replies[0]?.(ok('three tills'));
    await first;
    const second = load();
    replies[1]?.(err({ code: 'unreachable' }));
    await second;
    expect(store.getState()).toEqual({ value: 'three tills', failure: { code: 'unreachable' } });
  });

  it('forgets the failure with the next answer', async () => {
    const { store, load, replies } = slowHq();
    const first = load();
    replies[0]?.(err({ code: 'busy' }));
    await first;
    const second = load();
    replies[1]?.(ok('three tills'));
    await second;
    expect(store.getState()).toEqual({ value: 'three tills', failure: null });
  });

  it('is not turned back by an older answer that comes late', async () => {
    const { store, load, replies } = slowHq();
    const loads = [load(), load()];
    replies[1]?.(ok('new'));
    replies[0]?.(ok('old'));
    await Promise.all(loads);
    expect(store.getState().value).toBe('new');
  });
});
