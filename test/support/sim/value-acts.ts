/** Everything that a clerk can do with value. A refusal is an answer like any other; what is booked is watched. */

import { refundScopes } from '#shared/ledger/value/value-details.ts';
import { noTenders } from '#shared/ledger/value/chosen-tenders.ts';
import { cards, kian, omid, products, sara } from '#test/support/till-chain.ts';
import { approvalBy, command, screenOf } from './value-send.ts';
import type { ValueClerk } from './value-send.ts';
import { mustHold } from './violation.ts';
import { minor } from '#shared/domain/money.ts';

type Act = { readonly weight: number; readonly act: (clerk: ValueClerk) => Promise<void> };

const people = [sara, omid, kian];
const cardOf = new Map([
  [sara, cards.sara],
  [omid, cards.omid],
]);
const dayMs = 86_400_000;

const acts: readonly Act[] = [
  { weight: 26, act: sell },
  { weight: 9, act: tender },
  { weight: 8, act: topUp },
  { weight: 4, act: giveCredit },
  { weight: 16, act: refund },
  { weight: 5, act: changeMember },
  { weight: 4, act: adjust },
  { weight: 6, act: transfer },
  { weight: 4, act: household },
  { weight: 6, act: claim },
  { weight: 5, act: handOverOrCancel },
  { weight: 5, act: sellGiftCard },
  { weight: 3, act: issueCoupons },
  { weight: 2, act: cancelCodes },
  { weight: 2, act: guestCard },
  { weight: 3, act: enrolIntroduced },
  { weight: 3, act: bulkCancel },
  { weight: 5, act: closeShift },
  { weight: 6, act: passDays },
  { weight: 4, act: lookAround },
  { weight: 2, act: signOut },
];
const weightOfAll = acts.reduce((sum, { weight }) => sum + weight, 0);

export async function actWithValue(clerk: ValueClerk): Promise<void> {
  let left = clerk.deps.rng.below(weightOfAll);
  const chosen = acts.find(({ weight }) => (left -= weight) < 0);
  await chosen?.act(clerk);
}

function pick<Value>({ deps }: ValueClerk, values: readonly Value[]): Value {
  const value = values[deps.rng.below(values.length)];
  mustHold(value !== undefined, 'there is something to choose from');
  return value;
}

/** Of the newest ones most often: what was just done is undone soonest. */
function pickNewest<Value>(clerk: ValueClerk, values: readonly Value[]): Value | undefined {
  return values.at(-1 - clerk.deps.rng.below(Math.min(4, Math.max(1, values.length))));
}

function basketOf({ basket }: ValueClerk) {
  mustHold(basket !== null, 'a clerk who is signed in has a basket');
  return basket;
}

function chance({ deps }: ValueClerk, ofTen: number): boolean {
  return deps.rng.below(10) < ofTen;
}

async function attach(clerk: ValueClerk): Promise<void> {
  const memberRef = pick(clerk, people);
  const { basketId } = basketOf(clerk);
  const input = { commandId: clerk.deps.id(), basketId, memberRef, cardUid: null };
  await command(clerk, 'attach', () => screenOf(clerk).attachMember(input));
}

async function fill(clerk: ValueClerk): Promise<void> {
  const { rng, id } = clerk.deps;
  const lines = 1 + rng.below(3);
  for (let line = 0; line < lines && clerk.pending === null && clerk.operatorId !== null; line += 1) {
    const { basketId } = basketOf(clerk);
    const input = { commandId: id(), basketId };
    const { productId } = pick(clerk, Object.values(products));
    const quantity = 1 + rng.below(3);
    if (chance(clerk, 7)) {
      await command(clerk, 'product', () => screenOf(clerk).addProduct({ ...input, productId, quantity }));
    } else {
      const amountMinor = 1 + rng.below(900_000);
      await command(clerk, 'amount', () => screenOf(clerk).addAmount({ ...input, amountMinor }));
    }
  }
}

function isFree(clerk: ValueClerk): boolean {
  return clerk.pending === null && clerk.operatorId !== null;
}

