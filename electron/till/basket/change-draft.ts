/** The changes that a cashier makes to a basket. Pure: storing them is the caller's work. */

import { basketGrossMinorMax, basketLinesMax, lineQuantityMax } from '#shared/domain/basket.ts';
import type { Minor } from '#shared/domain/money.ts';
import type { PaymentMeans } from '#shared/domain/payment.ts';
import type { LineId, Product } from '#shared/domain/product.ts';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { addInt, multiplyInt } from '#shared/kernel/int-math.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { noTenders } from '#shared/ledger/value/chosen-tenders.ts';
import type { ChosenTenders } from '#shared/ledger/value/chosen-tenders.ts';
import type { Wish } from '#shared/scoring/facts/score-input.ts';
import { undoDepthMax } from './draft.ts';
import type { Draft, DraftChange, DraftLine, DraftMember } from './draft.ts';

type Changed<Code extends 'basket_full' | 'line_unknown' | 'nothing_to_undo'> = Result<
  DraftChange,
  AppError<Code>
>;

type ProductFacts = Pick<Product, 'brandId' | 'tags' | 'isReduced' | 'taxBasisPoints' | 'floorPriceMinor'>;

/** What a line is made of, before it has a place. */
export type NewLine = {
  readonly lineId: LineId;
  readonly product: Pick<Product, 'productId' | 'groupId' | keyof ProductFacts> | null;
  readonly unitPriceMinor: Minor;
  readonly quantity: number;
};

/** The same product again raises the quantity of its line; a plain amount is always a line of its own. */
export function addLine(draft: Draft, line: NewLine): Changed<'basket_full'> {
  const same = line.product === null ? undefined : lineOfProduct(draft, line);
  if (same !== undefined) return withLine(draft, same, same.quantity + line.quantity);
  if (draft.lines.length >= basketLinesMax) return err(appError('basket_full', { linesMax: basketLinesMax }));
  const absent: DraftLine = {
    lineId: line.lineId,
    productId: line.product?.productId ?? null,
    groupId: line.product?.groupId ?? null,
    unitPriceMinor: line.unitPriceMinor,
    quantity: 0,
    ...factsOf(line.product ?? {}),
    place: nextPlace(draft),
  };
  return withLine(draft, absent, line.quantity);
}

export function setLineQuantity(
  draft: Draft,
  lineId: LineId,
  quantity: number,
): Changed<'line_unknown' | 'basket_full'> {
  const line = draft.lines.find((candidate) => candidate.lineId === lineId);
  if (line === undefined) return err(appError('line_unknown'));
  return withLine(draft, line, quantity);
}

export function removeDraftLine(draft: Draft, lineId: LineId): Changed<'line_unknown'> {
  const line = draft.lines.find((candidate) => candidate.lineId === lineId);
  if (line === undefined) return err(appError('line_unknown'));
  return ok(pushed(draft, { ...line, quantity: 0 }, line));
}

/** Takes back the newest change of a line that was not taken back yet. */
export function undoLineChange(draft: Draft): Changed<'nothing_to_undo'> {
  const former = draft.undo.at(-1);
  if (former === undefined) return err(appError('nothing_to_undo'));
  const after = {
    ...draft,
    ...next(draft),
    lines: replaced(draft.lines, former),
    undo: draft.undo.slice(0, -1),
  };
  return ok({ after, touchedLine: former, undo: 'popped' });
}

/** Null takes the member away, and with them what was to pay of theirs. */
export function withMember(draft: Draft, member: DraftMember | null): DraftChange {
  const changed = { ...draft, ...next(draft), member };
  const isSame = draft.member?.memberRef === member?.memberRef;
  return { after: isSame ? changed : withoutPurses(changed), touchedLine: null, undo: 'kept' };
}

function withoutPurses(draft: Draft): Draft {
  const { coupons, giftCards } = draft.tenders;
  const tenders = { ...noTenders, coupons, giftCards };
  const { points, walletMinor, householdMinor } = draft.tenders;
  const isCut = points + walletMinor + householdMinor > 0;
  return { ...draft, tenders, areTendersCut: draft.areTendersCut || isCut };
}

/** Null takes back what was said. */
export function withPaymentMeans(draft: Draft, paymentMeans: PaymentMeans | null): DraftChange {
  return { after: { ...draft, ...next(draft), paymentMeans }, touchedLine: null, undo: 'kept' };
}

