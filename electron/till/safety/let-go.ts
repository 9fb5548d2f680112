/** Points or credit that leave one member otherwise than to pay: for a reward, to another member, for a gift card. */

import type { AppError, ErrorCode } from '#shared/contracts/error-codes.ts';
import type { ReserveRequest } from '#shared/contracts/sync/sync-schemas.ts';
import { localDate } from '#shared/domain/calendar.ts';
import type { CardLevel } from '#shared/domain/card.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { minor } from '#shared/domain/money.ts';
import type { Minor } from '#shared/domain/money.ts';
import type { OperatorId } from '#shared/domain/operator.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import type { Sha256 } from '#shared/kernel/hash-port.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { multiplyInt } from '#shared/kernel/int-math.ts';
import { ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { OfflineMeans } from '#shared/ledger/offline/offline-budget.ts';
import { pointRiskMinor } from '#shared/ledger/offline/point-risk.ts';
import { valueKey } from '#shared/ledger/operation-key.ts';
import type { ValueKind } from '#shared/ledger/value/value-details.ts';
import type { ChainAtTill } from '../db/stores/chain-store.ts';
import type { AskedCode, Asking, BookAsked } from './book-asked.ts';
import { permitted } from './permit.ts';
import type { PermitCode } from './permit.ts';
import type { RedemptionGate } from './redemption-gate.ts';

export type Leaving = {
  readonly memberRef: MemberRef;
  readonly means: OfflineMeans;
  /** Points or minor units; 0 for what costs nothing, of which nobody has to be asked. */
  readonly amount: number;
};

export type LettingGo<Value, Code extends ErrorCode> = Omit<Asking<Value, Code>, 'request'> & {
  /** The entry that is booked, and the id of its command. */
  readonly kind: ValueKind;
  readonly keyId: Uuid;
  /** Null where it is refused whatever HQ says. */
  readonly leaving: () => Leaving | null;
};

export type LetGo = {
  readonly stop: RedemptionGate['stop'];
  /** A UID alone is level 1; a member who was looked up, or is not at the counter, is level 0. */
  readonly levelOf: (memberRef: MemberRef) => CardLevel;
  /** Within `book`: whether it may leave by what HQ said, or by the limits of a till that is alone. */
  readonly permit: (leaving: Leaving, approverId: OperatorId | null) => Result<null, AppError<PermitCode>>;
  readonly book: <Value, Code extends ErrorCode>(
    lettingGo: LettingGo<Value, Code>,
  ) => Promise<Result<Value, AppError<Code | AskedCode>>>;
};

export type LetGoDeps = {
  readonly gate: RedemptionGate;
  readonly bookAsked: BookAsked;
  readonly chain: Pick<ChainAtTill, 'programme' | 'ownStore'>;
  readonly levelOf: LetGo['levelOf'];
  readonly clock: Clock;
  readonly sha256: Sha256;
};

export function createLetGo(deps: LetGoDeps): LetGo {
  const { gate, levelOf, sha256 } = deps;
  return {
    stop: gate.stop,
    levelOf,
    permit: (leaving, approverId) => {
      const { memberRef: holderRef, means, amount } = leaving;
      if (amount === 0) return ok(null);
      const part = { holderRef, means, worthMinor: worthOf(deps, leaving) };
      return permitted(gate.mayRedeem(levelOf(holderRef), [part]), approverId);
    },
    book: ({ kind, keyId, leaving, ...asking }) =>
      deps.bookAsked({
        ...asking,
        request: () => requestOf(leaving(), bytesToHex(valueKey(sha256, kind, keyId))),
      }),
  };
}

function requestOf(leaving: Leaving | null, opKey: string): ReserveRequest | null {
  if (leaving === null || leaving.amount === 0) return null;
  const { memberRef, means, amount } = leaving;
  return { opKey, memberRef, parts: [{ holderRef: memberRef, means, amount }] };
}

function worthOf({ chain, clock }: LetGoDeps, { means, amount }: Leaving): Minor {
  if (means === 'wallet') return minor(amount);
  const today = localDate(clock.nowMs(), chain.ownStore.timeZone);
  return minor(multiplyInt(amount, pointRiskMinor(chain.programme, today)));
}
