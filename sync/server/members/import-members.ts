/** Takes a chain's members over with what they have, piece by piece. Run again it goes on where it was ended. */

import type { MemberRecord } from '#shared/contracts/chain-schema.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { uuidFromBytes } from '#shared/kernel/ids.ts';
import { broughtLot } from '#sync/core/lot-key.ts';
import { nextChange } from '../db/change-clock.ts';
import { inTransaction } from '../db/in-transaction.ts';
import {
  addBroughtMembers,
  addFigures,
  addToAccounts,
  knownRefs,
} from '../db/stores/publication/brought-store.ts';
import type { BroughtMember, BroughtPiece } from '../db/stores/publication/brought-store.ts';
import { sharedPhoneCount } from '../db/stores/truth/merges.ts';
import type { HqDeps } from '../hq-deps.ts';
import { createPersonSeal } from './person.ts';
import type { PersonSeal } from './person.ts';
import { createPhoneIndex } from './phone-index.ts';
import type { PhoneIndex } from './phone-index.ts';

export type MembersToImport = {
  readonly members: AsyncIterable<MemberRecord>;
  /** Of wallets. */
  readonly currency: string;
  /** The day on which the figures stand: lots are told to be of that day. */
  readonly figuresOn: string;
  readonly onProgress: (members: number) => void;
};

export type ImportedMembers = {
  readonly added: number;
  /** HQ had them: nothing about them was changed. */
  readonly known: number;
  /**
   * Phone numbers of several members, here and from before. They are proposed to people at HQ and not merged: nobody can
   * tell from a file whether two people share a number, and their balances with it.
   */
  readonly sharedNumbers: number;
};

const pieceMax = 1_000;
/** Rows of visits, days and lots that make a piece full before it has its members. */
const pieceRowsMax = 20_000;

export async function importMembers(asked: MembersToImport, deps: HqDeps): Promise<ImportedMembers> {
  const { dataSeal } = deps.serviceKeys;
  const importer: Importer = {
    deps,
    asked,
    personSeal: createPersonSeal(dataSeal, deps.randomBytes),
    phoneIndex: createPhoneIndex(dataSeal),
  };
  let piece: MemberRecord[] = [];
  let rows = 0;
  let read = 0;
  let added = 0;
  const flush = async (): Promise<void> => {
    added += await importPiece(importer, piece);
    read += piece.length;
    piece = [];
    rows = 0;
    asked.onProgress(read);
  };
  for await (const member of asked.members) {
    piece.push(member);
    rows += 1 + member.lastVisits.length + (member.purchaseDays?.length ?? 0) + (member.lots?.length ?? 0);
    if (piece.length === pieceMax || rows >= pieceRowsMax) await flush();
  }
  if (piece.length > 0) await flush();
  return { added, known: read - added, sharedNumbers: await sharedPhoneCount(deps.db) };
}

type Importer = {
  readonly deps: HqDeps;
  readonly asked: MembersToImport;
  readonly personSeal: PersonSeal;
  readonly phoneIndex: PhoneIndex;
};

/** How many of them were new. */
function importPiece(importer: Importer, piece: readonly MemberRecord[]): Promise<number> {
  const { deps, asked } = importer;
  return inTransaction(
    deps,
    async (transaction) => {
      const refs = piece.map(({ memberRef }) => memberRef);
      const known = await knownRefs(transaction, refs);
      const fresh = piece.filter(({ memberRef }) => !known.has(memberRef));
      if (fresh.length === 0) return 0;
      const rows = rowsOf(importer, fresh);
      await addFigures(transaction, rows);
      await addToAccounts(transaction, { ...totals(fresh), currency: asked.currency });
      // Last, because everybody who publishes waits from here on.
      await addBroughtMembers(transaction, rows.members, await nextChange(transaction, ['member']));
      return fresh.length;
    },
    { isRepeatable: true },
  );
}

