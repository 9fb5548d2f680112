/** Turns a new member into the entry that books the enrolment. */

import type { CardLevel } from '../domain/card.ts';
import type { IsoDate } from '../domain/calendar.ts';
import type { MemberRef } from '../domain/member.ts';
import type { OperatorId } from '../domain/operator.ts';
import type { StoreId } from '../domain/store.ts';
import { invariant } from '../kernel/invariant.ts';
import { hashBytes } from './chain.ts';
import { entrySchemaVersion } from './entry.ts';
import type { EntryStamp, NewEnrolEntry } from './entry.ts';

export type EnrolmentToDecide = {
  readonly opKey: Uint8Array;
  readonly operatorId: OperatorId;
  readonly storeId: StoreId;
  readonly businessDay: IsoDate;
  readonly memberRef: MemberRef;
  readonly cardLevel: CardLevel | null;
  /** SHA-256 of the sealed record's ciphertext. */
  readonly recordHash: Uint8Array;
};

export function decideEnrol(stamp: EntryStamp, enrolment: EnrolmentToDecide): NewEnrolEntry {
  const { recordHash } = enrolment;
  invariant(recordHash.length === hashBytes, 'a sealed record is named by its SHA-256');
  return {
    ...stamp,
    schemaVersion: entrySchemaVersion,
    kind: 'enrol',
    opKey: enrolment.opKey,
    businessDay: enrolment.businessDay,
    storeId: enrolment.storeId,
    memberRef: enrolment.memberRef,
    actorId: enrolment.operatorId,
    approverId: null,
    cardLevel: enrolment.cardLevel,
    ruleSetHash: null,
    refEntryId: null,
    content: { recordHash },
  };
}