export function withWish(draft: Draft, wish: Wish): DraftChange {
  return { after: { ...draft, ...next(draft), wish }, touchedLine: null, undo: 'kept' };
}

/** Chosen just now: nothing of it is cut. */
export function withTenders(draft: Draft, tenders: ChosenTenders): DraftChange {
  return {
    after: { ...draft, ...next(draft), tenders, areTendersCut: false },
    touchedLine: null,
    undo: 'kept',
  };
}

/** From its first line on a basket is scored with one version, whatever arrives meanwhile. */
export function pinned(change: DraftChange, ruleSetHash: string): DraftChange {
  if (change.after.ruleSetHash !== null || change.after.lines.length === 0) return change;
  return { ...change, after: { ...change.after, ruleSetHash } };
}

function withLine(draft: Draft, former: DraftLine, quantity: number): Changed<'basket_full'> {
  const line = { ...former, quantity };
  const others = draft.lines.filter((candidate) => candidate.lineId !== line.lineId);
  const fits =
    quantity <= lineQuantityMax && addInt(grossMinor(others), lineMinor(line)) <= basketGrossMinorMax;
  if (!fits)
    return err(appError('basket_full', { quantityMax: lineQuantityMax, totalMinorMax: basketGrossMinorMax }));
  return ok(pushed(draft, line, former));
}

function pushed(draft: Draft, line: DraftLine, former: DraftLine): DraftChange {
  const undo = [...draft.undo, former].slice(-undoDepthMax);
  const after = { ...draft, ...next(draft), lines: replaced(draft.lines, line), undo };
  return { after, touchedLine: line, undo: 'pushed' };
}

function next(draft: Draft): { readonly revision: number } {
  return { revision: draft.revision + 1 };
}

/** `line` in its place; a line of quantity 0 is left out. */
function replaced(lines: readonly DraftLine[], line: DraftLine): readonly DraftLine[] {
  const before = lines.filter((other) => other.place < line.place);
  const behind = lines.filter((other) => other.place > line.place);
  return line.quantity === 0 ? [...before, ...behind] : [...before, line, ...behind];
}

function lineOfProduct(draft: Draft, line: NewLine): DraftLine | undefined {
  return draft.lines.find(
    (candidate) =>
      candidate.productId !== null &&
      candidate.productId === line.product?.productId &&
      candidate.unitPriceMinor === line.unitPriceMinor &&
      isSameFacts(candidate, factsOf(line.product ?? {})),
  );
}

type LineFacts = Pick<DraftLine, 'brandId' | 'tags' | 'isReduced' | 'taxBasisPoints' | 'floorUnitPriceMinor'>;

function factsOf({ brandId, tags, isReduced, taxBasisPoints, floorPriceMinor }: ProductFacts): LineFacts {
  return {
    ...(brandId === undefined ? {} : { brandId }),
    ...(tags === undefined ? {} : { tags }),
    ...(isReduced === undefined ? {} : { isReduced }),
    ...(taxBasisPoints === undefined ? {} : { taxBasisPoints }),
    ...(floorPriceMinor === undefined ? {} : { floorUnitPriceMinor: floorPriceMinor }),
  };
}

/** A product that the chain changed meanwhile is a line of its own: what was scanned before keeps what it was. */
function isSameFacts(line: DraftLine, facts: LineFacts): boolean {
  return (
    line.brandId === facts.brandId &&
    (line.tags ?? []).join('\n') === (facts.tags ?? []).join('\n') &&
    line.isReduced === facts.isReduced &&
    line.taxBasisPoints === facts.taxBasisPoints &&
    line.floorUnitPriceMinor === facts.floorUnitPriceMinor
  );
}

/** Past every place in use, the places of removed lines that an undo may bring back included. */
function nextPlace(draft: Draft): number {
  const lastLine = draft.lines.at(-1)?.place ?? -1;
  return draft.undo.reduce((highest, former) => Math.max(highest, former.place), lastLine) + 1;
}

function grossMinor(lines: readonly DraftLine[]): number {
  return lines.reduce((sum, line) => addInt(sum, lineMinor(line)), 0);
}

function lineMinor(line: DraftLine): number {
  return multiplyInt(line.unitPriceMinor, line.quantity);
}
