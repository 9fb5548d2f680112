import { describe, expect, it } from 'vitest';
import { receiveBasket } from '#renderer/cashier/stores/basket-store.ts';
import { appError } from '#shared/contracts/error-codes.ts';
import { err } from '#shared/kernel/result.ts';
import { tillAtHand } from './till-at-hand.ts';

describe('the basket on the screen', () => {
  it('is not turned back by an answer that a newer one has overtaken', async () => {
    const { stores, signIn, actions } = tillAtHand();
    await signIn();
    const older = stores.basket.getState().basket;
    await actions.addAmount(1_000_000);
    const newer = stores.basket.getState().basket;
    if (older !== null) receiveBasket(stores.basket, older);
    expect(stores.basket.getState().basket).toBe(newer);
  });

  it('gives way to the next basket, whatever its revision', async () => {
    const { stores, signIn, actions } = tillAtHand();
    await signIn();
    await actions.addAmount(1_000_000);
    await actions.pay();
    expect(stores.basket.getState().basket?.revision).toBe(0);
  });

  it('tells a refusal and keeps what it shows', async () => {
    const { stores, signIn, actions } = tillAtHand({ addBarcode: () => err(appError('barcode_unknown')) });
    await signIn();
    const before = stores.basket.getState().basket;
    expect(await actions.addBarcode('12345678')).toBe(false);
    expect(stores.notice.getState().failure?.error.code).toBe('barcode_unknown');
    expect(stores.basket.getState().basket).toBe(before);
  });

  it('clears the refusal with the next thing that works', async () => {
    const { stores, signIn, actions } = tillAtHand();
    await signIn();
    await actions.addBarcode('00000000');
    await actions.addAmount(100_000);
    expect(stores.notice.getState().failure).toBeNull();
  });

  it('leaves the screen when the till locks itself, with member and notices', async () => {
    const { stores, signIn, actions, emit, settled } = tillAtHand();
    await signIn();
    await actions.addAmount(1_000_000);
    emit('signedOut', {});
    await settled();
    expect(stores.basket.getState().basket).toBeNull();
    expect(stores.session.getState().till?.signedIn).toBeNull();
    expect(stores.notice.getState()).toEqual({ tap: null, failure: null, welcome: null });
  });
});
