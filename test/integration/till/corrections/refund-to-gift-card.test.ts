import { expect, test } from 'vitest';
import { minor } from '#shared/domain/money.ts';
import { noTenders } from '#shared/ledger/value/chosen-tenders.ts';
import type { ReceiptView } from '#shared/contracts/till-views.ts';
import { bySecondPerson, refundCommand } from '#test/support/corrections.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { present } from '#test/support/present.ts';
import { basketOf, createTillWorld } from '#test/support/till-world.ts';
import type { TillRun, TillWorld } from '#test/support/till-world.ts';

type Paid = {
  readonly world: TillWorld;
  readonly run: TillRun;
  readonly text: string;
  readonly sale: ReceiptView;
};

/** A gift card of 1,000,000 pays 400,000 of a sale of 600,000. */
async function paidByCard(): Promise<Paid> {
  const world = createTillWorld();
  const run = await world.openSignedIn();
  const sold = { commandId: world.id(), valueMinor: 1_000_000, payment: 'cash', memberRef: null } as const;
  const text = present(expectOk(await run.screen.sellGiftCard(sold)).codes[0]);
  const { codeId } = expectOk(await run.screen.lookUpCode({ text }));
  const { basketId } = await basketOf(run);
  const command = () => ({ commandId: world.id(), basketId });
  expectOk(await run.screen.addAmount({ ...command(), amountMinor: 600_000 }));
  const giftCards = [{ codeId, amountMinor: minor(400_000) }];
  const tenders = { ...noTenders, coupons: [], giftCards };
  const { revision } = expectOk(await run.screen.chooseTenders({ ...command(), tenders }));
  const { receipt } = expectOk(await run.screen.paySale({ ...command(), revision }));
  return { world, run, text, sale: receipt };
}

test('what a gift card paid goes back onto the card', async () => {
  const { world, run, text, sale } = await paidByCard();
  const done = expectOk(await run.screen.refundSale(await refundCommand(world, run, { sale })));
  expect(done.slip).toMatchObject({ outsideMinor: 200_000, back: [{ means: 'giftCard', amount: 400_000 }] });
  expect(expectOk(await run.screen.lookUpCode({ text }))).toMatchObject({ balanceMinor: 1_000_000 });
});

test('what a card paid that was cancelled since is handed out, and nothing is put onto the dead card', async () => {
  const { world, run, text, sale } = await paidByCard();
  const cancel = { commandId: world.id(), batchId: null, texts: [text], reasonId: 'leaked' as const };
  expectOk(await run.screen.cancelCodes({ ...cancel, approval: bySecondPerson }));
  const command = await refundCommand(world, run, { sale });
  const done = expectOk(await run.screen.refundSale(command));
  expect(done.slip).toMatchObject({ refundMinor: 600_000, outsideMinor: 600_000, back: [] });
  expect(done.sale).toMatchObject({ state: 'refunded', leftMinor: 0, outsideLeftMinor: 0, tenders: [] });
  expect(expectOk(await run.screen.lookUpCode({ text }))).toMatchObject({ balanceMinor: 0 });
  expect(world.bugs).toEqual([]);
});
