/** The answer of one offer: what became of it in this basket, or the first thing that it lacks. */

import { CircleCheck, CircleSlash } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { unreachable } from '#shared/kernel/invariant.ts';
import type { WhyNotView } from '#shared/contracts/till-views.ts';
import { cx } from '#renderer/ui/cx.ts';
import { useBasket } from '#renderer/cashier/cashier-context.tsx';
import { ChoiceButton } from '#renderer/cashier/offers/choice-button.tsx';
import { OfferDetails } from '#renderer/cashier/offers/offer-details.tsx';
import type { OfferAnswer, OfferWords } from '#renderer/cashier/offers/offer-words.ts';
import { useOfferWords } from '#renderer/cashier/offers/use-offer-words.ts';
import type { WhyNotState } from '#renderer/cashier/stores/why-not-store.ts';
import { choiceOf } from '#renderer/cashier/stores/wish.ts';
import { AskFailed } from './ask-failed.tsx';
import { FailingCondition } from './failing-condition.tsx';

export type OfferAnswerPaneProps = { readonly state: WhyNotState; readonly onRetry: () => void };

export function OfferAnswerPane({ state, onRetry }: OfferAnswerPaneProps) {
  const words = useOfferWords();
  const { answer } = state;
  return (
    <div
      role="status"
      data-testid="why-not-answer"
      data-kind={answer.kind === 'shown' ? answer.view.whyNot.kind : answer.kind}
      className="min-h-0 overflow-y-auto rounded-2xl bg-sunken p-4"
    >
      {answer.kind === 'failed' ? <AskFailed error={answer.error} onRetry={onRetry} /> : null}
      {answer.kind === 'shown' ? <Answer view={answer.view} words={words} /> : null}
    </div>
  );
}

function Answer({ view, words }: { readonly view: WhyNotView; readonly words: OfferWords }) {
  const { t, format } = words;
  const { whyNot } = view;
  const isMatched = whyNot.kind === 'matched';
  const Icon = isMatched ? CircleCheck : CircleSlash;
  return (
    <div className="flex flex-col gap-3">
      <p className="flex items-start gap-2.5 text-lg leading-snug font-bold">
        <Icon
          aria-hidden="true"
          size={22}
          className={cx('mt-0.5 shrink-0', isMatched ? 'text-success' : 'text-saffron')}
        />
        <bdi>{format.local(view.name)}</bdi>
      </p>
      <Body whyNot={whyNot} words={words} />
      {view.terms === null || isMatched ? null : (
        <p className="text-[0.8125rem] text-ink-soft">
          <span className="me-1.5 font-medium text-ink-faint">{t('offers.terms')}</span>
          <bdi>{format.local(view.terms)}</bdi>
        </p>
      )}
    </div>
  );
}

type BodyProps = { readonly whyNot: WhyNotView['whyNot']; readonly words: OfferWords };

function Body({ whyNot, words }: BodyProps) {
  const { t } = useTranslation();
  switch (whyNot.kind) {
    case 'matched':
      return <Matched offer={whyNot.answer} words={words} />;
    case 'failing':
      return <FailingCondition failing={whyNot.failing} words={words} />;
    case 'otherTrigger':
      return <Plain title={t('whyNot.otherTrigger')}>{t('whyNot.otherTriggerHint')}</Plain>;
    case 'emptyBasket':
      return <Plain title={t('whyNot.emptyBasket')}>{t('whyNot.emptyBasketHint')}</Plain>;
    default:
      return unreachable(whyNot);
  }
}

function Matched({ offer, words }: { readonly offer: OfferAnswer; readonly words: OfferWords }) {
  const offers = useBasket(({ basket }) => basket?.score.offers);
  const wish = useBasket(({ basket }) => basket?.wish);
  const choice = wish === undefined ? null : choiceOf(offer, wish);
  return (
    <OfferDetails
      offer={offer}
      offers={offers ?? []}
      words={words}
      action={choice === null ? null : <ChoiceButton offerId={offer.offerId} choice={choice} />}
    />
  );
}

function Plain({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="leading-snug">
      <p className="font-semibold">{title}</p>
      <p className="text-ink-soft">{children}</p>
    </div>
  );
}
