/** "42,000 Toman more brings 60,000 Toman more": the nearest gain, for the cashier to mention; a press shows the rest. */

import { ChevronDown, TrendingUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button as PressButton, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { cx } from '#renderer/ui/cx.ts';
import { effectText } from '#renderer/cashier/offers/effect-text.ts';
import { nearMissText } from '#renderer/cashier/offers/near-miss-text.ts';
import type { NearMiss, OfferWords } from '#renderer/cashier/offers/offer-words.ts';
import { useOfferWords } from '#renderer/cashier/offers/use-offer-words.ts';

export type NearMissPromptProps = {
  readonly nearMisses: readonly NearMiss[];
  /** Something more important stands beside it: it gives way where there is little room. */
  readonly isAside: boolean;
};

export function NearMissPrompt({ nearMisses, isAside }: NearMissPromptProps) {
  const { t } = useTranslation();
  const words = useOfferWords();
  const [nearest] = nearMisses;
  if (nearest === undefined) return null;
  return (
    <DialogTrigger>
      <PressButton
        data-testid="near-miss"
        className={cx(
          'flex min-h-11 min-w-0 shrink-0 items-center gap-2 rounded-xl border border-saffron-edge bg-saffron-soft px-3 py-1 text-start text-[0.8125rem] leading-tight text-saffron',
          isAside && 'not-wide:hidden',
        )}
      >
        <TrendingUp aria-hidden="true" size={17} className="shrink-0 not-wide:hidden rtl:-scale-x-100" />
        <span className="min-w-0 flex-1">
          <span className="block font-semibold">{nearMissText(nearest, words)}</span>
          <bdi className="block truncate text-xs">{words.format.local(nearest.name)}</bdi>
        </span>
        <ChevronDown aria-hidden="true" size={16} className="shrink-0" />
      </PressButton>
      <Popover
        placement="bottom start"
        className="animate-rise w-(--trigger-width) overflow-auto rounded-2xl border border-hairline bg-surface shadow-high"
      >
        <Dialog aria-label={t('score.nearAll')} className="p-2 focus-visible:outline-none">
          <ul data-testid="near-miss-list">
            {nearMisses.map((nearMiss) => (
              <NearMissRow key={nearMiss.offerId} nearMiss={nearMiss} words={words} />
            ))}
          </ul>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function NearMissRow({ nearMiss, words }: { readonly nearMiss: NearMiss; readonly words: OfferWords }) {
  return (
    <li className="border-b border-hairline px-3 py-2.5 leading-snug last:border-0">
      <p className="font-semibold text-saffron">{nearMissText(nearMiss, words)}</p>
      <p className="name truncate font-medium" dir="auto">
        {words.format.local(nearMiss.name)}
      </p>
      <p className="text-[0.8125rem] text-ink-soft">
        {nearMiss.effects.map((effect) => effectText(effect, words)).join(' · ')}
      </p>
    </li>
  );
}
