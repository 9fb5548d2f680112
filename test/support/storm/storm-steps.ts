/** Everything that can be done with value, as a page would ask for it; each step is made from a few drawn numbers. */

import type { BasketView } from '#shared/contracts/till-views.ts';
import type { SaleLeftView } from '#shared/contracts/till/corrections-views.ts';
import type { LineId } from '#shared/domain/product.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { noTenders } from '#shared/ledger/value/chosen-tenders.ts';
import { refundScopes } from '#shared/ledger/value/value-details.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { mustHold } from '#test/support/sim/violation.ts';
import { kian, omid, products, sara } from '#test/support/till-chain.ts';
import { approval, call, entriesAsked, restart, send, signIn, worths } from './storm-world.ts';
import type { Storm, Worth } from './storm-world.ts';

/** Drawn anew for each step: the same numbers lead to the same step. */
export type Draw = { readonly step: number; readonly dice: readonly number[] };
type Dice = { readonly below: (limit: number) => number };
type Step = (storm: Storm, dice: Dice) => Promise<unknown>;

const people = [sara, omid, kian];

const steps: readonly (readonly [weight: number, step: Step])[] = [
  [14, (storm, dice) => sell(storm, dice)],
  [12, refund],
  [8, cycle],
  [6, topUp],
  [3, giveCredit],
  [5, changeMember],
  [3, adjust],
  [4, transfer],
  [3, household],
  [4, claim],
  [4, closeClaim],
  [4, sellGiftCard],
  [2, issueCoupons],
  [2, cancelCodes],
  [2, bulkCancel],
  [2, (storm) => send(storm, 'closeShift', { commandId: storm.world.id() })],
  [4, again],
  [4, twisted],
  [4, atOnce],
  [3, passDays],
  [1, jumpClock],
  [2, restart],
];
const weightOfAll = steps.reduce((sum, [weight]) => sum + weight, 0);
export const stepsOfAll = weightOfAll;

export async function takeStep(storm: Storm, { step, dice }: Draw): Promise<void> {
  let left = step % weightOfAll;
  const chosen = steps.find(([weight]) => (left -= weight) < 0);
  let next = 0;
  const below = (limit: number): number => {
    const number = dice[next % dice.length] ?? 0;
    next += 1;
    return (number + next) % Math.max(1, limit);
  };
  // Days that passed have locked the till.
  await openBasket(storm);
  await chosen?.[1](storm, { below });
}

function pick<Value>(values: readonly Value[], { below }: Dice): Value {
  const value = values[below(values.length)];
  mustHold(value !== undefined, 'there is something to choose from');
  return value;
}

function newest<Value>(values: readonly Value[], { below }: Dice): Value | undefined {
  return values.at(-1 - below(Math.min(5, values.length)));
}

async function openBasket(storm: Storm): Promise<BasketView> {
  const till = expectOk(await storm.run.screen.till({}));
  if (till.basket !== null) return till.basket;
  await signIn(storm);
  return openBasket(storm);
}

/** Sold to somebody or nobody, paid in every way there is. The answer is the sale's entry, where it was booked. */
async function sell(storm: Storm, dice: Dice, memberRef?: Uuid): Promise<Uuid | null> {
  const { world } = storm;
  const { basketId } = await openBasket(storm);
  const command = () => ({ commandId: world.id(), basketId });
  if (memberRef !== undefined || dice.below(5) > 0) {
    const member = memberRef ?? pick(people, dice);
    await send(storm, 'attachMember', { ...command(), memberRef: member, cardUid: null });
  }
  for (let line = 0; line <= dice.below(3); line += 1) {
    const { productId } = pick(Object.values(products), dice);
    const quantity = 1 + dice.below(4);
    if (dice.below(3) > 0) await send(storm, 'addProduct', { ...command(), productId, quantity });
    else await send(storm, 'addAmount', { ...command(), amountMinor: 1 + dice.below(1_000_003) });
  }
  if (dice.below(3) > 0) await chooseTenders(storm, dice);
  return pay(storm, dice);
}

