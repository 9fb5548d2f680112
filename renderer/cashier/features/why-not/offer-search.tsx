/** Live offers by name; the field keeps the focus while arrows choose. */

import { CircleCheck, Search as SearchIcon } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { OfferRow } from '#shared/contracts/till-views.ts';
import { cx } from '#renderer/ui/cx.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import type { WhyNotSearch, WhyNotState } from '#renderer/cashier/stores/why-not-store.ts';
import { AskFailed } from './ask-failed.tsx';

const listId = 'why-not-list';

export type OfferSearchProps = { readonly search: WhyNotSearch; readonly state: WhyNotState };

export function OfferSearch({ search, state }: OfferSearchProps) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { text, rows, total, list, chosenId } = state;
  const press = (event: KeyboardEvent): void => {
    const places = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (places === 0 || event.nativeEvent.isComposing) return;
    event.preventDefault();
    search.move(places);
  };
  return (
    <div className="flex min-h-0 flex-col gap-2">
      <div className="relative">
        <SearchIcon aria-hidden="true" size={20} className="absolute start-3.5 top-3.5 text-ink-faint" />
        <input
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the window opened for this one field
          autoFocus
          role="combobox"
          data-testid="why-not-search"
          aria-label={t('whyNot.searchLabel')}
          aria-expanded
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={chosenId === null ? undefined : `${listId}-${chosenId}`}
          autoComplete="off"
          spellCheck={false}
          placeholder={t('whyNot.searchPlaceholder')}
          value={text}
          maxLength={100}
          onChange={(event) => search.setText(event.target.value)}
          onKeyDown={press}
          className="h-12 w-full rounded-xl border border-edge/60 bg-surface ps-11 pe-3 text-base shadow-low focus-visible:border-brand focus-visible:outline-offset-0"
        />
      </div>
      <div
        id={listId}
        role="listbox"
        aria-label={t('whyNot.list')}
        aria-busy={list === 'asked'}
        className={cx('min-h-0 flex-1 overflow-y-auto', list === 'asked' && 'opacity-60')}
      >
        {rows.map((row) => (
          <Row key={row.offerId} row={row} isChosen={row.offerId === chosenId} onTake={search.choose} />
        ))}
      </div>
      {list === 'answered' && rows.length === 0 ? <NoneFound isSearch={text.trim() !== ''} /> : null}
      {list === 'asked' && rows.length === 0 ? (
        <p role="status" className="px-3 py-2 text-ink-soft">
          {t('whyNot.loading')}
        </p>
      ) : null}
      {typeof list === 'string' ? null : <AskFailed error={list} onRetry={search.askAgain} />}
      {list === 'answered' && total > rows.length ? (
        <p className="px-3 text-[0.8125rem] text-ink-faint">
          {t('whyNot.shown', { shown: number.count(rows.length), total: number.count(total) })}
        </p>
      ) : null}
    </div>
  );
}

type RowProps = {
  readonly row: OfferRow;
  readonly isChosen: boolean;
  readonly onTake: (offerId: string) => void;
};

function Row({ row, isChosen, onTake }: RowProps) {
  const { t } = useTranslation();
  const { local } = useFormat();
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isChosen) element.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys of a combobox arrive at its field
    <div
      ref={element}
      id={`${listId}-${row.offerId}`}
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      data-testid="why-not-row"
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => onTake(row.offerId)}
      className={cx(
        'flex min-h-11 items-center gap-2 rounded-xl px-3 py-1.5 leading-snug',
        isChosen ? 'bg-brand-soft' : 'hover:bg-sunken',
      )}
    >
      <span dir="auto" className="name min-w-0 flex-1 font-medium">
        {local(row.name)}
      </span>
      {row.isMatched ? (
        <CircleCheck
          role="img"
          aria-label={t('whyNot.matched')}
          size={17}
          className="shrink-0 text-success"
        />
      ) : null}
    </div>
  );
}

function NoneFound({ isSearch }: { readonly isSearch: boolean }) {
  const { t } = useTranslation();
  return (
    <div role="status" className="px-3 py-2 leading-snug" data-testid="why-not-none">
      <p className="font-semibold">{t(isSearch ? 'whyNot.noneFound' : 'whyNot.noOffers')}</p>
      <p className="text-sm text-ink-soft">{t(isSearch ? 'whyNot.noneFoundHint' : 'whyNot.noOffersHint')}</p>
    </div>
  );
}
