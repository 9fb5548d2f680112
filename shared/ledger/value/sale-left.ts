/**
 * What is left of a sale: the sale less everything that was booked about it since. Refunds work on nothing else, so that
 * no line, no tender and no grant is ever given or taken back twice.
 */

import type { IsoDate } from '#shared/domain/calendar.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { minor } from '#shared/domain/money.ts';
import type { Currency, Minor } from '#shared/domain/money.ts';
import type { LineId } from '#shared/domain/product.ts';
import { addInt, multiplyInt } from '#shared/kernel/int-math.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { offerUsesOf, purchaseDaysOf, stampsOf } from '../activity.ts';
import type { StampChange } from '../activity.ts';
import { isFormerSale } from '../entry.ts';
import type { Entry, EntryId, FormerSaleEntry, SaleEntry, ValueEntry, ValueEntryOf } from '../entry.ts';
import { standingDaysOf } from './standing-changes.ts';
import { newLotsOf } from './lot-state.ts';
import type { LotUnit } from './lot-state.ts';
import { accountOf } from '../posting.ts';
import type { Lot, Posting } from '../posting.ts';
import { tendersLeft } from './tenders-left.ts';
import type { TenderLeft } from './tenders-left.ts';
import type { FactChange, LotSource } from './value-content.ts';

export type LineLeft = {
  readonly lineId: LineId;
  readonly quantitySold: number;
  readonly quantityLeft: number;
  /** What was paid for the line, with its tax. */
  readonly paidMinor: Minor;
  readonly leftMinor: Minor;
};

/** What the sale gave its member and neither took back, nor let expire: whether it was spent makes no difference. */
export type EarnedLeft = {
  readonly memberRef: MemberRef;
  readonly unit: LotUnit;
  readonly lot: LotSource;
  readonly left: number;
  /** Of it, what is held back still. */
  readonly held: number;
  /** Given for an introduction or a guest, and not earned by buying. */
  readonly isReward: boolean;
};

export type SaleLeft = {
  readonly saleEntryId: EntryId;
  /** Who the sale belongs to now; null for an anonymous one. */
  readonly holderRef: MemberRef | null;
  readonly currency: Currency;
  /** The store's local day of the sale. */
  readonly date: IsoDate;
  readonly businessDay: IsoDate;
  readonly lines: readonly LineLeft[];
  readonly paidMinor: Minor;
  readonly leftMinor: Minor;
  /** Coupons, points, wallets and gift cards, in the order in which a refund is shared out. */
  readonly tenders: readonly TenderLeft[];
  /** Of what was paid in cash, by card or transfer. */
  readonly outsideLeftMinor: Minor;
  readonly earned: readonly EarnedLeft[];
  readonly visits: number;
  readonly offerUses: FactChange['offerUses'];
  readonly stamps: FactChange['stamps'];
  /** Every change of stamps by the sale and what was booked about it, of members before the holder too. */
  readonly stampsKept: readonly StampChange[];
  /** What offers of the sale gave its member toward the next tier. */
  readonly tierProgress: number;
};

export type SoldEntry = SaleEntry | FormerSaleEntry;

/**
 * `about`: every entry that names the sale, oldest first. `postings`: all that ever touched a lot which one of these
 * entries made.
 */
export function saleLeft(
  sale: SoldEntry,
  about: readonly ValueEntry[],
  postings: readonly Posting[],
): SaleLeft {
  const refunds = about.filter(isRefund);
  const lines = linesLeft(sale, refunds);
  const leftMinor = sumMinor(lines.map((line) => line.leftMinor));
  const paidMinor = minor(sale.content.totals.payableMinor);
  const tenders = tendersLeft(about);
  const outsideLeftMinor = minor(leftMinor - sumMinor(tenders.map(({ worthLeftMinor }) => worthLeftMinor)));
  invariant(outsideLeftMinor >= 0, 'the parts of a payment add up to it');
  const holderRef = holderOf(sale, about);
  return {
    saleEntryId: sale.entryId,
    holderRef,
    currency: sale.content.currency,
    date: isFormerSale(sale) ? sale.businessDay : sale.content.moment.localDate,
    businessDay: sale.businessDay,
    lines,
    paidMinor,
    leftMinor,
    tenders,
    outsideLeftMinor,
    earned: earnedLeft([sale, ...about], postings),
    ...factsLeft([sale, ...about], holderRef),
  };
}

export function isRefund(entry: ValueEntry): entry is ValueEntryOf<'refund'> {
  return entry.kind === 'refund';
}

