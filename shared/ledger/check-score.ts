/** What must hold of every score that is booked: it is that of the basket or activity, and it adds up. Else it is a bug. */

import { minor } from '../domain/money.ts';
import { addInt } from '../kernel/int-math.ts';
import { invariant } from '../kernel/invariant.ts';
import type { ActivityToDecide } from './activity-to-decide.ts';
import type { SaleToDecide, ScoreToBook } from './sale-to-decide.ts';
import type { KeptItem, KeptOffer, KeptTimedGrant, SaleMoment } from './sale-content.ts';

const minutesOfDay = 1_440;
/** What anybody may take home; everything else is written down for a member. */
const itemsForAnybody: ReadonlySet<KeptItem['kind']> = new Set(['gift', 'sample', 'freeDelivery']);

/** Throws when something does not hold. */
export function assertScoreFits(sale: SaleToDecide): void {
  const { memberRef, lines, facts, moment, score } = sale;
  const applied = appliedIn(score);
  invariant(lines.length > 0 && lines.length === score.lines.length, 'every line of a sale is scored');
  assertMoment(moment);
  assertLinesAddUp(score);
  assertOffersAddUp(score, applied);
  assertBest(score);
  for (const offer of score.offers) assertGrants(offer);
  invariant((memberRef === null) === (facts === null), 'a member has facts, and only a member has');
  if (memberRef === null) assertNothingEarned(score, applied);
}

/** Throws when something does not hold of the score of an activity. */
export function assertRewardFits({ moment, score }: ActivityToDecide): void {
  const applied = appliedIn(score);
  invariant(applied.length > 0, 'an activity that grants nothing is not booked');
  invariant(score.lines.length === 0, 'an activity has no lines');
  assertMoment(moment);
  assertLinesAddUp(score);
  assertOffersAddUp(score, applied);
  assertBest(score);
  for (const offer of score.offers) assertGrants(offer);
}

function appliedIn({ offers }: ScoreToBook): readonly KeptOffer[] {
  return offers.filter(({ verdict }) => verdict.kind === 'applied');
}

function assertMoment({ minuteOfDay }: SaleMoment): void {
  const isMinute = Number.isInteger(minuteOfDay) && minuteOfDay >= 0 && minuteOfDay < minutesOfDay;
  invariant(isMinute, 'a score is made at a minute of the day');
}

function assertLinesAddUp({ lines, grossMinor, discountMinor, taxMinor, payableMinor }: ScoreToBook): void {
  invariant(grossMinor === sum(lines.map((line) => line.grossMinor)), 'the lines cost the whole');
  invariant(discountMinor === sum(lines.map((line) => line.discountMinor)), 'the lines bear the discount');
  invariant(taxMinor === sum(lines.map((line) => line.taxMinor)), 'the lines bear the tax');
  const netMinor = minor(grossMinor - discountMinor);
  invariant(
    payableMinor === netMinor || payableMinor === minor(netMinor + taxMinor),
    'to pay is the whole less the discount, and plus the tax where prices exclude it',
  );
}

function assertOffersAddUp(score: ScoreToBook, applied: readonly KeptOffer[]): void {
  const { discountMinor, walletCreditMinor, pointsEarned, worthMinor } = score;
  invariant(
    discountMinor === sum(applied.map((offer) => offer.discountMinor)),
    'applied offers give the discount',
  );
  invariant(
    walletCreditMinor === sum(applied.map((offer) => offer.walletCreditMinor)),
    'applied offers give the credit',
  );
  invariant(
    pointsEarned === sum(applied.map((offer) => offer.pointsEarned)),
    'applied offers give the points',
  );
  invariant(worthMinor === sum(applied.map((offer) => offer.worthMinor)), 'applied offers make the worth');
  invariant(walletCreditMinor >= 0 && pointsEarned >= 0, 'a sale takes nothing from a member');
}

function assertBest({ worthMinor, bestWorthMinor, isProven, gapMinor }: ScoreToBook): void {
  invariant(worthMinor >= 0 && worthMinor <= bestWorthMinor, 'nothing is worth more than the best');
  invariant(gapMinor >= 0 && (!isProven || gapMinor === 0), 'what is proven has no gap');
}

function assertGrants({ timed, items, pointsEarned, walletCreditMinor, costMinor }: KeptOffer): void {
  invariant(pointsEarned === amountOf(timed, 'points'), 'the grants of an offer are its points');
  invariant(walletCreditMinor === amountOf(timed, 'walletCredit'), 'the grants of an offer are its credit');
  invariant(
    timed.every(({ amount, releaseAfterDays }) => amount >= 0 && releaseAfterDays >= 0),
    'a grant takes nothing away',
  );
  invariant(
    items.every(({ count, worthMinor }) => count > 0 && worthMinor >= 0),
    'an item is given at least once',
  );
  invariant(costMinor >= 0, 'an offer costs nothing or more');
}

function assertNothingEarned(score: ScoreToBook, applied: readonly KeptOffer[]): void {
  const isForAnybody = applied.every(({ items }) => items.every(({ kind }) => itemsForAnybody.has(kind)));
  invariant(
    score.walletCreditMinor === 0 && score.pointsEarned === 0 && isForAnybody,
    'an anonymous sale earns nothing',
  );
}

function amountOf(timed: readonly KeptTimedGrant[], unit: KeptTimedGrant['unit']): number {
  return sum(timed.filter((grant) => grant.unit === unit).map(({ amount }) => amount));
}

function sum(terms: readonly number[]): number {
  return addInt(...terms);
}
