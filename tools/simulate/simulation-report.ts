/** What a simulation says, as plain data: the same as JSON and as the source of the printed text. */

import { daysBetween } from '#shared/domain/day-number.ts';
import { compareTexts } from '#shared/kernel/order.ts';
import type { PricingRules } from '#shared/scoring/compiled-rule-set.ts';
import type { OfferId } from '#shared/scoring/language/offer.ts';
import { periodKey } from '#shared/scoring/language/period.ts';
import type { RuleSet } from '#shared/scoring/language/rule-set.ts';
import type { BudgetEnd } from './budget-ends.ts';
import { bothSides } from './shard-tally.ts';
import type { BothSides, Changes, Given, MemberChange, OfferSums, Side } from './shard-tally.ts';
import type { Simulation } from './simulate.ts';

/** Amounts in minor units. Costs are face values; the worth is by the rates of each rule set. */
export type SimulationReport = {
  readonly currency: string;
  readonly ruleSets: Simulation['ruleSets'];
  readonly history: {
    readonly sales: number;
    readonly anonymousSales: number;
    readonly members: number;
    readonly buyingMembers: number;
    readonly firstDate: string | null;
    readonly lastDate: string | null;
    readonly days: number;
  };
  readonly given: GivenRows;
  readonly givenToAnonymous: GivenRows;
  readonly sales: Changes;
  readonly anonymousSales: Changes;
  readonly members: Changes;
  readonly largestChanges: readonly MemberChange[];
  /** By id; null where the rule set has no such offer. */
  readonly offers: readonly ({ readonly offerId: OfferId } & BothSides<OfferSums | null>)[];
  readonly budgets: BothSides<readonly BudgetReport[]>;
  /** Sales that still came out differently when the passes over the budgets were given up; 0 as a rule. */
  readonly unsettled: BothSides<number>;
  /** Sales whose best combination the engine could not prove. */
  readonly unproven: BothSides<number>;
  /** Points or credit are worth something else under the draft, so that worths compare two rates. */
  readonly hasOtherRates: boolean;
};

export type GivenReport = Given & { readonly pointsMinor: number; readonly itemsMinor: number };
export type GivenRows = BothSides<GivenReport> & { readonly difference: GivenReport };

export type BudgetReport = {
  readonly offerId: OfferId;
  readonly scope: string;
  readonly period: string;
  readonly limitMinor: number | null;
  readonly limitUses: number | null;
  readonly storeId: string | null;
  readonly tillId: string | null;
  /** `2026-12-14T17:30` on the wall of the store; null when it lasts beyond the history. */
  readonly runsOutAt: string | null;
  readonly periodsRunOut: number;
  readonly usedBasisPoints: number;
};

export function simulationReport(simulation: Simulation, ruleSets: BothSides<RuleSet>): SimulationReport {
  const { tally, span, settling } = simulation;
  const { sales, anonymousSales, members, buyingMembers } = tally;
  const days = span === null ? 0 : daysBetween(span.first, span.last) + 1;
  const dates = { firstDate: span?.first ?? null, lastDate: span?.last ?? null, days };
  return {
    currency: simulation.currency,
    ruleSets: simulation.ruleSets,
    history: { sales, anonymousSales, members, buyingMembers, ...dates },
    given: givenRows(tally.given, ruleSets),
    givenToAnonymous: givenRows(tally.givenToAnonymous, ruleSets),
    sales: tally.saleChanges,
    anonymousSales: tally.anonymousChanges,
    members: tally.memberChanges,
    largestChanges: tally.largest,
    offers: offerRows(simulation, ruleSets),
    budgets: bothSides((side) => simulation.budgets[side].map(budgetReport)),
    unsettled: bothSides((side) => settling[side].changes),
    unproven: tally.unproven,
    hasOtherRates: ratesOf(ruleSets.draft) !== ratesOf(ruleSets.against),
  };
}

function givenRows(given: BothSides<Given>, ruleSets: BothSides<RuleSet>): GivenRows {
  const rows = bothSides((side) => givenReport(given[side], ruleSets[side].valuation));
  const { draft, against } = rows;
  return {
    ...rows,
    difference: {
      payableMinor: draft.payableMinor - against.payableMinor,
      discountMinor: draft.discountMinor - against.discountMinor,
      walletCreditMinor: draft.walletCreditMinor - against.walletCreditMinor,
      pointsEarned: draft.pointsEarned - against.pointsEarned,
      pointsMinor: draft.pointsMinor - against.pointsMinor,
      itemsMinor: draft.itemsMinor - against.itemsMinor,
      costMinor: draft.costMinor - against.costMinor,
      worthMinor: draft.worthMinor - against.worthMinor,
    },
  };
}

function givenReport(
  given: Given,
  { pointMinor }: Pick<PricingRules['valuation'], 'pointMinor'>,
): GivenReport {
  const pointsMinor = given.pointsEarned * pointMinor;
  const itemsMinor = given.costMinor - given.discountMinor - given.walletCreditMinor - pointsMinor;
  return { ...given, pointsMinor, itemsMinor };
}

function offerRows({ tally }: Simulation, ruleSets: BothSides<RuleSet>): SimulationReport['offers'] {
  const known = bothSides((side) => new Set(ruleSets[side].offers.map(({ offerId }) => offerId)));
  const sums = (side: Side, offerId: OfferId): OfferSums | null =>
    known[side].has(offerId)
      ? (tally.offers[side].get(offerId) ?? { uses: 0, costMinor: 0, worthMinor: 0 })
      : null;
  const offerIds = [...new Set([...known.draft, ...known.against])].toSorted(compareTexts);
  return offerIds.map((offerId) => ({ offerId, ...bothSides((side) => sums(side, offerId)) }));
}

function budgetReport({ limit, runsOutAt, ...end }: BudgetEnd): BudgetReport {
  return {
    offerId: end.offerId,
    scope: limit.scope,
    period: periodKey(limit.period ?? 'lifetime'),
    limitMinor: limit.costMinor ?? null,
    limitUses: limit.uses ?? null,
    storeId: end.storeId,
    tillId: end.tillId,
    runsOutAt: runsOutAt === null ? null : `${runsOutAt.date}T${timeText(runsOutAt.minuteOfDay)}`,
    periodsRunOut: end.periodsRunOut,
    usedBasisPoints: end.usedBasisPoints,
  };
}

function timeText(minuteOfDay: number): string {
  const twoDigits = (number: number): string => String(number).padStart(2, '0');
  return `${twoDigits(Math.floor(minuteOfDay / 60))}:${twoDigits(minuteOfDay % 60)}`;
}

function ratesOf({ valuation }: RuleSet): string {
  const { walletCreditBasisPoints, pointMinor, pendingBasisPoints, conditionalBasisPoints } = valuation;
  return [
    walletCreditBasisPoints,
    pointMinor,
    pendingBasisPoints ?? 10_000,
    conditionalBasisPoints ?? 5_000,
  ].join();
}
