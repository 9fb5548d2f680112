/** The matching offers, applied ones first. One of them is open; arrows lead from one to the next. */

import { useEffect, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { BasketView } from '#shared/contracts/till-views.ts';
import { useCashier } from '#renderer/cashier/cashier-context.tsx';
import { useOfferWords } from '#renderer/cashier/offers/use-offer-words.ts';
import { leadBeside, leadToOffer, toggleOffer } from '#renderer/cashier/stores/offer-list-store.ts';
import { choiceOf } from '#renderer/cashier/stores/wish.ts';
import { OfferRow } from './offer-row.tsx';

/** The best come first; the rest are counted, and answer in the search for an offer. */
const offersDrawnMax = 100;

export function OfferList({ basket }: { readonly basket: BasketView }) {
  const { t } = useTranslation();
  const { offerList } = useCashier().stores;
  const { list, openId } = useOpenRow();
  const words = useOfferWords();
  const { score, wish } = basket;
  const drawn = score.offers.slice(0, offersDrawnMax);
  const applied = drawn.filter(({ verdict }) => verdict.kind === 'applied').length;
  const others = score.offers.length - applied;
  const press = (event: KeyboardEvent<HTMLUListElement>): void => {
    const offerId = rowOf(event.target)?.dataset['offer'];
    const places = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (offerId === undefined || places === 0) return;
    event.preventDefault(); // or the list scrolls away from where it leads
    leadBeside(offerList, drawn, { offerId, places });
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrows only lead between the buttons inside
    <ul ref={list} aria-label={t('score.why')} onKeyDown={press} className="flex flex-col gap-1">
      {drawn.map((offer, index) => (
        <OfferRow
          key={offer.offerId}
          offer={offer}
          offers={score.offers}
          words={words}
          heading={index === applied && applied > 0 ? t('score.notApplied', { count: others }) : null}
          choice={choiceOf(offer, wish)}
          isOpen={offer.offerId === openId}
          onToggle={() => toggleOffer(offerList, offer.offerId)}
          onChosen={() => leadToOffer(offerList, offer.offerId)}
        />
      ))}
      {score.offers.length > offersDrawnMax ? (
        <li className="px-2.5 py-2 text-sm text-ink-faint">
          {t('score.more', { count: score.offers.length - offersDrawnMax })}
        </li>
      ) : null}
    </ul>
  );
}

/** The open row comes into view; when the keyboard was led there, the focus goes to what can be done about it. */
function useOpenRow() {
  const { offerList } = useCashier().stores;
  const openId = useStore(offerList, (state) => state.openId);
  const focusCount = useStore(offerList, (state) => state.focusCount);
  const seen = useRef(focusCount);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    const row = Array.from(list.current?.children ?? [])
      .filter((child) => child instanceof HTMLElement)
      .find((child) => child.dataset['offer'] === openId);
    const isLed = seen.current !== focusCount;
    seen.current = focusCount;
    if (row === undefined) return;
    if (isLed) Array.from(row.querySelectorAll('button')).at(-1)?.focus({ preventScroll: true });
    const room = list.current?.parentElement?.clientHeight ?? 0;
    row.scrollIntoView({ block: row.offsetHeight > room ? 'start' : 'nearest' });
  }, [openId, focusCount]);
  return { list, openId };
}

function rowOf(target: EventTarget): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('li[data-offer]') : null;
}