async function sell(clerk: ValueClerk): Promise<void> {
  if (basketOf(clerk).member === null && chance(clerk, 8)) await attach(clerk);
  if (isFree(clerk) && basketOf(clerk).lines.length < 4) await fill(clerk);
  if (isFree(clerk) && chance(clerk, 5)) await tender(clerk);
  if (isFree(clerk)) await pay(clerk);
}

async function pay(clerk: ValueClerk): Promise<void> {
  const { basketId, revision, lines, score, payment } = basketOf(clerk);
  if (lines.length === 0) return;
  const dueMinor = payment?.outsideMinor ?? score.payableMinor;
  const changeMinor = clerk.deps.rng.below(400_000);
  const input = { commandId: clerk.deps.id(), basketId, revision };
  const cash = { receivedMinor: minor(dueMinor + changeMinor), intoWalletMinor: minor(changeMinor) };
  const withCash = chance(clerk, 3) && changeMinor > 0 ? { ...input, cash } : input;
  const paid = await command(clerk, 'pay', () => screenOf(clerk).paySale(withCash));
  if (paid === undefined && isFree(clerk)) await lookAround(clerk);
}

async function tender(clerk: ValueClerk): Promise<void> {
  const { basketId, lines, score, member } = basketOf(clerk);
  if (lines.length === 0) return;
  const { rng, id } = clerk.deps;
  const part = (): number => rng.below(score.payableMinor + 1);
  const held = await codesFor(clerk);
  if (!isFree(clerk)) return;
  const tenders = {
    ...noTenders,
    points: member !== null && chance(clerk, 6) ? rng.below(Math.max(1, member.pointsBalance) + 3) : 0,
    walletMinor: minor(member !== null && chance(clerk, 5) ? part() : 0),
    householdMinor: minor(member !== null && chance(clerk, 2) ? rng.below(50_000) : 0),
    ...held,
  };
  const input = { commandId: id(), basketId, tenders };
  await command(clerk, 'tenders', () => screenOf(clerk).chooseTenders(input));
}

/** Gift cards and coupons that were sold or issued here, looked up as a customer hands them over. */
async function codesFor(clerk: ValueClerk) {
  const text = pickNewest(clerk, clerk.codes);
  const none = { coupons: [], giftCards: [] };
  if (text === undefined || chance(clerk, 5)) return none;
  const looked = await screenOf(clerk).lookUpCode({ text });
  if (!looked.ok) return none;
  const { value } = looked;
  if (value.kind === 'coupon') return { ...none, coupons: [value.codeId] };
  if (value.kind !== 'giftCard' || value.balanceMinor <= 0) return none;
  const amountMinor = minor(1 + clerk.deps.rng.below(value.balanceMinor));
  return { ...none, giftCards: [{ codeId: value.codeId, amountMinor }] };
}

async function topUp(clerk: ValueClerk): Promise<void> {
  const { id, rng } = clerk.deps;
  const input = {
    commandId: id(),
    memberRef: pick(clerk, people),
    amountMinor: minor(100_000 + rng.below(3_000_000)),
    means: pick(clerk, ['cash', 'card', 'transfer'] as const),
  };
  await command(clerk, 'topUp', () => screenOf(clerk).topUpWallet(input));
}

async function giveCredit(clerk: ValueClerk): Promise<void> {
  const input = {
    commandId: clerk.deps.id(),
    memberRef: pick(clerk, people),
    amountMinor: minor(1 + clerk.deps.rng.below(2_500_000)),
    reasonId: pick(clerk, ['apology', 'campaign', 'unheard-of']),
    approval: approvalBy(clerk),
  };
  await command(clerk, 'giveCredit', () => screenOf(clerk).giveCredit(input));
}

