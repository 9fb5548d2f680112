/**
 * Answers in the form of the scoring engine, found in the simplest way: of the offers that may not stand together the
 * best, and of the others all. Enough to show and to choose; nothing that a till may rely on.
 */

import { currency, minor } from '#shared/domain/money.ts';
import { points } from '#shared/domain/points.ts';
import type { BasketLineView } from '#shared/contracts/till-views.ts';
import type { OfferAnswer, Score, Verdict } from '#renderer/cashier/offers/offer-words.ts';
import { isWished } from '#renderer/cashier/stores/wish.ts';
import type { Wish } from '#renderer/cashier/stores/wish.ts';
import type { FakeFacts, FakeGift, FakeOffer } from './fake-offer.ts';

export type FakeScored = {
  readonly lines: readonly BasketLineView[];
  readonly hasMember: boolean;
  readonly wish: Wish;
  readonly offers: readonly FakeOffer[];
  readonly isProven: boolean;
};

type Candidate = { readonly offer: FakeOffer; readonly given: FakeGift };

export function fakeScore({ lines, hasMember, wish, offers, isProven }: FakeScored): Score {
  const facts = factsOf(lines, hasMember);
  const matched = offers
    .filter((offer) => matches(offer, facts))
    .map((offer) => ({ offer, given: offer.gives(facts) }))
    .toSorted((one, other) => other.given.worthMinor - one.given.worthMinor);
  const best = applied(matched, { with: [], without: [] });
  const chosen = isWished(wish) ? applied(matched, wish) : best;
  const answers = matched
    .map((candidate) => answerOf(candidate, chosen, { wish, facts }))
    .toSorted((one, other) => rank(one) - rank(other) || other.worthMinor - one.worthMinor);
  const sum = (of: (given: FakeGift) => number): number =>
    chosen.reduce((total, { given }) => total + of(given), 0);
  const discountMinor = Math.min(
    sum((given) => given.discountMinor),
    facts.grossMinor,
  );
  const worthOf = (combination: readonly Candidate[]): number =>
    combination.reduce((total, { given }) => total + given.worthMinor, 0);
  const gapMinor = isProven || facts.pieces === 0 ? 0 : 340_000;
  return {
    engineVersion: 2,
    ruleSetHash: 'hash of the fake till',
    currency: currency('IRR'),
    grossMinor: minor(facts.grossMinor),
    discountMinor: minor(discountMinor),
    taxMinor: minor(Math.round((facts.grossMinor - discountMinor) / 110) * 10),
    payableMinor: minor(facts.grossMinor - discountMinor),
    walletCreditMinor: minor(sum((given) => given.walletCreditMinor)),
    pointsEarned: points(sum((given) => given.pointsEarned)),
    worthMinor: minor(worthOf(chosen)),
    bestWorthMinor: minor(Math.max(worthOf(best), worthOf(chosen))),
    isProven: gapMinor === 0,
    gapMinor: minor(gapMinor),
    lines: scoredLines(lines, discountMinor),
    offers: answers,
    nearMisses: nearMisses(offers, facts),
  };
}

export function factsOf(lines: readonly BasketLineView[], hasMember: boolean): FakeFacts {
  return {
    grossMinor: lines.reduce((sum, line) => sum + line.unitPriceMinor * line.quantity, 0),
    pieces: lines.reduce((sum, line) => sum + line.quantity, 0),
    hasMember,
  };
}

export function matches({ fromMinor, isForMembers }: FakeOffer, facts: FakeFacts): boolean {
  return facts.pieces > 0 && facts.grossMinor >= fromMinor && (facts.hasMember || !isForMembers);
}

/** The wished ones first; then of those that do not stack the best, and every stackable one. */
function applied(matched: readonly Candidate[], wish: Wish): readonly Candidate[] {
  const able = matched.filter(
    ({ offer }) =>
      !wish.without.includes(offer.offerId) && (isFree(offer) || wish.with.includes(offer.offerId)),
  );
  const wanted = wish.with.flatMap((id) => able.filter(({ offer }) => offer.offerId === id));
  const single = [...wanted, ...able].find(({ offer }) => offer.stackingMode !== 'stackable');
  return able.filter((candidate) => candidate.offer.stackingMode === 'stackable' || candidate === single);
}

function isFree({ verdict }: FakeOffer): boolean {
  return verdict === null;
}

function answerOf(
  { offer, given }: Candidate,
  chosen: readonly Candidate[],
  { wish, facts }: { readonly wish: Wish; readonly facts: FakeFacts },
): OfferAnswer {
  const { offerId, name, effects, stackingMode, endsAt, terms, reason } = offer;
  const isApplied = chosen.some((candidate) => candidate.offer === offer);
  const winner = chosen.find((candidate) => candidate.offer.stackingMode !== 'stackable');
  const beaten: Verdict = {
    kind: 'beaten',
    byOfferId: winner?.offer.offerId ?? 'nobody',
    byMinor: minor(Math.max(0, (winner?.given.worthMinor ?? 0) - given.worthMinor)),
  };
  const verdict: Verdict = isApplied
    ? { kind: 'applied' }
    : wish.without.includes(offerId)
      ? { kind: 'declined' }
      : (offer.verdict ?? beaten);
  return {
    offerId,
    name,
    effects,
    stackingMode,
    endsAt,
    terms,
    reason,
    ...given,
    worthMinor: minor(given.worthMinor),
    costMinor: minor(given.worthMinor),
    verdict,
    reasons: offer.reasons(facts),
  };
}

function rank({ verdict }: OfferAnswer): number {
  return verdict.kind === 'applied' ? 0 : 1;
}

const nearMissesMax = 5;

function nearMisses(offers: readonly FakeOffer[], facts: FakeFacts): Score['nearMisses'] {
  return offers
    .flatMap(({ offerId, name, effects, fromMinor, near, gives }) => {
      const missingMinor = fromMinor - facts.grossMinor;
      const isNear = missingMinor > 0 && missingMinor * 2 <= facts.grossMinor;
      const missing =
        near ?? (isNear ? { kind: 'amount' as const, of: null, missingMinor: minor(missingMinor) } : null);
      if (missing === null || facts.pieces === 0) return [];
      return [{ offerId, name, effects, missing, gainMinor: minor(gives(facts).worthMinor) }];
    })
    .slice(0, nearMissesMax);
}

/** The discount over the lines, the rest of the division on the last one. */
function scoredLines(lines: readonly BasketLineView[], discountMinor: number): Score['lines'] {
  const { grossMinor } = factsOf(lines, false);
  let left = discountMinor;
  return lines.map((line, index) => {
    const lineMinor = line.unitPriceMinor * line.quantity;
    const share =
      index === lines.length - 1 ? left : Math.floor((discountMinor * lineMinor) / (grossMinor * 10)) * 10;
    left -= share;
    const netMinor = lineMinor - share;
    return {
      lineId: line.lineId,
      grossMinor: minor(lineMinor),
      discountMinor: minor(share),
      netMinor: minor(netMinor),
      taxMinor: minor(Math.round(netMinor / 110) * 10),
    };
  });
}
