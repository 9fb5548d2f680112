import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unreachable } from '#shared/kernel/invariant.ts';
import { compileRuleSet } from '#shared/scoring/compile-ruleset.ts';
import { matchOffers } from '#shared/scoring/match.ts';
import { shelvesFor } from '#shared/scoring/offer-index.ts';
import { saleFacts } from '#shared/scoring/sale-facts.ts';
import type { Condition, Offer } from '#shared/scoring/rule-set.ts';
import type { ScoreInput } from '#shared/scoring/score-result.ts';
import { anyLines, anyMember, anyOffers } from '#test/support/scoring-arbitraries.ts';
import { inputOf, linesOf, ruleSetOf } from '#test/support/scoring.ts';
import type { OfferSketch } from '#test/support/scoring.ts';

const bonus = { kind: 'bonusPoints', points: 1 };

function candidateIds(offers: readonly OfferSketch[], input: ScoreInput): readonly string[] {
  const shelves = shelvesFor(compileRuleSet(ruleSetOf(offers), 'hash').offers, saleFacts(input));
  return shelves.flatMap((shelf) => shelf.map(({ offer }) => offer.offerId));
}

/** The meaning of each condition, written as plainly as possible. */
function holdsPlainly(condition: Condition, { lines, member, localDate }: ScoreInput): boolean {
  const gross = lines.reduce((total, line) => total + line.unitPriceMinor * line.quantity, 0);
  const days = member?.daysToBirthday ?? null;
  switch (condition.kind) {
    case 'tier':
      return condition.anyOf.some((tierId) => tierId === member?.tierId);
    case 'productGroup':
      return condition.anyOf.some((groupId) => lines.some((line) => line.groupId === groupId));
    case 'basketAmount':
      return condition.bound === 'above' ? gross > condition.amountMinor : gross >= condition.amountMinor;
    case 'earlierVisits':
      return member !== null && member.earlierVisits >= condition.atLeast;
    case 'birthday':
      return days !== null && (days >= 0 ? days <= condition.daysBefore : -days <= condition.daysAfter);
    case 'dates':
      return localDate >= condition.from && localDate <= condition.until;
    default:
      return unreachable(condition);
  }
}

const isDiscount = ({ effect }: Offer) =>
  effect.kind === 'discountFixed' || effect.kind === 'discountPercent';

describe('matching through the index', () => {
  test('finds exactly what looking at every offer finds', () => {
    fc.assert(
      fc.property(anyOffers, anyLines, anyMember, (sketches, lines, member) => {
        const ruleSet = ruleSetOf(sketches);
        const input = inputOf(linesOf(lines), member);
        const { matched } = matchOffers(compileRuleSet(ruleSet, 'hash').offers, saleFacts(input));
        const plainly = ruleSet.offers
          .filter((offer) => member !== null || isDiscount(offer))
          .filter((offer) => offer.conditions.every((condition) => holdsPlainly(condition, input)));
        expect(matched.map(({ offer }) => offer.offerId).toSorted()).toEqual(
          plainly.map(({ offerId }) => offerId).toSorted(),
        );
      }),
      { numRuns: 1_000 },
    );
  });

  test('looks at no offer of another group, another tier or another month', () => {
    const offers = Array.from({ length: 300 }, (_, place): OfferSketch[] => [
      {
        offerId: `group-${place}`,
        conditions: [{ kind: 'productGroup', anyOf: [`group-${place}`] }],
        effect: bonus,
      },
      { offerId: `tier-${place}`, conditions: [{ kind: 'tier', anyOf: [`tier-${place}`] }], effect: bonus },
      {
        offerId: `month-${place}`,
        conditions: [{ kind: 'dates', from: `${1700 + place}-03-05`, until: `${1700 + place}-04-10` }],
        effect: bonus,
      },
    ]).flat();
    const relevant = [
      { offerId: 'mine', conditions: [{ kind: 'productGroup', anyOf: ['tea'] }], effect: bonus },
      { offerId: 'everybody', effect: bonus },
    ];
    expect(candidateIds([...offers, ...relevant], inputOf(linesOf([[100, 'tea']]))).toSorted()).toEqual([
      'everybody',
      'mine',
    ]);
  });

  test('an offer of several groups in the basket is matched once', () => {
    const offers = [
      { offerId: 'both', conditions: [{ kind: 'productGroup', anyOf: ['tea', 'nuts'] }], effect: bonus },
    ];
    const facts = saleFacts(
      inputOf(
        linesOf([
          [100, 'tea'],
          [100, 'nuts'],
        ]),
      ),
    );
    expect(matchOffers(compileRuleSet(ruleSetOf(offers), 'hash').offers, facts).matched).toHaveLength(1);
  });

  test('an offer of very many groups and tiers is still found', () => {
    const groups = Array.from({ length: 1_000 }, (_, place) => `g${place}`);
    const tiers = Array.from({ length: 99 }, (_, place) => `t${place}`);
    const conditions = [
      { kind: 'productGroup', anyOf: groups },
      { kind: 'tier', anyOf: [...tiers, 'silver'] },
      { kind: 'dates', from: '2026-01-01', until: '2026-12-31' },
    ];
    expect(
      candidateIds([{ offerId: 'wide', conditions, effect: bonus }], inputOf(linesOf([[1, 'g999']]))),
    ).toEqual(['wide']);
  });

  test('an offer whose dates cross a year is found in each of its months', () => {
    const conditions = [{ kind: 'dates', from: '2026-11-21', until: '2027-01-31' }];
    for (const localDate of ['2026-11-21', '2026-12-31', '2027-01-01', '2027-01-31']) {
      const input = { ...inputOf(linesOf([[1]])), localDate };
      expect(candidateIds([{ offerId: 'winter', conditions, effect: bonus }], input)).toEqual(['winter']);
    }
  });
});
