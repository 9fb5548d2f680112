import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addLine,
  pinned,
  removeDraftLine,
  setLineQuantity,
  undoLineChange,
  withMember,
} from '#electron/till/basket/change-draft.ts';
import { emptyDraft, undoDepthMax } from '#electron/till/basket/draft.ts';
import type { Draft, DraftChange } from '#electron/till/basket/draft.ts';
import { basketLinesMax } from '#shared/domain/basket.ts';
import { minor } from '#shared/domain/money.ts';
import type { Result } from '#shared/kernel/result.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { testId } from '#test/support/ledger.ts';

const empty = emptyDraft(testId(0));

function amount(number: number, price = 100): Parameters<typeof addLine>[1] {
  return { lineId: testId(number), product: null, unitPriceMinor: minor(price), quantity: 1 };
}

function product(number: number, productId: string): Parameters<typeof addLine>[1] {
  return { ...amount(number), product: { productId, groupId: 'group' } };
}

function after(change: Result<DraftChange, unknown>): Draft {
  return expectOk(change).after;
}

test('undoing everything gives back the empty basket, whatever was done to its lines', () => {
  const step = fc.record({
    kind: fc.constantFrom('product', 'amount', 'quantity', 'remove'),
    pick: fc.nat(5),
    quantity: fc.integer({ min: 1, max: 9 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const states: Draft[] = [empty];
      for (const [index, { kind, pick, quantity }] of steps.entries()) {
        const draft = states.at(-1) ?? empty;
        const lineId = draft.lines[pick % Math.max(1, draft.lines.length)]?.lineId ?? testId(0);
        const changed =
          kind === 'product'
            ? addLine(draft, product(index + 1, `p${pick}`))
            : kind === 'amount'
              ? addLine(draft, amount(index + 1))
              : kind === 'quantity'
                ? setLineQuantity(draft, lineId, quantity)
                : removeDraftLine(draft, lineId);
        if (changed.ok) states.push(changed.value.after);
      }
      let draft = states.at(-1) ?? empty;
      for (const former of states.slice(0, -1).toReversed()) {
        draft = after(undoLineChange(draft));
        expect(draft.lines).toEqual(former.lines);
      }
      expect(expectCode(undoLineChange(draft))).toBe('nothing_to_undo');
    }),
  );
});

test('every change raises the revision by one', () => {
  const one = after(addLine(empty, amount(1)));
  const two = withMember(one, { memberRef: testId(9), cardUid: null, identifiedBy: 'search' }).after;
  expect([one.revision, two.revision, after(undoLineChange(two)).revision]).toEqual([1, 2, 3]);
});

test('no basket has more lines than the limit, and a product that is in it already still fits', () => {
  const lines = Array.from({ length: basketLinesMax }, (_, place) => ({
    lineId: testId(place + 1),
    productId: `p${place}`,
    groupId: 'group',
    unitPriceMinor: minor(100),
    quantity: 1,
    place,
  }));
  const full = { ...empty, lines };
  expect(expectCode(addLine(full, amount(99_999)))).toBe('basket_full');
  expect(after(addLine(full, product(99_999, 'p0'))).lines[0]?.quantity).toBe(2);
});

test('a product whose price changed meanwhile gets a line of its own', () => {
  const one = after(addLine(empty, product(1, 'tea')));
  const two = after(addLine(one, { ...product(2, 'tea'), unitPriceMinor: minor(120) }));
  expect(two.lines.map(({ unitPriceMinor }) => unitPriceMinor)).toEqual([100, 120]);
});

test('only the newest changes can be undone, as many as the limit says', () => {
  let draft = after(addLine(empty, amount(1)));
  for (let count = 0; count < undoDepthMax + 5; count += 1)
    draft = after(setLineQuantity(draft, testId(1), 2 + count));
  expect(draft.undo).toHaveLength(undoDepthMax);
});

test('a basket is pinned by its first line and stays pinned', () => {
  const member = withMember(empty, null);
  expect(pinned(member, 'first').after.ruleSetHash).toBeNull();
  const line = pinned(expectOk(addLine(empty, amount(1))), 'first');
  expect(line.after.ruleSetHash).toBe('first');
  expect(pinned(expectOk(addLine(line.after, amount(2))), 'second').after.ruleSetHash).toBe('first');
});
