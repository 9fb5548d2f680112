/** The customer chose something else than the best: what that costs, and the way back. */

import { RotateCcw, UserRoundCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { useActions } from '#renderer/cashier/cashier-context.tsx';
import type { Score } from '#renderer/cashier/offers/offer-words.ts';
import { worthShownMinor } from '#renderer/cashier/offers/worth-shown.ts';
import { isOutOfReach } from '#renderer/cashier/stores/wish.ts';
import type { Wish } from '#renderer/cashier/stores/wish.ts';

export type WishBarProps = { readonly score: Score; readonly wish: Wish };

export function WishBar({ score, wish }: WishBarProps) {
  const { t } = useTranslation();
  const { money } = useFormat();
  const { backToBest } = useActions();
  const lessMinor = score.bestWorthMinor - score.worthMinor;
  const isMissed = isOutOfReach(score.offers, wish);
  return (
    <div
      role="status"
      data-testid="wish-bar"
      className="flex min-h-11 min-w-0 shrink-0 items-center gap-2 rounded-xl bg-brand-soft ps-3 text-[0.8125rem] leading-tight text-brand-ink"
    >
      <UserRoundCheck aria-hidden="true" size={17} className="shrink-0 not-wide:hidden" />
      <p className="min-w-0 flex-1 py-1">
        <strong className="block font-semibold">{t(isMissed ? 'score.chosenMissed' : 'score.chosen')}</strong>
        <bdi>
          {lessMinor > 0
            ? t('score.chosenLess', { amount: money.text(worthShownMinor(lessMinor, money)) })
            : t(isMissed ? 'score.chosenBest' : 'score.chosenEqual')}
        </bdi>
      </p>
      <Button
        look="quiet"
        onPress={() => void backToBest()}
        className="px-2.5! text-[0.8125rem] text-brand-ink!"
        testId="back-to-best"
      >
        <RotateCcw aria-hidden="true" size={16} />
        {t('score.backToBest')}
      </Button>
    </div>
  );
}
