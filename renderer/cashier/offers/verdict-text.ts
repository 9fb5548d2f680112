/** What became of a matched offer: why it did not apply, and what the customer would lose, or gain, by it. */

import { unreachable } from '#shared/kernel/invariant.ts';
import { nameOf } from './offer-words.ts';
import type { Cut, OfferAnswer, OfferWords } from './offer-words.ts';
import { worthShownMinor } from './worth-shown.ts';

const usedUpKeys = {
  chain: 'verdicts.usedUpChain',
  store: 'verdicts.usedUpStore',
  till: 'verdicts.usedUpTill',
  member: 'verdicts.usedUpMember',
} as const;

/** `offers` are all of the answer, for the names of those that stand in the way. */
export function verdictText(
  { verdict }: Pick<OfferAnswer, 'verdict'>,
  offers: readonly Pick<OfferAnswer, 'offerId' | 'name'>[],
  words: OfferWords,
): string {
  const { t, format } = words;
  const worth = (amountMinor: number): string =>
    format.money.text(worthShownMinor(Math.abs(amountMinor), format.money));
  const named = (offerId: string): string =>
    nameOf(offerId, offers.find((offer) => offer.offerId === offerId)?.name, words);
  switch (verdict.kind) {
    case 'applied':
      return t('verdicts.applied');
    case 'beaten': {
      const offer = named(verdict.byOfferId);
      if (verdict.byMinor === 0) return t('verdicts.beatenEqual', { offer });
      const key = verdict.byMinor > 0 ? 'verdicts.beaten' : 'verdicts.better';
      return t(key, { amount: worth(verdict.byMinor), offer });
    }
    case 'excluded': {
      const kept = t(`verdicts.${verdict.rule}`, { offer: named(verdict.byOfferId) });
      if (verdict.byMinor === 0) return kept;
      const key = verdict.byMinor > 0 ? 'verdicts.less' : 'verdicts.more';
      return t(key, { verdict: kept, amount: worth(verdict.byMinor) });
    }
    case 'usedUp':
      return t(usedUpKeys[verdict.scope]);
    case 'declined':
      return t('verdicts.declined');
    case 'addsNothing':
      return t('verdicts.addsNothing');
    default:
      return unreachable(verdict);
  }
}

export function cutText({ by, lostMinor }: Cut, { t, format }: OfferWords): string {
  return t(`cuts.${by}`, { amount: format.money.text(lostMinor) });
}
