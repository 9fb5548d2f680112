import { describe, expect, it } from 'vitest';
import { appError } from '#shared/contracts/error-codes.ts';
import { minor } from '#shared/domain/money.ts';
import { points } from '#shared/domain/points.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { err, ok } from '#shared/kernel/result.ts';
import { present } from '#test/support/present.ts';
import { tillAtHand } from './till-at-hand.ts';

const sums = { members: 12, points: points(340), moneyMinor: minor(50_000) };
const approval = { operatorId: uuid('0193a0b0-0000-4000-8000-0000000000a3'), pin: '40917352' };
const today = '2026-11-22';

describe('cancelling what an offer gave, on the screen', () => {
  it('asks for the sums once offer and reason are chosen, and again for other days', async () => {
    const till = tillAtHand({ previewBulkCancel: () => ok(sums) });
    await till.signIn();
    const { cancelBatch } = till.searches;
    cancelBatch.open(today);
    await till.settled();
    const state = () => cancelBatch.store.getState();
    const offer = present(state().offers[0]);
    expect(state().rules?.adjustReasons.length).toBeGreaterThan(0);
    cancelBatch.choose({ offer });
    await till.settled();
    expect(till.inputsOf('previewBulkCancel')).toEqual([]);
    cancelBatch.choose({ reasonId: 'mistake' });
    await till.settled();
    expect(state().sums).toEqual(sums);
    cancelBatch.choose({ from: '2026-11-20' });
    expect(state().sums).toBeNull();
    await till.settled();
    expect(till.inputsOf('previewBulkCancel')).toEqual([
      { offerId: offer.offerId, from: today, until: today, reasonId: 'mistake' },
      { offerId: offer.offerId, from: '2026-11-20', until: today, reasonId: 'mistake' },
    ]);
  });

  it('sends what was seen once, asks again where it changed, and shows what was taken', async () => {
    const answers = [err(appError('batch_changed')), ok(sums)];
    const till = tillAtHand({
      previewBulkCancel: () => ok(sums),
      bulkCancel: () => present(answers.shift()) as never, // the answers are typed by the operation itself
    });
    await till.signIn();
    const { cancelBatch } = till.searches;
    cancelBatch.open(today);
    await till.settled();
    expect(await cancelBatch.cancel(approval)).toMatchObject({ code: 'batch_empty' });
    const offer = present(cancelBatch.store.getState().offers[0]);
    cancelBatch.choose({ offer, reasonId: 'mistake' });
    await till.settled();
    expect(await cancelBatch.cancel(approval)).toMatchObject({ code: 'batch_changed' });
    await till.settled();
    expect(await cancelBatch.cancel(approval)).toBeNull();
    expect(cancelBatch.store.getState()).toMatchObject({ done: sums, isBusy: false });
    expect(till.inputsOf('bulkCancel')).toHaveLength(2);
    expect(till.inputsOf('previewBulkCancel')).toHaveLength(2);
  });

  it('says why nothing can be cancelled, and keeps the newest question', async () => {
    const till = tillAtHand({ previewBulkCancel: () => err(appError('batch_empty')) });
    await till.signIn();
    const { cancelBatch } = till.searches;
    cancelBatch.open(today);
    await till.settled();
    const offer = present(cancelBatch.store.getState().offers[0]);
    cancelBatch.setText('no offer has this name');
    cancelBatch.choose({ offer, reasonId: 'mistake' });
    await till.settled();
    expect(cancelBatch.store.getState()).toMatchObject({
      sums: null,
      failure: { code: 'batch_empty' },
      offers: [],
    });
    cancelBatch.choose({ from: '2026-11-23' });
    await till.settled();
    expect(cancelBatch.store.getState().failure).toBeNull();
  });
});
