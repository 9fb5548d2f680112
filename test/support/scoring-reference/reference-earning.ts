/** Points, credit and things of a combination, after all its discounts. */

import { pointsPerSaleMax, walletCreditPerSaleMinorMax } from '#shared/scoring/language/rule-set.ts';
import type { Effect, Terms } from '#shared/scoring/language/effect.ts';
import type { Selector } from '#shared/scoring/language/selector.ts';
import type { ByLine } from './reference-discounts.ts';
import { stepValue } from './reference-discounts.ts';
import { shareDown, shareHalfUp, shareUp, sumOf } from './reference-math.ts';
import { grossOf, selectedLines } from './reference-sale.ts';
import type { ReferenceSale } from './reference-sale.ts';
import { moneyRooms, note, pendingWorth } from './reference-tally.ts';
import type { Tally } from './reference-tally.ts';

export type Earning = {
  readonly sale: ReferenceSale;
  readonly discounts: ByLine;
  /** By offer id. */
  readonly tallies: readonly Tally[];
};

/** First what each offer earns by itself, then what multipliers add to the points per amount of all. */
export function giveEarnings(earning: Earning): void {
  for (const tally of earning.tallies) {
    for (const effect of tally.offer.effects) giveOwnEarning(earning, tally, effect);
  }
  const multiplied = sumOf(earning.tallies.map((tally) => tally.pointsPerAmount));
  for (const tally of earning.tallies) {
    for (const effect of tally.offer.effects) {
      if (effect.kind !== 'pointsMultiplier') continue;
      givePoints(earning, tally, {
        points: shareDown(multiplied, effect.factorBasisPoints - 10_000, 10_000),
        effect,
      });
    }
  }
}

function giveOwnEarning(earning: Earning, tally: Tally, effect: Effect): void {
  if (effect.kind === 'pointsPerAmount') {
    const divide = { floor: shareDown, halfUp: shareHalfUp, ceil: shareUp }[effect.rounding ?? 'floor'];
    const steps = divide(baseOf(earning, effect.on), 1, effect.perMinor);
    tally.pointsPerAmount += givePoints(earning, tally, { points: steps * effect.points, effect });
  }
  if (effect.kind === 'bonusPoints') givePoints(earning, tally, { points: effect.points, effect });
  if (effect.kind === 'walletCreditPercent') {
    const percent = shareDown(baseOf(earning, effect.on), effect.basisPoints, 10_000);
    const most = effect.capMinor ?? percent;
    const loss = worthOfCredit(earning.sale, percent, effect) - worthOfCredit(earning.sale, most, effect);
    if (most < percent) note(tally, 'effectCap', loss);
    giveCredit(earning, tally, { creditMinor: Math.min(most, percent), effect });
  }
  if (effect.kind === 'walletCreditFixed') {
    giveCredit(earning, tally, { creditMinor: effect.amountMinor, effect });
  }
  if (effect.kind === 'steps' && effect.gives === 'points') {
    givePoints(earning, tally, { points: stepValue(earning.sale, effect), effect });
  }
  if (effect.kind === 'steps' && effect.gives === 'walletCreditMinor') {
    giveCredit(earning, tally, { creditMinor: stepValue(earning.sale, effect), effect });
  }
}

/** What points and credit reckon on: the full price, or what is paid after all discounts. */
function baseOf({ sale, discounts }: Earning, on: Selector | undefined): number {
  const isPaid = sale.ruleSet.settings?.earnOn === 'paid';
  return sumOf(
    selectedLines(sale, on).map((line) => grossOf(line) - (isPaid ? (discounts.get(line.lineId) ?? 0) : 0)),
  );
}

function worthOfPoints(sale: ReferenceSale, points: number, { releaseAfterDays = 0 }: Terms): number {
  return pendingWorth(sale.ruleSet, points * sale.ruleSet.valuation.pointMinor, releaseAfterDays);
}

function worthOfCredit(sale: ReferenceSale, creditMinor: number, { releaseAfterDays = 0 }: Terms): number {
  const worth = shareDown(creditMinor, sale.ruleSet.valuation.walletCreditBasisPoints, 10_000);
  return pendingWorth(sale.ruleSet, worth, releaseAfterDays);
}

function givePoints(
  { sale, tallies }: Earning,
  tally: Tally,
  { points: wanted, effect }: { readonly points: number; readonly effect: Terms },
): number {
  const { pointMinor } = sale.ruleSet.valuation;
  const saleLeft = pointsPerSaleMax - sumOf(tallies.map(({ pointsEarned }) => pointsEarned));
  let points = wanted;
  const cut = (most: number, by: Parameters<typeof note>[1]): void => {
    if (points <= most) return;
    note(tally, by, worthOfPoints(sale, points, effect) - worthOfPoints(sale, most, effect));
    points = most;
  };
  if (pointMinor > 0) {
    for (const { leftMinor, by } of moneyRooms(sale, tally)) cut(Math.floor(leftMinor / pointMinor), by);
  }
  cut(saleLeft, 'saleMaximum');
  tally.pointsEarned += points;
  tally.costMinor += points * pointMinor;
  tally.worthMinor += worthOfPoints(sale, points, effect);
  noteTimed(tally, { unit: 'points', amount: points, effect });
  return points;
}

function giveCredit(
  { sale, tallies }: Earning,
  tally: Tally,
  { creditMinor: wanted, effect }: { readonly creditMinor: number; readonly effect: Terms },
): void {
  const saleLeft =
    walletCreditPerSaleMinorMax - sumOf(tallies.map(({ walletCreditMinor }) => walletCreditMinor));
  let credit = wanted;
  const cut = (most: number, by: Parameters<typeof note>[1]): void => {
    if (credit <= most) return;
    note(tally, by, worthOfCredit(sale, credit, effect) - worthOfCredit(sale, most, effect));
    credit = most;
  };
  for (const { leftMinor, by } of moneyRooms(sale, tally)) cut(leftMinor, by);
  cut(saleLeft, 'saleMaximum');
  credit -= credit % (sale.ruleSet.settings?.grantStepMinor ?? 1);
  tally.walletCreditMinor += credit;
  tally.costMinor += credit;
  tally.worthMinor += worthOfCredit(sale, credit, effect);
  noteTimed(tally, { unit: 'walletCredit', amount: credit, effect });
}

function noteTimed(
  tally: Tally,
  { unit, amount, effect }: { unit: 'points' | 'walletCredit'; amount: number; effect: Terms },
): void {
  if (amount === 0) return;
  const { releaseAfterDays = 0, expireAfterDays = null } = effect;
  tally.timed.push({ unit, amount, releaseAfterDays, expireAfterDays });
}
