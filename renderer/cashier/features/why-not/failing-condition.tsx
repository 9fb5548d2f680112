/** The first condition that does not hold: what it asks for, and its numbers side by side. */

import { failingWords } from '#renderer/cashier/offers/failing-text.ts';
import type { Failing, OfferWords } from '#renderer/cashier/offers/offer-words.ts';
import { useBasket } from '#renderer/cashier/cashier-context.tsx';

export type FailingConditionProps = { readonly failing: Failing; readonly words: OfferWords };

export function FailingCondition({ failing, words }: FailingConditionProps) {
  const { t } = words;
  const isAnonymous = useBasket(({ basket }) => basket?.member === null);
  const isMeansOpen = useBasket(({ basket }) => basket?.paymentMeans === null);
  const { phrase, isExcluding, have, need, short } = failingWords(failing, words);
  const hint =
    failing.condition.kind === 'member' && isAnonymous
      ? t('whyNot.nobody')
      : failing.condition.kind === 'paymentMeans' && isMeansOpen
        ? t('whyNot.unknownMeans')
        : null;
  return (
    <div className="flex flex-col gap-2.5">
      <div className="leading-snug">
        <p className="text-[0.8125rem] font-medium text-ink-faint">
          {t(isExcluding ? 'whyNot.against' : 'whyNot.missing')}
        </p>
        <p className="text-base font-semibold" data-testid="why-not-phrase">
          <bdi>{phrase}</bdi>
        </p>
        {hint === null ? null : <p className="text-sm text-ink-soft">{hint}</p>}
      </div>
      {have === null ? null : (
        <dl className="flex flex-wrap gap-2">
          <Figure name={t('whyNot.have')} text={have} />
          {need === null ? null : <Figure name={t('whyNot.need')} text={need} />}
        </dl>
      )}
      {short === null ? null : (
        <p className="font-semibold text-saffron" data-testid="why-not-short">
          <bdi>{short}</bdi>
        </p>
      )}
    </div>
  );
}

function Figure({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <div className="min-w-24 rounded-xl bg-surface px-3 py-1.5">
      <dt className="text-xs font-medium text-ink-faint">{name}</dt>
      <dd className="font-bold">
        <bdi>{text}</bdi>
      </dd>
    </div>
  );
}
