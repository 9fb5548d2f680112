/** "42,000 Toman more brings 60,000 Toman more": what the customer can still do, and what it is worth. */

import { unreachable } from '#shared/kernel/invariant.ts';
import { meansText } from './means-text.ts';
import type { NearMiss, OfferWords } from './offer-words.ts';
import { selectorText } from './selector-text.ts';
import { worthShownMinor } from './worth-shown.ts';

/** With the goods in front, where it is not the whole basket that counts. */
export function nearMissText(nearMiss: NearMiss, words: OfferWords): string {
  const { missing } = nearMiss;
  const near = missingText(nearMiss, words);
  if (missing.kind === 'paymentMeans' || missing.of === null) return near;
  return words.t('score.nearOf', { goods: selectorText(missing.of, words), near });
}

function missingText({ missing, gainMinor }: NearMiss, words: OfferWords): string {
  const { t, format } = words;
  const { money, list } = format;
  // Said aloud to a customer: never a Rial less than it takes, nor a Rial more than it brings.
  const upMinor = (amountMinor: number): number =>
    Math.ceil(amountMinor / money.typedMinor) * money.typedMinor;
  const gain = money.text(worthShownMinor(gainMinor, money));
  switch (missing.kind) {
    case 'amount':
      return t('score.nearAmount', { amount: money.text(upMinor(missing.missingMinor)), gain });
    case 'quantity':
      return missing.missingMinor === null
        ? t('score.nearPieces', { count: missing.missingPieces, gain })
        : t('score.nearPiecesPriced', {
            count: missing.missingPieces,
            amount: money.text(upMinor(missing.missingMinor)),
            gain,
          });
    case 'paymentMeans':
      return t('score.nearMeans', {
        means: list.or(missing.anyOf.map((means) => meansText(means, words))),
        gain,
      });
    default:
      return unreachable(missing);
  }
}
