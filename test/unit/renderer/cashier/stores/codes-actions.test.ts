import { expect, test } from 'vitest';
import { appError } from '#shared/contracts/error-codes.ts';
import type { CodeView } from '#shared/contracts/till/codes-views.ts';
import { minor } from '#shared/domain/money.ts';
import { err, ok } from '#shared/kernel/result.ts';
import { chain } from '#test/support/fake-till/demo-data.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { present } from '#test/support/present.ts';
import { tillAtHand } from './till-at-hand.ts';
import type { TillAtHand } from './till-at-hand.ts';

const approval = { operatorId: present(chain.operators[0]).operatorId, pin: '1' };

async function soldCard(till: TillAtHand): Promise<string> {
  await till.actions.sellGiftCard(1_000_000, 'cash');
  const voucher = present(till.stores.codes.getState().vouchers[0]);
  await till.actions.handOverVoucher(voucher.forId);
  return present(voucher.codes[0]);
}

test('a sold card is shown until somebody says that it was handed over', async () => {
  const till = tillAtHand();
  await till.signIn();
  await till.actions.sellGiftCard(1_000_000, 'cash');
  const { vouchers } = till.stores.codes.getState();
  expect(vouchers).toMatchObject([{ codeKind: 'giftCard', valueMinor: 1_000_000 }]);
  await till.actions.handOverVoucher(present(vouchers[0]).forId);
  expect(till.stores.codes.getState().vouchers).toEqual([]);
});

test('selling again after an answer is another command, also after a refusal', async () => {
  let isRefused = true;
  const till = tillAtHand({
    sellGiftCard: ({ commandId, valueMinor }) =>
      isRefused
        ? err(appError('disk_full'))
        : ok({
            forId: commandId,
            codeKind: 'giftCard',
            codes: [],
            name: null,
            valueMinor,
            gain: null,
            expiresOn: null,
          }),
  });
  await till.signIn();
  await till.actions.sellGiftCard(1_000_000, 'cash');
  expect(till.stores.codes.getState().failure?.code).toBe('disk_full');
  isRefused = false;
  await till.actions.sellGiftCard(1_000_000, 'cash');
  await till.actions.sellGiftCard(1_000_000, 'cash');
  const ids = till.inputsOf('sellGiftCard').map((input) => JSON.stringify(input));
  expect(new Set(ids).size).toBe(3);
});

test('a code that was found pays as much as is on it and as there is to pay', async () => {
  const chosen: unknown[] = [];
  const till = tillAtHand({
    chooseTenders: ({ tenders }) => {
      chosen.push(tenders);
      return err(appError('basket_changed'));
    },
  });
  await till.signIn();
  const text = await soldCard(till);
  await till.actions.addAmount(400_000);
  till.actions.openCodes(text);
  await till.settled();
  expect(till.stores.codes.getState().found).toMatchObject({ kind: 'found', code: { kind: 'giftCard' } });
  const { found } = till.stores.codes.getState();
  const codeId = found.kind === 'found' ? found.code.codeId : null;
  expect(await till.actions.takeFoundCode()).toBe(false);
  expect(chosen).toMatchObject([{ coupons: [], giftCards: [{ codeId, amountMinor: 400_000 }] }]);
  expect(till.stores.overlay.getState().overlay.kind).toBe('codes');
  expect(till.stores.codes.getState().failure?.code).toBe('basket_changed');
});

test('a coupon that was found is put beside what was chosen before', async () => {
  const coupon: CodeView = {
    kind: 'coupon',
    codeId: present(chain.operators[0]).operatorId,
    name: null,
    gain: null,
    usesLeft: 1,
    worthMinor: minor(10),
    expiresOn: null,
    refused: null,
  };
  const till = tillAtHand({ lookUpCode: () => ok(coupon) });
  await till.signIn();
  await till.actions.addAmount(400_000);
  await till.actions.lookUpCode('anything');
  await till.actions.takeFoundCode();
  expect(till.inputsOf('chooseTenders')).toMatchObject([
    { tenders: { coupons: [coupon.codeId], points: 0 } },
  ]);
});

test('a code that is not whole is said inside the dialog', async () => {
  const till = tillAtHand();
  await till.signIn();
  await till.actions.lookUpCode('ABC');
  expect(till.stores.codes.getState()).toMatchObject({
    found: { kind: 'none' },
    failure: { code: 'code_invalid' },
  });
  expect(till.stores.notice.getState().failure).toBeNull();
});

