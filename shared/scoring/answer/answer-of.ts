/** What one matched offer says for itself. */

import type { AlonePrice } from '../pricing/price.ts';
import type { Benefit } from './benefit.ts';
import type { Reason } from './reason.ts';
import type { EndsAt, OfferAnswer, Verdict } from './score-result.ts';

export type AnswerParts = {
  readonly verdict: Verdict;
  readonly benefit: Benefit;
  readonly reasons: readonly Reason[];
  readonly endsAt: EndsAt | null;
};

export function answerOf(compiled: AlonePrice['compiled'], parts: AnswerParts): OfferAnswer {
  const { offer, stacking } = compiled;
  const { benefit } = parts;
  return {
    offerId: offer.offerId,
    name: offer.name,
    effects: offer.effects,
    stackingMode: stacking.mode,
    verdict: parts.verdict,
    worthMinor: benefit.worthMinor,
    costMinor: benefit.costMinor,
    discountMinor: benefit.discountMinor,
    walletCreditMinor: benefit.walletCreditMinor,
    pointsEarned: benefit.pointsEarned,
    timed: benefit.timed,
    items: benefit.items,
    cuts: benefit.cuts,
    reasons: parts.reasons,
    endsAt: parts.endsAt,
    terms: offer.terms ?? null,
    reason: offer.reason ?? null,
  };
}
