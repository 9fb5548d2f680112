import { describe, expect, it } from 'vitest';
import type { SyncView } from '#shared/contracts/till/sync-views.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { sendLookOf } from '#renderer/cashier/line/send-look.ts';

const trouble: SyncView['trouble'] = { cause: 'unreachable', sinceMs: epochMs(1) };

function line(activity: SyncView['activity'], entries: number, isTroubled = false) {
  return { activity, backlog: { entries, oldestAtMs: null }, trouble: isTroubled ? trouble : null };
}

describe('the button that sends what waits', () => {
  it('takes no second press from the first one until the till is at rest again', () => {
    const whole = [
      sendLookOf(line('idle', 3), false),
      sendLookOf(line('idle', 3), true),
      sendLookOf(line('contacting', 3), false),
      sendLookOf(line('sending', 3), false),
      sendLookOf(line('receiving', 0), false),
      sendLookOf(line('idle', 0), false),
    ];
    expect(whole).toEqual([
      { isBusy: false, words: 'sendNow' },
      { isBusy: true, words: 'sending' },
      { isBusy: true, words: 'sending' },
      { isBusy: true, words: 'sending' },
      { isBusy: true, words: 'askingHq' },
      { isBusy: false, words: 'askNow' },
    ]);
  });

  it('can be pressed again after a try that failed', () => {
    expect(sendLookOf(line('contacting', 3, true), false)).toEqual({ isBusy: true, words: 'trying' });
    expect(sendLookOf(line('waiting', 3, true), false)).toEqual({ isBusy: false, words: 'sendNow' });
    expect(sendLookOf(line('waiting', 0, true), false)).toEqual({ isBusy: false, words: 'askNow' });
  });

  it('says that it asks where nothing is there to send', () => {
    expect(sendLookOf(line('idle', 0), true)).toEqual({ isBusy: true, words: 'askingHq' });
    expect(sendLookOf(line('receiving', 3), false)).toEqual({ isBusy: true, words: 'askingHq' });
  });
});
