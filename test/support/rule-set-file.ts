/** Rule sets as a marketer's file holds them, for tests of what is accepted. */

import { checkRuleSet } from '#shared/contracts/offer-checks/check-rule-set.ts';
import type { ChainNames } from '#shared/contracts/offer-checks/check-names.ts';
import type { RuleSetProblem } from '#shared/contracts/offer-checks/rule-set-problem.ts';
import { readRuleSet } from '#shared/contracts/read-rule-set.ts';

export type Fields = Readonly<Record<string, unknown>>;

const name = { fa: 'پیشنهاد', en: 'Offer' };

/** A sound offer with some of its fields replaced. */
export function offerFile(fields: Fields = {}): Fields {
  return {
    offerId: 'offer',
    name,
    conditions: [],
    effects: [{ kind: 'discountPercent', basisPoints: 1_000 }],
    ...fields,
  };
}

/** A sound rule set of these offers with some of its own fields replaced. */
export function ruleSetFile(offers: readonly Fields[] = [offerFile()], fields: Fields = {}): Fields {
  return {
    schemaVersion: 2,
    ruleSetId: 'test',
    currency: 'IRR',
    calendar: 'persian',
    valuation: { walletCreditBasisPoints: 10_000, pointMinor: 1_000 },
    offers: offers.map((offer, index) => (index === 0 ? offer : { ...offer, offerId: `offer-${index}` })),
    ...fields,
  };
}

export function stampCardFile(fields: Fields = {}): Fields {
  return {
    stampCardId: 'coffee',
    name,
    stampsNeeded: 5,
    reward: { giftId: 'cup', name, worthMinor: 100 },
    ...fields,
  };
}

/** All problems of a file: of its form, or of what it says. */
export function problemsOfFile(file: unknown, chain: ChainNames = {}): readonly RuleSetProblem[] {
  const read = readRuleSet(file);
  return read.ok ? checkRuleSet(read.value, chain) : read.error;
}
