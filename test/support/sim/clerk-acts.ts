/** Everything that a clerk does at a till, at random. */

import { err, ok } from '#shared/kernel/result.ts';
import { cards, kian, omid, products, sara } from '#test/support/till-chain.ts';
import { changeBasket, look, pay, present } from './clerk-send.ts';
import { acknowledgeSale } from './clerk-state.ts';
import type { ClerkState, Tapped } from './clerk-state.ts';
import { undone, wishText, withProduct, withQuantity, withoutLine } from './expected-basket.ts';
import type { ExpectedBasket } from './expected-basket.ts';
import { mustHold } from './violation.ts';

type Act = {
  readonly weight: number;
  readonly act: (clerk: ClerkState) => Promise<void>;
  readonly isCareless?: true;
};

const goods = Object.values(products);
const published = [
  { memberRef: sara, text: 'Sara', name: 'سارا محمدی' },
  { memberRef: omid, text: 'Omid', name: 'امید كريمي' },
  { memberRef: kian, text: 'Kian', name: 'Kian Rad' },
];
const owners = new Map<string, string>([
  [cards.sara, sara],
  [cards.saraSecond, sara],
  [cards.omid, omid],
]);
const allCards = Object.values(cards);
const means = [null, 'cash', 'card', 'card', 'wallet'] as const;
const wishes: readonly { with: string[]; without: string[] }[] = [
  { with: [], without: [] },
  { with: ['big'], without: [] },
  { with: [], without: ['birthday'] },
];

const acts: readonly Act[] = [
  { weight: 18, act: scan },
  { weight: 6, act: addProduct },
  { weight: 10, act: addAmount },
  { weight: 6, act: setQuantity },
  { weight: 4, act: removeLine },
  { weight: 6, act: undo },
  { weight: 1, act: clear },
  { weight: 6, act: attach },
  { weight: 2, act: detach },
  { weight: 6, act: chooseMeans },
  { weight: 3, act: wish },
  { weight: 10, act: tapCards },
  { weight: 14, act: paySale },
  { weight: 3, act: payAgain },
  { weight: 2, act: payStale },
  { weight: 2, act: scanUnknown },
  { weight: 2, act: seeReceipt },
  { weight: 3, act: look },
  { weight: 3, act: enrol, isCareless: true },
  { weight: 1, act: signOut, isCareless: true },
];

export async function actAtRandom(clerk: ClerkState): Promise<void> {
  const { rng, isCareless } = clerk.deps;
  const open = acts.filter((candidate) => isCareless || candidate.isCareless === undefined);
  let left = rng.below(open.reduce((sum, { weight }) => sum + weight, 0));
  const chosen = open.find(({ weight }) => (left -= weight) < 0);
  await chosen?.act(clerk);
}

async function scan(clerk: ClerkState): Promise<void> {
  const product = pick(clerk, goods);
  const line = { barcode: product.barcode, unitPriceMinor: product.priceMinor, quantity: 1 };
  await changeBasket(clerk, {
    name: 'scan',
    call: (screen, input) => screen.addBarcode({ ...input, barcode: product.barcode }),
    after: withProduct(expected(clerk), line),
  });
}

async function addProduct(clerk: ClerkState): Promise<void> {
  const { productId, barcode, priceMinor } = pick(clerk, goods);
  const quantity = 1 + clerk.deps.rng.below(3);
  await changeBasket(clerk, {
    name: 'product',
    call: (screen, input) => screen.addProduct({ ...input, productId, quantity }),
    after: withProduct(expected(clerk), { barcode, unitPriceMinor: priceMinor, quantity }),
  });
}

async function addAmount(clerk: ClerkState): Promise<void> {
  const amountMinor = 1 + clerk.deps.rng.below(4_000_000);
  await changeBasket(clerk, {
    name: 'amount',
    call: (screen, input) => screen.addAmount({ ...input, amountMinor }),
    after: withProduct(expected(clerk), { barcode: null, unitPriceMinor: amountMinor, quantity: 1 }),
  });
}

