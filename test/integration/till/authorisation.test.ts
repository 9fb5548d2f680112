/** Who may do what: every operation of the contract, asked by nobody, by a cashier and by a manager. */

import { expect, test } from 'vitest';
import type { ErrorCode } from '#shared/contracts/error-codes.ts';
import { tillContract } from '#shared/contracts/till-contract.ts';
import type { TillContract } from '#shared/contracts/till-contract.ts';
import { minor } from '#shared/domain/money.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { programmeSchema } from '#shared/contracts/programme-schema.ts';
import { noTenders } from '#shared/ledger/value/chosen-tenders.ts';
import { secondManager, twoManagers } from '#test/support/corrections.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { present } from '#test/support/present.ts';
import { cards, cashier, manager, omid, sara } from '#test/support/till-chain.ts';
import type { ChainData } from '#test/support/till-chain.ts';
import { basketOf, createTillWorld } from '#test/support/till-world.ts';
import type { TillRun, TillWorld } from '#test/support/till-world.ts';
import { demoProgramme } from '#tools/demo/demo-programme.ts';

type OperationName = keyof TillContract['operations'];
type Role = 'nobody' | 'cashier' | 'manager';
/** What the operation is refused with, or that it is done. */
type Answer = ErrorCode | 'done';

/** Done by whoever is signed in, and by nobody else. */
const signedIn = { nobody: 'not_signed_in', cashier: 'done', manager: 'done' } as const;
/** Done with the yes of a manager who is somebody else; asked for alone it is refused to both. */
const approved = { nobody: 'not_signed_in', cashier: 'approval_needed', manager: 'approval_needed' } as const;
/** A manager's alone, and not without another one. */
const managers = { nobody: 'not_signed_in', cashier: 'manager_needed', manager: 'approval_needed' } as const;
const anybody = { nobody: 'done', cashier: 'done', manager: 'done' } as const;

/** Without anybody's approval. */
const matrix: Readonly<Record<OperationName, Readonly<Record<Role, Answer>>>> = {
  till: anybody,
  signIn: anybody,
  signOut: anybody,
  tapDemoCard: anybody,
  searchMembers: signedIn,
  searchProducts: signedIn,
  attachMember: signedIn,
  detachMember: signedIn,
  enrolMember: signedIn,
  addProduct: signedIn,
  addBarcode: signedIn,
  addAmount: signedIn,
  setQuantity: signedIn,
  removeLine: signedIn,
  undoLine: signedIn,
  clearBasket: signedIn,
  choosePaymentMeans: signedIn,
  wishOffers: signedIn,
  searchOffers: signedIn,
  whyNot: signedIn,
  paySale: signedIn,
  receiptSeen: signedIn,
  lastReceipt: signedIn,
  lookUpCode: signedIn,
  sellGiftCard: signedIn,
  waitingVouchers: signedIn,
  codesHandedOver: signedIn,
  issueCodes: approved,
  codeBatches: signedIn,
  previewCancel: signedIn,
  cancelCodes: approved,
  rewardsFor: signedIn,
  claimReward: signedIn,
  handOverReward: signedIn,
  cancelClaim: signedIn,
  memberFile: signedIn,
  memberStatement: signedIn,
  transferPoints: signedIn,
  setHousehold: approved,
  setGuest: signedIn,
  correctionRules: signedIn,
  findSales: signedIn,
  saleLeft: signedIn,
  saleProof: signedIn,
  previewRefund: signedIn,
  refundSale: approved,
  refundSlip: signedIn,
  previewMemberChange: signedIn,
  changeSaleMember: approved,
  adjustMember: managers,
  previewBulkCancel: { nobody: 'not_signed_in', cashier: 'manager_needed', manager: 'done' },
  bulkCancel: managers,
  paymentOptions: signedIn,
  chooseTenders: signedIn,
  walletOptions: signedIn,
  topUpWallet: signedIn,
  giveCredit: approved,
  tillHealth: signedIn,
  closeShift: signedIn,
  shiftProof: signedIn,
};