async function chooseTenders(storm: Storm, dice: Dice): Promise<void> {
  const { basketId, member, score } = await openBasket(storm);
  const part = (): number => (dice.below(2) === 0 ? dice.below(score.payableMinor + 1) : 0);
  const coded = await codesToPay(storm, dice);
  const tenders = {
    ...noTenders,
    points: member !== null && dice.below(3) > 0 ? dice.below(member.pointsBalance + 4) : 0,
    walletMinor: member === null ? 0 : part(),
    householdMinor: dice.below(4) === 0 ? dice.below(80_000) : 0,
    ...coded,
  };
  await send(storm, 'chooseTenders', { commandId: storm.world.id(), basketId, tenders });
}

async function codesToPay(storm: Storm, dice: Dice) {
  const none = { coupons: [], giftCards: [] };
  const text = newest(storm.codes, dice);
  if (text === undefined || dice.below(2) === 0) return none;
  const looked = await storm.run.screen.lookUpCode({ text });
  if (!looked.ok || looked.value.kind === 'guestCard') return none;
  const { codeId } = looked.value;
  if (looked.value.kind === 'coupon') return { ...none, coupons: [codeId] };
  return { ...none, giftCards: [{ codeId, amountMinor: 1 + dice.below(looked.value.balanceMinor + 2) }] };
}

type Receipt = {
  readonly entryId: Uuid;
  readonly score: { readonly payableMinor: number };
  readonly payment?: { readonly outsideMinor: number; readonly changeIntoWalletMinor: number };
};

async function pay(storm: Storm, dice: Dice): Promise<Uuid | null> {
  const { basketId, revision, score, payment } = await openBasket(storm);
  const due = payment?.outsideMinor ?? score.payableMinor;
  const change = dice.below(300_000);
  const cash = { receivedMinor: due + change, intoWalletMinor: dice.below(change + 1) };
  const input = { commandId: storm.world.id(), basketId, revision };
  const asked = dice.below(3) === 0 ? { ...input, cash } : input;
  const paid = await send<{ readonly receipt: Receipt }>(storm, 'paySale', asked);
  if (paid === null) return null;
  const { entryId, payment: paidWith, score: sold } = paid.receipt;
  overDesk(storm, 'till', paidWith?.outsideMinor ?? sold.payableMinor);
  overDesk(storm, 'till', paidWith?.changeIntoWalletMinor ?? 0);
  overDesk(storm, entryId, paidWith?.outsideMinor ?? sold.payableMinor);
  storm.sales.push(entryId);
  return entryId;
}

function overDesk({ desk }: Storm, what: string, amount: number): void {
  desk.set(what, (desk.get(what) ?? 0) + amount);
}

async function refund(storm: Storm, dice: Dice): Promise<void> {
  const entryId = newest(storm.sales, dice);
  if (entryId !== undefined) await refundPart(storm, entryId, dice);
}

type Refunded = {
  readonly slip: {
    readonly outsideMinor: number;
    readonly toWalletMinor: number;
    readonly refundMinor: number;
  };
};

async function refundPart(
  storm: Storm,
  entryId: Uuid,
  dice: Dice,
  scope = pick(refundScopes, dice),
): Promise<void> {
  const left = expectOk(await storm.run.screen.saleLeft({ entryId }));
  const toWallet = dice.below(3) === 0;
  const asked = { entryId, scope, lines: someLines(left, dice), toWallet };
  const preview = await storm.run.screen.previewRefund(asked);
  const refundMinor = preview.ok ? preview.value.refundMinor : dice.below(1_000);
  const command = { ...asked, commandId: storm.world.id(), reasonId: 'returned', refundMinor, approval };
  const done = await send<Refunded>(storm, 'refundSale', command);
  mustHold((done !== null) === preview.ok, 'what is previewed can be done, and nothing else', { scope });
  if (done === null) return;
  // What goes into the wallet instead was paid over the desk all the same: it may be spent, and is not handed out.
  overDesk(storm, 'till', -done.slip.outsideMinor);
  overDesk(storm, entryId, -done.slip.outsideMinor - done.slip.toWalletMinor);
}

function someLines({ lines }: SaleLeftView, dice: Dice): { lineId: LineId; quantity: number }[] {
  return lines.flatMap(({ lineId, quantityLeft }) => {
    const quantity = Math.min(quantityLeft, 1 + dice.below(4));
    return quantity > 0 && dice.below(3) > 0 ? [{ lineId, quantity }] : [];
  });
}

