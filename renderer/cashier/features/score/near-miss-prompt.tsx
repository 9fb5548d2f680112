/** "42,000 Toman more brings 60,000 Toman more": the nearest gain, for the cashier to mention; a press shows the rest. */

import { ChevronDown, TrendingUp } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
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
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const [nearest] = nearMisses;
  if (nearest === undefined) return null;
  return (
    <div
      className={cx(
        'shrink-0 rounded-xl border border-saffron-edge bg-saffron-soft text-saffron',
        isAside && 'not-wide:hidden',
      )}
    >
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setIsOpen(!isOpen)}
        data-testid="near-miss"
        className="flex min-h-11 w-full items-center gap-2 rounded-xl px-3 py-1 text-start text-[0.8125rem] leading-tight"
      >
        <TrendingUp aria-hidden="true" size={17} className="shrink-0 not-wide:hidden rtl:-scale-x-100" />
        <span className="min-w-0 flex-1">
          <span className="block font-semibold">{nearMissText(nearest, words)}</span>
          <bdi className="block truncate text-xs">{words.format.local(nearest.name)}</bdi>
        </span>
        <ChevronDown
          aria-hidden="true"
          size={16}
          className={cx('shrink-0 transition-transform', isOpen && 'rotate-180')}
        />
      </button>
      {isOpen ? (
        <ul id={id} aria-label={t('score.nearAll')} data-testid="near-miss-list" className="px-3 pb-1">
          {nearMisses.map((nearMiss) => (
            <NearMissRow
              key={nearMiss.offerId}
              nearMiss={nearMiss}
              words={words}
              isNamed={nearMiss !== nearest}
            />
          ))}
        </ul>
      ) : null}
    </div>
  );
}

type NearMissRowProps = {
  readonly nearMiss: NearMiss;
  readonly words: OfferWords;
  /** The first one is named above already. */
  readonly isNamed: boolean;
};

function NearMissRow({ nearMiss, words, isNamed }: NearMissRowProps) {
  return (
    <li className="border-t border-saffron-edge/60 py-1.5 text-[0.8125rem] leading-snug">
      {isNamed ? (
        <>
          <p className="font-semibold">{nearMissText(nearMiss, words)}</p>
          <p className="name truncate" dir="auto">
            {words.format.local(nearMiss.name)}
          </p>
        </>
      ) : null}
      <p>{nearMiss.effects.map((effect) => effectText(effect, words)).join(' · ')}</p>
    </li>
  );
}
