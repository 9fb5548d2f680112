/**
 * Makes a member of an enrolment that a till booked. Entry and sealed record travel apart: whichever comes second
 * completes the member. Two members with one phone number become one: the older stays, the other is its alias.
 */

import { hexToBytes } from '#shared/kernel/hex.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import {
  addCards,
  addMembers,
  lockPhone,
  memberHead,
  membersByPhone,
  namePerson,
  pointTo,
} from '../db/stores/publication/member-store.ts';
import { aliasesOf } from '../db/stores/publication/pull-store.ts';
import { addRecord, takeWaiting } from '../db/stores/publication/waiting-store.ts';
import type { HqTransaction } from '../db/hq-tables.ts';
import type { HqDeps } from '../hq-deps.ts';
import { tellMerged } from '../truth/merge-members.ts';
import type { Merged } from '../truth/merge-members.ts';
import { noticeUnreadable } from './member-notices.ts';
import { openRecord } from './open-record.ts';
import type { EnrolmentRecord, SealedRecord } from './open-record.ts';
import { createPersonSeal } from './person.ts';
import { createPhoneIndex } from './phone-index.ts';

export type BookedEnrolment = {
  readonly memberRef: string;
  readonly deviceId: string;
  /** SHA-256 of the record's ciphertext, which the entry names. */
  readonly recordHash: Uint8Array;
  /** Instant of the entry's clock. */
  readonly madeAtMs: number;
};

export type TakenEnrolment = {
  /** Members whose published record is another one now; the caller marks them as changed. */
  readonly touched: readonly string[];
  /** Two enrolments had one phone number; people at HQ are told. */
  readonly merged: Merged | null;
  /** `unreadable`: a record came that this HQ cannot open; the member stays unnamed and unpublished. */
  readonly record: 'taken' | 'waiting' | 'unreadable';
};

export type EnrolmentDeps = Pick<HqDeps, 'serviceKeys' | 'randomBytes' | 'clock' | 'sha256' | 'utf8'>;

/** Standing of a member whose record has not come: of no use to anybody, and replaced by the record's. */
const unknownTierId = '';

/** Called within the projector's transaction, once for each entry; called again it changes nothing. */
export async function takeEnrolment(
  transaction: HqTransaction,
  enrolment: BookedEnrolment & { readonly attachment: SealedRecord | undefined },
  deps: EnrolmentDeps,
): Promise<TakenEnrolment> {
  const { memberRef, deviceId, recordHash, madeAtMs, attachment } = enrolment;
  await addMembers(transaction, [
    {
      memberRef,
      sealedPerson: null,
      sealedKey: null,
      phoneIndex: null,
      tierId: unknownTierId,
      traits: '{}',
      madeBy: deviceId,
      madeAtMs,
    },
  ]);
  await addRecord(transaction, { deviceId, recordHash, memberRef, isWaiting: attachment === undefined });
  if (attachment !== undefined) {
    return nameMember(transaction, { memberRef, deviceId, sealed: attachment }, deps);
  }
  return { touched: [], merged: null, record: 'waiting' };
}

/** A record that came after its entry; nothing where no enrolment waits for it. */
export async function takeLateRecord(
  transaction: HqTransaction,
  late: { readonly deviceId: string; readonly recordHash: Uint8Array; readonly sealed: SealedRecord },
  deps: EnrolmentDeps,
): Promise<TakenEnrolment | undefined> {
  const memberRef = await takeWaiting(transaction, late);
  return memberRef === undefined
    ? undefined
    : nameMember(transaction, { memberRef, deviceId: late.deviceId, sealed: late.sealed }, deps);
}

type ToName = { readonly memberRef: string; readonly deviceId: string; readonly sealed: SealedRecord };

async function nameMember(
  transaction: HqTransaction,
  { memberRef, deviceId, sealed }: ToName,
  deps: EnrolmentDeps,
): Promise<TakenEnrolment> {
  const record = openRecord(sealed, deps.serviceKeys.escrow);
  // A record of another member than the entry's is nobody's.
  if (record === undefined || record.memberRef !== memberRef) {
    await noticeUnreadable(transaction, { memberRef, deviceId }, deps);
    return { touched: [], merged: null, record: 'unreadable' };
  }
  const head = await memberHead(transaction, memberRef);
  invariant(head !== undefined, 'the member of an enrolment is there');
  if (head.state === 'erased' || head.hasPerson) return { touched: [], merged: null, record: 'taken' };
  const phoneIndex = record.phone === null ? null : createPhoneIndex(deps.serviceKeys.dataSeal)(record.phone);
  if (phoneIndex !== null) await lockPhone(transaction, phoneIndex);
  await writePerson(transaction, { record, phoneIndex }, deps);
  const merged = phoneIndex === null ? null : await mergeTwins(transaction, phoneIndex, memberRef);
  if (merged !== null) await tellMerged(transaction, deps, merged);
  return { touched: merged === null ? [memberRef] : [merged.from, merged.into], merged, record: 'taken' };
}

async function writePerson(
  transaction: HqTransaction,
  { record, phoneIndex }: { readonly record: EnrolmentRecord; readonly phoneIndex: Uint8Array | null },
  { serviceKeys, randomBytes }: EnrolmentDeps,
): Promise<void> {
  const { memberRef, name, phone, birthDate, tierId, cardUid } = record;
  const seal = createPersonSeal(serviceKeys.dataSeal, randomBytes);
  const sealed = seal.seal(memberRef, { name, latinName: null, phone, birthDate });
  await namePerson(transaction, memberRef, { ...sealed, phoneIndex, tierId });
  const uid = cardUid === null ? undefined : hexToBytes(cardUid);
  if (uid === undefined) return;
  await addCards(transaction, [{ cardUid: uid, memberRef, cardNumber: null, state: 'active' }]);
}

/** The older of two stays, whichever came to HQ first. */
async function mergeTwins(
  transaction: HqTransaction,
  phoneIndex: Uint8Array,
  memberRef: string,
): Promise<TakenEnrolment['merged']> {
  const [oldest, ...younger] = await membersByPhone(transaction, phoneIndex);
  invariant(oldest !== undefined, 'the member that was just named has the number');
  const twin = younger.find((other) => other.memberRef === memberRef) ?? younger[0];
  if (twin === undefined) return null;
  const [from, into] = [uuid(twin.memberRef), uuid(oldest.memberRef)];
  const aliases = (await aliasesOf(transaction, [from])).map((alias) => alias.memberRef);
  await pointTo(transaction, { from, into });
  return { from, into, aliases };
}
