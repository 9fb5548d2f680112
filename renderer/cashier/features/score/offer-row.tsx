/** One matching offer: its name and worth in a line, what became of it in another, and everything else when open. */

import { ChevronDown, CircleCheck, CircleMinus, Clock } from 'lucide-react';
import { useId } from 'react';
import { cx } from '#renderer/ui/cx.ts';
import { Money } from '#renderer/ui/money.tsx';
import { ChoiceButton } from '#renderer/cashier/offers/choice-button.tsx';
import { effectText } from '#renderer/cashier/offers/effect-text.ts';
import { endText, isEndNear } from '#renderer/cashier/offers/end-text.ts';
import { OfferDetails } from '#renderer/cashier/offers/offer-details.tsx';
import type { OfferAnswer, OfferWords } from '#renderer/cashier/offers/offer-words.ts';
import { reasonText } from '#renderer/cashier/offers/reason-text.ts';
import { verdictText } from '#renderer/cashier/offers/verdict-text.ts';
import { worthShownMinor } from '#renderer/cashier/offers/worth-shown.ts';
import type { OfferChoice } from '#renderer/cashier/stores/wish.ts';

export type OfferRowProps = {
  readonly offer: OfferAnswer;
  readonly offers: readonly OfferAnswer[];
  readonly words: OfferWords;
  /** Stands above the first row of a part of the list. */
  readonly heading: string | null;
  readonly choice: OfferChoice | null;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly onChosen: () => void;
};

export function OfferRow(props: OfferRowProps) {
  const { offer, offers, words, heading, choice, isOpen } = props;
  const id = useId();
  const isApplied = offer.verdict.kind === 'applied';
  return (
    <li data-offer={offer.offerId} data-testid={`offer-${offer.offerId}`} data-verdict={offer.verdict.kind}>
      {heading === null ? null : (
        <p className="px-2.5 pt-1.5 pb-1 text-xs font-medium text-ink-faint">{heading}</p>
      )}
      <div className={cx('rounded-2xl', isApplied ? 'bg-success-soft' : isOpen && 'bg-sunken')}>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={props.onToggle}
          className="flex w-full gap-2.5 rounded-2xl px-2.5 py-1.5 text-start leading-snug focus-visible:-outline-offset-3"
        >
          <RowHead offer={offer} offers={offers} words={words} isOpen={isOpen} />
        </button>
        {isOpen ? (
          <div id={id} className="ps-10 pe-2.5 pb-2.5">
            <OfferDetails
              offer={offer}
              offers={offers}
              words={words}
              action={
                choice === null ? null : (
                  <ChoiceButton offerId={offer.offerId} choice={choice} onChosen={props.onChosen} hasKey />
                )
              }
            />
          </div>
        ) : null}
      </div>
    </li>
  );
}

type RowHeadProps = Pick<OfferRowProps, 'offer' | 'offers' | 'words' | 'isOpen'>;

function RowHead({ offer, offers, words, isOpen }: RowHeadProps) {
  const isApplied = offer.verdict.kind === 'applied';
  const Icon = isApplied ? CircleCheck : CircleMinus;
  return (
    <>
      <Icon
        aria-hidden="true"
        size={20}
        className={cx('mt-0.5 shrink-0', isApplied ? 'text-success' : 'text-ink-faint')}
      />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <bdi
            className={cx(
              'name min-w-0 flex-1',
              isApplied ? 'font-bold' : 'font-medium',
              isOpen ? '' : 'truncate wide:line-clamp-2 wide:whitespace-normal',
            )}
          >
            {words.format.local(offer.name)}
          </bdi>
          {offer.worthMinor === 0 ? null : (
            <Money
              amountMinor={worthShownMinor(offer.worthMinor, words.format.money)}
              className={isApplied ? 'font-bold text-success' : 'text-ink-soft'}
            />
          )}
        </span>
        {isOpen ? null : <Summary offer={offer} offers={offers} words={words} />}
      </span>
      <ChevronDown
        aria-hidden="true"
        size={16}
        className={cx('mt-1 shrink-0 text-ink-faint transition-transform', isOpen && 'rotate-180')}
      />
    </>
  );
}

/** In one line what matters first: an end that is near, why it did not apply, what it gives, why it matched. */
function Summary({ offer, offers, words }: Omit<RowHeadProps, 'isOpen'>) {
  const isApplied = offer.verdict.kind === 'applied';
  const phrases = [
    ...(isApplied ? [] : [verdictText(offer, offers, words)]),
    ...offer.effects.map((effect) => effectText(effect, words)),
    ...offer.reasons.map((reason) => reasonText(reason, words)),
  ];
  const isEnding = offer.endsAt !== null && isEndNear(offer.endsAt, words.today);
  return (
    <span
      className={cx(
        'block truncate text-[0.8125rem] wide:line-clamp-2 wide:whitespace-normal',
        isApplied ? 'text-success' : 'text-ink-soft',
      )}
    >
      {isEnding && offer.endsAt !== null ? (
        <span className="me-1.5 font-semibold whitespace-nowrap text-saffron">
          <Clock aria-hidden="true" size={13} className="me-1 inline align-[-0.125em]" />
          {endText(offer.endsAt, words)}
        </span>
      ) : null}
      <bdi>{phrases.join(' · ')}</bdi>
    </span>
  );
}