async function setQuantity(clerk: ClerkState): Promise<void> {
  const { basket } = present(clerk);
  if (basket.lineIds.length === 0) return;
  const index = clerk.deps.rng.below(basket.lineIds.length);
  const lineId = basket.lineIds[index] ?? clerk.deps.id();
  const quantity = 1 + clerk.deps.rng.below(20);
  await changeBasket(clerk, {
    name: 'quantity',
    call: (screen, input) => screen.setQuantity({ ...input, lineId, quantity }),
    after: withQuantity(basket.expected, index, quantity),
  });
}

async function removeLine(clerk: ClerkState): Promise<void> {
  const { basket } = present(clerk);
  if (basket.lineIds.length === 0) return;
  const index = clerk.deps.rng.below(basket.lineIds.length);
  const lineId = basket.lineIds[index] ?? clerk.deps.id();
  await changeBasket(clerk, {
    name: 'remove',
    call: (screen, input) => screen.removeLine({ ...input, lineId }),
    after: withoutLine(basket.expected, index),
  });
}

async function undo(clerk: ClerkState): Promise<void> {
  const after = undone(expected(clerk));
  await changeBasket(clerk, {
    name: 'undo',
    call: (screen, input) => screen.undoLine(input),
    after: after ?? expected(clerk),
    mayRefuse: after === undefined ? ['nothing_to_undo'] : [],
  });
}

async function clear(clerk: ClerkState): Promise<void> {
  await changeBasket(clerk, {
    name: 'clear',
    call: (screen, input) => screen.clearBasket(input),
    after: 'cleared',
  });
}

async function attach(clerk: ClerkState): Promise<void> {
  const { memberRef, text, name } = pick(clerk, published);
  const found = await present(clerk).screen.searchMembers({ text });
  const isFound = !found.ok || found.value.members.some((row) => row.memberRef === memberRef);
  mustHold(isFound, 'a member is found by name', { text });
  if (!found.ok) return;
  await changeBasket(clerk, {
    name: 'attach',
    call: (screen, input) => screen.attachMember({ ...input, memberRef, cardUid: null }),
    after: { ...expected(clerk), member: { ref: memberRef, name } },
  });
}

async function detach(clerk: ClerkState): Promise<void> {
  await changeBasket(clerk, {
    name: 'detach',
    call: (screen, input) => screen.detachMember(input),
    after: { ...expected(clerk), member: null },
  });
}

async function chooseMeans(clerk: ClerkState): Promise<void> {
  const paymentMeans = pick(clerk, means);
  await changeBasket(clerk, {
    name: 'means',
    call: (screen, input) => screen.choosePaymentMeans({ ...input, paymentMeans }),
    after: { ...expected(clerk), means: paymentMeans },
  });
}

async function wish(clerk: ClerkState): Promise<void> {
  const wished = pick(clerk, wishes);
  await changeBasket(clerk, {
    name: 'wish',
    call: (screen, input) => screen.wishOffers({ ...input, ...wished }),
    after: { ...expected(clerk), wish: wishText(wished) },
  });
}

/** Taps that may still lie within the time in which a second card takes an identity back. */
const tapsRemembered = 8;

/** One card, a bouncing card, a swap or a storm: nobody commanded it, so the till is looked at afterwards. */
async function tapCards(clerk: ClerkState): Promise<void> {
  const { rng, tap, note } = clerk.deps;
  const { basket } = present(clerk);
  const isStorm = rng.below(4) === 0;
  const taps: Tapped[] = Array.from({ length: isStorm ? 2 + rng.below(6) : 1 }, (_none, index) => ({
    cardUid: pick(clerk, allCards),
    afterMs: index === 0 ? 0 : rng.below(3_000),
    bounces: rng.below(3) === 0 ? rng.below(10) : 0,
  }));
  if (!tap(taps)) return;
  note(`tap ${taps.map(({ cardUid }) => cardUid.slice(0, 4)).join(' ')}`);
  clerk.pending = {
    name: 'tap',
    resend: null,
    acceptable: afterTaps(clerk, basket.expected, taps),
    replaces: null,
    life: clerk.life,
  };
  clerk.membersBeforeTaps = [...clerk.membersBeforeTaps, basket.expected.member].slice(-tapsRemembered);
  await look(clerk);
}

