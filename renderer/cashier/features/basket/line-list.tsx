/** The lines, oldest first; the newest is always in view. Long baskets draw only the rows that can be seen. */

import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { invariant } from '#shared/kernel/invariant.ts';
import { useBasket } from '#renderer/cashier/cashier-context.tsx';
import { LineRow } from './line-row.tsx';
import { rowsInView } from './rows-in-view.ts';

/** Height of a row before one has been measured, in CSS pixels. */
const usualRowHeight = 72;

export function LineList() {
  const { t } = useTranslation();
  const basket = useBasket((state) => state.basket);
  invariant(basket !== null, 'a list of lines has a basket');
  const frame = useRef<HTMLDivElement>(null);
  const [scroll, setScroll] = useState({ top: 0, height: 0, rowHeight: usualRowHeight });
  const { lines } = basket;
  const { rowHeight } = scroll;
  const view = rowsInView({ count: lines.length, rowHeight, top: scroll.top, height: scroll.height });
  const shown = useRef({ basketId: '', count: 0 });
  useEffect(() => {
    const { basketId } = basket;
    const isLonger = shown.current.basketId !== basketId || lines.length > shown.current.count;
    shown.current = { basketId, count: lines.length };
    // A new line comes last, so the end of the list is what the cashier looks for.
    if (isLonger) frame.current?.scrollTo({ top: frame.current.scrollHeight });
  }, [basket, lines.length]);
  return (
    <div
      ref={frame}
      className="relative min-h-0 flex-1 overflow-y-auto"
      onScroll={({ currentTarget }) => setScroll(measured(currentTarget))}
    >
      <ul
        aria-label={t('basket.heading')}
        style={{ paddingTop: view.first * rowHeight, paddingBottom: view.after * rowHeight }}
      >
        {lines.slice(view.first, view.end).map((line, index) => (
          <LineRow
            key={line.lineId}
            line={line}
            scored={basket.score.lines.find(({ lineId }) => lineId === line.lineId)}
            isNewest={view.first + index === lines.length - 1}
          />
        ))}
      </ul>
    </div>
  );
}

function measured(frame: HTMLElement): { top: number; height: number; rowHeight: number } {
  const row = frame.querySelector('li');
  return { top: frame.scrollTop, height: frame.clientHeight, rowHeight: row?.offsetHeight ?? usualRowHeight };
}
