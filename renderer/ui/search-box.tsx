/**
 * A search field whose answers open below it: arrows choose, Enter takes, Escape leaves. The focus never leaves the
 * field (the ARIA combobox pattern), so that the next word can be typed at once.
 */

import { Search as SearchIcon } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { cx } from './cx.ts';
import { Kbd } from './kbd.tsx';

export type SearchBoxProps<Row> = {
  /** Also the element's id: keys lead here by it. */
  readonly name: string;
  readonly label: string;
  readonly placeholder: string;
  readonly hotkey: string;
  readonly text: string;
  readonly rows: readonly Row[];
  readonly chosenIndex: number;
  readonly rowKey: (row: Row) => string;
  readonly renderRow: (row: Row) => ReactNode;
  readonly onText: (text: string) => void;
  readonly onMove: (rows: number) => void;
  readonly onTake: (row: Row) => void;
  /** Enter may come before the answer, so the owner finds out which row it means. */
  readonly onEnter: () => void;
  readonly onLeave: () => void;
  /** Shown below the field instead of rows, such as "nobody found"; null for nothing. */
  readonly note: ReactNode;
};

export function SearchBox<Row>(props: SearchBoxProps<Row>) {
  const { name, label, text, rows, chosenIndex, onTake } = props;
  const [isInside, setIsInside] = useState(false);
  const isOpen = isInside && text !== '' && (rows.length > 0 || props.note !== null);
  const listId = `${name}-list`;
  const press = (event: KeyboardEvent): void => pressKey(props, event);
  return (
    <div
      className="relative"
      onFocus={() => setIsInside(true)}
      onBlur={(event) => setIsInside(event.currentTarget.contains(event.relatedTarget))}
    >
      <SearchIcon aria-hidden="true" size={20} className="absolute start-3.5 top-3.5 text-ink-faint" />
      <input
        id={name}
        data-testid={name}
        role="combobox"
        aria-label={label}
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && rows.length > 0 ? `${listId}-${chosenIndex}` : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder={props.placeholder}
        value={text}
        onChange={(event) => props.onText(event.target.value)}
        onKeyDown={press}
        className="h-12 w-full rounded-xl border border-edge/60 bg-surface ps-11 pe-14 text-base shadow-low transition-colors hover:border-edge focus-visible:border-brand focus-visible:outline-offset-0"
      />
      <span className="pointer-events-none absolute end-3 top-3">
        <Kbd keys={props.hotkey} />
      </span>
      {isOpen ? (
        <div className="animate-rise absolute inset-x-0 top-full z-30 mt-1.5 overflow-hidden rounded-2xl border border-hairline bg-surface shadow-high">
          <div
            id={listId}
            role="listbox"
            aria-label={label}
            className={cx('max-h-96 overflow-auto', rows.length > 0 && 'p-1.5')}
          >
            {rows.map((row, index) => (
              <SearchRow
                key={props.rowKey(row)}
                id={`${listId}-${index}`}
                isChosen={index === chosenIndex}
                onTake={() => onTake(row)}
              >
                {props.renderRow(row)}
              </SearchRow>
            ))}
          </div>
          {rows.length === 0 ? props.note : null}
        </div>
      ) : null}
    </div>
  );
}

type SearchRowProps = {
  readonly id: string;
  readonly isChosen: boolean;
  readonly onTake: () => void;
  readonly children: ReactNode;
};

function SearchRow({ id, isChosen, onTake, children }: SearchRowProps) {
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isChosen) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys of a combobox arrive at its field
    <div
      ref={row}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      data-testid="search-row"
      onPointerDown={(event) => event.preventDefault()}
      onClick={onTake}
      className={cx(
        'flex min-h-14 items-center rounded-xl px-3 py-1.5',
        isChosen ? 'bg-brand-soft' : 'hover:bg-sunken',
      )}
    >
      {children}
    </div>
  );
}

function pressKey<Row>(props: SearchBoxProps<Row>, event: KeyboardEvent): void {
  if (event.nativeEvent.isComposing) return;
  const act = (run: () => void): void => {
    event.preventDefault();
    run();
  };
  if (event.key === 'ArrowDown') act(() => props.onMove(1));
  else if (event.key === 'ArrowUp') act(() => props.onMove(-1));
  else if (event.key === 'Escape' && props.text !== '') act(props.onLeave);
  else if (event.key === 'Enter') act(props.onEnter);
}
