import { describe, expect, it } from 'vitest';
import {
  createOfferListStore,
  leadBeside,
  leadToAlternative,
  leadToOffer,
  toggleOffer,
} from '#renderer/cashier/stores/offer-list-store.ts';
import { answerWith } from '../offers/every-kind.ts';

const offers = [
  answerWith({ offerId: 'applied' }),
  answerWith({ offerId: 'declined', verdict: { kind: 'declined' } }),
  answerWith({ offerId: 'used-up', verdict: { kind: 'usedUp', scope: 'chain' } }),
];

describe('the list of offers', () => {
  it('has one open offer at most, and a second press closes it', () => {
    const store = createOfferListStore();
    toggleOffer(store, 'applied');
    toggleOffer(store, 'declined');
    expect(store.getState()).toEqual({ openId: 'declined', focusCount: 0 });
    toggleOffer(store, 'declined');
    expect(store.getState().openId).toBeNull();
  });

  it('leads the keyboard to the first offer that could be had instead', () => {
    const store = createOfferListStore();
    leadToAlternative(store, offers);
    expect(store.getState()).toEqual({ openId: 'declined', focusCount: 1 });
    leadToAlternative(store, offers.slice(0, 1));
    expect(store.getState()).toEqual({ openId: 'applied', focusCount: 2 });
    leadToAlternative(store, []);
    expect(store.getState()).toEqual({ openId: 'applied', focusCount: 2 });
  });

  it('is walked through by arrows and stops at both ends', () => {
    const store = createOfferListStore();
    leadToOffer(store, 'declined');
    leadBeside(store, offers, { offerId: 'declined', places: 1 });
    leadBeside(store, offers, { offerId: 'used-up', places: 1 });
    expect(store.getState().openId).toBe('used-up');
    leadBeside(store, offers, { offerId: 'applied', places: -1 });
    expect(store.getState()).toEqual({ openId: 'used-up', focusCount: 2 });
  });
});
