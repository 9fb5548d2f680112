import { expect, test } from 'vitest';
import { minor } from '#shared/domain/money.ts';
import { noTenders } from '#shared/ledger/value/chosen-tenders.ts';
import type { ReceiptView } from '#shared/contracts/till-views.ts';
import { bySecondPerson, refundCommand } from '#test/support/corrections.ts';
import { points } from '#shared/domain/points.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { present } from '#test/support/present.ts';
import { sara, tinyChainData } from '#test/support/till-chain.ts';
import { basketOf, createTillWorld } from '#test/support/till-world.ts';
import type { TillRun, TillWorld } from '#test/support/till-world.ts';

type Paid = {
  readonly world: TillWorld;
  readonly run: TillRun;
  readonly text: string;
  readonly sale: ReceiptView;
};

/** A gift card of 1,000,000 that was bought pays 400,000 of a sale of 600,000. */
async function paidByCard(): Promise<Paid> {
  const world = createTillWorld();
  const run = await world.openSignedIn();
  const sold = { commandId: world.id(), valueMinor: 1_000_000, payment: 'cash', memberRef: null } as const;
  const text = present(expectOk(await run.screen.sellGiftCard(sold)).codes[0]);
  return { world, run, text, sale: await payByCard({ world, run, text }, 400_000) };
}

/** A gift card of 1,000,000 that was had for points pays as much of a sale of 600,000. */
async function paidByReward(paidMinor = 600_000): Promise<Paid> {
  const { members, ...chain } = tinyChainData();
  const rich = members.map((member) => ({ ...member, pointsBalance: points(2_000) }));
  const world = createTillWorld({ data: { ...chain, members: rich } });
  const run = await world.openSignedIn();
  const claim = { commandId: world.id(), memberRef: sara, rewardId: 'gift-card-100', count: 1 };
  const text = present(expectOk(await run.screen.claimReward(claim)).voucher?.codes[0]);
  return { world, run, text, sale: await payByCard({ world, run, text }, paidMinor) };
}

/** A sale of two lines of 300,000, the rest of it in cash. */
async function payByCard({ world, run, text }: Omit<Paid, 'sale'>, paidMinor: number): Promise<Paid['sale']> {
  const { codeId } = expectOk(await run.screen.lookUpCode({ text }));
  const { basketId } = await basketOf(run);
  const command = () => ({ commandId: world.id(), basketId });
  expectOk(await run.screen.addAmount({ ...command(), amountMinor: 300_000 }));
  expectOk(await run.screen.addAmount({ ...command(), amountMinor: 300_000 }));
  const giftCards = [{ codeId, amountMinor: minor(paidMinor) }];
  const tenders = { ...noTenders, coupons: [], giftCards };
  const { revision } = expectOk(await run.screen.chooseTenders({ ...command(), tenders }));
  const { receipt } = expectOk(await run.screen.paySale({ ...command(), revision }));
  return receipt;
}

async function cancelCard({ world, run, text }: Paid): Promise<void> {
  const cancel = { commandId: world.id(), batchId: null, texts: [text], reasonId: 'leaked' as const };
  expectOk(await run.screen.cancelCodes({ ...cancel, approval: bySecondPerson }));
}

test('what a gift card paid goes back onto the card', async () => {
  const { world, run, text, sale } = await paidByCard();
  const done = expectOk(await run.screen.refundSale(await refundCommand(world, run, { sale })));
  expect(done.slip).toMatchObject({ outsideMinor: 200_000, back: [{ means: 'giftCard', amount: 400_000 }] });
  expect(expectOk(await run.screen.lookUpCode({ text }))).toMatchObject({ balanceMinor: 1_000_000 });
});

test('what a card paid that was cancelled since is handed out, and nothing is put onto the dead card', async () => {
  const paid = await paidByCard();
  const { world, run, text, sale } = paid;
  await cancelCard(paid);
  const command = await refundCommand(world, run, { sale });
  const done = expectOk(await run.screen.refundSale(command));
  expect(done.slip).toMatchObject({ refundMinor: 600_000, outsideMinor: 600_000, back: [] });
  expect(done.sale).toMatchObject({ state: 'refunded', leftMinor: 0, outsideLeftMinor: 0, tenders: [] });
  expect(expectOk(await run.screen.lookUpCode({ text }))).toMatchObject({ balanceMinor: 0 });
  expect(world.bugs).toEqual([]);
});

test('what a given card paid that was cancelled since is handed out to nobody, whole or in parts', async () => {
  const paid = await paidByReward();
  const { world, run, text, sale } = paid;
  await cancelCard(paid);
  const part = await refundCommand(world, run, { sale, places: [0] });
  const first = expectOk(await run.screen.refundSale(part));
  const written = { outsideMinor: 0, toWalletMinor: 0, back: [{ means: 'giftCard', amount: 0 }] };
  expect(first.slip).toMatchObject({ ...written, refundMinor: 300_000, back: [{ worthMinor: 300_000 }] });
  expect(first.sale).toMatchObject({ leftMinor: 300_000, tenders: [{ worthLeftMinor: 300_000 }] });
  const rest = await refundCommand(world, run, { sale });
  const done = expectOk(await run.screen.refundSale(rest));
  expect(done.slip).toMatchObject({ ...written, refundMinor: 300_000 });
  expect(done.sale).toMatchObject({ state: 'refunded', leftMinor: 0, outsideLeftMinor: 0, tenders: [] });
  expect(expectOk(await run.screen.lookUpCode({ text }))).toMatchObject({ balanceMinor: 0 });
  expect(world.bugs).toEqual([]);
});

test('money that was paid beside a given card is handed out, whatever became of the card', async () => {
  const paid = await paidByReward(200_000);
  const { world, run, sale } = paid;
  await cancelCard(paid);
  const done = expectOk(await run.screen.refundSale(await refundCommand(world, run, { sale })));
  const back = [{ means: 'giftCard', amount: 0, worthMinor: 200_000 }];
  expect(done.slip).toMatchObject({ refundMinor: 600_000, outsideMinor: 400_000, back });
});

test('what a given card paid goes back onto the card as long as it pays', async () => {
  const { world, run, text, sale } = await paidByReward();
  const done = expectOk(await run.screen.refundSale(await refundCommand(world, run, { sale })));
  expect(done.slip).toMatchObject({ outsideMinor: 0, back: [{ means: 'giftCard', amount: 600_000 }] });
  expect(expectOk(await run.screen.lookUpCode({ text }))).toMatchObject({ balanceMinor: 1_000_000 });
});
