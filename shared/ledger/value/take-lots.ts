/** Which lots a spend takes: what ends first goes first. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import { compareTexts, inOrder } from '#shared/kernel/order.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { KeptLotSource, LotState } from './lot-state.ts';
import { refusal } from './refusal.ts';
import type { Refusal } from './refusal.ts';

/** Some of one lot, or all of it; `amount` is above 0. */
export type LotDraw = { readonly lot: LotState; readonly amount: number };

/**
 * The lots that `amount` is taken from, in the order in which they are spent. All of `lots` hold one unit; `today` is
 * the store's local day. Refuses what is not a whole amount above 0, and more than `spendableOf`.
 */
export function takeLots(
  lots: readonly LotState[],
  amount: number,
  today: IsoDate,
): Result<readonly LotDraw[], Refusal<'amount_invalid' | 'balance_too_small'>> {
  if (!Number.isSafeInteger(amount) || amount <= 0) return err(refusal('amount_invalid'));
  const spendable = spendableOf(lots, today);
  if (amount > spendable) return err(refusal('balance_too_small', { spendable }));
  const draws: LotDraw[] = [];
  let missing = amount;
  for (const lot of inSpendingOrder(lots, today)) {
    if (missing === 0) break;
    const taken = Math.min(lot.open, missing);
    draws.push({ lot, amount: taken });
    missing -= taken;
  }
  return ok(draws);
}

/**
 * What can be spent today, never below 0. A lot below 0 is a debt that the others pay first; a lot that has ended pays
 * nothing, even where its end is not booked yet.
 */
export function spendableOf(lots: readonly LotState[], today: IsoDate): number {
  const counted = lots.filter((lot) => lot.open < 0 || !hasEnded(lot, today));
  return Math.max(0, addInt(...counted.map(({ open }) => open)));
}

/** What of the spendable ends before `until`, by day, rising: as much as a spend of everything would take of it. */
export function endingBefore(
  lots: readonly LotState[],
  today: IsoDate,
  until: IsoDate,
): readonly { readonly expiresOn: IsoDate; readonly amount: number }[] {
  const all = takeLots(lots, spendableOf(lots, today), today);
  const byDay = new Map<IsoDate, number>();
  for (const { lot, amount } of all.ok ? all.value : []) {
    const { expiresOn } = lot;
    if (expiresOn === null || expiresOn >= until) continue;
    byDay.set(expiresOn, addInt(byDay.get(expiresOn) ?? 0, amount));
  }
  return [...byDay].map(([expiresOn, amount]) => ({ expiresOn, amount }));
}

function inSpendingOrder(lots: readonly LotState[], today: IsoDate): readonly LotState[] {
  return lots.filter((lot) => lot.open > 0 && !hasEnded(lot, today)).toSorted(bySpending);
}

function hasEnded({ expiresOn }: LotState, today: IsoDate): boolean {
  return expiresOn !== null && expiresOn <= today;
}

/** Days are ISO dates, so their order is that of their texts; a lot without a day of its own is the oldest. */
const bySpending = inOrder<LotState>(
  (left, right) => compareTexts(left.expiresOn ?? withoutEnd, right.expiresOn ?? withoutEnd),
  (left, right) => compareTexts(left.madeOn ?? '', right.madeOn ?? ''),
  (left, right) => compareTexts(nameOf(left.source), nameOf(right.source)),
  (left, right) => lineOf(left.source) - lineOf(right.source),
);

/** Behind every ISO date. */
const withoutEnd = '~';

function nameOf(source: KeptLotSource): string {
  return source.kind === 'entry' ? source.entryId : source.key;
}

function lineOf(source: KeptLotSource): number {
  return source.kind === 'entry' ? source.line : -1;
}