type Scene = {
  readonly world: TillWorld;
  readonly run: TillRun;
  readonly saleId: Uuid;
  readonly slipId: Uuid;
  readonly claims: readonly Uuid[];
  readonly code: string;
};

/** A till on which each operation has something to work on. */
async function scene(): Promise<Scene> {
  const world = createTillWorld({ data: strictChain() });
  const run = await world.open();
  const { screen } = run;
  const { id } = world;
  expectOk(await screen.signIn({ commandId: id(), ...manager }));
  const sell = async (): Promise<Uuid> => {
    const { basketId } = await basketOf(run);
    expectOk(await screen.attachMember({ commandId: id(), basketId, memberRef: sara, cardUid: null }));
    expectOk(await screen.addAmount({ commandId: id(), basketId, amountMinor: 4_000_000 }));
    const { revision } = await basketOf(run);
    return expectOk(await screen.paySale({ commandId: id(), basketId, revision })).receipt.entryId;
  };
  const saleId = await sell();
  const other = await sell();
  const whole = { entryId: other, scope: 'void' as const, lines: [], toWallet: false };
  const refundMinor = expectOk(await screen.previewRefund(whole)).refundMinor;
  const refund = { ...whole, commandId: id(), reasonId: 'returned', refundMinor, approval: secondManager };
  const slipId = expectOk(await screen.refundSale(refund)).slip.entryId;
  const claimOne = async (): Promise<Uuid> => {
    const claim = { commandId: id(), memberRef: sara, rewardId: 'gift-wrap', count: 1 };
    const { rewards } = expectOk(await screen.claimReward(claim));
    return present(rewards.claims[0]).claimEntryId;
  };
  const claims = [await claimOne(), await claimOne()];
  const card = { commandId: id(), valueMinor: minor(1_000_000), payment: 'cash' as const, memberRef: null };
  const code = present(expectOk(await screen.sellGiftCard(card)).codes[0]);
  return { world, run, saleId, slipId, claims, code };
}

/** What a cashier may hand out alone is less than what is asked for here. */
function strictChain(): ChainData {
  const data = twoManagers();
  const { corrections } = demoProgramme;
  const programme = programmeSchema.parse({
    ...data.chain.programme,
    corrections: { ...corrections, refundAloneMinor: 1_000_000 },
  });
  return { ...data, chain: { ...data.chain, programme } };
}

type Asked = { readonly name: OperationName; readonly ask: (scene: Scene) => Promise<object> | object };

const operation = (name: OperationName, ask: Asked['ask']): Asked => ({ name, ask });
const nothing = (): object => ({});
const inBasket =
  (more: object = {}) =>
  async ({ run, world }: Scene): Promise<object> => ({
    commandId: world.id(),
    basketId: await basketIdOf(run),
    ...more,
  });
const onLine =
  (more: object = {}) =>
  async (scene: Scene): Promise<object> => {
    const { basket } = expectOk(await scene.run.screen.till({}));
    const lineId = basket?.lines[0]?.lineId ?? scene.world.id();
    return { ...(await inBasket()(scene)), lineId, ...more };
  };
const command =
  (more: object | ((scene: Scene) => object)) =>
  (scene: Scene): object => ({
    commandId: scene.world.id(),
    ...(typeof more === 'function' ? more(scene) : more),
  });

/** The till tells a page without anybody signed in of no basket: such a page can only guess. */
async function basketIdOf(run: TillRun): Promise<string> {
  const { basket } = expectOk(await run.screen.till({}));
  return basket?.basketId ?? '0193a0b0-0000-7000-8000-00000000dead';
}

const adjustment = { memberRef: sara, unit: 'points', amount: 1, reasonId: 'mistake', expiresOn: null };
const batch = { offerId: 'points', from: '2026-11-20', until: '2026-11-22', reasonId: 'mistake' };
const coupons = { codeKind: 'coupon', refId: 'friends-5', valueMinor: null, memberRef: null, count: 1 };

