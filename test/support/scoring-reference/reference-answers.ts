/** What each matched offer has to say for itself. */

import type { Cut, ItemGrant, TimedGrant } from '#shared/scoring/answer/benefit.ts';
import type { Reason } from '#shared/scoring/answer/reason.ts';
import { compareTexts, inOrder } from '#shared/kernel/order.ts';
import type { Offer, OfferId } from '#shared/scoring/language/offer.ts';
import { ranked } from './reference-choice.ts';
import { conflictOf, offersMaxOf } from './reference-conflicts.ts';
import { usedUpScope } from './reference-match.ts';
import { aloneOf, priceOf } from './reference-price.ts';
import { reasonsOf } from './reference-reasons.ts';
import type { ReferenceSale } from './reference-sale.ts';

export type ReferenceVerdict = {
  readonly kind: 'applied' | 'beaten' | 'excluded' | 'usedUp' | 'declined' | 'addsNothing';
  readonly byOfferId?: OfferId;
  readonly byMinor?: number;
  readonly rule?: 'exclusiveGroup' | 'notWith' | 'alone' | 'offersPerSaleMax';
  readonly scope?: 'chain' | 'store' | 'till' | 'member';
};

export type ReferenceAnswer = {
  readonly offerId: OfferId;
  readonly verdict: ReferenceVerdict;
  readonly worthMinor: number;
  readonly costMinor: number;
  readonly discountMinor: number;
  readonly walletCreditMinor: number;
  readonly pointsEarned: number;
  readonly timed: readonly TimedGrant[];
  readonly items: readonly ItemGrant[];
  readonly cuts: readonly Cut[];
  readonly reasons: readonly Reason[];
};

/** Applied first, then by worth, then by id. */
export function answersOf(
  sale: ReferenceSale,
  matched: readonly Offer[],
  applied: readonly Offer[],
): readonly ReferenceAnswer[] {
  const isFirst = ({ verdict }: ReferenceAnswer): number => (verdict.kind === 'applied' ? 0 : 1);
  return matched
    .map((offer) => answerOf(sale, offer, applied))
    .toSorted(
      inOrder<ReferenceAnswer>(
        (one, other) => isFirst(one) - isFirst(other),
        (one, other) => other.worthMinor - one.worthMinor,
        (one, other) => compareTexts(one.offerId, other.offerId),
      ),
    );
}

function answerOf(sale: ReferenceSale, offer: Offer, applied: readonly Offer[]): ReferenceAnswer {
  const given = priceOf(sale, applied).byOffer.get(offer.offerId) ?? aloneOf(sale, offer);
  const { offer: _offer, pointsPerAmount: _pointsPerAmount, ...benefit } = given;
  const reasons = reasonsOf(sale, offer);
  return { offerId: offer.offerId, verdict: verdictOf(sale, offer, applied), ...benefit, reasons };
}

function verdictOf(sale: ReferenceSale, offer: Offer, applied: readonly Offer[]): ReferenceVerdict {
  if (applied.includes(offer)) return { kind: 'applied' };
  const scope = usedUpScope(sale, offer);
  if (scope !== null) return { kind: 'usedUp', scope };
  if (sale.input.wish.without.includes(offer.offerId)) return { kind: 'declined' };
  const rivals = applied.filter((one) => conflictOf(sale, one, offer) !== null);
  if (rivals.length > 0) return lostTo(sale, { offer, applied, rivals });
  const last = ranked(sale, applied).at(-1);
  if (last === undefined || applied.length < offersMaxOf(sale)) return { kind: 'addsNothing' };
  const byMinor = lossBy(sale, applied, [...applied.filter((one) => one !== last), offer]);
  return { kind: 'excluded', rule: 'offersPerSaleMax', byOfferId: last.offerId, byMinor };
}

type Contest = {
  readonly offer: Offer;
  readonly applied: readonly Offer[];
  /** The applied ones that the offer cannot stand beside. */
  readonly rivals: readonly Offer[];
};

function lostTo(sale: ReferenceSale, { offer, applied, rivals }: Contest): ReferenceVerdict {
  const { byOffer } = priceOf(sale, applied);
  const worthOf = ({ offerId }: Offer): number => byOffer.get(offerId)?.worthMinor ?? 0;
  const [strongest] = rivals.toSorted(
    inOrder<Offer>(
      (one, other) => worthOf(other) - worthOf(one),
      (one, other) => compareTexts(one.offerId, other.offerId),
    ),
  );
  if (strongest === undefined) throw new Error('an offer that lost has a rival');
  const instead = [...applied.filter((one) => !rivals.includes(one)), offer];
  const byMinor = lossBy(sale, applied, instead);
  const rule = conflictOf(sale, strongest, offer);
  const byOfferId = strongest.offerId;
  if (rule === null || rule === 'default') return { kind: 'beaten', byOfferId, byMinor };
  return { kind: 'excluded', byOfferId, rule, byMinor };
}

function lossBy(sale: ReferenceSale, applied: readonly Offer[], instead: readonly Offer[]): number {
  return priceOf(sale, applied).worthMinor - priceOf(sale, instead).worthMinor;
}
