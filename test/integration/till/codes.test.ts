import path from 'node:path';
import { expect, test } from 'vitest';
import { ledgerKind } from '#electron/till/db/ledger-kind.ts';
import { openDatabase, openDatabaseToRead } from '#electron/till/db/open-database.ts';
import { verifyLedger } from '#electron/till/ledger-verify.ts';
import { codeRandomBytes, codeInGroups, makeCode } from '#shared/domain/code.ts';
import type { VoucherView } from '#shared/contracts/till/codes-views.ts';
import { minor } from '#shared/domain/money.ts';
import { points } from '#shared/domain/points.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { present } from '#test/support/present.ts';
import { ruleSetOf } from '#test/support/scoring.ts';
import { cashier, kian, manager, sara, tinyChainData } from '#test/support/till-chain.ts';
import type { ChainData } from '#test/support/till-chain.ts';
import { basketOf, createTillWorld, worldKeys } from '#test/support/till-world.ts';
import type { TillRun, TillWorld } from '#test/support/till-world.ts';

const approval = { operatorId: manager.operatorId, pin: manager.pin };
const cardPays = { payment: 'cash', memberRef: null } as const;

type Selling = { readonly world: TillWorld; readonly run: TillRun };

async function selling(data?: ChainData): Promise<Selling> {
  const world = createTillWorld(data === undefined ? {} : { data });
  return { world, run: await world.openSignedIn() };
}

/** A gift card of 1,000,000, with its code. */
async function soldCard({
  world,
  run,
}: Selling): Promise<{ readonly sold: VoucherView; readonly text: string }> {
  const command = { commandId: world.id(), valueMinor: 1_000_000, ...cardPays };
  const sold = expectOk(await run.screen.sellGiftCard(command));
  return { sold, text: present(sold.codes[0]) };
}

async function issuedCoupons(
  { world, run }: Selling,
  count: number,
  refId = 'thanks-30',
): Promise<VoucherView> {
  const batch = {
    batchId: world.id(),
    codeKind: 'coupon',
    refId,
    valueMinor: null,
    memberRef: null,
  } as const;
  return expectOk(await run.screen.issueCodes({ commandId: world.id(), ...batch, count, approval }));
}

test('a sold gift card is found by its code with what is on it and when it ends', async () => {
  const till = await selling();
  const { sold, text } = await soldCard(till);
  expect(sold).toMatchObject({ codeKind: 'giftCard', valueMinor: 1_000_000, expiresOn: '2027-11-21' });
  const found = expectOk(await till.run.screen.lookUpCode({ text: text.toLowerCase() }));
  expect(found).toMatchObject({
    kind: 'giftCard',
    balanceMinor: 1_000_000,
    valueMinor: 1_000_000,
    expiresOn: '2027-11-21',
    refused: null,
  });
  expect(till.world.bugs).toEqual([]);
});

test('a gift card sold twice by the same command is one card with the same code', async () => {
  const { world, run } = await selling();
  const command = { commandId: world.id(), valueMinor: 700_000, ...cardPays };
  const first = expectOk(await run.screen.sellGiftCard(command));
  expect(expectOk(await run.screen.sellGiftCard(command))).toEqual(first);
  const other = expectOk(await run.screen.sellGiftCard({ ...command, commandId: world.id() }));
  expect(other.codes).not.toEqual(first.codes);
});

test('a gift card that nobody saw is shown again after a restart, and not once it was handed over', async () => {
  const { world, run } = await selling();
  const { sold } = await soldCard({ world, run });
  run.close();
  const again = await world.openSignedIn();
  expect(expectOk(await again.screen.waitingVouchers({})).vouchers).toEqual([sold]);
  expectOk(await again.screen.codesHandedOver({ commandId: world.id(), forId: sold.forId }));
  expect(expectOk(await again.screen.waitingVouchers({})).vouchers).toEqual([]);
});

test('a gift card out of a wallet takes the money from it, and not more than there is', async () => {
  const { world, run } = await selling();
  const command = { payment: 'wallet', memberRef: sara } as const;
  expect(
    expectCode(await run.screen.sellGiftCard({ commandId: world.id(), valueMinor: 500_000, ...command })),
  ).toBe('balance_too_small');
  const nobody = { payment: 'wallet', memberRef: null } as const;
  expect(
    expectCode(await run.screen.sellGiftCard({ commandId: world.id(), valueMinor: 500_000, ...nobody })),
  ).toBe('member_unknown');
});

