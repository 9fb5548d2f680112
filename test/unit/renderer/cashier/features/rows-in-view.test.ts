import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowsDrawnWhole, rowsInView } from '#renderer/cashier/features/basket/rows-in-view.ts';

const rowHeight = 72;

describe('the rows that are drawn of a long basket', () => {
  it('are all of them while the list is short', () => {
    expect(rowsInView({ count: rowsDrawnWhole, rowHeight, top: 0, height: 500 })).toEqual({
      first: 0,
      end: rowsDrawnWhole,
      after: 0,
    });
  });

  it('always cover what can be seen, and never the whole of a long list', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 61, max: 10_000 }),
        fc.nat(),
        fc.integer({ min: 0, max: 1_200 }),
        (count, scrolled, height) => {
          const top = scrolled % Math.max(1, count * rowHeight - height);
          const view = rowsInView({ count, rowHeight, top, height });
          expect(view.first * rowHeight).toBeLessThanOrEqual(top);
          expect(Math.min(count * rowHeight, top + height)).toBeLessThanOrEqual(view.end * rowHeight);
          expect(view.end - view.first).toBeLessThanOrEqual(100);
          expect(view.end + view.after).toBe(count);
        },
      ),
    );
  });
});
