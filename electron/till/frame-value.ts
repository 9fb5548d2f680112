/** What every entry of value says besides what was decided: when and where it is booked, by whom, and under which key. */

import { businessDay } from '#shared/domain/calendar.ts';
import type { CardLevel } from '#shared/domain/card.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import type { OperatorId } from '#shared/domain/operator.ts';
import type { Store } from '#shared/domain/store.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import type { Sha256 } from '#shared/kernel/hash-port.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { EntryId } from '#shared/ledger/entry.ts';
import { valueKey } from '#shared/ledger/operation-key.ts';
import type { ValueToDecideOf } from '#shared/ledger/value/decide-value.ts';
import type { ValueContentOf } from '#shared/ledger/value/value-content.ts';
import type { ValueKind } from '#shared/ledger/value/value-details.ts';
import { momentAt } from '#shared/scoring/facts/moment-at.ts';

export type ValueToFrame<Kind extends ValueKind> = {
  readonly kind: Kind;
  /** The command, or another id that exists once for this entry. */
  readonly keyId: Uuid;
  readonly memberRef: MemberRef | null;
  readonly operatorId: OperatorId;
  readonly approverId?: OperatorId | null;
  readonly cardLevel?: CardLevel | null;
  readonly ruleSetHash?: string | null;
  readonly refEntryId?: EntryId | null;
  /** Without moves or facts where it has none; its own moment where it was decided by another clock, or earlier. */
  readonly decided: Partial<ValueContentOf<Kind>> & Pick<ValueContentOf<Kind>, 'detail'>;
};

/** Reads the clock: asked once for each entry, in the turn in which it is booked. */
export type FrameValue = <Kind extends ValueKind>(value: ValueToFrame<Kind>) => ValueToDecideOf<Kind>;

export type FrameValueDeps = {
  readonly store: Store;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly sha256: Sha256;
};

export function createFrameValue({ store, clock, sha256 }: FrameValueDeps): FrameValue {
  return ({ kind, keyId, memberRef, operatorId, decided, ...known }) => {
    const nowMs = clock.nowMs();
    return {
      kind,
      opKey: valueKey(sha256, kind, keyId),
      businessDay: businessDay(nowMs, store),
      storeId: store.storeId,
      memberRef,
      operatorId,
      approverId: known.approverId ?? null,
      cardLevel: known.cardLevel ?? null,
      ruleSetHash: known.ruleSetHash ?? null,
      refEntryId: known.refEntryId ?? null,
      content: {
        currency: store.currency,
        moment: momentAt(nowMs, store.timeZone),
        moves: [],
        facts: [],
        ...decided,
      },
    };
  };
}
