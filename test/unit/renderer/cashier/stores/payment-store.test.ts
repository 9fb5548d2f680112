import { describe, expect, it } from 'vitest';
import { minor } from '#shared/domain/money.ts';
import { present } from '#test/support/present.ts';
import { chain } from '#test/support/fake-till/demo-data.ts';
import { tillAtHand } from './till-at-hand.ts';
import type { TillAtHand } from './till-at-hand.ts';

/** A basket of 3,285,000 in the hands of the demo's gold member. */
async function withMember(): Promise<TillAtHand> {
  const till = tillAtHand();
  await till.signIn();
  await till.actions.tapDemoCard(present(chain.demoCards[1]).cardUid);
  await till.settled();
  await till.actions.addAmount(3_285_000);
  return till;
}

const basketOf = ({ stores }: TillAtHand) => present(stores.basket.getState().basket);

describe('choosing what pays', () => {
  it('shows the basket as the till cut it up, and keeps what was chosen before', async () => {
    const till = await withMember();
    const { payment } = till.actions;
    expect(await payment.choose({ points: 100 })).toBe(true);
    expect(await payment.choose({ walletMinor: minor(500_000) })).toBe(true);
    expect(basketOf(till).payment).toMatchObject({
      chosen: { points: 100, walletMinor: 500_000 },
      outsideMinor: 3_285_000 - 112_000 - 500_000,
    });
    expect(payment.store.getState().error).toBeNull();
  });

  it('keeps both of two choices that are pressed before the first is answered', async () => {
    const till = await withMember();
    const { payment } = till.actions;
    await Promise.all([payment.choose({ points: 100 }), payment.choose({ walletMinor: minor(500_000) })]);
    expect(basketOf(till).payment?.chosen).toMatchObject({ points: 100, walletMinor: 500_000 });
  });

  it('tells a refusal in the window, and leaves the choice before', async () => {
    const till = await withMember();
    const { payment } = till.actions;
    await payment.choose({ points: 100 });
    expect(await payment.choose({ points: 105 })).toBe(false);
    expect(payment.store.getState().error?.code).toBe('points_off_step');
    expect(basketOf(till).payment?.chosen.points).toBe(100);
    expect(till.stores.notice.getState().failure).toBeNull();
  });

  it('asks what there is to pay with, and forgets it when the window closes', async () => {
    const till = await withMember();
    const { payment } = till.actions;
    payment.ask();
    await till.settled();
    expect(payment.store.getState().options?.points?.chips[0]?.kind).toBe('none');
    payment.clear();
    expect(payment.store.getState()).toEqual({ options: null, error: null });
  });

  it('ignores an answer that comes after the window was closed', async () => {
    const till = await withMember();
    till.actions.payment.ask();
    till.actions.payment.clear();
    await till.settled();
    expect(till.actions.payment.store.getState().options).toBeNull();
  });

  it('is waited for by a payment that is pressed right behind it', async () => {
    const till = await withMember();
    void till.actions.payment.choose({ points: 100 });
    await till.actions.pay();
    const receipt = present(till.stores.basket.getState().shownReceipt).receipt;
    expect(receipt.payment?.tenders[0]).toMatchObject({ means: 'points', amount: 100 });
  });

  it('books no sale when the choice right before it was refused', async () => {
    const till = await withMember();
    void till.actions.payment.choose({ points: 105 });
    await till.actions.pay();
    expect(till.inputsOf('paySale')).toEqual([]);
  });
});
