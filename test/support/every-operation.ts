/** Every operation of the till's contract with an input that is right in everything, and a till on which it can be done. */

import { programmeSchema } from '#shared/contracts/programme-schema.ts';
import type { TillContract } from '#shared/contracts/till-contract.ts';
import { minor } from '#shared/domain/money.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { noTenders } from '#shared/ledger/value/chosen-tenders.ts';
import { demoProgramme } from '#tools/demo/demo-programme.ts';
import { secondManager, twoManagers } from './corrections.ts';
import { expectOk } from './expect-ok.ts';
import { present } from './present.ts';
import { cards, cashier, manager, omid, sara } from './till-chain.ts';
import type { ChainData } from './till-chain.ts';
import { basketOf, createTillWorld } from './till-world.ts';
import type { TillRun, TillWorld } from './till-world.ts';

export type OperationName = keyof TillContract['operations'];

export type Scene = {
  readonly world: TillWorld;
  readonly run: TillRun;
  readonly saleId: Uuid;
  readonly slipId: Uuid;
  readonly claims: readonly Uuid[];
  readonly code: string;
};

/** A till on which each operation has something to work on. */
export async function sceneForAll(): Promise<Scene> {
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

export type Asked = {
  readonly name: OperationName;
  readonly ask: (scene: Scene) => Promise<object> | object;
};

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
export const everyOperation: readonly Asked[] = [
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
  operation('syncState', nothing),
  operation('sendNow', command({})),
  operation('joinHq', command({ url: 'https://127.0.0.1:9', code: 'AAAA-BBBB' })),
  operation('joinState', nothing),
  operation('cancelJoin', command({})),
  operation('exportBacklog', command({})),
  operation('signOut', command({})),
  operation('signIn', command({ ...cashier })),
];

function voided(entryId: Uuid): object {
  return { entryId, scope: 'void', lines: [], toWallet: false };
}
