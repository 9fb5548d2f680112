/** What one entry adds to HQ's sums: a pure function of its body, by the same words of the ledger as at the till. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { minor } from '#shared/domain/money.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import type { Sha256 } from '#shared/kernel/hash-port.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { activitiesOf, offerUsesOf, purchaseDaysOf, stampsOf } from '#shared/ledger/activity.ts';
import type {
  ActivityChange,
  OfferUseChange,
  PurchaseDayChange,
  StampChange,
} from '#shared/ledger/activity.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import { postingsOf } from '#shared/ledger/post-entry.ts';
import { memberAccountOf, unbalancedUnits } from '#shared/ledger/posting.ts';
import type { Lot, Posting } from '#shared/ledger/posting.ts';
import { codeChangesOf } from '#shared/ledger/value/code-state.ts';
import type { CodeChange } from '#shared/ledger/value/code-state.ts';
import { lotChangesIn, newLotsIn } from '#shared/ledger/value/lot-state.ts';
import type { LotChange, NewLot } from '#shared/ledger/value/lot-state.ts';
import { tierSetBy } from '#shared/ledger/value/standing-changes.ts';
import type { TierSet } from '#shared/ledger/value/standing-changes.ts';
import type { Purse } from '#shared/ledger/value/value-content.ts';
import type { RefundedLine } from '#shared/ledger/value/value-details.ts';
import { lotOfKey } from '#sync/core/lot-key.ts';
import { grouped } from './grouped.ts';

export type PurseChange = { readonly memberRef: MemberRef; readonly purse: Purse; readonly amount: number };
export type AccountChange = { readonly account: string; readonly unit: string; readonly amount: number };

export type LotSumChange = Pick<LotChange, 'memberRef' | 'unit' | 'open' | 'held'> & {
  readonly lot: Lot;
};

export type VisitMade = {
  readonly memberRef: MemberRef;
  readonly entryId: Uuid;
  readonly atMs: number;
  readonly storeId: string;
  readonly paidMinor: number;
  readonly pointsEarned: number;
};

export type LinesRefunded = { readonly saleEntryId: Uuid; readonly lines: readonly RefundedLine[] };

export type EntryChanges = {
  /** What members hold stands together in one account for each purse: `members:points`. */
  readonly accounts: readonly AccountChange[];
  readonly purses: readonly PurseChange[];
  readonly newLots: readonly NewLot[];
  readonly lots: readonly LotSumChange[];
  readonly activities: readonly ActivityChange[];
  readonly days: readonly PurchaseDayChange[];
  readonly uses: readonly OfferUseChange[];
  readonly stamps: readonly StampChange[];
  readonly visit: VisitMade | null;
  readonly tier: TierSet | null;
  readonly codes: readonly CodeChange[];
  readonly refunded: LinesRefunded | null;
  /** Taken from what members had at hand, by choice: what may turn out to be more than there was. */
  readonly spent: readonly PurseChange[];
};

/** More visits, uses or stamps than this are no count of anything that happened in one entry. */
const countMax = 1_000_000_000;

/**
 * `undefined` for an entry whose postings do not add up, or whose counts are beyond all sense. Throws where its numbers
 * are no sums: see `ifWhole`.
 */
export function entryChanges(entry: Entry, sha256: Sha256): EntryChanges | undefined {
  const postings = postingsOf(entry);
  if (unbalancedUnits(postings).length > 0) return undefined;
  const activities = activitiesOf(entry);
  const uses = offerUsesOf(entry);
  const stamps = stampsOf(entry);
  const counts = [
    ...activities.map(({ visits }) => visits),
    ...uses.map((use) => use.uses),
    ...stamps.map((change) => change.stamps),
  ];
  if (counts.some((count) => Math.abs(count) > countMax)) return undefined;
  const purses = postings.flatMap(purseChange);
  return {
    accounts: postings.map(accountChange),
    purses,
    newLots: newLotsIn(entry, postings),
    lots: lotChangesIn(entry, postings).map((change) => lotSumChange(change, sha256)),
    activities,
    days: purchaseDaysOf(entry),
    uses,
    stamps,
    visit: visitOf(entry),
    tier: tierSetBy(entry) ?? null,
    codes: codeChangesOf(entry),
    refunded: refundedBy(entry),
    spent: spendingKinds.has(entry.kind) ? purses.filter(isTakenAtHand) : [],
  };
}

/** A refund that leaves a debt, a correction and an expiry are no spending beyond the balance. */
const spendingKinds: ReadonlySet<string> = new Set(['redeem', 'claim', 'transfer']);

function isTakenAtHand({ purse, amount }: PurseChange): boolean {
  return amount < 0 && (purse === 'points' || purse === 'wallet');
}

function purseChange({ account, amount }: Posting): readonly PurseChange[] {
  const holder = memberAccountOf(account);
  return holder === undefined ? [] : [{ ...holder, amount }];
}

function accountChange({ account, unit, amount }: Posting): AccountChange {
  const holder = memberAccountOf(account);
  return { account: holder === undefined ? account : `members:${holder.purse}`, unit, amount };
}

function lotSumChange({ memberRef, unit, source, open, held }: LotChange, sha256: Sha256): LotSumChange {
  const lot =
    source.kind === 'entry'
      ? { entryId: source.entryId, line: source.line }
      : lotOfKey(sha256, { memberRef, unit, key: source.key });
  return { memberRef, unit, lot, open, held };
}

function visitOf(entry: Entry): VisitMade | null {
  if (entry.kind !== 'sale' || entry.memberRef === null) return null;
  const { memberRef, entryId, wallMs, storeId } = entry;
  const { payableMinor, pointsEarned } = entry.content.totals;
  return { memberRef, entryId, atMs: wallMs, storeId, paidMinor: payableMinor, pointsEarned };
}

function refundedBy(entry: Entry): LinesRefunded | null {
  if (entry.kind !== 'refund') return null;
  const { saleEntryId, lines } = entry.content.detail;
  // A till names each line once; one that does not is added up all the same.
  const byLine = [...grouped(lines, ({ lineId }) => lineId)].map(([lineId, parts]) => ({
    lineId,
    quantity: addInt(...parts.map(({ quantity }) => quantity)),
    refundMinor: minor(addInt(...parts.map(({ refundMinor }) => refundMinor))),
  }));
  return { saleEntryId, lines: byLine };
}

/** Every member whose figures the entry changes. */
export function membersOf({ purses, activities, uses, stamps, tier }: EntryChanges): readonly MemberRef[] {
  const refs = [...purses, ...activities, ...uses, ...stamps, ...(tier === null ? [] : [tier])].flatMap(
    ({ memberRef }) => (memberRef === null ? [] : [memberRef]),
  );
  return [...new Set(refs)];
}

/** Days on which somebody has to look at the member's lots: one is released then, or ends. */
export function dueDaysOf({ newLots }: EntryChanges): readonly { memberRef: MemberRef; day: IsoDate }[] {
  return newLots.flatMap(({ memberRef, releaseOn, expiresOn }) =>
    [releaseOn, expiresOn].flatMap((day) => (day === null ? [] : [{ memberRef, day }])),
  );
}