test('a mistyped code is told from an unknown one, and after five unknown ones the till pauses for a minute', async () => {
  const { world, run } = await selling();
  const { text } = await soldCard({ world, run });
  const slip = `${text.slice(0, -1)}${text.endsWith('0') ? '1' : '0'}`;
  expect(expectCode(await run.screen.lookUpCode({ text: slip }))).toBe('code_invalid');
  for (let guess = 0; guess < 5; guess += 1) {
    const unknown = codeInGroups(makeCode(new Uint8Array(codeRandomBytes).fill(guess)));
    expect(expectCode(await run.screen.lookUpCode({ text: unknown }))).toBe('code_unknown');
  }
  expect(await run.screen.lookUpCode({ text })).toMatchObject({
    ok: false,
    error: { code: 'code_paused', details: { seconds: 60 } },
  });
  world.time.advance(60_000);
  expectOk(await run.screen.lookUpCode({ text }));
});

test('a batch of coupons needs the yes of a second person, who is a manager', async () => {
  const { world, run } = await selling();
  const batch = {
    commandId: world.id(),
    batchId: world.id(),
    codeKind: 'coupon',
    refId: 'thanks-30',
    valueMinor: null,
    memberRef: null,
    count: 3,
  } as const;
  expect(expectCode(await run.screen.issueCodes({ ...batch, approval: null }))).toBe('approval_needed');
  const own = { operatorId: cashier.operatorId, pin: cashier.pin };
  expect(expectCode(await run.screen.issueCodes({ ...batch, approval: own }))).toBe('approver_is_actor');
  const issued = expectOk(await run.screen.issueCodes({ ...batch, approval }));
  expect(new Set(issued.codes).size).toBe(3);
  expect(issued).toMatchObject({ gain: { discountMinor: 300_000 }, expiresOn: '2027-01-20' });
  expect(expectOk(await run.screen.issueCodes({ ...batch, approval: null }))).toEqual(issued);
  const [listed] = expectOk(await run.screen.codeBatches({})).batches;
  expect(listed).toMatchObject({ batchId: batch.batchId, codes: 3, used: 0, cancelled: 0 });
});

test('nothing is issued of a coupon that the programme does not have, nor a gift card beyond its limits', async () => {
  const { world, run } = await selling();
  const batch = { commandId: world.id(), batchId: world.id(), memberRef: null, count: 1, approval } as const;
  const coupon = { ...batch, codeKind: 'coupon', refId: 'gone', valueMinor: null } as const;
  expect(expectCode(await run.screen.issueCodes(coupon))).toBe('coupon_off');
  const card = { ...batch, codeKind: 'giftCard', refId: null, valueMinor: 1 } as const;
  expect(expectCode(await run.screen.issueCodes(card))).toBe('amount_invalid');
  const guest = { ...batch, codeKind: 'guestCard', refId: null, valueMinor: null } as const;
  expect(expectCode(await run.screen.issueCodes(guest))).toBe('member_unknown');
  const ofSara = expectOk(await run.screen.issueCodes({ ...guest, memberRef: sara }));
  const text = present(ofSara.codes[0]);
  expect(expectOk(await run.screen.lookUpCode({ text }))).toMatchObject({
    kind: 'guestCard',
    introducerRef: sara,
    usesLeft: 1,
  });
});

test('a coupon is worth something once the basket is large enough for it', async () => {
  const { world, run } = await selling();
  const text = present((await issuedCoupons({ world, run }, 1)).codes[0]);
  expect(expectOk(await run.screen.lookUpCode({ text }))).toMatchObject({
    worthMinor: 0,
    refused: 'coupon_basket_too_small',
  });
  const { basketId } = await basketOf(run);
  expectOk(await run.screen.addAmount({ commandId: world.id(), basketId, amountMinor: 1_000_000 }));
  expect(expectOk(await run.screen.lookUpCode({ text }))).toMatchObject({
    kind: 'coupon',
    worthMinor: 300_000,
    usesLeft: 1,
    refused: null,
  });
});

