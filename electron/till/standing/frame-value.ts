/** What every entry of a member's standing says besides what was decided. */

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
import type { Move } from '#shared/ledger/value/value-content.ts';
import type { ValueDetails, ValueKind } from '#shared/ledger/value/value-details.ts';
import { momentAt } from '../queries/score-inputs.ts';

export type ValueDecided<Kind extends ValueKind> = {
  readonly kind: Kind;
  /** The command, or another id that exists once for this entry. */
  readonly keyId: Uuid;
  readonly memberRef: MemberRef;
  readonly operatorId: OperatorId;
  readonly approverId?: OperatorId;
  readonly cardLevel?: CardLevel | null;
  readonly refEntryId?: EntryId;
  readonly moves?: readonly Move[];
  readonly detail: ValueDetails[Kind];
};

export type FrameValue = <Kind extends ValueKind>(decided: ValueDecided<Kind>) => ValueToDecideOf<Kind>;

export type FrameValueDeps = {
  readonly store: Store;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly sha256: Sha256;
};

export function createFrameValue({ store, clock, sha256 }: FrameValueDeps): FrameValue {
  return ({ kind, keyId, memberRef, operatorId, approverId, cardLevel, refEntryId, moves, detail }) => ({
    kind,
    opKey: valueKey(sha256, kind, keyId),
    businessDay: businessDay(clock.nowMs(), store),
    storeId: store.storeId,
    memberRef,
    operatorId,
    approverId: approverId ?? null,
    cardLevel: cardLevel ?? null,
    ruleSetHash: null,
    refEntryId: refEntryId ?? null,
    content: {
      currency: store.currency,
      moment: momentAt(clock.nowMs(), store.timeZone),
      moves: moves ?? [],
      facts: [],
      detail,
    },
  });
}
