/** What one sale of a history came to under a rule set: the part of a score that a simulation reckons with. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import { compareTexts } from '#shared/kernel/order.ts';
import type { Cut, ItemGrant, TimedGrant } from '#shared/scoring/answer/benefit.ts';
import type { OfferAnswer, ScoreResult } from '#shared/scoring/answer/score-result.ts';
import type { CompiledRuleSet } from '#shared/scoring/compiled-rule-set.ts';
import type { OfferId } from '#shared/scoring/language/offer.ts';
import type { Bought } from './running-member.ts';

export type Grant = {
  readonly offerId: OfferId;
  readonly costMinor: number;
  readonly worthMinor: number;
  /** Shared budgets that cut it. */
  readonly cutBy: readonly Cut['by'][];
};

export type Outcome = {
  readonly payableMinor: number;
  readonly discountMinor: number;
  readonly walletCreditMinor: number;
  readonly pointsEarned: number;
  readonly worthMinor: number;
  /** Face value of all that was given. */
  readonly costMinor: number;
  readonly grants: readonly Grant[];
  /** What it changes about its member. */
  readonly bought: Bought;
  /** Items, and terms of points and credit that are not the usual ones, as one text; empty where there are none. */
  readonly extras: string;
  /** Matched offers with a limit that others share. */
  readonly limited: readonly OfferId[];
  readonly isProven: boolean;
};

const sharedCuts: ReadonlySet<Cut['by']> = new Set(['chainBudget', 'storeBudget', 'tillBudget']);
const none: readonly never[] = [];

export function outcomeOf(result: ScoreResult, rules: CompiledRuleSet, date: IsoDate): Outcome {
  const { sharedLimits } = rules.questions;
  const grants: Grant[] = [];
  const limited: OfferId[] = [];
  const stamps: { stampCardId: string; count: number }[] = [];
  const extras: string[] = [];
  let costMinor = 0;
  for (const answer of result.offers) {
    const { offerId } = answer;
    if (sharedLimits.has(offerId)) limited.push(offerId);
    if (answer.verdict.kind !== 'applied') continue;
    costMinor += answer.costMinor;
    grants.push({
      offerId,
      costMinor: answer.costMinor,
      worthMinor: answer.worthMinor,
      cutBy: cutBy(answer),
    });
    for (const item of answer.items) {
      if (item.kind === 'stamp' && item.refId !== null)
        stamps.push({ stampCardId: item.refId, count: item.count });
    }
    addExtras(answer, extras);
  }
  return {
    payableMinor: result.payableMinor,
    discountMinor: result.discountMinor,
    walletCreditMinor: result.walletCreditMinor,
    pointsEarned: result.pointsEarned,
    worthMinor: result.worthMinor,
    costMinor,
    grants,
    bought: {
      date,
      paidMinor: result.payableMinor,
      uses: grants,
      stamps: stamps.length === 0 ? none : stamps,
    },
    extras: extras.length === 0 ? '' : extras.toSorted(compareTexts).join(' '),
    limited: limited.length === 0 ? none : limited,
    isProven: result.isProven,
  };
}

/** The customer pays and gets the same, from whichever offers. */
export function givesTheSame(left: Outcome, right: Outcome): boolean {
  return (
    left.payableMinor === right.payableMinor &&
    left.discountMinor === right.discountMinor &&
    left.walletCreditMinor === right.walletCreditMinor &&
    left.pointsEarned === right.pointsEarned &&
    left.worthMinor === right.worthMinor &&
    left.extras === right.extras
  );
}

/** Nothing that a later sale or a budget depends on differs. */
export function isSameOutcome(left: Outcome, right: Outcome): boolean {
  return (
    givesTheSame(left, right) &&
    left.grants.length === right.grants.length &&
    left.grants.every((grant, place) => isSameGrant(grant, right.grants[place]))
  );
}

function isSameGrant(left: Grant, right: Grant | undefined): boolean {
  return (
    left.offerId === right?.offerId &&
    left.costMinor === right.costMinor &&
    left.worthMinor === right.worthMinor &&
    left.cutBy.length === right.cutBy.length &&
    left.cutBy.every((by, place) => by === right.cutBy[place])
  );
}

function cutBy({ cuts }: OfferAnswer): readonly Cut['by'][] {
  if (cuts.length === 0) return none;
  return cuts.map(({ by }) => by).filter((by) => sharedCuts.has(by));
}

function addExtras({ items, timed }: OfferAnswer, extras: string[]): void {
  for (const item of items) extras.push(itemText(item));
  for (const grant of timed) {
    if (grant.releaseAfterDays !== 0 || grant.expireAfterDays !== null) extras.push(grantText(grant));
  }
}

function itemText({ kind, refId, count, expireAfterDays }: ItemGrant): string {
  return `${kind}/${refId ?? ''}/${count}/${expireAfterDays ?? ''}`;
}

function grantText({ unit, amount, releaseAfterDays, expireAfterDays }: TimedGrant): string {
  return `${unit}/${amount}/${releaseAfterDays}/${expireAfterDays ?? ''}`;
}
