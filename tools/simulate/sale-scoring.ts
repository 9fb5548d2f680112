/**
 * Scores sales as the engine does, without what only a customer would read: why, what else there was, what was near.
 * What is given is the same to the last unit.
 */

import { addInt } from '#shared/kernel/int-math.ts';
import type { Benefit, Cut, ItemGrant, TimedGrant } from '#shared/scoring/answer/benefit.ts';
import { compareTexts } from '#shared/kernel/order.ts';
import { chooseBest } from '#shared/scoring/choosing/choose-best.ts';
import type { Choice } from '#shared/scoring/choosing/choose-best.ts';
import type { CompiledRuleSet } from '#shared/scoring/compiled-rule-set.ts';
import { saleFacts } from '#shared/scoring/facts/sale-facts.ts';
import type { ScoreInput } from '#shared/scoring/facts/score-input.ts';
import { createMatcher } from '#shared/scoring/matching/match-offers.ts';
import type { Matches } from '#shared/scoring/matching/match-offers.ts';
import type { ScoredLine } from '#shared/scoring/answer/score-result.ts';
import { scoredLines } from '#shared/scoring/pricing/scored-lines.ts';
import { salePricing } from '#shared/scoring/pricing/sale-pricing.ts';
import type { OfferId } from '#shared/scoring/language/offer.ts';
import type { Grant, Outcome } from './outcome.ts';
import type { Stamps } from './running-member.ts';

export function createSaleScoring(compiled: CompiledRuleSet): (input: ScoreInput) => Outcome {
  const matcher = createMatcher(compiled);
  const { pricing: rules, questions } = compiled;
  const { offersPerSaleMax } = rules.settings;
  return (input) => {
    const facts = saleFacts(input, compiled);
    const matches = matcher.match(facts);
    const pricing = salePricing(rules, facts);
    const choice = chooseBest(pricing.alone(matches.matched), pricing, {
      offersPerSaleMax,
      wish: input.wish,
    });
    const lines = scoredLines(facts, choice.combination.lineDiscountMinor, rules);
    const { grants, stamps, extras } = grantedBy(choice);
    const { benefits } = choice.combination;
    const paidMinor = payable(lines, rules.settings.tax);
    return {
      payableMinor: paidMinor,
      discountMinor: sumOf(benefits, 'discountMinor'),
      walletCreditMinor: sumOf(benefits, 'walletCreditMinor'),
      pointsEarned: sumOf(benefits, 'pointsEarned'),
      worthMinor: sumOf(benefits, 'worthMinor'),
      costMinor: sumOf(benefits, 'costMinor'),
      grants,
      bought: { date: input.moment.localDate, paidMinor, uses: grants, stamps },
      extras,
      limited: limitedOf(matches, (offerId) => questions.sharedLimits.has(offerId)),
      isProven: choice.isProven,
    };
  };
}

type Amount = 'discountMinor' | 'walletCreditMinor' | 'pointsEarned' | 'worthMinor' | 'costMinor';

function sumOf(benefits: readonly Benefit[], name: Amount): number {
  let sum = 0;
  for (const benefit of benefits) sum = addInt(sum, benefit[name]);
  return sum;
}

function payable(lines: readonly ScoredLine[], tax: 'included' | 'excluded'): number {
  let sumMinor = 0;
  for (const { netMinor, taxMinor } of lines) {
    sumMinor = addInt(sumMinor, netMinor, tax === 'excluded' ? taxMinor : 0);
  }
  return sumMinor;
}

const none: readonly never[] = [];
const sharedCuts: ReadonlySet<Cut['by']> = new Set(['chainBudget', 'storeBudget', 'tillBudget']);

function grantedBy({ applied, combination }: Choice) {
  const grants: Grant[] = [];
  const stamps: Stamps[] = [];
  const extras: string[] = [];
  for (const [place, { compiled }] of applied.entries()) {
    const benefit = combination.benefits[place];
    if (benefit === undefined) continue;
    const { costMinor, worthMinor, cuts } = benefit;
    const cutBy = cuts.length === 0 ? none : cuts.map(({ by }) => by).filter((by) => sharedCuts.has(by));
    grants.push({ offerId: compiled.offer.offerId, costMinor, worthMinor, cutBy });
    addExtras(benefit, extras);
    for (const { kind, refId, count } of benefit.items) {
      if (kind === 'stamp' && refId !== null) stamps.push({ stampCardId: refId, count });
    }
  }
  return {
    grants: grants.toSorted((left, right) => compareTexts(left.offerId, right.offerId)),
    stamps: stamps.length === 0 ? none : stamps,
    extras: extras.length === 0 ? '' : extras.toSorted(compareTexts).join(' '),
  };
}

function addExtras({ items, timed }: Benefit, extras: string[]): void {
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

function limitedOf(
  { matched, usedUp }: Matches,
  isLimited: (offerId: OfferId) => boolean,
): readonly OfferId[] {
  const limited: OfferId[] = [];
  for (const { offer } of matched) if (isLimited(offer.offerId)) limited.push(offer.offerId);
  for (const { compiled } of usedUp) {
    if (isLimited(compiled.offer.offerId)) limited.push(compiled.offer.offerId);
  }
  return limited.length === 0 ? none : limited.toSorted(compareTexts);
}
