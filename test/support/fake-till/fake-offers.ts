/** Wishes, payment means and questions about offers, as the fake till answers them. */

import { appError } from '#shared/contracts/error-codes.ts';
import type { WhyNotView } from '#shared/contracts/till-views.ts';
import { searchKey } from '#shared/domain/text.ts';
import { err, ok } from '#shared/kernel/result.ts';
import { everyOffer } from './every-offer.ts';
import { factsOf, matches } from './fake-score.ts';
import type { FakeHandlers, FakeWorld } from './fake-world.ts';
import { usualOffers } from './usual-offers.ts';

const rowsMax = 20;

export const fakeOfferSets = { usual: usualOffers, every: everyOffer, none: [] } as const;

export function fakeOffersOf({
  sale,
}: FakeWorld): FakeHandlers<'wishOffers' | 'choosePaymentMeans' | 'searchOffers' | 'whyNot'> {
  return {
    wishOffers: ({ with: wanted, without }) => {
      const known = new Set(sale.offers().map(({ offerId }) => offerId));
      if ([...wanted, ...without].some((offerId) => !known.has(offerId)))
        return err(appError('offer_unknown'));
      sale.setWish({ with: wanted, without });
      return ok(sale.view());
    },
    choosePaymentMeans: ({ paymentMeans }) => {
      sale.setPaymentMeans(paymentMeans);
      return ok(sale.view());
    },
    searchOffers: ({ text }) => {
      const key = searchKey(text);
      const facts = factsOf(sale.lines(), sale.view().member !== null);
      const hits = sale
        .offers()
        .filter(({ name }) => searchKey(`${name.fa} ${name.en}`).includes(key))
        .map((offer) => ({ offerId: offer.offerId, name: offer.name, isMatched: matches(offer, facts) }));
      return ok({ offers: hits.slice(0, rowsMax), total: hits.length });
    },
    whyNot: ({ offerId }) => {
      const offer = sale.offers().find((live) => live.offerId === offerId);
      if (offer === undefined) return err(appError('offer_unknown'));
      const { score, member } = sale.view();
      const answer = score.offers.find((matched) => matched.offerId === offerId);
      const facts = factsOf(sale.lines(), member !== null);
      const whyNot: WhyNotView['whyNot'] =
        answer !== undefined
          ? { kind: 'matched', answer }
          : facts.pieces === 0
            ? { kind: 'emptyBasket' }
            : { kind: 'failing', failing: offer.failing(facts) };
      return ok({ offerId, name: offer.name, terms: offer.terms, whyNot });
    },
  };
}