/** Each is right in everything, and comes after what it needs. */
const asked: readonly Asked[] = [
  operation('till', nothing),
  operation('tapDemoCard', () => ({ cardUid: cards.sara })),
  operation('searchMembers', () => ({ text: 'Sara' })),
  operation('searchProducts', () => ({ text: 'tea' })),
  operation('searchOffers', () => ({ text: '' })),
  operation('whyNot', () => ({ offerId: 'points' })),
  operation('setGuest', inBasket({ guestCodeId: null })),
  operation('attachMember', inBasket({ memberRef: sara, cardUid: null })),
  operation('detachMember', inBasket()),
  operation('enrolMember', inBasket({ name: 'Canary', phone: null, birthDate: null, cardUid: null })),
  operation('addProduct', inBasket({ productId: 'tea-1', quantity: 1 })),
  operation('addBarcode', inBasket({ barcode: '6260000000014' })),
  operation('addAmount', inBasket({ amountMinor: 1_000 })),
  operation('setQuantity', onLine({ quantity: 2 })),
  operation('removeLine', onLine()),
  operation('undoLine', inBasket()),
  operation('clearBasket', inBasket()),
  operation('addAmount', inBasket({ amountMinor: 1_000 })),
  operation('choosePaymentMeans', inBasket({ paymentMeans: 'cash' })),
  operation('wishOffers', inBasket({ with: [], without: ['points'] })),
  operation('paymentOptions', nothing),
  operation('chooseTenders', inBasket({ tenders: { ...noTenders, coupons: [], giftCards: [] } })),
  operation('paySale', async (scene) => {
    const { basket } = expectOk(await scene.run.screen.till({}));
    return { ...(await inBasket()(scene)), revision: basket?.revision ?? 0 };
  }),
  operation(
    'receiptSeen',
    command(({ saleId }) => ({ entryId: saleId })),
  ),
  operation('lastReceipt', nothing),
  operation('lookUpCode', ({ code }) => ({ text: code })),
  operation('sellGiftCard', command({ valueMinor: 1_000_000, payment: 'cash', memberRef: null })),
  operation('waitingVouchers', nothing),
  operation(
    'codesHandedOver',
    command(({ world }) => ({ forId: world.id() })),
  ),
  operation(
    'issueCodes',
    command(({ world }) => ({ ...coupons, batchId: world.id(), approval: null })),
  ),
  operation('codeBatches', nothing),
  operation('previewCancel', ({ code }) => ({ batchId: null, texts: [code] })),
  operation(
    'cancelCodes',
    command(({ code }) => ({ batchId: null, texts: [code], reasonId: 'leaked', approval: null })),
  ),
  operation('rewardsFor', () => ({ memberRef: sara })),
  operation('claimReward', command({ memberRef: sara, rewardId: 'gift-wrap', count: 1 })),
  operation(
    'handOverReward',
    command(({ claims }) => ({ claimEntryId: claims[0] })),
  ),
  operation(
    'cancelClaim',
    command(({ claims }) => ({ claimEntryId: claims[1], reasonId: 'mistake' })),
  ),
  operation('memberFile', () => ({ memberRef: sara })),
  operation('memberStatement', () => ({ memberRef: sara, asOf: null, page: 0 })),
  operation('transferPoints', command({ fromRef: sara, toRef: omid, points: 50 })),
  operation(
    'setHousehold',
    command({ headRef: sara, memberRef: omid, dayLimitMinor: 1_000, approval: null }),
  ),
  operation('correctionRules', nothing),
  operation('findSales', () => ({ text: '', memberRef: null })),
  operation('saleLeft', ({ saleId }) => ({ entryId: saleId })),
  operation('saleProof', ({ saleId }) => ({ entryId: saleId })),
  operation('previewRefund', ({ saleId }) => ({
    entryId: saleId,
    scope: 'void',
    lines: [],
    toWallet: false,
  })),
  operation(
    'refundSale',
    command(({ saleId }) => ({
      ...voided(saleId),
      reasonId: 'returned',
      refundMinor: 4_000_000,
      approval: null,
    })),
  ),
  operation('refundSlip', ({ slipId }) => ({ entryId: slipId })),
  operation('previewMemberChange', ({ saleId }) => ({ entryId: saleId, memberRef: omid })),
  operation(
    'changeSaleMember',
    command(({ saleId }) => ({ entryId: saleId, memberRef: omid, approval: null })),
  ),
  operation('adjustMember', command({ ...adjustment, approval: null })),
  operation('previewBulkCancel', () => batch),
  operation(
    'bulkCancel',
    command({ ...batch, sums: { members: 1, points: 40, moneyMinor: 0 }, approval: null }),
  ),
  operation('walletOptions', () => ({ memberRef: sara })),
  operation('topUpWallet', command({ memberRef: sara, amountMinor: 200_000, means: 'cash' })),
  operation(
    'giveCredit',
    command({ memberRef: sara, amountMinor: 5_000_000, reasonId: 'campaign', approval: null }),
  ),
  operation('tillHealth', nothing),
  operation('closeShift', command({})),
  operation('shiftProof', nothing),
  operation('signOut', command({})),
  operation('signIn', command({ ...cashier })),
];

