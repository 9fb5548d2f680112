import { describe, expect, it } from 'vitest';
import { appError } from '#shared/contracts/error-codes.ts';
import { err } from '#shared/kernel/result.ts';
import { present } from '#test/support/present.ts';
import { tillAtHand } from './till-at-hand.ts';
import type { TillAtHand } from './till-at-hand.ts';

const best = 'silver-credit';
const other = 'over-500-thousand';

/** A member with a basket that two offers match which cannot stand together. */
async function readyToChoose(change: Parameters<typeof tillAtHand>[0] = {}): Promise<TillAtHand> {
  const till = tillAtHand(change);
  await till.signIn();
  const cardUid = present(till.stores.session.getState().till?.demo?.cards[0]?.cardUid);
  await till.actions.tapDemoCard(cardUid);
  await till.settled();
  await till.actions.addAmount(6_000_000);
  return till;
}

function verdicts({ stores }: TillAtHand): Readonly<Record<string, string>> {
  const offers = present(stores.basket.getState().basket).score.offers;
  return Object.fromEntries(offers.map(({ offerId, verdict }) => [offerId, verdict.kind]));
}

describe('choosing another combination', () => {
  it('uses the wished offer in place of the best, and goes back to it', async () => {
    const till = await readyToChoose();
    expect(verdicts(till)).toMatchObject({ [best]: 'applied', [other]: 'beaten' });
    expect(await till.actions.chooseOffer(other, 'use')).toBe(true);
    expect(verdicts(till)).toMatchObject({ [best]: 'beaten', [other]: 'applied' });
    const { score, wish } = present(till.stores.basket.getState().basket);
    expect(wish).toEqual({ with: [other], without: [] });
    expect(score.bestWorthMinor - score.worthMinor).toBe(300_000);
    expect(await till.actions.backToBest()).toBe(true);
    expect(verdicts(till)).toMatchObject({ [best]: 'applied', [other]: 'beaten' });
  });

  it('leaves an offer out and takes that back', async () => {
    const till = await readyToChoose();
    await till.actions.chooseOffer(best, 'leaveOut');
    expect(verdicts(till)).toMatchObject({ [best]: 'declined', [other]: 'applied' });
    await till.actions.chooseOffer(best, 'useAfterAll');
    expect(verdicts(till)).toMatchObject({ [best]: 'applied' });
  });

  it('asks nothing of the till when the best applies already', async () => {
    const till = await readyToChoose();
    expect(await till.actions.backToBest()).toBe(false);
    expect(till.inputsOf('wishOffers')).toEqual([]);
  });

  it('tells a refusal and keeps what was chosen before', async () => {
    const till = await readyToChoose({ wishOffers: () => err(appError('offer_unknown')) });
    const before = till.stores.basket.getState().basket;
    expect(await till.actions.chooseOffer(other, 'use')).toBe(false);
    expect(till.stores.notice.getState().failure?.error.code).toBe('offer_unknown');
    expect(till.stores.basket.getState().basket).toBe(before);
  });

  it('is part of the sale that is paid the moment after', async () => {
    const till = await readyToChoose();
    void till.actions.chooseOffer(other, 'use');
    await till.actions.pay();
    expect(till.stores.basket.getState().shownReceipt?.receipt.score.discountMinor).toBe(600_000);
  });

  it('is over with the sale', async () => {
    const till = await readyToChoose();
    await till.actions.chooseOffer(other, 'use');
    await till.actions.choosePaymentMeans('card');
    await till.actions.pay();
    expect(till.stores.basket.getState().basket).toMatchObject({
      wish: { with: [], without: [] },
      paymentMeans: null,
    });
  });
});

describe('how the customer pays', () => {
  it('is chosen by one press and taken back by the same', async () => {
    const till = await readyToChoose();
    await till.actions.choosePaymentMeans('card');
    expect(till.stores.basket.getState().basket?.paymentMeans).toBe('card');
    await till.actions.choosePaymentMeans('cash');
    expect(till.stores.basket.getState().basket?.paymentMeans).toBe('cash');
    await till.actions.choosePaymentMeans('cash');
    expect(till.stores.basket.getState().basket?.paymentMeans).toBeNull();
  });

  it('need not be chosen to pay', async () => {
    const till = await readyToChoose();
    await till.actions.pay();
    expect(till.inputsOf('choosePaymentMeans')).toEqual([]);
    expect(till.stores.basket.getState().shownReceipt?.origin).toBe('sale');
  });
});