test('leaked codes are cancelled one by one or with their whole batch, after a look at what that means', async () => {
  const { world, run } = await selling();
  const batchId = world.id();
  const batch = { batchId, codeKind: 'giftCard', refId: null, valueMinor: 500_000, memberRef: null } as const;
  const issued = expectOk(
    await run.screen.issueCodes({ commandId: world.id(), ...batch, count: 3, approval }),
  );
  const texts = [present(issued.codes[0]), present(issued.codes[0]), 'no code'];
  const leaked = { batchId: null, texts };
  expect(expectOk(await run.screen.previewCancel(leaked))).toEqual({
    open: 1,
    used: 0,
    cancelled: 0,
    unknown: 1,
    balanceMinor: 500_000,
  });
  const cancel = { commandId: world.id(), ...leaked, reasonId: 'leaked' } as const;
  expect(expectCode(await run.screen.cancelCodes({ ...cancel, approval: null }))).toBe('approval_needed');
  expect(expectOk(await run.screen.cancelCodes({ ...cancel, approval }))).toEqual({ cancelled: 1, left: 0 });
  expect(expectOk(await run.screen.lookUpCode({ text: present(texts[0]) }))).toMatchObject({
    refused: 'code_cancelled',
    balanceMinor: 0,
  });
  const whole = { batchId, texts: [] };
  expect(expectOk(await run.screen.previewCancel(whole))).toMatchObject({
    open: 2,
    cancelled: 1,
    balanceMinor: 1_000_000,
  });
  const rest = { commandId: world.id(), ...whole, reasonId: 'over', approval } as const;
  expect(expectOk(await run.screen.cancelCodes(rest))).toEqual({ cancelled: 2, left: 0 });
  expect(expectOk(await run.screen.cancelCodes(rest))).toEqual({ cancelled: 2, left: 0 });
  const late = { ...rest, commandId: world.id() };
  expect(expectCode(await run.screen.cancelCodes(late))).toBe('code_cancelled');
});

test('a coupon that an offer gives is a real code on the receipt, until a later sale gives another', async () => {
  const ruleSet = ruleSetOf({
    offers: [
      {
        offerId: 'thanks',
        effects: [
          {
            kind: 'coupon',
            couponId: 'thanks-30',
            name: { fa: 'کوپن', en: 'Coupon' },
            worthMinor: 300_000,
            expireAfterDays: 10,
          },
        ],
      },
    ],
  });
  const { world, run } = await selling({ ...tinyChainData(), ruleSet });
  const first = await soldBasket({ world, run });
  const [voucher] = present(first.vouchers);
  expect(voucher).toMatchObject({
    codeKind: 'coupon',
    name: { en: '30,000 Toman off' },
    expiresOn: '2026-12-01',
  });
  const text = present(present(voucher).codes[0]);
  expect(expectOk(await run.screen.lookUpCode({ text }))).toMatchObject({ kind: 'coupon', usesLeft: 1 });
  expect(expectOk(await run.screen.lastReceipt({})).receipt?.vouchers).toEqual(first.vouchers);
  const second = await soldBasket({ world, run });
  expect(present(second.vouchers)[0]?.codes).not.toEqual(voucher?.codes);
});

async function soldBasket({ world, run }: Selling) {
  const { basketId } = await basketOf(run);
  const command = () => ({ commandId: world.id(), basketId });
  expectOk(await run.screen.attachMember({ ...command(), memberRef: sara, cardUid: null }));
  const basket = expectOk(await run.screen.addAmount({ ...command(), amountMinor: 2_000_000 }));
  return expectOk(await run.screen.paySale({ ...command(), revision: basket.revision })).receipt;
}

test('a gift card and a coupon pay a sale in part, and the rest stays on the card', async () => {
  const { world, run } = await selling();
  const { text } = await soldCard({ world, run });
  const coupon = present((await issuedCoupons({ world, run }, 1)).codes[0]);
  const { basketId } = await basketOf(run);
  const command = () => ({ commandId: world.id(), basketId });
  expectOk(await run.screen.addAmount({ ...command(), amountMinor: 1_000_000 }));
  const card = expectOk(await run.screen.lookUpCode({ text }));
  const off = expectOk(await run.screen.lookUpCode({ text: coupon }));
  const tenders = {
    coupons: [off.codeId],
    points: 0,
    walletMinor: minor(0),
    householdMinor: minor(0),
    giftCards: [{ codeId: card.codeId, amountMinor: minor(400_000) }],
  };
  const basket = expectOk(await run.screen.chooseTenders({ ...command(), tenders }));
  expect(basket.payment).toMatchObject({ outsideMinor: 300_000 });
  expectOk(await run.screen.paySale({ ...command(), revision: basket.revision }));
  expect(expectOk(await run.screen.lookUpCode({ text }))).toMatchObject({ balanceMinor: 600_000 });
  expect(expectOk(await run.screen.lookUpCode({ text: coupon }))).toMatchObject({
    usesLeft: 0,
    refused: 'code_used_up',
  });
  const next = await basketOf(run);
  const again = { ...tenders, giftCards: [] };
  const other = { commandId: world.id(), basketId: next.basketId };
  expectOk(await run.screen.addAmount({ ...other, amountMinor: 1_000_000 }));
  const repeat = { ...other, commandId: world.id(), tenders: again };
  expect((await run.screen.chooseTenders(repeat)).ok).toBe(false);
  run.close();
  expect(findingsOf(world)).toEqual([]);
});

