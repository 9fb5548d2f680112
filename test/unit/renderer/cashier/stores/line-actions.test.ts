import { describe, expect, it } from 'vitest';
import { appError } from '#shared/contracts/error-codes.ts';
import type { SyncView } from '#shared/contracts/till/sync-views.ts';
import { err } from '#shared/kernel/result.ts';
import { present } from '#test/support/present.ts';
import { tillAtHand } from './till-at-hand.ts';

const never = new Promise<never>(() => undefined);
const address = { url: 'https://hq.example', code: 'ABCD' };

async function signedIn(change: Parameters<typeof tillAtHand>[0] = {}) {
  const till = tillAtHand(change);
  await till.signIn();
  return till;
}

describe('the line to the head office', () => {
  it('is asked for with the state of joining, and followed by what the till tells of it', async () => {
    const till = await signedIn();
    await till.actions.askLine();
    const line = present(till.stores.line.getState().line);
    expect(line.backlog.entries).toBe(37);
    expect(till.stores.line.getState().join?.step).toBe('joined');
    const next: SyncView = { ...line, backlog: { entries: 0, oldestAtMs: null } };
    till.emit('syncChanged', next);
    await till.settled();
    expect(till.stores.line.getState().line).toEqual(next);
    expect(till.inputsOf('joinState')).toHaveLength(1);
  });

  it('asks how joining stands whenever it may have come further', async () => {
    const till = await signedIn();
    await till.actions.askLine();
    const line = present(till.stores.line.getState().line);
    for (const mode of ['joining', 'joining', 'joined'] as const) till.emit('syncChanged', { ...line, mode });
    await till.settled();
    expect(till.inputsOf('joinState')).toHaveLength(4);
  });

  it('keeps the reason why joining failed until the next try', async () => {
    const refused = err(appError('hq_not_reached', { cause: 'captivePortal' }));
    const till = await signedIn({ joinHq: () => refused });
    await till.actions.joinHq(address);
    expect(till.stores.line.getState()).toMatchObject({
      asked: null,
      failure: { of: 'joinHq', error: { code: 'hq_not_reached', details: { cause: 'captivePortal' } } },
    });
    till.actions.leaveLine();
    expect(till.stores.line.getState().failure).toBeNull();
  });

  it('asks once however often it is pressed, and again under the same id after no answer', async () => {
    const till = await signedIn({ joinHq: () => never });
    const first = till.actions.joinHq(address);
    await till.actions.joinHq(address);
    till.passDeadlines();
    await first;
    expect(till.stores.line.getState().failure?.error.code).toBe('deadline_passed');
    const second = till.actions.joinHq(address);
    await till.settled();
    till.passDeadlines();
    await second;
    const [one, two, ...more] = till.inputsOf('joinHq');
    expect(two).toEqual(one);
    expect(more).toEqual([]);
  });

  it('keeps apart that a file for carrying was not written, and takes the next try', async () => {
    const till = await signedIn({ exportBacklog: () => err(appError('file_unwritable')) });
    await till.actions.exportBacklog();
    expect(till.stores.line.getState()).toMatchObject({
      asked: null,
      carried: null,
      failure: { of: 'exportBacklog', error: { code: 'file_unwritable' } },
    });
    await till.actions.sendNow();
    expect(till.stores.line.getState()).toMatchObject({ asked: null, failure: null });
    expect(till.inputsOf('sendNow')).toHaveLength(1);
  });

  it('takes the next wish to send after one that was never answered', async () => {
    const till = await signedIn({ sendNow: () => never });
    const first = till.actions.sendNow();
    expect(till.stores.line.getState().asked).toBe('sendNow');
    await till.actions.sendNow();
    till.passDeadlines();
    await first;
    expect(till.stores.line.getState()).toMatchObject({ asked: null, failure: { of: 'sendNow' } });
    expect(till.inputsOf('sendNow')).toHaveLength(1);
  });

  it('names the file that was written for carrying', async () => {
    const till = await signedIn();
    await till.actions.exportBacklog();
    expect(till.stores.line.getState().carried).toMatchObject({ entries: 37 });
  });
});
