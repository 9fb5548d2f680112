import { describe, expect, it } from 'vitest';
import { appError } from '#shared/contracts/error-codes.ts';
import type { Handlers } from '#shared/contracts/rpc-contract.ts';
import type { TillContract } from '#shared/contracts/till-contract.ts';
import { err } from '#shared/kernel/result.ts';
import { present } from '#test/support/present.ts';
import { tillAtHand } from './till-at-hand.ts';
import type { TillAtHand } from './till-at-hand.ts';

async function readyToPay(change: Partial<Handlers<TillContract>> = {}): Promise<TillAtHand> {
  const till = tillAtHand(change);
  await till.signIn();
  await till.actions.addAmount(1_000_000);
  return till;
}

const never = new Promise<never>(() => undefined);

describe('paying', () => {
  it('shows the receipt and begins with an empty basket', async () => {
    const { actions, stores } = await readyToPay();
    await actions.pay();
    const { basket, shownReceipt, pendingPay, isPaying } = stores.basket.getState();
    expect(shownReceipt?.origin).toBe('sale');
    expect(shownReceipt?.receipt.score.payableMinor).toBe(1_000_000);
    expect(basket?.lines).toEqual([]);
    expect({ pendingPay, isPaying }).toEqual({ pendingPay: null, isPaying: false });
  });

  it('books one sale however often the button is pressed meanwhile', async () => {
    const till = await readyToPay();
    await Promise.all([till.actions.pay(), till.actions.pay(), till.actions.pay()]);
    expect(till.inputsOf('paySale')).toHaveLength(1);
  });

  it('names the revision that the cashier saw', async () => {
    const till = await readyToPay();
    const revision = till.stores.basket.getState().basket?.revision;
    await till.actions.pay();
    expect(till.inputsOf('paySale')).toEqual([expect.objectContaining({ revision })]);
  });

  it('sends the same command again after an answer that never came', async () => {
    const till = await readyToPay({ paySale: () => never });
    const first = till.actions.pay();
    await till.settled();
    till.passDeadlines();
    await first;
    expect(till.stores.notice.getState().failure?.error.code).toBe('deadline_passed');
    void till.actions.pay();
    await till.settled();
    const [one, two] = till.inputsOf('paySale');
    expect(two).toEqual(one);
  });

  it('is another command after the basket has changed', async () => {
    const till = await readyToPay({ paySale: () => err(appError('basket_changed')) });
    await till.actions.pay();
    await till.actions.addAmount(500_000);
    await till.actions.pay();
    const ids = till.inputsOf('paySale').map((input) => Reflect.get(Object(input), 'commandId'));
    expect(new Set(ids).size).toBe(2);
  });

  it('fetches the basket anew when the till knows another revision', async () => {
    const till = await readyToPay({ paySale: () => err(appError('basket_changed')) });
    const before = till.inputsOf('till').length;
    await till.actions.pay();
    expect(till.inputsOf('till')).toHaveLength(before + 1);
    expect(till.stores.notice.getState().failure?.error.code).toBe('basket_changed');
  });

  it('waits for goods that are on their way, and books them too', async () => {
    const till = tillAtHand();
    await till.signIn();
    void till.actions.addAmount(1_000_000);
    void till.actions.addAmount(500_000);
    await till.actions.pay();
    expect(till.stores.basket.getState().shownReceipt?.receipt.score.payableMinor).toBe(1_500_000);
  });

  it('books nothing when goods on their way are refused, and pays at the next press', async () => {
    const till = await readyToPay();
    void till.actions.addBarcode('0000000000000');
    await till.actions.pay();
    expect(till.inputsOf('paySale')).toEqual([]);
    expect(till.stores.notice.getState().failure?.error.code).toBe('barcode_unknown');
    await till.actions.pay();
    expect(till.inputsOf('paySale')).toHaveLength(1);
  });

  it('asks nothing of the till for an empty basket', async () => {
    const till = tillAtHand();
    await till.signIn();
    await till.actions.pay();
    expect(till.inputsOf('paySale')).toEqual([]);
  });
});

describe('the receipt', () => {
  it('is told as seen once when the next sale begins by goods', async () => {
    const till = await readyToPay();
    await till.actions.pay();
    const entryId = till.stores.basket.getState().shownReceipt?.receipt.entryId;
    await till.actions.addAmount(200_000);
    await till.settled();
    expect(till.stores.basket.getState().shownReceipt).toBeNull();
    expect(till.inputsOf('receiptSeen')).toEqual([expect.objectContaining({ entryId })]);
  });

  it('is told as seen when the next member taps', async () => {
    const till = await readyToPay();
    await till.actions.pay();
    const cardUid = till.stores.session.getState().till?.demo?.cards[0]?.cardUid;
    if (cardUid !== undefined) await till.actions.tapDemoCard(cardUid);
    await till.settled();
    expect(till.stores.basket.getState().basket?.member?.latinName).toBe('Mina Foroutan');
    expect(till.stores.basket.getState().shownReceipt).toBeNull();
    expect(till.inputsOf('receiptSeen')).toHaveLength(1);
  });

  it('can be recalled and put away without being told as seen again', async () => {
    const till = await readyToPay();
    await till.actions.pay();
    till.actions.newSale();
    expect(await till.actions.recallReceipt()).toBe(true);
    expect(till.stores.basket.getState().shownReceipt?.origin).toBe('recalled');
    till.actions.newSale();
    await till.settled();
    expect(till.inputsOf('receiptSeen')).toHaveLength(1);
  });

  it('names its member once somebody is signed in, after it was offered to a locked screen', async () => {
    const till = tillAtHand();
    await till.signIn();
    await till.actions.tapDemoCard(present(till.stores.session.getState().till?.demo?.cards[0]?.cardUid));
    await till.settled();
    await till.actions.addAmount(1_000_000);
    await till.actions.pay();
    const { receipt } = present(till.stores.basket.getState().shownReceipt);
    expect(receipt.member?.latinName).toBe('Mina Foroutan');
    await till.actions.signOut();
    const hidden = { ...receipt, member: null, balances: null };
    till.stores.basket.setState({ shownReceipt: { receipt: hidden, origin: 'unseen' } });
    await till.signIn();
    expect(till.stores.basket.getState().shownReceipt).toEqual({ receipt, origin: 'unseen' });
  });
});
