/** Sales of the tiny chain and their refunds, as a screen asks for them. */

import { expectOk } from './expect-ok.ts';
import { present } from './present.ts';
import { ruleSetOf } from './scoring.ts';
import { manager, sara, tinyChainData } from './till-chain.ts';
import type { ChainData } from './till-chain.ts';
import { createHeadSigner } from '#electron/till/node-signatures.ts';
import { basketOf, createTillWorld } from './till-world.ts';
import type { TillRun, TillWorld } from './till-world.ts';
import type { ReceiptView } from '#shared/contracts/till-views.ts';
import type { SaleLeftView } from '#shared/contracts/till/corrections-views.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { uuid } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { noTenders } from '#shared/ledger/value/chosen-tenders.ts';
import type { MemberRef } from '#shared/domain/member.ts';

export const bySecondPerson = { operatorId: manager.operatorId, pin: manager.pin };

/** Sold to the member for cash; null for nobody known. Amounts are one line each. */
export async function sellAmounts(
  { id }: TillWorld,
  run: TillRun,
  sold: {
    readonly member?: MemberRef | null;
    readonly amounts: readonly number[];
    /** Of the member, as a means of payment. */
    readonly points?: number;
  },
): Promise<ReceiptView> {
  const { basketId } = await basketOf(run);
  const member = sold.member === undefined ? sara : sold.member;
  if (member !== null) {
    expectOk(await run.screen.attachMember({ commandId: id(), basketId, memberRef: member, cardUid: null }));
  }
  for (const amountMinor of sold.amounts) {
    expectOk(await run.screen.addAmount({ commandId: id(), basketId, amountMinor }));
  }
  if (sold.points !== undefined) {
    const tenders = { ...noTenders, coupons: [], giftCards: [], points: sold.points };
    expectOk(await run.screen.chooseTenders({ commandId: id(), basketId, tenders }));
  }
  const { revision } = await basketOf(run);
  return expectOk(await run.screen.paySale({ commandId: id(), basketId, revision })).receipt;
}

/** Of this till's own sale, or of another till's by the code on its receipt. */
export async function leftOf(
  run: TillRun,
  { entryId }: Pick<ReceiptView, 'entryId'>,
  proof?: string,
): Promise<SaleLeftView> {
  return expectOk(await run.screen.saleLeft({ entryId, ...given(proof) }));
}

function given(proof: string | undefined): { readonly proof?: string } {
  return proof === undefined ? {} : { proof };
}

type Refund = Parameters<TillRun['screen']['refundSale']>[0];

/** A refund of some of the lines, by their place, or of all; for the sum that the preview says. */
export async function refundCommand(
  { id }: TillWorld,
  run: TillRun,
  asked: {
    readonly sale: Pick<ReceiptView, 'entryId'>;
    readonly places?: readonly number[];
  } & Partial<Refund>,
): Promise<Refund> {
  const { sale, places, ...changed } = asked;
  const left = await leftOf(run, sale, changed.proof);
  const lines = (places ?? []).map((place) => ({ lineId: present(left.lines[place]).lineId, quantity: 1 }));
  const wish = {
    entryId: sale.entryId,
    ...given(changed.proof),
    scope: changed.scope ?? (places === undefined ? ('whole' as const) : ('lines' as const)),
    lines,
    toWallet: changed.toWallet ?? false,
  };
  const preview = await run.screen.previewRefund(wish);
  const refundMinor = preview.ok ? preview.value.refundMinor : present(changed.refundMinor);
  return { commandId: id(), reasonId: 'returned', approval: null, refundMinor, ...wish, ...changed };
}

/** Points and wallet as a basket of the member shows them; the basket is nobody's again afterwards. */
export async function balancesOf(
  { id }: TillWorld,
  run: TillRun,
  memberRef: MemberRef = sara,
): Promise<readonly number[]> {
  const { basketId } = await basketOf(run);
  const attach = { commandId: id(), basketId, memberRef, cardUid: null };
  const { member } = expectOk(await run.screen.attachMember(attach));
  expectOk(await run.screen.detachMember({ commandId: id(), basketId }));
  return [present(member).pointsBalance, present(member).walletMinor];
}

const northSeed = new Uint8Array(32).fill(11);
const southSeed = new Uint8Array(32).fill(12);
const strangerSeed = new Uint8Array(32).fill(13);
const northId = uuid('0193a0b0-0000-4000-8000-0000000000d1');
const southId = uuid('0193a0b0-0000-4000-8000-0000000000d2');
const strangerId = uuid('0193a0b0-0000-4000-8000-0000000000d3');

/** The tills of the chain that know each other, as its file names them. */
export function knownTills(): NonNullable<ChainData['chain']['tills']> {
  return [
    { deviceId: northId, publicKey: bytesToHex(createHeadSigner(northSeed).publicKey) },
    { deviceId: southId, publicKey: bytesToHex(createHeadSigner(southSeed).publicKey) },
  ];
}

/** Two tills of one chain that know each other's keys, and one that the chain does not name. */
export function threeTills(): Readonly<Record<'north' | 'south' | 'stranger', TillWorld>> {
  const worldOf = (deviceId: Uuid, name: string, signingSeed: Uint8Array): TillWorld => {
    const { chain, ...data } = tinyChainData();
    const tilled = { ...chain, till: { deviceId, name }, tills: knownTills() };
    return createTillWorld({ data: { ...data, chain: tilled }, signingSeed, seed: present(signingSeed[0]) });
  };
  return {
    north: worldOf(northId, 'North', northSeed),
    south: worldOf(southId, 'South', southSeed),
    stranger: worldOf(strangerId, 'Else', strangerSeed),
  };
}

export const secondManager = {
  operatorId: uuid('0193a0b0-0000-4000-8000-0000000000a3'),
  pin: '40917352',
};

/** Two managers, so that one can approve what the other one does. */
export function twoManagers(): ChainData {
  const data = tinyChainData();
  const { operatorId, pin: initialPin } = secondManager;
  const second = { operatorId, name: 'فرهاد', latinName: 'Farhad', role: 'manager', initialPin } as const;
  return { ...data, chain: { ...data.chain, operators: [...data.chain.operators, second] } };
}

/** Every sale gives a coupon of its own, and nothing else. */
export function couponWithEachSale(): ChainData {
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
  return { ...tinyChainData(), ruleSet };
}