/** The member whom the last change named, or the sale itself. */
function holderOf(sale: SoldEntry, about: readonly ValueEntry[]): MemberRef | null {
  return about.findLast(({ kind }) => kind === 'reassign')?.memberRef ?? sale.memberRef;
}

function linesLeft({ content }: SoldEntry, refunds: readonly ValueEntryOf<'refund'>[]): readonly LineLeft[] {
  const { grossMinor, discountMinor, payableMinor } = content.totals;
  const isTaxAdded = payableMinor !== minor(grossMinor - discountMinor);
  return content.lines.map((line) => {
    const taxMinor = isTaxAdded && 'taxMinor' in line ? line.taxMinor : 0;
    const netMinor = multiplyInt(line.unitPriceMinor, line.quantity) - line.discountMinor;
    const paidMinor = minor(addInt(netMinor, taxMinor));
    const back = refunds.flatMap(({ content: { detail } }) => detail.lines).filter(isOf(line.lineId));
    return {
      lineId: line.lineId,
      quantitySold: line.quantity,
      quantityLeft: line.quantity - addInt(...back.map(({ quantity }) => quantity)),
      paidMinor,
      leftMinor: minor(paidMinor - sumMinor(back.map(({ refundMinor }) => refundMinor))),
    };
  });
}

function isOf(lineId: LineId): (line: { readonly lineId: LineId }) => boolean {
  return (line) => line.lineId === lineId;
}

/** What comes from nowhere but a promise of the shop is earned; a top-up or change is the customer's own money. */
function earnedLeft(entries: readonly Entry[], postings: readonly Posting[]): readonly EarnedLeft[] {
  const rewards = new Set(entries.filter(({ kind }) => kind === 'grant').map(({ entryId }) => entryId));
  return entries.flatMap(newLotsOf).flatMap(({ lot, memberRef, unit }) => {
    const ofLot = postings.filter((posting) => isSameLot(posting.lot, lot));
    const left = -sumOf(ofLot, (account) => promised.has(account));
    if (left <= 0) return [];
    const purse = unit === 'points' ? 'points_pending' : 'wallet_pending';
    const heldAccount = accountOf({ kind: 'member', memberRef, purse });
    const held = sumOf(ofLot, (account) => account === heldAccount);
    const isReward = rewards.has(lot.entryId);
    return [{ memberRef, unit, lot: { kind: 'entry', ...lot } as const, left, held, isReward }];
  });
}

/** Where value comes from, and where it goes that nobody spent. */
const promised: ReadonlySet<string> = new Set(
  (['issued', 'expired', 'breakage'] as const).map((account) => accountOf({ kind: 'shop', account })),
);

function isSameLot(left: Lot, right: Lot): boolean {
  return left.entryId === right.entryId && left.line === right.line;
}

function sumOf(postings: readonly Posting[], isMeant: (account: Posting['account']) => boolean): number {
  return addInt(...postings.filter(({ account }) => isMeant(account)).map(({ amount }) => amount));
}

function factsLeft(
  entries: readonly Entry[],
  holderRef: MemberRef | null,
): Pick<SaleLeft, 'visits' | 'offerUses' | 'stamps' | 'stampsKept' | 'tierProgress'> {
  const isHolders = (change: { readonly memberRef: MemberRef | null }): boolean =>
    change.memberRef === holderRef;
  const uses = new Map<string, FactChange['offerUses'][number]>();
  for (const { offerId, uses: more, costMinor } of entries.flatMap(offerUsesOf).filter(isHolders)) {
    const before = uses.get(offerId);
    uses.set(offerId, {
      offerId,
      uses: addInt(before?.uses ?? 0, more),
      costMinor: minor(addInt(before?.costMinor ?? 0, costMinor)),
    });
  }
  const stamps = new Map<string, number>();
  const stampsKept = entries.flatMap(stampsOf);
  for (const { stampCardId, stamps: more } of stampsKept.filter(isHolders)) {
    stamps.set(stampCardId, addInt(stamps.get(stampCardId) ?? 0, more));
  }
  const visits = entries.flatMap(purchaseDaysOf).filter(isHolders);
  const days = entries.flatMap(standingDaysOf).filter(isHolders);
  return {
    visits: addInt(...visits.map((change) => change.visits)),
    tierProgress: addInt(...days.map(({ tierProgress }) => tierProgress)),
    offerUses: [...uses.values()].filter((use) => use.uses !== 0 || use.costMinor !== 0),
    stampsKept,
    stamps: [...stamps]
      .filter(([, count]) => count !== 0)
      .map(([stampCardId, count]) => ({ stampCardId, stamps: count })),
  };
}

function sumMinor(amounts: readonly number[]): Minor {
  return minor(addInt(...amounts));
}
