/** Words of one language over a small chain, and a text as a test reads it. */

import { createWords } from '#renderer/strings/create-words.ts';
import type { OfferWords } from '#renderer/cashier/offers/offer-words.ts';
import { catalogue } from '#renderer/strings/catalogue.ts';
import { createFormat } from '#renderer/ui/format/format-context.tsx';
import type { Language } from '#shared/domain/local-text.ts';
import { currency } from '#shared/domain/money.ts';

export function wordsIn(language: Language): OfferWords {
  const { toman } = catalogue[language].units;
  return {
    t: createWords(language).t,
    format: createFormat({
      language,
      currency: currency('IRR'),
      calendar: 'persian',
      timeZone: 'Asia/Tehran',
      toman,
    }),
    till: {
      tiers: [{ tierId: 'silver', name: { fa: 'نقره‌ای', en: 'Silver' }, rank: 1, tone: 'silver' }],
      productGroups: [{ groupId: 'home', name: { fa: 'خانه', en: 'Home' } }],
      rules: {
        stampCards: [
          {
            stampCardId: 'coffee',
            name: { fa: 'قهوه', en: 'Coffee' },
            rewardGiftId: 'coffee-free',
            rewardName: { fa: 'قهوهٔ رایگان', en: 'Free coffee' },
          },
        ],
      },
    },
    today: '2026-11-22',
  };
}

/** Spaces of every kind as one, so that a test can be read. */
export function plain(text: string): string {
  return text.replaceAll(/\s/g, ' ');
}