test('codes and claims are checked against the entries, and made again from them where a file has none', async () => {
  const { world, run } = await selling(richSara());
  await soldCard({ world, run });
  const claim = { memberRef: sara, rewardId: 'gift-card-100', count: 1 };
  const { rewards } = expectOk(await run.screen.claimReward({ commandId: world.id(), ...claim }));
  const { claimEntryId } = present(rewards.claims[0]);
  expectOk(await run.screen.cancelClaim({ commandId: world.id(), claimEntryId, reasonId: 'mistake' }));
  await issuedCoupons({ world, run }, 2, 'friends-5');
  run.close();
  for (const change of [
    'UPDATE code SET uses = uses + 1',
    "UPDATE code SET ref_id = 'other'",
    'UPDATE claim SET cancelled = 0',
    'UPDATE claim SET cost_points = cost_points + 1',
    'DELETE FROM code',
  ]) {
    changeLedger(world, change);
    expect(findingsOf(world)).toContain('projection_differs');
    changeLedger(world, "DELETE FROM projection WHERE name = 'codes'");
    const again = await world.openSignedIn();
    again.close();
    expect(findingsOf(world)).toEqual([]);
  }
});

function ledgerFile(world: TillWorld) {
  const file = path.join(world.dataDir, 'ledger.db');
  return { path: file, key: worldKeys.databaseKey, nativeBinding: null, kind: ledgerKind } as const;
}

function changeLedger(world: TillWorld, sql: string): void {
  const db = expectOk(openDatabase({ ...ledgerFile(world), mode: 'mustExist', durability: 'FULL' }));
  db.prepare(sql).run();
  db.close();
}

function findingsOf(world: TillWorld): readonly string[] {
  const db = expectOk(openDatabaseToRead(ledgerFile(world)));
  const { findings } = verifyLedger(db, world.opening().ports);
  db.close();
  return findings.map(({ code }) => code);
}

test('a reward costs its points once, is handed over once, and gives them back when it is taken back before', async () => {
  const { world, run } = await selling();
  const { screen } = run;
  const before = expectOk(await screen.rewardsFor({ memberRef: sara }));
  expect(before.pointsSpendable).toBe(120);
  expect(before.rewards[0]).toMatchObject({ refused: null });
  const claim = { commandId: world.id(), memberRef: sara, rewardId: 'coffee', count: 1 };
  const claimed = expectOk(await screen.claimReward(claim));
  expect(claimed.voucher).toBeNull();
  expect(claimed.rewards).toMatchObject({
    pointsSpendable: 40,
    claims: [{ status: 'open', costPoints: 80, isCode: false, name: { en: 'A coffee of your choice' } }],
  });
  expect(expectOk(await screen.claimReward(claim))).toEqual(claimed);
  expect(expectCode(await screen.claimReward({ ...claim, commandId: world.id() }))).toBe('balance_too_small');
  const { claimEntryId } = present(claimed.rewards.claims[0]);
  const cancel = { commandId: world.id(), claimEntryId, reasonId: 'changed-mind' } as const;
  const back = expectOk(await screen.cancelClaim(cancel));
  expect(back).toMatchObject({ pointsSpendable: 120, claims: [{ status: 'cancelled' }] });
  expect(expectOk(await screen.cancelClaim(cancel))).toEqual(back);
  expect(expectCode(await screen.handOverReward({ commandId: world.id(), claimEntryId }))).toBe(
    'claim_closed',
  );
});