async function refund(clerk: ValueClerk): Promise<void> {
  const entryId = pickNewest(clerk, clerk.sales);
  if (entryId === undefined) return;
  const left = await screenOf(clerk).saleLeft({ entryId });
  if (!left.ok) return;
  const scope = pick(clerk, refundScopes);
  const lines = left.value.lines.flatMap(({ lineId, quantityLeft }) => {
    const quantity = Math.min(quantityLeft, 1 + clerk.deps.rng.below(3));
    return quantity > 0 && chance(clerk, 6) ? [{ lineId, quantity }] : [];
  });
  const asked = { entryId, scope, lines, toWallet: chance(clerk, 3) };
  const preview = await screenOf(clerk).previewRefund(asked);
  if (!preview.ok || !isFree(clerk)) return;
  const { refundMinor } = preview.value;
  const approval = chance(clerk, 8) ? approvalBy(clerk) : null;
  const input = { ...asked, commandId: clerk.deps.id(), reasonId: 'returned', refundMinor, approval };
  await command(clerk, 'refund', () => screenOf(clerk).refundSale(input));
}

async function changeMember(clerk: ValueClerk): Promise<void> {
  const entryId = pickNewest(clerk, clerk.sales);
  if (entryId === undefined) return;
  const memberRef = pick(clerk, people);
  const input = { commandId: clerk.deps.id(), entryId, memberRef, approval: approvalBy(clerk) };
  await command(clerk, 'changeMember', () => screenOf(clerk).changeSaleMember(input));
}

async function adjust(clerk: ValueClerk): Promise<void> {
  const { rng, id } = clerk.deps;
  const unit = pick(clerk, ['points', 'money'] as const);
  const amount = (1 + rng.below(unit === 'points' ? 300 : 900_000)) * (chance(clerk, 5) ? 1 : -1);
  const input = {
    commandId: id(),
    memberRef: pick(clerk, people),
    unit,
    amount,
    reasonId: 'complaint',
    expiresOn: null,
    approval: approvalBy(clerk),
  };
  await command(clerk, 'adjust', () => screenOf(clerk).adjustMember(input));
}

async function transfer(clerk: ValueClerk): Promise<void> {
  const { id, rng } = clerk.deps;
  const input = {
    commandId: id(),
    fromRef: pick(clerk, people),
    toRef: pick(clerk, people),
    points: 1 + rng.below(40),
  };
  await command(clerk, 'transfer', () => screenOf(clerk).transferPoints(input));
}

async function household(clerk: ValueClerk): Promise<void> {
  const input = {
    commandId: clerk.deps.id(),
    headRef: pick(clerk, people),
    memberRef: pick(clerk, people),
    dayLimitMinor: chance(clerk, 7) ? minor(clerk.deps.rng.below(90_000)) : null,
    approval: approvalBy(clerk),
  };
  await command(clerk, 'household', () => screenOf(clerk).setHousehold(input));
}

async function claim(clerk: ValueClerk): Promise<void> {
  const input = {
    commandId: clerk.deps.id(),
    memberRef: pick(clerk, people),
    rewardId: pick(clerk, ['coffee', 'gift-card-100', 'tree']),
    count: 1 + clerk.deps.rng.below(2),
  };
  await command(clerk, 'claim', () => screenOf(clerk).claimReward(input));
}

async function handOverOrCancel(clerk: ValueClerk): Promise<void> {
  const claimEntryId = pickNewest(clerk, clerk.claims);
  if (claimEntryId === undefined) return;
  const input = { commandId: clerk.deps.id(), claimEntryId };
  if (chance(clerk, 4)) {
    await command(clerk, 'handOver', () => screenOf(clerk).handOverReward(input));
  } else {
    const reasonId = 'changed-mind';
    await command(clerk, 'cancelClaim', () => screenOf(clerk).cancelClaim({ ...input, reasonId }));
  }
}

async function sellGiftCard(clerk: ValueClerk): Promise<void> {
  const payment = pick(clerk, ['cash', 'card', 'wallet'] as const);
  const input = {
    commandId: clerk.deps.id(),
    valueMinor: minor(500_000 + clerk.deps.rng.below(600_000)),
    payment,
    memberRef: payment === 'wallet' ? pick(clerk, people) : null,
  };
  await command(clerk, 'sellGiftCard', () => screenOf(clerk).sellGiftCard(input));
}

async function issueCoupons(clerk: ValueClerk): Promise<void> {
  const input = {
    commandId: clerk.deps.id(),
    batchId: clerk.deps.id(),
    codeKind: 'coupon' as const,
    refId: pick(clerk, ['thanks-30', 'friends-5']),
    valueMinor: null,
    memberRef: null,
    count: 1 + clerk.deps.rng.below(3),
    approval: approvalBy(clerk),
  };
  await command(clerk, 'issueCodes', () => screenOf(clerk).issueCodes(input));
}