/** A basket with goods stays with its member; a second card takes the first one's identity back. */
function afterTaps(
  clerk: ClerkState,
  before: ExpectedBasket,
  taps: readonly Tapped[],
): readonly ExpectedBasket[] {
  const refs = taps.flatMap(({ cardUid }) => owners.get(cardUid) ?? []);
  const tapped = published
    .filter(({ memberRef }) => refs.includes(memberRef))
    .map(({ memberRef, name }) => ({ ref: memberRef, name }));
  const isKept = before.member !== null && before.lines.length > 0;
  const members = isKept
    ? [before.member, ...clerk.membersBeforeTaps]
    : [before.member, ...clerk.membersBeforeTaps, ...tapped];
  return members.map((member) => ({ ...before, member }));
}

async function paySale(clerk: ClerkState): Promise<void> {
  const { basket } = present(clerk);
  if (basket.expected.lines.length === 0) return scan(clerk);
  await pay(clerk, basket.revision);
}

/** A second press, or a page that lost the answer: with another id, the same sale. */
async function payAgain(clerk: ClerkState): Promise<void> {
  const last = clerk.sales.at(-1);
  if (last === undefined) return;
  const { screen } = present(clerk);
  const { basketId, memberRef } = last;
  const answer = await screen.paySale({ commandId: clerk.deps.id(), basketId, revision: 0 });
  clerk.deps.note(`pay again ${answer.ok ? answer.value.receipt.receiptNumber : answer.error.code}`);
  if (answer.ok) acknowledgeSale(clerk, { basketId, memberRef }, answer.value.receipt);
  else mustHold(answer.error.code !== 'basket_changed', 'a sale paid again is the same sale', answer.error);
}

async function payStale(clerk: ClerkState): Promise<void> {
  const { screen, basket } = present(clerk);
  if (basket.revision === 0) return;
  const { basketId } = basket;
  const answer = await screen.paySale({
    commandId: clerk.deps.id(),
    basketId,
    revision: basket.revision - 1,
  });
  mustHold(!answer.ok, 'a payment of an older basket is refused');
}

async function scanUnknown(clerk: ClerkState): Promise<void> {
  await changeBasket(clerk, {
    name: 'unknown',
    call: async (screen, input) => {
      const answer = await screen.addBarcode({ ...input, barcode: '4000000000000' });
      return answer.ok ? ok(answer.value) : err(answer.error);
    },
    after: expected(clerk),
    mayRefuse: ['barcode_unknown'],
  });
}

async function seeReceipt(clerk: ClerkState): Promise<void> {
  const { screen } = present(clerk);
  const answer = await screen.lastReceipt({});
  if (!answer.ok) return;
  const last = clerk.sales.at(-1);
  mustHold(answer.value.receipt?.entryId === last?.entryId, 'the last receipt is the last sale');
  if (last !== undefined) await screen.receiptSeen({ commandId: clerk.deps.id(), entryId: last.entryId });
}

async function enrol(clerk: ClerkState): Promise<void> {
  const name = `Canary Guest ${clerk.enrolledNames.length + 1}`;
  clerk.enrolledNames.push(name);
  await changeBasket(clerk, {
    name: 'enrol',
    call: (screen, input) =>
      screen.enrolMember({ ...input, name, phone: null, birthDate: null, cardUid: null }),
    after: { ...expected(clerk), member: { ref: null, name } },
    isTwofold: true,
  });
}

async function signOut(clerk: ClerkState): Promise<void> {
  const answer = await present(clerk).screen.signOut({ commandId: clerk.deps.id() });
  clerk.deps.note('signOut');
  if (answer.ok) clerk.isSignedIn = false;
}

function expected(clerk: ClerkState): ExpectedBasket {
  return present(clerk).basket.expected;
}

function pick<Value>(clerk: ClerkState, values: readonly Value[]): Value {
  const value = values[clerk.deps.rng.below(values.length)];
  mustHold(value !== undefined, 'there is something to choose from');
  return value;
}