test('a reward that was handed over is not taken back', async () => {
  const { world, run } = await selling();
  const { screen } = run;
  const claim = { commandId: world.id(), memberRef: sara, rewardId: 'gift-wrap', count: 2 };
  const { claimEntryId } = present(expectOk(await screen.claimReward(claim)).rewards.claims[0]);
  const handOver = { commandId: world.id(), claimEntryId };
  const done = expectOk(await screen.handOverReward(handOver));
  expect(done.claims[0]).toMatchObject({ status: 'handedOver', count: 2, costPoints: 60 });
  expect(expectOk(await screen.handOverReward(handOver))).toEqual(done);
  const cancel = { commandId: world.id(), claimEntryId, reasonId: 'mistake' } as const;
  expect(expectCode(await screen.cancelClaim(cancel))).toBe('claim_closed');
  expect(expectCode(await screen.handOverReward({ ...handOver, claimEntryId: world.id() }))).toBe(
    'claim_unknown',
  );
});

test('a discount as a reward is a coupon of that worth, and taking the claim back ends the coupon', async () => {
  const { world, run } = await selling(richSara());
  const { screen } = run;
  const claim = { commandId: world.id(), memberRef: sara, rewardId: 'discount-50', count: 1 };
  const { voucher, rewards } = expectOk(await screen.claimReward(claim));
  expect(voucher).toMatchObject({ codeKind: 'coupon', gain: { discountMinor: 500_000 } });
  const text = present(voucher?.codes[0]);
  expect(expectOk(await screen.lookUpCode({ text }))).toMatchObject({ name: { en: '50,000 Toman off' } });
  const { claimEntryId } = present(rewards.claims[0]);
  expectOk(await screen.cancelClaim({ commandId: world.id(), claimEntryId, reasonId: 'changed-mind' }));
  expect(expectOk(await screen.lookUpCode({ text }))).toMatchObject({ refused: 'code_cancelled' });
});

test('a gift card as a reward holds its money, and taking the claim back takes it again', async () => {
  const { world, run } = await selling(richSara());
  const { screen } = run;
  const claim = { commandId: world.id(), memberRef: sara, rewardId: 'gift-card-100', count: 2 };
  const { voucher, rewards } = expectOk(await screen.claimReward(claim));
  const text = present(voucher?.codes[0]);
  expect(expectOk(await screen.lookUpCode({ text }))).toMatchObject({ balanceMinor: 2_000_000 });
  const { claimEntryId } = present(rewards.claims[0]);
  const back = expectOk(
    await screen.cancelClaim({ commandId: world.id(), claimEntryId, reasonId: 'mistake' }),
  );
  expect(back.pointsSpendable).toBe(2_000);
  expect(expectOk(await screen.lookUpCode({ text }))).toMatchObject({ balanceMinor: 0 });
});

test('rewards of a limited number are given that often and no more, however they are asked for', async () => {
  const { world, run } = await selling(richSara());
  const { screen } = run;
  const claim = (count: number) =>
    screen.claimReward({ commandId: world.id(), memberRef: sara, rewardId: 'nuts-sampler', count });
  expect(expectCode(await claim(2))).toBe('reward_limit_reached');
  expect(expectCode(await claim(0))).toBe('quantity_invalid');
  const both = await Promise.all([claim(1), claim(1)]);
  expect(both.map((answer) => (answer.ok ? 'claimed' : answer.error.code))).toEqual([
    'claimed',
    'reward_limit_reached',
  ]);
  expect(
    expectCode(
      await screen.claimReward({ commandId: world.id(), memberRef: kian, rewardId: 'copper-cup', count: 1 }),
    ),
  ).toBe('reward_not_for_tier');
  expect(
    expectCode(
      await screen.claimReward({ commandId: world.id(), memberRef: kian, rewardId: 'no', count: 1 }),
    ),
  ).toBe('reward_unknown');
  expect(
    expectCode(
      await screen.claimReward({ commandId: world.id(), memberRef: world.id(), rewardId: 'tree', count: 1 }),
    ),
  ).toBe('member_unknown');
});

function richSara(): ChainData {
  const data = tinyChainData();
  const members = data.members.map((one) =>
    one.memberRef === sara ? { ...one, pointsBalance: points(2_000) } : one,
  );
  return { ...data, members };
}

test('a batch that nobody has printed is shown again to a manager, and to nobody else', async () => {
  const { world, run } = await selling();
  const issued = await issuedCoupons({ world, run }, 2);
  expect(expectOk(await run.screen.waitingVouchers({})).vouchers).toEqual([]);
  expectOk(await run.screen.signIn({ commandId: world.id(), ...manager }));
  expect(expectOk(await run.screen.waitingVouchers({})).vouchers).toEqual([issued]);
});
