/** Lots as they stand, and how an entry changes them: what can be spent is kept by the lot that made it. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import { addDays } from '#shared/domain/day-number.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { isFormerSale } from '../entry.ts';
import type { ActivityEntry, Entry, SaleEntry, ValueEntry } from '../entry.ts';
import { isValueEntry } from '../entry.ts';
import { postingsOf } from '../post-entry.ts';
import { memberAccountOf } from '../posting.ts';
import type { Lot, Posting } from '../posting.ts';
import type { KeptTimedGrant } from '../sale-content.ts';
import type { LotOrigin, LotSource, LotTerms, Purse } from './value-content.ts';

export type LotUnit = 'points' | 'money';

/** Where the value of a lot came from: an entry of this ledger, or the snapshot. */
export type KeptLotSource = Exclude<LotSource, { readonly kind: 'own' }>;

export type LotState = {
  readonly source: KeptLotSource;
  readonly unit: LotUnit;
  readonly origin: LotOrigin;
  /** Null for the part of a snapshot of which nothing is known. */
  readonly madeOn: IsoDate | null;
  readonly releaseOn: IsoDate | null;
  readonly expiresOn: IsoDate | null;
  /** At hand; below 0 after what was spent already had to be given back. */
  readonly open: number;
  /** Held back until `releaseOn`. */
  readonly held: number;
};

/** A lot that an entry makes. */
export type NewLot = LotTerms & {
  readonly lot: Lot;
  readonly memberRef: MemberRef;
  readonly unit: LotUnit;
  readonly madeOn: IsoDate;
};

/** What an entry adds to one lot of a member; at least one of the two is not 0. */
export type LotChange = {
  readonly memberRef: MemberRef;
  readonly unit: LotUnit;
  readonly source: KeptLotSource;
  readonly open: number;
  readonly held: number;
};

/** Who is enrolled is given nothing by that. */
type GivingEntry = Exclude<Entry, { readonly kind: 'enrol' }>;

/** Lots of members only: what a gift card holds has no parts. */
export function newLotsOf(entry: Entry): readonly NewLot[] {
  return newLotsIn(entry, postingsOf(entry));
}

/** The same from the entry's postings, where they are at hand. */
export function newLotsIn(entry: Entry, postings: readonly Posting[]): readonly NewLot[] {
  if (entry.kind === 'enrol') return [];
  const terms = termsByLine(entry);
  return postings.flatMap((posting) => {
    const holder = memberAccountOf(posting.account);
    const isNew = posting.lot.entryId === entry.entryId && isMaker(entry, posting);
    const lotTerms = terms(posting.lot.line);
    if (holder === undefined || !isNew || lotTerms === undefined) return [];
    const { memberRef, purse } = holder;
    return [{ ...lotTerms, lot: posting.lot, memberRef, unit: unitOf(purse), madeOn: dayOf(entry) }];
  });
}

/** Who is given something, or owes it from the start: what was earned at another till is taken back as a debt here. */
function isMaker(entry: GivingEntry, { lot, line }: Posting): boolean {
  if (line === lot.line) return true;
  const isTaken = isValueEntry(entry) && line === lot.line + 1;
  return isTaken && entry.content.moves[lot.line / 2]?.to.kind !== 'member';
}

export function lotChangesOf(entry: Entry): readonly LotChange[] {
  return lotChangesIn(entry, postingsOf(entry));
}

/** The same from the entry's postings, where they are at hand. */
export function lotChangesIn(entry: Entry, postings: readonly Posting[]): readonly LotChange[] {
  return postings.flatMap((posting) => {
    const holder = memberAccountOf(posting.account);
    if (holder === undefined) return [];
    const { memberRef, purse } = holder;
    const isHeld = purse === 'points_pending' || purse === 'wallet_pending';
    const open = isHeld ? 0 : posting.amount;
    const held = isHeld ? posting.amount : 0;
    return [{ memberRef, unit: unitOf(purse), source: sourceOf(entry, posting), open, held }];
  });
}

function sourceOf(entry: Entry, { lot, line }: Posting): KeptLotSource {
  if (isValueEntry(entry)) {
    const source = entry.content.moves[Math.floor(line / 2)]?.lot;
    if (source?.kind === 'snapshot') return source;
  }
  return { kind: 'entry', entryId: lot.entryId, line: lot.line };
}

function unitOf(purse: Purse): LotUnit {
  return purse === 'points' || purse === 'points_pending' ? 'points' : 'money';
}

/** The terms of the lot that a posting makes, by the posting's line. */
function termsByLine(entry: GivingEntry): (line: number) => LotTerms | undefined {
  if (isValueEntry(entry)) return (line) => termsOfMove(entry, line);
  if (isFormerSale(entry)) return () => ({ origin: 'earned', releaseOn: null, expiresOn: null });
  const grants = grantsOf(entry);
  const origin = entry.kind === 'activity' ? 'bonus' : 'earned';
  return (line) => {
    const grant = grants[line / 2];
    return grant && termsOfGrant(grant, entry.content.moment.localDate, origin);
  };
}

function termsOfMove(entry: ValueEntry, line: number): LotTerms | undefined {
  const source = entry.content.moves[line / 2]?.lot;
  return source?.kind === 'own' ? source.terms : undefined;
}

/** The grants that were posted, in the order of their postings. */
function grantsOf({ content }: SaleEntry | ActivityEntry): readonly KeptTimedGrant[] {
  return content.offers
    .filter(({ verdict }) => verdict.kind === 'applied')
    .flatMap(({ timed }) => timed)
    .filter(({ amount }) => amount !== 0);
}

/** The end is counted from the release. */
export function termsOfGrant(
  { releaseAfterDays, expireAfterDays }: Omit<KeptTimedGrant, 'unit' | 'amount'>,
  madeOn: IsoDate,
  origin: LotOrigin,
): LotTerms {
  const startsOn = addDays(madeOn, releaseAfterDays);
  return {
    origin,
    releaseOn: releaseAfterDays > 0 ? startsOn : null,
    expiresOn: expireAfterDays === null ? null : addDays(startsOn, expireAfterDays),
  };
}

/** Schema version 1 keeps no local date; its business day is the same but after midnight. */
function dayOf(entry: GivingEntry): IsoDate {
  if (isValueEntry(entry)) return entry.content.moment.localDate;
  return isFormerSale(entry) ? entry.businessDay : entry.content.moment.localDate;
}
