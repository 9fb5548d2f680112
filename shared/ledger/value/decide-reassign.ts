/**
 * Gives a finished sale to another member, such as one who forgot their card. What was paid stays as it was: the member
 * before gives back what the sale earned, the new one gets what it earns for them.
 */

import type { MemberRef } from '#shared/domain/member.ts';
import { minor } from '#shared/domain/money.ts';
import type { Minor } from '#shared/domain/money.ts';
import { points } from '#shared/domain/points.ts';
import type { CorrectionRules } from '#shared/domain/programme.ts';
import type { EpochMs } from '#shared/kernel/clock.ts';
import { addInt, mulDiv } from '#shared/kernel/int-math.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { KeptItem, KeptOffer, KeptTimedGrant, SaleMoment } from '../sale-content.ts';
import { earnedPoints } from './decide-refund.ts';
import { heldPurse, openPurse } from './decide-release.ts';
import { termsOfGrant } from './lot-state.ts';
import { refusal } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import type { SaleLeft, SoldEntry } from './sale-left.ts';
import { stampsStillDue } from './stamps-back.ts';
import { takenBack } from './taken-back.ts';
import type { FactChange, Move, ValueContentOf } from './value-content.ts';

export type ReassignAsked = {
  readonly toMemberRef: MemberRef;
  /** Applied offers of a score of the sale's lines for the new member; those that let something off are left out. */
  readonly offers: readonly KeptOffer[];
  /** What the lines would cost with that score: earnings are cut to what was really paid. */
  readonly scoredPayableMinor: Minor;
  readonly nowMs: EpochMs;
  readonly moment: SaleMoment;
};

export type ReassignCode = 'member_same' | 'member_change_refunded' | 'member_change_too_late';

export type DecidedReassign = {
  readonly content: ValueContentOf<'reassign'>;
  /** Taking a sale from a member needs a second person; giving one that was nobody's does not. */
  readonly needsApproval: boolean;
};

const minuteMs = 60_000;

export function decideReassign(
  sale: SoldEntry,
  left: SaleLeft,
  asked: ReassignAsked & { readonly rules: Pick<CorrectionRules, 'memberChangeMinutes'> },
): Result<DecidedReassign, Refusal<ReassignCode>> {
  const refused = refusalOf(sale, left, asked);
  if (refused !== undefined) return err(refused);
  const offers = keptFor(left, asked);
  const { holderRef } = left;
  return ok({
    needsApproval: holderRef !== null,
    content: {
      currency: left.currency,
      moment: asked.moment,
      moves: [
        // Who introduced the member before is rewarded for a purchase of theirs: this is none any more.
        ...left.earned.flatMap((earned) => takenBack(earned, earned.left)),
        ...offers.flatMap(({ timed }) => timed).flatMap((grant) => given(left, asked.toMemberRef, grant)),
      ],
      facts: [leaving(left), arriving(sale, left, { memberRef: asked.toMemberRef, offers })],
      detail: { saleEntryId: left.saleEntryId, fromMemberRef: holderRef, offers },
    },
  });
}

function refusalOf(
  sale: SoldEntry,
  left: SaleLeft,
  { toMemberRef, nowMs, rules }: Parameters<typeof decideReassign>[2],
): Refusal<ReassignCode> | undefined {
  const minutes = rules.memberChangeMinutes;
  // A clock that was set back is not earlier than the sale: it is as far from it as it says.
  if (Math.abs(nowMs - sale.wallMs) > minutes * minuteMs) {
    return refusal('member_change_too_late', { minutes });
  }
  if (toMemberRef === left.holderRef) return refusal('member_same');
  const untouched = left.lines.every(({ quantityLeft, quantitySold }) => quantityLeft === quantitySold);
  return untouched ? undefined : refusal('member_change_refunded');
}

/** Without what it let off: the price was paid. What it earned on more than that is cut to its share. */
function keptFor(left: SaleLeft, { offers, scoredPayableMinor }: ReassignAsked): readonly KeptOffer[] {
  const isDearer = scoredPayableMinor > left.paidMinor;
  const cut = (amount: number): number =>
    isDearer ? mulDiv(amount, [left.paidMinor, scoredPayableMinor], 'floor') : amount;
  return offers
    .filter(({ verdict, discountMinor }) => verdict.kind === 'applied' && discountMinor === 0)
    .map((offer) => ({
      ...offer,
      timed: offer.timed.map((grant) => ({ ...grant, amount: cut(grant.amount) })),
    }))
    .map((offer) => ({
      ...offer,
      timed: offer.timed.filter(({ amount }) => amount > 0),
      items: offer.items.filter(({ kind }) => kind === 'stamp' || kind === 'tierProgress'),
    }))
    .filter(({ timed, items }) => timed.length + items.length > 0)
    .map((offer) => ({ ...offer, ...sumsOf(offer.timed) }));
}