function voided(entryId: Uuid): object {
  return { entryId, scope: 'void', lines: [], toWallet: false };
}

type Answers = ReadonlyMap<OperationName, Answer>;

async function answersTo(role: Role): Promise<Answers> {
  const made = await scene();
  const { screen } = made.run;
  expectOk(await screen.signOut({ commandId: made.world.id() }));
  const who = { nobody: null, cashier, manager }[role];
  if (who !== null) expectOk(await screen.signIn({ commandId: made.world.id(), ...who }));
  const answers = new Map<OperationName, Answer>();
  for (const { name, ask } of asked) {
    const answer = await call(screen, name, await ask(made));
    if (!answers.has(name) || answer !== 'done') answers.set(name, answer);
  }
  expect(made.world.bugs).toEqual([]);
  return answers;
}

async function call(screen: TillRun['screen'], name: OperationName, input: object): Promise<Answer> {
  // What is sent is checked by the till's contract, as what any page sends.
  const answer = await (screen[name] as (input: object) => ReturnType<typeof screen.signOut>)(input);
  return answer.ok ? 'done' : answer.error.code;
}

test.each(['nobody', 'cashier', 'manager'] as const)(
  'each operation is answered to %s as the table of who may do what says',
  async (role) => {
    const answers = await answersTo(role);
    const wanted = Object.entries(matrix).map(([name, roles]) => [name, roles[role]]);
    expect(Object.fromEntries(answers)).toEqual(Object.fromEntries(wanted));
    expect([...answers.keys()].toSorted()).toEqual(Object.keys(tillContract.operations).toSorted());
  },
);

/** Whoever approves is somebody else, a manager, and knows their own PIN. */
const badApprovals: readonly (readonly [what: string, approval: object, code: ErrorCode])[] = [
  ['whoever acts', manager, 'approver_is_actor'],
  ['a cashier', cashier, 'approver_not_manager'],
  ['a manager with a wrong PIN', { ...secondManager, pin: '11111111' }, 'wrong_pin'],
  ['nobody known', { ...secondManager, operatorId: sara }, 'operator_unknown'],
];

test.each(badApprovals)('no privileged operation is approved by %s', async (_who, approval, code) => {
  const made = await scene();
  const entries = (): Promise<unknown> => made.run.screen.tillHealth({});
  const before = await entries();
  const privileged = asked.filter(({ name }) => matrix[name].manager === 'approval_needed');
  const answers: Answer[] = [];
  for (const { name, ask } of privileged) {
    answers.push(await call(made.run.screen, name, { ...(await ask(made)), approval }));
    // A right PIN forgets the wrong ones, so that each operation is refused for its own.
    expectOk(await made.run.screen.signIn({ commandId: made.world.id(), ...secondManager }));
    expectOk(await made.run.screen.signIn({ commandId: made.world.id(), ...manager }));
  }
  expect(privileged.length).toBeGreaterThan(6);
  expect(new Set(answers)).toEqual(new Set([code]));
  expect(await entries()).toEqual(before);
});
