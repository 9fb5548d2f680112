import { describe, expect, it } from 'vitest';
import { appError } from '#shared/contracts/error-codes.ts';
import type { OfferRow } from '#shared/contracts/till-views.ts';
import { err, ok } from '#shared/kernel/result.ts';
import { tillAtHand } from './till-at-hand.ts';
import type { TillAtHand } from './till-at-hand.ts';

type Asked = TillAtHand & {
  readonly state: () => ReturnType<TillAtHand['searches']['whyNot']['store']['getState']>;
};

async function readyToAsk(change: Parameters<typeof tillAtHand>[0] = {}): Promise<Asked> {
  const till = tillAtHand(change);
  await till.signIn();
  await till.actions.addAmount(6_000_000);
  return { ...till, state: () => till.searches.whyNot.store.getState() };
}

const row = (offerId: string): OfferRow => ({
  offerId,
  name: { fa: offerId, en: offerId },
  isMatched: false,
});

describe('asking why an offer does not apply', () => {
  it('lists offers before anything is typed, and shows the answer of the first', async () => {
    const { searches, settled, state } = await readyToAsk();
    searches.whyNot.setText('');
    await settled();
    expect(state().rows.length).toBe(state().total);
    expect(state().chosenId).toBe('base-points');
    expect(state().answer).toMatchObject({
      kind: 'shown',
      view: { whyNot: { kind: 'failing', failing: { condition: { kind: 'member' } } } },
    });
  });

  it('shows the verdict of an offer that matches', async () => {
    const { searches, settled, state } = await readyToAsk();
    searches.whyNot.setText('above 500');
    await settled();
    expect(state().answer).toMatchObject({
      view: { whyNot: { kind: 'matched', answer: { verdict: { kind: 'applied' } } } },
    });
  });

  it('moves through the list and stops at both ends', async () => {
    const { searches, settled, state, inputsOf } = await readyToAsk();
    searches.whyNot.setText('');
    await settled();
    searches.whyNot.move(-1);
    expect(inputsOf('whyNot')).toHaveLength(1);
    searches.whyNot.move(2);
    searches.whyNot.move(100);
    await settled();
    expect(state().chosenId).toBe(state().rows.at(-1)?.offerId);
  });

  it('shows the answer to the newest question, whichever comes first', async () => {
    const waiting: (() => void)[] = [];
    const { searches, settled, state } = await readyToAsk({
      searchOffers: ({ text }) =>
        new Promise((resolve) => {
          waiting.push(() => resolve(ok({ offers: [row(`found-${text}`)], total: 1 })));
        }),
      whyNot: ({ offerId }) =>
        ok({ offerId, name: { fa: '', en: '' }, terms: null, whyNot: { kind: 'emptyBasket' } }),
    });
    searches.whyNot.setText('a');
    searches.whyNot.setText('ab');
    await settled();
    waiting[1]?.();
    waiting[0]?.();
    await settled();
    expect(state()).toMatchObject({ chosenId: 'found-ab', list: 'answered', answer: { kind: 'shown' } });
  });

  it('keeps the chosen offer when the basket has changed and everything is asked again', async () => {
    const { searches, settled, state, actions } = await readyToAsk();
    searches.whyNot.setText('');
    await settled();
    searches.whyNot.choose('large-basket');
    await settled();
    await actions.addAmount(1_000_000);
    searches.whyNot.askAgain();
    await settled();
    expect(state().chosenId).toBe('large-basket');
    expect(state().answer).toMatchObject({ view: { whyNot: { failing: { have: 7_000_000 } } } });
  });

  it('has no answer when nothing is found', async () => {
    const { searches, settled, state } = await readyToAsk();
    searches.whyNot.setText('');
    await settled();
    searches.whyNot.setText('no such offer');
    await settled();
    expect(state()).toMatchObject({ rows: [], chosenId: null, answer: { kind: 'none' }, list: 'answered' });
  });

  it('tells in its own place what failed, and asks again', async () => {
    let isBroken = true;
    const { searches, settled, state, stores } = await readyToAsk({
      searchOffers: () =>
        isBroken ? err(appError('not_signed_in')) : ok({ offers: [row('gone')], total: 1 }),
      whyNot: () => err(appError('offer_unknown')),
    });
    searches.whyNot.setText('');
    await settled();
    expect(state().list).toEqual(appError('not_signed_in'));
    isBroken = false;
    searches.whyNot.askAgain();
    await settled();
    expect(state().answer).toEqual({ kind: 'failed', error: appError('offer_unknown') });
    expect(stores.notice.getState().failure).toBeNull();
  });

  it('forgets everything when it is put away, also an answer that is still under way', async () => {
    const { searches, settled, state } = await readyToAsk();
    searches.whyNot.setText('');
    searches.whyNot.clear();
    await settled();
    expect(state()).toMatchObject({ text: '', rows: [], chosenId: null, answer: { kind: 'none' } });
  });
});
