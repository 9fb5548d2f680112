/** What the customer gets from this basket, and why: every matching offer speaks for itself. */

import { useTranslation } from 'react-i18next';
import type { BasketView } from '#shared/contracts/till-views.ts';
import { useBasket } from '#renderer/cashier/cashier-context.tsx';
import { BenefitTiles } from './benefit-tiles.tsx';
import { nearestGain } from './nearest-gain.ts';
import { NearMissPrompt } from './near-miss-prompt.tsx';
import { OfferRow } from './offer-row.tsx';

export function ScorePanel() {
  const { t } = useTranslation();
  const score = useBasket(({ basket }) => basket?.score);
  const isAnonymous = useBasket(({ basket }) => basket?.member === null);
  return (
    <section
      aria-label={t('score.heading')}
      data-testid="score-panel"
      className="flex min-h-0 flex-1 flex-col overflow-hidden rounded-3xl bg-surface pt-3 shadow-low wide:pt-0"
    >
      <h2 className="px-4 pt-3 pb-2 font-bold not-wide:sr-only">{t('score.heading')}</h2>
      {score === undefined ? null : (
        <>
          <BenefitTiles score={score} />
          <NearMissPrompt nearMiss={nearestGain(score)} />
          <Offers score={score} isAnonymous={isAnonymous} />
        </>
      )}
    </section>
  );
}

type Score = BasketView['score'];

/** The best come first; the rest are counted. */
const offersDrawnMax = 50;

function Offers({ score, isAnonymous }: { readonly score: Score; readonly isAnonymous: boolean }) {
  const { t } = useTranslation();
  if (score.offers.length === 0) {
    return (
      <div className="flex min-h-0 flex-1 flex-col items-center justify-center px-6 pb-4 text-center">
        <p className="font-medium text-ink-soft">{t('score.nothing')}</p>
        <p className="text-sm text-balance text-ink-faint">
          {t(isAnonymous && score.grossMinor > 0 ? 'score.anonymousHint' : 'score.nothingHint')}
        </p>
      </div>
    );
  }
  const hidden = score.offers.length - offersDrawnMax;
  return (
    <ul
      aria-label={t('score.why')}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a list that scrolls must be reachable by keyboard
      tabIndex={0}
      className="flex min-h-0 flex-1 flex-col gap-1 overflow-y-auto ps-3 pe-0.5 pb-3 [scrollbar-gutter:stable]"
    >
      {score.offers.slice(0, offersDrawnMax).map((offer) => (
        <OfferRow key={offer.offerId} offer={offer} offers={score.offers} />
      ))}
      {hidden > 0 ? (
        <li className="px-2.5 py-2 text-sm text-ink-faint">{t('score.more', { count: hidden })}</li>
      ) : null}
    </ul>
  );
}
