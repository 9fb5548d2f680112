/** Before points or a wallet pay at a till that belongs to HQ: HQ is asked to keep them, and where it cannot be asked, the limits of a till that is alone decide. */

import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { Minor } from '#shared/domain/money.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import type { Sha256 } from '#shared/kernel/hash-port.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { valueKey } from '#shared/ledger/operation-key.ts';
import { hasTenders } from '#shared/ledger/value/chosen-tenders.ts';
import type { Tender } from '#shared/ledger/value/value-details.ts';
import type { ReserveRequest } from '#shared/contracts/sync/sync-schemas.ts';
import type { Draft } from '../basket/draft.ts';
import { createRedemptionStop } from '../sync/redemption-limit.ts';
import type { SyncLine } from '../sync/sync-line.ts';
import type { Tenders } from './tenders.ts';

export type ReserveCode = 'redemption_not_allowed' | 'redemption_on_hold' | 'balance_too_small';

export type Reservation = {
  /** HQ keeps what the payment takes; false where it was not asked. */
  readonly isKept: boolean;
  /** To be called when nothing was booked after all. */
  readonly giveUp: () => void;
};

export type ReserveFirst = {
  /** Null where nothing has to be asked: nothing is redeemed, or this till answers for itself. */
  readonly partsOf: (draft: Draft, dueMinor: Minor) => ReserveRequest | null;
  readonly reserve: (request: ReserveRequest) => Promise<Result<Reservation, AppError<ReserveCode>>>;
};

export type ReserveFirstDeps = {
  readonly line: Pick<SyncLine, 'isJoined' | 'isReachable' | 'memory' | 'reserve' | 'release'>;
  readonly tenders: Pick<Tenders, 'decide'>;
  readonly clock: Clock;
  readonly sha256: Sha256;
};

const nothingKept: Reservation = { isKept: false, giveUp: () => undefined };

export function createReserveFirst({ line, tenders, clock, sha256 }: ReserveFirstDeps): ReserveFirst {
  const stopOf = createRedemptionStop(line, clock);
  return {
    partsOf: (draft, dueMinor) => {
      if (!line.isJoined() || !hasTenders(draft.tenders) || draft.member === null) return null;
      const decided = tenders.decide(draft, dueMinor);
      const parts = decided.ok ? decided.value.detail.tenders.flatMap(partOf) : [];
      const opKey = bytesToHex(valueKey(sha256, 'redeem', draft.basketId));
      return parts.length === 0 ? null : { opKey, memberRef: draft.member.memberRef, parts };
    },
    reserve: async (request) => {
      const stop = stopOf();
      if (stop !== null) return err(stop);
      if (!line.isReachable()) return ok(nothingKept);
      const answer = await line.reserve(request);
      const giveUp = (): void => line.release(request.opKey);
      // HQ may have kept it, and only its answer is lost.
      if (answer.kind === 'notReached') return ok({ isKept: false, giveUp });
      if (answer.kind === 'given') return ok({ isKept: true, giveUp });
      return err(appError(answer.code === 'on_hold' ? 'redemption_on_hold' : 'balance_too_small'));
    },
  };
}

function partOf({ means, amount, holderRef }: Tender): ReserveRequest['parts'] {
  if (holderRef === null || (means !== 'points' && means !== 'wallet') || amount < 1) return [];
  return [{ holderRef, means, amount }];
}
