/** The lines, oldest first; the newest is always in view. Long baskets draw only the rows that can be seen. */

import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { invariant } from '#shared/kernel/invariant.ts';
import type { BasketView } from '#shared/contracts/till-views.ts';
import { useBasket } from '../../cashier-context.tsx';
import { LineRow } from './line-row.tsx';
import { rowsInView } from './rows-in-view.ts';

/** Height of `LineRow` in CSS pixels. */
const rowHeight = 72;

export function LineList() {
  const { t } = useTranslation();
  const basket = useBasket((state) => state.basket);
  invariant(basket !== null, 'a list of lines has a basket');
  const frame = useRef<HTMLDivElement>(null);
  const [scroll, setScroll] = useState({ top: 0, height: 0 });
  const { lines } = basket;
  const view = rowsInView({ count: lines.length, rowHeight, top: scroll.top, height: scroll.height });
  useNewestInView(frame, basket);
  return (
    <div
      ref={frame}
      className="relative min-h-0 flex-1 overflow-y-auto"
      onScroll={({ currentTarget }) =>
        setScroll({ top: currentTarget.scrollTop, height: currentTarget.clientHeight })
      }
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

/** Scrolls down when a line was added, and for a basket that is shown for the first time. */
function useNewestInView(
  frame: { readonly current: HTMLDivElement | null },
  { basketId, lines }: BasketView,
): void {
  const shown = useRef({ basketId: '', count: 0 });
  useEffect(() => {
    const isLonger = shown.current.basketId !== basketId || lines.length > shown.current.count;
    shown.current = { basketId, count: lines.length };
    if (isLonger && frame.current !== null) frame.current.scrollTop = frame.current.scrollHeight;
  }, [frame, basketId, lines.length]);
}
