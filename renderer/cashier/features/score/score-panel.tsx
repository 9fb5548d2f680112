/** What the customer gets from this basket, and why: every matching offer speaks for itself. */

import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { BasketView } from '#shared/contracts/till-views.ts';
import { cx } from '#renderer/ui/cx.ts';
import { useBasket, useCashier } from '#renderer/cashier/cashier-context.tsx';
import { nearMissesToSay } from '#renderer/cashier/offers/near-misses-to-say.ts';
import { isWished } from '#renderer/cashier/stores/wish.ts';
import { BenefitTiles } from './benefit-tiles.tsx';
import { ExtraGains } from './extra-gains.tsx';
import { NearMissPrompt } from './near-miss-prompt.tsx';
import { OfferList } from './offer-list.tsx';
import { WhyNotButton } from './why-not-button.tsx';
import { WishBar } from './wish-bar.tsx';

export function ScorePanel() {
  const { t } = useTranslation();
  const basket = useBasket((state) => state.basket);
  return (
    <section
      aria-label={t('score.heading')}
      data-testid="score-panel"
      className="flex min-h-0 flex-1 flex-col overflow-hidden rounded-3xl bg-surface pt-2.5 shadow-low"
    >
      <div className="flex items-center justify-between ps-4 pe-2 pb-1.5 not-wide:hidden">
        <h2 className="font-bold">{t('score.heading')}</h2>
        <WhyNotButton />
      </div>
      {basket === null ? null : (
        <>
          <BenefitTiles score={basket.score} />
          <Answer basket={basket} />
        </>
      )}
    </section>
  );
}

/** Scrolls as one, so that on a small screen the offers are not left with a slit below everything else. */
function Answer({ basket }: { readonly basket: BasketView }) {
  const { offerList } = useCashier().stores;
  const { score, basketId, revision } = basket;
  const frame = useRef<HTMLDivElement>(null);
  // What a change of the basket brings stands at the top, unless the change was made here.
  useEffect(() => {
    if (frame.current?.contains(document.activeElement) === true) return;
    offerList.setState({ openId: null });
    frame.current?.scrollTo({ top: 0 });
  }, [offerList, basketId, revision]);
  return (
    <div
      ref={frame}
      className={cx(
        'flex min-h-0 flex-1 flex-col overflow-y-auto ps-3 pe-0.5 pb-3 [scrollbar-gutter:stable]',
        isWished(basket.wish) && 'scroll-pt-14', // below the bar that stays in view
      )}
    >
      <ExtraGains score={score} />
      <Prompts basket={basket} />
      {score.offers.length === 0 ? (
        <NoOffers isAnonymous={basket.member === null && score.grossMinor > 0} />
      ) : (
        <OfferList basket={basket} />
      )}
    </div>
  );
}

/** What can be said to the customer now; where there is little room a wish comes before a near miss. */
function Prompts({ basket }: { readonly basket: BasketView }) {
  const { score, wish } = basket;
  const hasWish = isWished(wish);
  const nearMisses = nearMissesToSay(score);
  if (!hasWish && nearMisses.length === 0) return null;
  return (
    <div className={cx('flex flex-col gap-1.5 pb-2', hasWish && 'sticky top-0 z-10 bg-surface')}>
      {hasWish ? <WishBar score={score} wish={wish} /> : null}
      <NearMissPrompt nearMisses={nearMisses} isAside={hasWish} />
    </div>
  );
}

function NoOffers({ isAnonymous }: { readonly isAnonymous: boolean }) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-1 flex-col items-center justify-center px-6 pb-4 text-center">
      <p className="font-medium text-ink-soft">{t('score.nothing')}</p>
      <p className="text-sm text-balance text-ink-faint">
        {t(isAnonymous ? 'score.anonymousHint' : 'score.nothingHint')}
      </p>
    </div>
  );
}