test('a large batch is issued in commands of 500 under one batch, and none after a refusal', async () => {
  const till = tillAtHand();
  await till.signIn();
  const batch = { codeKind: 'coupon', refId: 'thanks-30', valueMinor: null, count: 1_100 } as const;
  expect(await till.actions.issueBatch(batch, approval)).toBeNull();
  const inputs = till.inputsOf('issueCodes');
  expect(inputs).toMatchObject([{ count: 500 }, { count: 500 }, { count: 100 }]);
  const batchIds = inputs.map((input) => JSON.stringify(input).replace(/.*"batchId":"([^"]*)".*/, '$1'));
  expect(new Set(batchIds).size).toBe(1);
  expect(till.stores.codes.getState()).toMatchObject({
    progress: null,
    batches: { batches: [{ codes: 1_100 }] },
  });

  const refusing = tillAtHand({ issueCodes: () => err(appError('wrong_pin')) });
  await refusing.signIn();
  expect((await refusing.actions.issueBatch(batch, approval))?.code).toBe('wrong_pin');
  expect(refusing.inputsOf('issueCodes')).toHaveLength(1);
});

test('cancelling goes on until nothing of the batch is left', async () => {
  let left = 2;
  const till = tillAtHand({ cancelCodes: () => ok({ cancelled: 500, left: (left -= 1) }) });
  await till.signIn();
  const toCancel = { batchId: present(chain.operators[0]).operatorId, texts: [] };
  expect(await till.actions.cancelCodes(toCancel, approval)).toBeNull();
  expect(till.inputsOf('cancelCodes')).toHaveLength(2);
  expect(till.inputsOf('cancelCodes')[0]).toMatchObject({ reasonId: 'over' });
});

test('a leaked code is shown as cancelled as soon as it is', async () => {
  const till = tillAtHand();
  await till.signIn();
  const text = await soldCard(till);
  await till.actions.lookUpCode(text);
  expect(await till.actions.previewCancel({ batchId: null, texts: [text] })).toMatchObject({ open: 1 });
  expect(await till.actions.cancelCodes({ batchId: null, texts: [text] }, approval)).toBeNull();
  expect(till.stores.codes.getState().found).toMatchObject({ code: { refused: 'code_cancelled' } });
});

test('a reward is claimed once for one press, however often it is pressed', async () => {
  const till = tillAtHand();
  await till.signIn();
  const { actions, stores } = till;
  const found = expectOk(await till.caller.ask((calls) => calls.searchMembers({ text: 'Sohrab' })));
  await actions.attachMember(present(found.members[0]).memberRef, null);
  actions.openRewards();
  await actions.loadRewards();
  const { pointsSpendable } = present(stores.codes.getState().rewards ?? undefined);
  await Promise.all([actions.claimReward('gift-wrap'), actions.claimReward('gift-wrap')]);
  expect(till.inputsOf('claimReward')).toHaveLength(1);
  const claimed = present(stores.codes.getState().rewards ?? undefined);
  expect(claimed).toMatchObject({ pointsSpendable: pointsSpendable - 30, claims: [{ status: 'open' }] });
  await actions.takeBackClaim(present(claimed.claims[0]).claimEntryId);
  expect(stores.codes.getState().rewards).toMatchObject({
    pointsSpendable,
    claims: [{ status: 'cancelled' }],
  });
  await actions.handOverReward(present(claimed.claims[0]).claimEntryId);
  expect(stores.codes.getState().failure?.code).toBe('claim_closed');
});

test('what a manager has to approve is asked for, and sent again with the approval and under another id', async () => {
  const till = tillAtHand({
    sellGiftCard: (input) =>
      Object.hasOwn(input, 'approval') ? err(appError('wrong_pin')) : err(appError('approval_needed')),
  });
  await till.signIn();
  const { actions, stores } = till;
  expect(await actions.sellGiftCard(1_000_000, 'cash')).toMatchObject({ code: 'approval_needed' });
  expect(stores.codes.getState().failure).toBeNull();
  expect(await actions.sellGiftCard(1_000_000, 'cash', approval)).toMatchObject({ code: 'wrong_pin' });
  expect(stores.codes.getState().failure?.code).toBe('wrong_pin');
  const [first, second] = till.inputsOf('sellGiftCard').map((input) => Object(input));
  expect([first.approval, second.approval]).toEqual([undefined, approval]);
  expect(second.commandId).not.toBe(first.commandId);
});
