/** Makes the till's own readable copy of an enrolled member again, from the sealed record of the enrolment. */

import { parseCardUid } from '#shared/domain/card.ts';
import { minor } from '#shared/domain/money.ts';
import type { Member } from '#shared/domain/member.ts';
import { points } from '#shared/domain/points.ts';
import { isUuid } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { WriteDb } from '../db/database.ts';
import { createEnrolmentStore } from '../db/stores/enrolment-store.ts';
import { createMemberWriter } from '../db/stores/member-writer.ts';
import type { StoreNumbers } from '../db/stores/member-rows.ts';
import type { CardToWrite } from '../db/stores/member-writer.ts';
import type { TillPorts } from '../ports.ts';

export type SealedEnrolment = {
  readonly commandId: Uuid;
  readonly ciphertext: Uint8Array;
  readonly key: Uint8Array;
};

/** Within the caller's transaction. A record that does not open leaves the member unnamed: the entry stands. */
export type RestoreMember = (sealed: SealedEnrolment) => void;

const utf8Decoder = new TextDecoder();
const nothingYet = {
  pointsBalance: points(0),
  walletMinor: minor(0),
  visitCount: 0,
  spentMinor: minor(0),
  lastVisits: [],
};

export function createRestoreMember(
  db: WriteDb,
  { recordSealer }: Pick<TillPorts, 'recordSealer'>,
): RestoreMember {
  const writer = createMemberWriter(db, noVisits);
  const enrolments = createEnrolmentStore(db);
  return ({ commandId, ciphertext, key }) => {
    const record = recordSealer.open(key, ciphertext);
    const found = record === undefined ? undefined : memberFrom(JSON.parse(utf8Decoder.decode(record)));
    if (found === undefined || enrolments.memberOf(commandId) !== undefined) return;
    writer.addMember(writer.nextMemberId(), { ...found, ...nothingYet });
    enrolments.addEnrolment(commandId, found.member.memberRef);
  };
}

/** A member who was just made has no visits, so no store is asked for. */
const noVisits: StoreNumbers = {
  numberOf: () => {
    throw new Error('a new member has no visits');
  },
  storeIdOf: () => {
    throw new Error('a new member has no visits');
  },
};

type RestoredMember = { readonly member: Member; readonly cards: readonly CardToWrite[] };

/** The record as `enrolMember` writes it; `undefined` for anything else. */
function memberFrom(record: unknown): RestoredMember | undefined {
  if (typeof record !== 'object' || record === null) return undefined;
  const fields = new Map<string, unknown>(Object.entries(record));
  const memberRef = textFrom(fields.get('memberRef'));
  const name = textFrom(fields.get('name'));
  const tierId = textFrom(fields.get('tierId'));
  if (memberRef === null || !isUuid(memberRef) || name === null || tierId === null) return undefined;
  const cardUid = parseCardUid(textFrom(fields.get('cardUid')) ?? '');
  return {
    member: {
      memberRef,
      name,
      latinName: textFrom(fields.get('latinName')),
      phone: textFrom(fields.get('phone')),
      tierId,
      birthDate: textFrom(fields.get('birthDate')),
    },
    cards: cardUid === undefined ? [] : [{ cardUid, cardNumber: null, state: 'active' }],
  };
}

function textFrom(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
