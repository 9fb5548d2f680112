/** Sales of other tills, by the signed code on their receipts: what this till knows of them is the code and its own refunds. */

import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { proofText, typedProof } from '#shared/domain/proof-text.ts';
import { hexToBytes } from '#shared/kernel/hex.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { ValueEntry } from '#shared/ledger/entry.ts';
import { leftByProof, proofOfSale } from '#shared/ledger/value/proof-of-sale.ts';
import { openProof, signProof } from '#shared/ledger/value/receipt-proof.ts';
import type { SaleProof } from '#shared/ledger/value/receipt-proof.ts';
import type { SaleLeft } from '#shared/ledger/value/sale-left.ts';
import type { ChainAtTill } from '../db/stores/chain-store.ts';
import type { ProofRefunds } from '../db/stores/proof-refund-store.ts';
import type { TillPorts } from '../ports.ts';
import type { BookedSales, SaleAtHand } from './booked-sales.ts';

/** Another till's sale, what was booked about it here, and what that leaves. */
export type ProvenSale = {
  readonly proof: SaleProof;
  readonly about: readonly ValueEntry[];
  readonly left: SaleLeft;
};
export type AnySale = SaleAtHand | ProvenSale;
export type ProofRefusal = 'proof_unreadable' | 'proof_not_ours' | 'sale_unknown';

export type ProvenSales = {
  /** `undefined` for text that is no code of a receipt. A code of this very till leads to its own entry. */
  readonly read: (text: string) => Result<AnySale, AppError<ProofRefusal>> | undefined;
  /** By the code where one is given, else from this till's own entries. */
  readonly sale: (entryId: Uuid, proof: string | undefined) => Result<AnySale, AppError<ProofRefusal>>;
  /** The code of a sale of this till. */
  readonly codeOf: (at: SaleAtHand) => Result<string, AppError<'already_refunded' | 'proof_too_long'>>;
};

export type ProvenSalesDeps = {
  readonly chain: Pick<ChainAtTill, 'deviceId' | 'tills' | 'ownStore'>;
  readonly sales: BookedSales;
  readonly refunds: ProofRefunds;
  readonly ports: Pick<TillPorts, 'signHead' | 'verifySignature' | 'publicKey'>;
};

export function isProven(at: AnySale): at is ProvenSale {
  return 'proof' in at;
}

export function createProvenSales({ chain, sales, refunds, ports }: ProvenSalesDeps): ProvenSales {
  // What this till signed is known by its own key, whatever the chain says of it.
  const keyOf = (deviceId: Uuid): Uint8Array | undefined =>
    deviceId === chain.deviceId
      ? ports.publicKey
      : hexToBytes(chain.tills.find((till) => till.deviceId === deviceId)?.publicKey ?? '-');
  const opened = (bytes: Uint8Array): Result<AnySale, AppError<ProofRefusal>> => {
    const found = openProof(bytes, { keyOf, verifySignature: ports.verifySignature });
    if (!found.ok) return err(appError(found.error));
    const proof = found.value;
    if (proof.currency !== chain.ownStore.currency) return err(appError('proof_not_ours'));
    if (proof.deviceId === chain.deviceId) return booked(sales, proof.entryId);
    const about = refunds.refundsOf(proof.entryId);
    return ok({ proof, about, left: leftByProof(proof, about) });
  };
  const read: ProvenSales['read'] = (text) => {
    const typed = typedProof(text);
    if (typed.kind === 'none') return undefined;
    return typed.kind === 'whole' ? opened(typed.bytes) : err(appError('proof_unreadable'));
  };
  return {
    read,
    sale: (entryId, proof) => {
      if (proof === undefined) return booked(sales, entryId);
      const found = read(proof);
      if (found === undefined) return err(appError('proof_unreadable'));
      const isSame = !found.ok || found.value.left.saleEntryId === entryId;
      return isSame ? found : err(appError('sale_unknown'));
    },
    codeOf: ({ sale, left }) => {
      const proof = proofOfSale(sale, left, sales.numberOf(sale));
      if (!proof.ok) return err(appError(proof.error.code, proof.error.details));
      const text = proofText(signProof(proof.value, ports.signHead));
      return text === undefined ? err(appError('proof_too_long')) : ok(text);
    },
  };
}

function booked(sales: BookedSales, entryId: Uuid): Result<SaleAtHand, AppError<'sale_unknown'>> {
  const at = sales.byEntry(entryId);
  return at === undefined ? err(appError('sale_unknown')) : ok(at);
}
