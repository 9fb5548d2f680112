/** What HQ is asked to keep before points or a wallet pay. */

import type { Minor } from '#shared/domain/money.ts';
import type { Sha256 } from '#shared/kernel/hash-port.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { valueKey } from '#shared/ledger/operation-key.ts';
import { hasTenders } from '#shared/ledger/value/chosen-tenders.ts';
import type { Tender } from '#shared/ledger/value/value-details.ts';
import type { ReserveRequest } from '#shared/contracts/sync/sync-schemas.ts';
import type { Draft } from '../basket/draft.ts';
import type { RedemptionGate } from '../safety/redemption-gate.ts';
import type { Tenders } from './tenders.ts';

/** Null where nothing has to be asked: nothing is redeemed, or this till answers for itself. */
export type PartsToReserve = (draft: Draft, dueMinor: Minor) => ReserveRequest | null;

export type PartsToReserveDeps = {
  readonly gate: Pick<RedemptionGate, 'isAsked'>;
  readonly tenders: Pick<Tenders, 'decide'>;
  readonly sha256: Sha256;
};

export function createPartsToReserve({ gate, tenders, sha256 }: PartsToReserveDeps): PartsToReserve {
  return (draft, dueMinor) => {
    if (!gate.isAsked() || !hasTenders(draft.tenders) || draft.member === null) return null;
    const decided = tenders.decide(draft, dueMinor);
    const parts = decided.ok ? decided.value.detail.tenders.flatMap(partOf) : [];
    const opKey = bytesToHex(valueKey(sha256, 'redeem', draft.basketId));
    return parts.length === 0 ? null : { opKey, memberRef: draft.member.memberRef, parts };
  };
}

function partOf({ means, amount, holderRef }: Tender): ReserveRequest['parts'] {
  if (holderRef === null || (means !== 'points' && means !== 'wallet') || amount < 1) return [];
  return [{ holderRef, means, amount }];
}
