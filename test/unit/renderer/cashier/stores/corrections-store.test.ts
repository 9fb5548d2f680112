import { describe, expect, it } from 'vitest';
import { present } from '#test/support/present.ts';
import { appError } from '#shared/contracts/error-codes.ts';
import { proofText } from '#shared/domain/proof-text.ts';
import { err } from '#shared/kernel/result.ts';
import { tillAtHand } from './till-at-hand.ts';
import type { TillAtHand } from './till-at-hand.ts';

type Opened = TillAtHand & {
  readonly corrections: TillAtHand['searches']['corrections'];
  readonly state: () => ReturnType<TillAtHand['searches']['corrections']['store']['getState']>;
};

/** One sale of two lines, 60,000 and 40,000 Rial, chosen in the list. */
async function withSale(change: Parameters<typeof tillAtHand>[0] = {}): Promise<Opened> {
  const till = tillAtHand(change);
  const { corrections } = till.searches;
  await till.signIn();
  await till.actions.addAmount(60_000);
  await till.actions.addAmount(40_000);
  await till.actions.pay();
  till.actions.newSale();
  corrections.open();
  await till.settled();
  const state = (): ReturnType<Opened['state']> => corrections.store.getState();
  await corrections.chooseSale(present(state().rows[0]).entryId);
  await till.settled();
  return { ...till, corrections, state };
}

const lineOf = ({ state }: Opened, place: number) => present(present(state().sale).lines[place]).lineId;

describe('giving a sale back on the screen', () => {
  it('lists the newest sales and shows what a choice of lines would do', async () => {
    const till = await withSale();
    const { corrections, settled, state } = till;
    expect(state()).toMatchObject({ list: 'answered', effect: null });
    expect(state().rules?.refundReasons.length).toBeGreaterThan(1);
    corrections.setQuantity(lineOf(till, 0), 1);
    await settled();
    expect(state().effect).toMatchObject({ refundMinor: 60_000, needsApproval: false });
    corrections.setQuantity(lineOf(till, 0), 0);
    await settled();
    expect(state().effect).toBeNull();
  });

  it('asks for lines, for all of it, for an exchange and for a void as what they are', async () => {
    const till = await withSale();
    const { corrections, settled, inputsOf } = till;
    corrections.setQuantity(lineOf(till, 0), 1);
    corrections.setKind('exchange');
    corrections.setKind('refund');
    corrections.chooseAll();
    corrections.setKind('void');
    await settled();
    expect(inputsOf('previewRefund')).toMatchObject([
      { scope: 'lines', lines: [{ quantity: 1 }] },
      { scope: 'exchange' },
      { scope: 'lines' },
      { scope: 'whole', lines: [] },
      { scope: 'void', lines: [] },
    ]);
    corrections.setQuantity(lineOf(till, 0), 0);
    await settled();
    expect(till.state().kind).toBe('refund');
  });

  it('gives back once for the sum that was seen, and shows the slip and what is left', async () => {
    const till = await withSale();
    const { corrections, settled, state, inputsOf } = till;
    expect(await corrections.refund(null)).toMatchObject({ code: 'refund_empty' });
    corrections.setQuantity(lineOf(till, 0), 1);
    await settled();
    expect(await corrections.refund(null)).toMatchObject({ code: 'reason_unknown' });
    corrections.setReason('returned');
    expect(await corrections.refund(null)).toBeNull();
    await settled();
    expect(inputsOf('refundSale')).toMatchObject([
      { reasonId: 'returned', refundMinor: 60_000, approval: null },
    ]);
    expect(state()).toMatchObject({ slip: { scope: 'lines' }, sale: { state: 'partly' }, effect: null });
    expect(state().rows[0]).toMatchObject({ state: 'partly' });
    const { entryId } = present(state().slip);
    corrections.hideSlip();
    await corrections.showSlip(entryId);
    expect(state().slip?.entryId).toBe(entryId);
  });

  it('sends the same command again while nobody knows whether it was done, and another one after a refusal', async () => {
    const answers = [appError('deadline_passed'), appError('sale_changed'), appError('sale_changed')];
    const till = await withSale({ refundSale: () => err(present(answers.shift()) as never) });
    const { corrections, settled, inputsOf } = till;
    corrections.chooseAll();
    corrections.setReason('returned');
    await settled();
    await corrections.refund(null);
    await corrections.refund(null);
    await corrections.refund(null);
    const [first, second, third] = inputsOf('refundSale').map((input) => JSON.stringify(input));
    expect(second).toBe(first);
    expect(third).not.toBe(second);
  });

  it('shows what the till refuses, and forgets everything when the window is closed', async () => {
    const till = await withSale({ previewRefund: () => err(appError('refund_too_late')) });
    const { corrections, settled, state } = till;
    corrections.chooseAll();
    await settled();
    expect(state()).toMatchObject({ effect: null, failure: { code: 'refund_too_late' } });
    corrections.clear();
    expect(state()).toMatchObject({ sale: null, rows: [], failure: null });
  });

  it('leads from a whole number straight to its sale', async () => {
    const { corrections, settled, state } = await withSale();
    const { receiptNumber, entryId } = present(state().rows[0]);
    corrections.clear();
    corrections.setText(receiptNumber);
    await settled();
    expect(state().sale?.entryId).toBe(entryId);
    corrections.setText('nothing like it');
    await settled();
    expect(state()).toMatchObject({ rows: [], list: 'answered' });
  });

  it('shows what a change of member does before it is done, and what the till says to it', async () => {
    const { corrections, state, searches, settled } = await withSale();
    searches.members.setText('Mina');
    await settled();
    const { memberRef } = present(searches.members.store.getState().rows[0]);
    await corrections.askMemberChange(memberRef);
    expect(state().change).toMatchObject({ memberRef, view: { pointsGiven: 15 } });
    expect(await corrections.changeMember(null)).toMatchObject({ code: 'member_change_too_late' });
    corrections.dropMemberChange();
    expect(state().change).toBeNull();
  });
});