function totals(members: readonly MemberRecord[]): { readonly points: number; readonly walletMinor: number } {
  return {
    points: members.reduce((sum, { pointsBalance }) => sum + pointsBalance, 0),
    walletMinor: members.reduce((sum, { walletMinor }) => sum + walletMinor, 0),
  };
}

function rowsOf(importer: Importer, members: readonly MemberRecord[]): BroughtPiece {
  return {
    members: members.map((member) => memberRow(importer, member)),
    cards: members.flatMap(({ memberRef, cards }) =>
      cards.map(({ cardUid, cardNumber, state }) => ({
        card_uid: cardUid,
        member_ref: memberRef,
        card_number: cardNumber,
        state,
      })),
    ),
    sums: members.map((member) => ({
      member_ref: member.memberRef,
      points: member.pointsBalance,
      wallet_minor: member.walletMinor,
      visits: member.visitCount,
      spent_minor: member.spentMinor,
    })),
    lots: members.flatMap((member) => lotsOf(importer, member)),
    days: members.flatMap(({ memberRef, purchaseDays = [] }) =>
      purchaseDays.map(({ date, visits, spentMinor }) => ({
        member_ref: memberRef,
        day: date,
        visits,
        spent_minor: spentMinor,
      })),
    ),
    stamps: members.flatMap(({ memberRef, stampsCollected = {} }) =>
      Object.entries(stampsCollected).map(([stampCardId, stamps]) => ({
        member_ref: memberRef,
        stamp_card_id: stampCardId,
        stamps,
      })),
    ),
    visits: members.flatMap(({ memberRef, lastVisits }) =>
      lastVisits.map(({ atMs, storeId, paidMinor, pointsEarned }, place) => ({
        member_ref: memberRef,
        entry_id: visitId(importer, memberRef, place),
        at_ms: atMs,
        store_id: storeId,
        paid_minor: paidMinor,
        points_earned: pointsEarned,
      })),
    ),
  };
}

/** What no lot of the file accounts for is a lot without an end, under the name by which tills take from it. */
function lotsOf({ deps, asked }: Importer, member: MemberRecord): BroughtPiece['lots'] {
  const { memberRef, lots = [], pointsBalance, walletMinor } = member;
  const made_on = asked.figuresOn;
  const named = lots.map(({ unit, amount, expiresOn }, line) => ({
    member_ref: memberRef,
    // A lot that no entry made is named after its member.
    lot_entry_id: memberRef,
    lot_line: line,
    unit,
    open: amount,
    made_on,
    expires_on: expiresOn,
  }));
  const balances = [['points', pointsBalance] as const, ['money', walletMinor] as const];
  const nameless = balances.flatMap(([unit, balance]) => {
    const open = named.reduce((left, lot) => (lot.unit === unit ? left - lot.open : left), Number(balance));
    const { entryId, line } = broughtLot(deps.sha256, { memberRef, unit, key: '' });
    const place = { member_ref: memberRef, lot_entry_id: entryId, lot_line: line };
    return open === 0 ? [] : [{ ...place, unit, open, made_on, expires_on: null }];
  });
  return [...named, ...nameless];
}

function memberRow({ personSeal, phoneIndex }: Importer, member: MemberRecord): BroughtMember {
  const { memberRef, name, latinName, phone, birthDate, tierId, traits } = member;
  const sealed = personSeal.seal(memberRef, { name, latinName, phone, birthDate });
  return {
    member_ref: memberRef,
    sealed_person: bytesToHex(sealed.sealedPerson),
    sealed_key: bytesToHex(sealed.sealedKey),
    phone_index: phone === null ? null : bytesToHex(phoneIndex(phone)),
    tier_id: tierId,
    traits: JSON.stringify(traits ?? {}),
  };
}

/** The same for the same visit, however often the import is run. */
function visitId({ deps }: Importer, memberRef: string, place: number): string {
  return uuidFromBytes(deps.sha256(deps.utf8.encode(`brought visit ${memberRef} ${place}`)).slice(0, 16));
}
