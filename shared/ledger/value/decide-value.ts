/** Turns what was decided about value into the entry that books it. Pure: the shell stores what comes back. */

import type { CardLevel } from '#shared/domain/card.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import type { OperatorId } from '#shared/domain/operator.ts';
import type { StoreId } from '#shared/domain/store.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { entrySchemaVersion } from '../entry.ts';
import type { EntryId, EntryStamp, ValueEntry, ValueEntryOf } from '../entry.ts';
import type { ValueContentOf } from './value-content.ts';
import type { ValueKind } from './value-details.ts';

export type ValueToDecideOf<Kind extends ValueKind> = {
  readonly kind: Kind;
  readonly opKey: Uint8Array;
  readonly businessDay: IsoDate;
  readonly storeId: StoreId;
  readonly memberRef: MemberRef | null;
  readonly operatorId: OperatorId;
  readonly approverId: OperatorId | null;
  readonly cardLevel: CardLevel | null;
  readonly ruleSetHash: string | null;
  readonly refEntryId: EntryId | null;
  readonly content: ValueContentOf<Kind>;
};
export type ValueToDecide = { readonly [Kind in ValueKind]: ValueToDecideOf<Kind> }[ValueKind];

/** Throws when a move is no move, or the approver is the actor: both can only be bugs. */
export function decideValue(stamp: EntryStamp, value: ValueToDecide): ValueEntry {
  // The compiler does not see that the kind and its content stay together.
  return entryFrom<ValueKind>(stamp, value) as ValueEntry;
}

function entryFrom<Kind extends ValueKind>(
  stamp: EntryStamp,
  value: ValueToDecideOf<Kind>,
): ValueEntryOf<Kind> {
  for (const { amount } of value.content.moves) {
    invariant(Number.isSafeInteger(amount) && amount > 0, 'a move is of a whole amount above 0');
  }
  return {
    ...stamp,
    schemaVersion: entrySchemaVersion,
    kind: value.kind,
    opKey: value.opKey,
    businessDay: value.businessDay,
    storeId: value.storeId,
    memberRef: value.memberRef,
    actorId: value.operatorId,
    approverId: value.approverId,
    cardLevel: value.cardLevel,
    ruleSetHash: value.ruleSetHash,
    refEntryId: value.refEntryId,
    content: value.content,
  };
}