/** Bought and given back, in parts or at once, with the earned points spent in between: nobody is richer by it. */
async function cycle(storm: Storm, dice: Dice): Promise<void> {
  await openBasket(storm);
  await send(storm, 'clearBasket', {
    commandId: storm.world.id(),
    basketId: (await openBasket(storm)).basketId,
  });
  for (const memberRef of people) await storm.run.screen.memberFile({ memberRef });
  const before = worths(storm);
  const paidIn = { minor: 0 };
  const entryId = await sellPlain(storm, dice);
  if (entryId === null) return;
  for (let part = dice.below(3); part > 0; part -= 1) await refundOutside(storm, entryId, 'lines', dice);
  if (dice.below(2) === 0) {
    const [fromRef, toRef] = [pick(people, dice), pick(people, dice)];
    await send(storm, 'transferPoints', {
      commandId: storm.world.id(),
      fromRef,
      toRef,
      points: 1 + dice.below(9),
    });
  }
  await refundOutside(storm, entryId, 'whole', dice);
  const { lines } = expectOk(await storm.run.screen.saleLeft({ entryId }));
  mustHold(
    lines.every(({ quantityLeft }) => quantityLeft === 0),
    'a whole refund leaves nothing',
  );
  nobodyIsRicher(before, worths(storm), paidIn.minor);
}

async function sellPlain(storm: Storm, dice: Dice): Promise<Uuid | null> {
  const { basketId, revision } = await fillPlain(storm, dice);
  const paid = await send<{ readonly receipt: Receipt }>(storm, 'paySale', {
    commandId: storm.world.id(),
    basketId,
    revision,
  });
  if (paid === null) return null;
  const { entryId, payment, score } = paid.receipt;
  overDesk(storm, 'till', payment?.outsideMinor ?? score.payableMinor);
  overDesk(storm, entryId, payment?.outsideMinor ?? score.payableMinor);
  return entryId;
}

async function fillPlain(storm: Storm, dice: Dice): Promise<BasketView> {
  const { basketId } = await openBasket(storm);
  const command = () => ({ commandId: storm.world.id(), basketId });
  await send(storm, 'attachMember', { ...command(), memberRef: pick(people, dice), cardUid: null });
  for (let line = 0; line <= dice.below(4); line += 1) {
    await send(storm, 'addAmount', { ...command(), amountMinor: 1 + dice.below(2_000_003) });
  }
  await chooseTenders(storm, dice);
  return openBasket(storm);
}

async function refundOutside(
  storm: Storm,
  entryId: Uuid,
  scope: 'lines' | 'whole',
  dice: Dice,
): Promise<void> {
  const left = expectOk(await storm.run.screen.saleLeft({ entryId }));
  const asked = { entryId, scope, lines: scope === 'whole' ? [] : someLines(left, dice), toWallet: false };
  const preview = await storm.run.screen.previewRefund(asked);
  if (!preview.ok) return;
  const { refundMinor } = preview.value;
  const command = { ...asked, commandId: storm.world.id(), reasonId: 'returned', refundMinor, approval };
  const done = await send<Refunded>(storm, 'refundSale', command);
  if (done === null) return;
  overDesk(storm, 'till', -done.slip.outsideMinor);
  overDesk(storm, entryId, -done.slip.outsideMinor);
}

/** All together, since they may give points to each other meanwhile. */
function nobodyIsRicher(before: Worth, after: Worth, paidInMinor: number): void {
  for (const ending of [':points', ':wallet']) {
    const sum = (worth: Worth): number =>
      [...worth].filter(([account]) => account.endsWith(ending)).reduce((all, [, amount]) => all + amount, 0);
    const more = sum(after) - sum(before);
    mustHold(more <= (ending === ':wallet' ? paidInMinor : 0), 'nobody is richer by buying and giving back', {
      ending,
      more,
    });
  }
  for (const [account, amount] of after) {
    if (!account.startsWith('gift_card:')) continue;
    mustHold(amount <= (before.get(account) ?? 0), 'no gift card is worth more by it', { account, amount });
  }
}

async function topUp(storm: Storm, dice: Dice): Promise<void> {
  const amountMinor = 90_000 + dice.below(3_000_000);
  const input = { commandId: storm.world.id(), memberRef: pick(people, dice), amountMinor, means: 'cash' };
  if ((await send(storm, 'topUpWallet', input)) !== null) overDesk(storm, 'till', amountMinor);
}

