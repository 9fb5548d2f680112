import { describe, expect, it } from 'vitest';
import { createPageKeeper, unresponsiveMsMax } from '#electron/main/keep-page.ts';
import { createManualTime } from '#test/support/manual-time.ts';

function stage() {
  const time = createManualTime();
  const told: string[] = [];
  const keeper = createPageKeeper({
    load: () => void told.push('load'),
    end: () => void told.push('end'),
    clock: time.clock,
    timers: time.timers,
    log: () => {},
  });
  keeper.start();
  return { time, told, keeper };
}

describe('createPageKeeper', () => {
  it('loads the page again at once when its process ends', () => {
    const { time, told, keeper } = stage();
    keeper.gone('crashed');
    time.advance(0);
    expect(told).toEqual(['load', 'load']);
  });

  it('waits longer each time when the page ends again and again', () => {
    const { time, told, keeper } = stage();
    keeper.gone('crashed');
    time.advance(0);
    keeper.gone('crashed');
    time.advance(249);
    expect(told).toHaveLength(2);
    time.advance(1);
    expect(told).toHaveLength(3);
  });

  it('waits a second at most for a page that had been shown, however often it ends', () => {
    const { time, told, keeper } = stage();
    for (let round = 0; round < 8; round += 1) {
      time.advance(1_000);
      keeper.gone('killed');
      time.advance(1_000);
    }
    expect(told).toHaveLength(9);
  });

  it('forgets earlier ends after half a minute of health', () => {
    const { time, told, keeper } = stage();
    for (let round = 0; round < 3; round += 1) {
      keeper.gone('crashed');
      time.advance(500);
    }
    time.advance(30_000);
    keeper.gone('crashed');
    time.advance(0);
    expect(told).toHaveLength(5);
  });

  it('loads once when one end is told in two ways', () => {
    const { time, told, keeper } = stage();
    keeper.gone('crashed');
    keeper.gone('ERR_FAILED');
    time.advance(10_000);
    expect(told).toEqual(['load', 'load']);
  });

  it('ends a page that stays without an answer, and not one that answers in time', () => {
    const { time, told, keeper } = stage();
    keeper.unresponsive();
    time.advance(unresponsiveMsMax - 1);
    keeper.responsive();
    time.advance(unresponsiveMsMax);
    expect(told).toEqual(['load']);
    keeper.unresponsive();
    time.advance(unresponsiveMsMax);
    expect(told).toEqual(['load', 'end']);
  });

  it('loads nothing any more once the window closes', () => {
    const { time, told, keeper } = stage();
    keeper.gone('crashed');
    keeper.stop();
    keeper.gone('clean-exit');
    keeper.unresponsive();
    time.advance(60_000);
    expect(told).toEqual(['load']);
    expect(time.openTimers()).toBe(0);
  });
});