async function cancelCodes(clerk: ValueClerk): Promise<void> {
  const text = pickNewest(clerk, clerk.codes);
  if (text === undefined) return;
  const input = {
    commandId: clerk.deps.id(),
    batchId: null,
    texts: [text],
    reasonId: 'leaked' as const,
    approval: approvalBy(clerk),
  };
  await command(clerk, 'cancelCodes', () => screenOf(clerk).cancelCodes(input));
}

async function guestCard(clerk: ValueClerk): Promise<void> {
  const memberRef = pick(clerk, people);
  const issue = {
    commandId: clerk.deps.id(),
    batchId: clerk.deps.id(),
    codeKind: 'guestCard' as const,
    refId: null,
    valueMinor: null,
    memberRef,
    count: 1,
    approval: approvalBy(clerk),
  };
  const issued = await command(clerk, 'issueGuest', () => screenOf(clerk).issueCodes(issue));
  const [text] = issued?.codes ?? [];
  if (text === undefined || !isFree(clerk)) return;
  const looked = await screenOf(clerk).lookUpCode({ text });
  if (!looked.ok || !isFree(clerk)) return;
  const { basketId } = basketOf(clerk);
  const input = { commandId: clerk.deps.id(), basketId, guestCodeId: looked.value.codeId };
  await command(clerk, 'setGuest', () => screenOf(clerk).setGuest(input));
}

async function enrolIntroduced(clerk: ValueClerk): Promise<void> {
  const { basketId } = basketOf(clerk);
  const input = {
    commandId: clerk.deps.id(),
    basketId,
    name: `Canary ${clerk.deps.rng.below(1_000)}`,
    phone: null,
    birthDate: null,
    cardUid: null,
  };
  await command(clerk, 'enrol', () => screenOf(clerk).enrolMember(input));
}

async function bulkCancel(clerk: ValueClerk): Promise<void> {
  const batch = { offerId: 'daily', from: '2026-11-20', until: '2026-11-25', reasonId: 'mistake' };
  const sums = await screenOf(clerk).previewBulkCancel(batch);
  if (!sums.ok || !isFree(clerk)) return;
  const input = { ...batch, commandId: clerk.deps.id(), sums: sums.value, approval: approvalBy(clerk) };
  await command(clerk, 'bulkCancel', () => screenOf(clerk).bulkCancel(input));
}

async function closeShift(clerk: ValueClerk): Promise<void> {
  const commandId = clerk.deps.id();
  await command(clerk, 'closeShift', () => screenOf(clerk).closeShift({ commandId }));
}

/** Lots are released and end, tiers lapse; the till sees to it whenever it is awake. */
async function passDays(clerk: ValueClerk): Promise<void> {
  const days = 1 + clerk.deps.rng.below(4);
  clerk.deps.note(`days ${days}`);
  for (let day = 0; day < days; day += 1) await clerk.deps.wait(dayMs);
}

/** The basket anew, and every window that shows value. */
async function lookAround(clerk: ValueClerk): Promise<void> {
  const screen = screenOf(clerk);
  const till = await screen.till({});
  if (!till.ok) return;
  clerk.isReadOnly = till.value.ledger.kind === 'readOnly' && till.value.ledger.code !== 'disk_full';
  if (till.value.basket === null) {
    clerk.operatorId = null;
    return;
  }
  clerk.basket = till.value.basket;
  const memberRef = pick(clerk, people);
  await screen.memberFile({ memberRef });
  await screen.rewardsFor({ memberRef });
  await screen.tillHealth({});
  await screen.paymentOptions({});
  const uid = cardOf.get(memberRef);
  if (uid !== undefined) clerk.deps.tap([{ cardUid: uid, afterMs: 0, bounces: 0 }]);
}

async function signOut(clerk: ValueClerk): Promise<void> {
  const answer = await screenOf(clerk).signOut({ commandId: clerk.deps.id() });
  if (answer.ok) clerk.operatorId = null;
}