async function giveCredit(storm: Storm, dice: Dice): Promise<void> {
  const amountMinor = 1 + dice.below(2_400_000);
  const reasonId = pick(['apology', 'campaign', 'unheard-of'], dice);
  const input = {
    commandId: storm.world.id(),
    memberRef: pick(people, dice),
    amountMinor,
    reasonId,
    approval,
  };
  await send(storm, 'giveCredit', input);
}

async function changeMember(storm: Storm, dice: Dice): Promise<void> {
  const entryId = newest(storm.sales, dice);
  const memberRef = pick(people, dice);
  if (entryId === undefined) return;
  await send(storm, 'changeSaleMember', { commandId: storm.world.id(), entryId, memberRef, approval });
}

async function adjust(storm: Storm, dice: Dice): Promise<void> {
  const unit = pick(['points', 'money'], dice);
  const size = 1 + dice.below(unit === 'points' ? 400 : 900_000);
  const amount = dice.below(2) === 0 ? size : -size;
  const expiresOn = pick([null, '2026-12-01', '2020-01-01'], dice);
  const wish = { memberRef: pick(people, dice), unit, amount, reasonId: 'complaint', expiresOn, approval };
  await send(storm, 'adjustMember', { commandId: storm.world.id(), ...wish });
}

async function transfer(storm: Storm, dice: Dice): Promise<void> {
  const [fromRef, toRef] = [pick(people, dice), pick(people, dice)];
  await send(storm, 'transferPoints', {
    commandId: storm.world.id(),
    fromRef,
    toRef,
    points: 1 + dice.below(50),
  });
}

async function household(storm: Storm, dice: Dice): Promise<void> {
  const dayLimitMinor = dice.below(4) === 0 ? null : dice.below(90_000);
  const wish = { headRef: pick(people, dice), memberRef: pick(people, dice), dayLimitMinor, approval };
  await send(storm, 'setHousehold', { commandId: storm.world.id(), ...wish });
}

type Claimed = {
  readonly rewards: { readonly claims: readonly { readonly claimEntryId: Uuid }[] };
  readonly voucher: { readonly codes: readonly string[] } | null;
};

async function claim(storm: Storm, dice: Dice): Promise<void> {
  const rewardId = pick(['coffee', 'gift-card-100', 'tree', 'nothing'], dice);
  const wish = { memberRef: pick(people, dice), rewardId, count: dice.below(4) };
  const done = await send<Claimed>(storm, 'claimReward', { commandId: storm.world.id(), ...wish });
  if (done === null) return;
  for (const { claimEntryId } of done.rewards.claims) {
    if (!storm.claims.includes(claimEntryId)) storm.claims.push(claimEntryId);
  }
  storm.codes.push(...(done.voucher?.codes ?? []));
}

async function closeClaim(storm: Storm, dice: Dice): Promise<void> {
  const claimEntryId = newest(storm.claims, dice);
  if (claimEntryId === undefined) return;
  const input = { commandId: storm.world.id(), claimEntryId };
  if (dice.below(3) === 0) await send(storm, 'handOverReward', input);
  else await send(storm, 'cancelClaim', { ...input, reasonId: 'mistake' });
}

async function sellGiftCard(storm: Storm, dice: Dice): Promise<void> {
  const payment = pick(['cash', 'wallet'], dice);
  const valueMinor = 450_000 + dice.below(600_000);
  const memberRef = payment === 'wallet' ? pick(people, dice) : null;
  const input = { commandId: storm.world.id(), valueMinor, payment, memberRef };
  const sold = await send<{ readonly codes: readonly string[] }>(storm, 'sellGiftCard', input);
  if (sold === null) return;
  storm.codes.push(...sold.codes);
  if (payment === 'cash') overDesk(storm, 'till', valueMinor);
}

async function issueCoupons(storm: Storm, dice: Dice): Promise<void> {
  const refId = pick(['thanks-30', 'friends-5', 'nothing'], dice);
  const what = {
    codeKind: 'coupon',
    refId,
    valueMinor: null,
    memberRef: null,
    count: 1 + dice.below(3),
    approval,
  };
  const input = { commandId: storm.world.id(), batchId: storm.world.id(), ...what };
  const issued = await send<{ readonly codes: readonly string[] }>(storm, 'issueCodes', input);
  storm.codes.push(...(issued?.codes ?? []));
}