describe('another till’s sale on the screen', () => {
  it('is asked for once the whole code was scanned, and every question carries the code', async () => {
    const till = await withSale();
    const { corrections, settled, state, inputsOf } = till;
    const row = present(state().rows[0]);
    const code = present(proofText(new Uint8Array(200).fill(9)));
    const asked = inputsOf('findSales').length;
    for (let length = 3; length < code.length; length += 1) corrections.setText(code.slice(0, length));
    await settled();
    expect(inputsOf('findSales')).toHaveLength(asked);
    expect(state()).toMatchObject({ list: 'reading', rows: [] });
    corrections.store.setState({ rows: [{ ...row, evidence: 'proof' }], text: code });
    await corrections.chooseSale(row.entryId);
    corrections.setQuantity(lineOf(till, 0), 1);
    corrections.setReason('returned');
    await settled();
    expect(await corrections.refund(null)).toBeNull();
    for (const operation of ['saleLeft', 'previewRefund', 'refundSale'] as const) {
      expect(inputsOf(operation).at(-1)).toMatchObject({ proof: code });
    }
  });

  it('gets its code from the sale, and the code goes with the sale', async () => {
    const { corrections, state } = await withSale();
    await corrections.showCode();
    expect(state().code).toMatch(/^VP1/);
    corrections.hideCode();
    expect(state().code).toBeNull();
  });

  it('has its code on the slip of the receipt when somebody asks for it', async () => {
    const { actions, stores } = await withSale();
    await actions.addRefundCode();
    expect(stores.basket.getState().shownReceipt).toBeNull();
    await actions.recallReceipt();
    await actions.addRefundCode();
    expect(stores.basket.getState().shownReceipt?.refundCode).toMatch(/^VP1/);
  });
});