function sumsOf(timed: readonly KeptTimedGrant[]): Pick<KeptOffer, 'pointsEarned' | 'walletCreditMinor'> {
  const of = (unit: KeptTimedGrant['unit']): number =>
    addInt(...timed.filter((grant) => grant.unit === unit).map(({ amount }) => amount));
  return { pointsEarned: points(of('points')), walletCreditMinor: minor(of('walletCredit')) };
}

/** Counted from the day of the sale, as if the member had been known then. */
function given(left: SaleLeft, memberRef: MemberRef, grant: KeptTimedGrant): readonly Move[] {
  const terms = termsOfGrant(grant, left.date, 'earned');
  const unit = grant.unit === 'points' ? 'points' : 'money';
  const purse = terms.releaseOn === null ? openPurse(unit) : heldPurse(unit);
  return [
    {
      unit,
      amount: grant.amount,
      from: { kind: 'shop', account: 'issued' },
      to: { kind: 'member', memberRef, purse },
      lot: { kind: 'own', terms },
    },
  ];
}

function leaving(left: SaleLeft): FactChange {
  const { holderRef, date, visits, offerUses, stamps, leftMinor } = left;
  const isMembers = holderRef !== null;
  return {
    memberRef: holderRef,
    date,
    visits: isMembers ? less(visits) : 0,
    spentMinor: minor(isMembers ? less(leftMinor) : 0),
    offerUses: offerUses.map((use) => ({
      offerId: use.offerId,
      uses: less(use.uses),
      costMinor: minor(less(use.costMinor)),
    })),
    stamps: stamps.map((card) => ({ stampCardId: card.stampCardId, stamps: less(card.stamps) })),
    pointsEarned: less(addInt(...earnedPoints(left))),
    tierProgress: less(left.tierProgress),
  };
}

function arriving(
  sale: SoldEntry,
  { date, leftMinor, stampsKept }: SaleLeft,
  { memberRef, offers }: { readonly memberRef: MemberRef; readonly offers: readonly KeptOffer[] },
): FactChange {
  const uses = new Map<string, number>();
  const add = (offerId: string, costMinor: number): void => {
    uses.set(offerId, addInt(uses.get(offerId) ?? 0, costMinor));
  };
  const items = offers.flatMap((offer) => offer.items);
  const progress = items.filter(({ kind }) => kind === 'tierProgress');
  for (const { offerId, discountMinor } of letOff(sale)) add(offerId, discountMinor);
  for (const { offerId, costMinor } of offers) add(offerId, costMinor);
  return {
    memberRef,
    date,
    visits: 1,
    spentMinor: leftMinor,
    offerUses: [...uses].map(([offerId, costMinor]) => ({ offerId, uses: 1, costMinor: minor(costMinor) })),
    stamps: stampsStillDue(stampsIn(items), stampsKept, memberRef),
    pointsEarned: addInt(...offers.map(({ pointsEarned }) => pointsEarned)),
    tierProgress: addInt(...progress.map(({ count }) => count)),
  };
}

/** The offers that made the price what it was: they were used, whoever the sale belongs to. */
function letOff(sale: SoldEntry): readonly { readonly offerId: string; readonly discountMinor: Minor }[] {
  return appliedOf(sale)
    .filter(({ discountMinor }) => discountMinor > 0)
    .map(({ offerId, discountMinor }) => ({ offerId, discountMinor }));
}

type LetOff = {
  readonly offerId: string;
  readonly discountMinor: Minor;
  readonly verdict: { readonly kind: string };
};

function appliedOf({ content }: SoldEntry): readonly LetOff[] {
  const offers: readonly LetOff[] = content.offers;
  return offers.filter(({ verdict }) => verdict.kind === 'applied');
}

function stampsIn(items: readonly KeptItem[]): FactChange['stamps'] {
  const stamps = new Map<string, number>();
  for (const { kind, refId, count } of items) {
    if (kind === 'stamp' && refId !== null) stamps.set(refId, addInt(stamps.get(refId) ?? 0, count));
  }
  return [...stamps].map(([stampCardId, count]) => ({ stampCardId, stamps: count }));
}

function less(amount: number): number {
  return amount === 0 ? 0 : -amount;
}