async function cancelCodes(storm: Storm, dice: Dice): Promise<void> {
  const text = newest(storm.codes, dice);
  if (text === undefined) return;
  const wish = { batchId: null, texts: [text, '1'], reasonId: 'leaked', approval };
  await send(storm, 'cancelCodes', { commandId: storm.world.id(), ...wish });
}

async function bulkCancel(storm: Storm, dice: Dice): Promise<void> {
  const offerId = pick(['daily', 'points', 'later'], dice);
  const batch = { offerId, from: '2026-11-20', until: '2026-11-23', reasonId: 'mistake' };
  const sums = await storm.run.screen.previewBulkCancel(batch);
  if (!sums.ok) return;
  await send(storm, 'bulkCancel', { ...batch, commandId: storm.world.id(), sums: sums.value, approval });
}

/** The same command again books nothing, and is not refused. */
async function again(storm: Storm, dice: Dice): Promise<void> {
  const command = newest(storm.done, dice);
  if (command === undefined) return;
  const before = entriesAsked(storm);
  const answer = await call(storm, command);
  const facts = { command, answer: answer.ok ? null : answer.error };
  mustHold(entriesAsked(storm) === before, 'a command sent again books nothing', facts);
  // What was done to a basket that is sold meanwhile is over.
  const isOver = !answer.ok && answer.error.code === 'basket_changed';
  mustHold(answer.ok || isOver, 'a command sent again is answered as before', facts);
}

/** Another command under the id of one that was carried out: at most what it says itself, and never a bug. */
async function twisted(storm: Storm, dice: Dice): Promise<void> {
  const [one, other] = [newest(storm.done, dice), pick([...storm.done, null], dice)];
  if (one === undefined || other === null) return;
  const before = entriesAsked(storm);
  const answer = await call(storm, {
    ...other,
    input: { ...other.input, commandId: one.input['commandId'] },
  });
  if (one.name !== other.name) return;
  mustHold(entriesAsked(storm) === before, 'one id is one command, whatever else it says', {
    one,
    other,
    answer,
  });
}

/** Two at once, such as a double click, or a payment while somebody refunds. */
async function atOnce(storm: Storm, dice: Dice): Promise<void> {
  const entryId = newest(storm.sales, dice);
  if (entryId === undefined) return;
  const wish = { entryId, scope: 'whole' as const, lines: [], toWallet: false };
  const preview = await storm.run.screen.previewRefund(wish);
  if (!preview.ok) return;
  const { refundMinor, outsideMinor } = preview.value;
  const asked = { ...wish, reasonId: 'returned', refundMinor, approval };
  const ids =
    dice.below(2) === 0 ? [storm.world.id(), storm.world.id()] : Array<Uuid>(2).fill(storm.world.id());
  const before = entriesAsked(storm);
  const answers = await Promise.all(
    ids.map((commandId) => call(storm, { name: 'refundSale', input: { ...asked, commandId } })),
  );
  const made = entriesAsked(storm) - before;
  const refunds = answers.filter(({ ok }) => ok).length;
  mustHold(refunds >= 1 && made <= 2, 'of two refunds at once one is booked', { answers, made });
  mustHold(ids[0] === ids[1] || refunds === 1, 'another refund of nothing is refused', { answers });
  overDesk(storm, 'till', -outsideMinor);
  overDesk(storm, entryId, -outsideMinor);
}

const dayMs = 86_400_000;

async function passDays(storm: Storm, dice: Dice): Promise<void> {
  for (let day = dice.below(4); day >= 0; day -= 1) storm.world.time.advance(dayMs);
  await storm.run.settle();
  await openBasket(storm);
}

/** An hour to and fro, or years: what is booked then stands, whatever the clock says later. */
async function jumpClock(storm: Storm, dice: Dice): Promise<void> {
  const byMs = pick([-3_600_000, 3_600_000, -dayMs, dayMs * 366 * 5], dice);
  storm.world.jumpWall(byMs);
  await storm.run.screen.memberFile({ memberRef: pick(people, dice) });
  await sell(storm, dice);
  storm.world.jumpWall(-byMs);
}
