/** Rows of `member` as values of the domain, and visits as the compact bytes that they are kept in. */

import { decode } from 'cborg';
import type { CardState, CardUid } from '#shared/domain/card.ts';
import { parseCardUid } from '#shared/domain/card.ts';
import type { Member, Visit } from '#shared/domain/member.ts';
import { minor } from '#shared/domain/money.ts';
import type { Minor } from '#shared/domain/money.ts';
import { points } from '#shared/domain/points.ts';
import type { Points } from '#shared/domain/points.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { bytesToHex, hexToBytes } from '#shared/kernel/hex.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { SqlRow } from '../database.ts';
import { bytesOf, bytesOrNull, integerOf, textOf, textOrNull, uuidOf } from '../row.ts';

/** What a file says about a member, the till's own entries not counted. */
export type StoredMember = {
  readonly member: Member;
  readonly pointsBalance: Points;
  readonly walletMinor: Minor;
  readonly visitCount: number;
  readonly spentMinor: Minor;
  /** Newest first. */
  readonly lastVisits: readonly Visit[];
};

export type StoredCard = { readonly stored: StoredMember; readonly cardState: CardState };

/** Stores by their number in the file, so that a visit does not repeat a store's id a million times. */
export type StoreNumbers = {
  readonly numberOf: (storeId: string) => number;
  readonly storeIdOf: (storeNumber: number) => string;
};

export function storedMemberOf(row: SqlRow, stores: StoreNumbers): StoredMember {
  return {
    member: memberOf(row),
    pointsBalance: points(integerOf(row, 'points_balance')),
    walletMinor: minor(integerOf(row, 'wallet_minor')),
    visitCount: integerOf(row, 'visit_count'),
    spentMinor: minor(integerOf(row, 'spent_minor')),
    lastVisits: visitsOf(bytesOrNull(row, 'last_visits'), stores),
  };
}

export function memberOf(row: SqlRow): Member {
  return {
    memberRef: uuidOf(row, 'member_ref'),
    name: textOf(row, 'name'),
    latinName: textOrNull(row, 'latin_name'),
    phone: textOrNull(row, 'phone'),
    tierId: textOf(row, 'tier_id'),
    birthDate: textOrNull(row, 'birth_date'),
  };
}

export function cardStateOf(row: SqlRow): CardState {
  const state = textOf(row, 'state');
  invariant(state === 'active' || state === 'blocked' || state === 'replaced', 'a card has a known state');
  return state;
}

export function cardUidOf(row: SqlRow, column: string): CardUid {
  const cardUid = parseCardUid(bytesToHex(bytesOf(row, column)));
  invariant(cardUid !== undefined, 'a stored card has a UID');
  return cardUid;
}

export function cardUidBytes(cardUid: CardUid): Uint8Array {
  const bytes = hexToBytes(cardUid);
  invariant(bytes !== undefined, 'a UID is hexadecimal');
  return bytes;
}

function visitsOf(bytes: Uint8Array | null, stores: StoreNumbers): readonly Visit[] {
  if (bytes === null) return [];
  const visits: unknown = decode(bytes);
  invariant(Array.isArray(visits), 'visits are a list');
  return visits.map((visit: unknown) => {
    invariant(Array.isArray(visit) && visit.length === 4, 'a visit has four parts');
    const [atMs, storeNumber, paidMinor, pointsEarned] = visit.map(Number);
    return {
      atMs: epochMs(atMs ?? Number.NaN),
      storeId: stores.storeIdOf(storeNumber ?? Number.NaN),
      paidMinor: minor(paidMinor ?? Number.NaN),
      pointsEarned: points(pointsEarned ?? Number.NaN),
    };
  });
}
