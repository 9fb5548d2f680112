import { describe, expect, it } from 'vitest';
import { awayAfterMs, createAttentionStore, goneAfterMs } from '#renderer/console/stores/attention-store.ts';

function pageWithClock() {
  const page = new EventTarget();
  let nowMs = 0;
  let look = (): void => undefined;
  const store = createAttentionStore(page, {
    nowMs: () => nowMs,
    every: (_ms, tell) => (look = tell),
  });
  return {
    touch: () => page.dispatchEvent(new Event('pointerdown')),
    wait: (ms: number) => {
      nowMs += ms;
      look();
    },
    sleep: (ms: number) => (nowMs += ms),
    attention: () => store.getState().attention,
    seen: (tell: (attention: string) => void) => store.subscribe((state) => tell(state.attention)),
  };
}

describe('a page that nobody touches', () => {
  it('counts as left after ten minutes, and as given up after thirty', () => {
    const { wait, attention } = pageWithClock();
    wait(awayAfterMs - 1);
    expect(attention()).toBe('here');
    wait(1);
    expect(attention()).toBe('away');
    wait(goneAfterMs - awayAfterMs);
    expect(attention()).toBe('gone');
  });

  it('is attended again with the first touch', () => {
    const { wait, touch, attention } = pageWithClock();
    wait(awayAfterMs);
    touch();
    expect(attention()).toBe('here');
    wait(awayAfterMs - 1);
    expect(attention()).toBe('here');
  });

  it('was given up even if its machine slept through the moment', () => {
    const { sleep, touch, seen } = pageWithClock();
    const told: string[] = [];
    seen((attention) => told.push(attention));
    sleep(goneAfterMs);
    touch();
    expect(told).toEqual(['gone', 'here']);
  });
});
