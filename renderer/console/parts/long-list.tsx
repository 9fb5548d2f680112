/** A list that may be very long: its first rows, and more of them when they are wanted. */

import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';

/** As many as are drawn anew within a blink, at each letter that is typed and each answer of HQ. */
const rowsAtOnce = 50;

export type LongListProps<Item> = {
  readonly items: readonly Item[];
  /** What is looked for: another wish begins with the first rows again. */
  readonly wish: string;
  /** An `li` with a key. */
  readonly row: (item: Item) => ReactNode;
  readonly testId: string;
};

export function LongList<Item>({ items, wish, row, testId }: LongListProps<Item>) {
  const { t } = useTranslation();
  const list = useRef<HTMLUListElement>(null);
  const [shown, setShown] = useState({ wish, rows: rowsAtOnce });
  // React runs this render again at once.
  if (shown.wish !== wish) setShown({ wish, rows: rowsAtOnce });
  const { rows } = shown;
  useEffect(() => {
    // The button has moved on or is gone: whoever goes by keys goes on at the first of the new rows.
    if (rows > rowsAtOnce) list.current?.children[rows - rowsAtOnce]?.querySelector('button')?.focus();
  }, [rows]);
  return (
    <>
      <ul ref={list} className="flex flex-col gap-3" data-testid={testId}>
        {items.slice(0, rows).map(row)}
      </ul>
      {items.length <= rows ? null : (
        <div className="flex flex-wrap items-center justify-center gap-3">
          <p className="text-sm text-ink-soft" data-testid={`${testId}-shown`}>
            {t('console.shownOf', { shown: rows, all: items.length })}
          </p>
          <Button onPress={() => setShown({ wish, rows: rows + rowsAtOnce })} testId={`${testId}-more`}>
            {t('console.showMore')}
          </Button>
        </div>
      )}
    </>
  );
}
