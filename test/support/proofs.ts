/** Sales of one till given back at another one: two worlds in memory, with a key each. */

import { createHeadSigner, verifySignature } from '#electron/till/node-signatures.ts';
import { minor } from '#shared/domain/money.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { Result } from '#shared/kernel/result.ts';
import { isValueEntry } from '#shared/ledger/entry.ts';
import type { SaleEntry, ValueEntryOf } from '#shared/ledger/entry.ts';
import { decideRefund } from '#shared/ledger/value/decide-refund.ts';
import type { DecidedRefund, RefundAsked, RefundCode } from '#shared/ledger/value/decide-refund.ts';
import { leftByProof, proofOfSale } from '#shared/ledger/value/proof-of-sale.ts';
import { openProof, signProof } from '#shared/ledger/value/receipt-proof.ts';
import type { ProofKeys, SaleProof } from '#shared/ledger/value/receipt-proof.ts';
import type { DeadCards } from '#shared/ledger/value/refund-shares.ts';
import type { Refusal } from '#shared/ledger/value/refusal.ts';
import { isRefund } from '#shared/ledger/value/sale-left.ts';
import type { SaleLeft } from '#shared/ledger/value/sale-left.ts';
import { expectOk } from './expect-ok.ts';
import { askedFor, correctionRules, soldId } from './sold-world.ts';
import type { SoldWorld } from './sold-world.ts';

export const sellerKey = createHeadSigner(new Uint8Array(32).fill(7));
export const strangerKey = createHeadSigner(new Uint8Array(32).fill(8));
/** The till of every sold world. */
export const sellerId: Uuid = soldId('d', 1);

export const chainKeys: ProofKeys = {
  keyOf: (deviceId) => (deviceId === sellerId ? sellerKey.publicKey : undefined),
  verifySignature,
};

/** Signed, printed, scanned and checked. */
export function provenSale(world: SoldWorld, sale: SaleEntry): SaleProof {
  const proof = expectOk(proofOfSale(sale, world.left(sale), 'T-261122-1'));
  return expectOk(openProof(signProof(proof, sellerKey.signHead), chainKeys));
}

export function refundsAt(world: SoldWorld, saleEntryId: Uuid): readonly ValueEntryOf<'refund'>[] {
  return world.entries
    .filter(isValueEntry)
    .filter(isRefund)
    .filter(({ content }) => content.detail.saleEntryId === saleEntryId);
}

export function leftAt(world: SoldWorld, proof: SaleProof): SaleLeft {
  return leftByProof(proof, refundsAt(world, proof.entryId));
}

/** Booked at the other till, unless it is refused. */
export function refundByProof(
  world: SoldWorld,
  proof: SaleProof,
  { deadCards = new Map(), ...asked }: Partial<RefundAsked> & { readonly deadCards?: DeadCards } = {},
): Result<DecidedRefund, Refusal<RefundCode>> {
  const rules = {
    corrections: { ...correctionRules, refundAloneMinor: minor(1_000_000) },
    walletTakesRefunds: true,
    deadCards,
  };
  const decided = decideRefund(leftAt(world, proof), askedFor({ evidence: 'proof', ...asked }), rules);
  if (decided.ok) world.book({ kind: 'refund', content: decided.value.content, memberRef: proof.holderRef });
  return decided;
}
