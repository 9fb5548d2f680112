/** Which offers a sale matches, which of those have nothing left to give, and which lack a single thing. */

import { basisPointsOf } from '#shared/kernel/int-math.ts';
import type { Missing } from '../answer/score-result.ts';
import type { CompiledRuleSet } from '../compiled-rule-set.ts';
import type { SaleFacts } from '../facts/sale-facts.ts';
import type { CompiledOffer, MissableCondition, MissableTest, UsedUpScope } from './compiled-offer.ts';
import type { FiledOffer, IndexNode, OfferIndex } from './offer-index.ts';
import { createStanding, isStandingOf } from './standing.ts';
import type { OpenShelf, Standing } from './standing.ts';

/** Every list in no particular order, each offer once. */
export type Matches = {
  /** With something left to give. */
  readonly matched: readonly CompiledOffer[];
  readonly usedUp: readonly UsedUpOffer[];
  readonly nearby: readonly NearbyOffer[];
  /** What the work was, for tests of how it grows. */
  readonly work: MatchWork;
};

export type UsedUpOffer = { readonly compiled: CompiledOffer; readonly scope: UsedUpScope };
/** All its conditions hold but this one, of its top level. */
export type NearbyOffer = {
  readonly compiled: CompiledOffer;
  readonly condition: MissableCondition;
  readonly missing: Missing;
};
/** Offers found by the index and tested against the member, none twice; and offers tested against this basket. */
export type MatchWork = { readonly memberTests: number; readonly basketTests: number };

/** Remembers, from one basket of a member to the next, which offers suit the member. */
export type Matcher = { readonly match: (facts: SaleFacts) => Matches };

export function createMatcher(compiled: CompiledRuleSet): Matcher {
  let standing: Standing | null = null;
  return {
    match: (facts) => {
      if (facts.activity !== null) return matchActivity(compiled.activities, facts);
      if (facts.lines.length === 0) return nothingMatches;
      if (standing === null || !isStandingOf(standing, facts)) standing = createStanding(facts);
      return matchSale(compiled, { facts, standing });
    },
  };
}

/** A sale without lines matches nothing; an activity is near to nothing. */
export function matchOffers(compiled: CompiledRuleSet, facts: SaleFacts): Matches {
  return createMatcher(compiled).match(facts);
}

const noWork: MatchWork = { memberTests: 0, basketTests: 0 };
const nothingMatches: Matches = { matched: [], usedUp: [], nearby: [], work: noWork };

function matchActivity(activities: readonly CompiledOffer[], facts: SaleFacts): Matches {
  const matched: CompiledOffer[] = [];
  const usedUp: UsedUpOffer[] = [];
  for (const compiled of activities) {
    const { holdsForMember, conditions, usedUpScope } = compiled.tests;
    if (holdsForMember !== null && !holdsForMember(facts)) continue;
    if (!conditions.every(({ holds }) => holds(facts))) continue;
    const scope = usedUpScope === null ? null : usedUpScope(facts);
    if (scope === null) matched.push(compiled);
    else usedUp.push({ compiled, scope });
  }
  return { matched, usedUp, nearby: [], work: { memberTests: activities.length, basketTests: 0 } };
}

type Sale = { readonly facts: SaleFacts; readonly standing: Standing };
type Found = Sale & {
  readonly reachMinor: number;
  readonly matched: CompiledOffer[];
  readonly usedUp: UsedUpOffer[];
  readonly nearby: NearbyOffer[];
  /** Offers met so far that may be met again. */
  readonly repeated: Set<CompiledOffer>;
  basketTests: number;
};

function matchSale({ sales, pricing }: CompiledRuleSet, { facts, standing }: Sale): Matches {
  const reachMinor = basisPointsOf(facts.grossMinor, pricing.settings.nearMissBasisPoints, 'floor');
  const lists = { matched: [], usedUp: [], nearby: [] };
  const found: Found = { facts, standing, reachMinor, ...lists, repeated: new Set(), basketTests: 0 };
  const lookedAtBefore = standing.lookedAt();
  for (const node of nodesFor(sales, facts)) {
    for (const shelf of standing.openShelves(node)) judgeShelf(shelf, facts.grossMinor + reachMinor, found);
  }
  const { matched, usedUp, nearby, basketTests } = found;
  const memberTests = standing.lookedAt() - lookedAtBefore;
  return { matched, usedUp, nearby, work: { memberTests, basketTests } };
}

/** Each place once, however many lines lead to it. */
function nodesFor({ anyLine, byLineName }: OfferIndex, { lines }: SaleFacts): ReadonlySet<IndexNode> {
  const nodes = new Set([anyLine]);
  const { product, group, brand, tag } = byLineName;
  const add = (node: IndexNode | undefined): void => {
    if (node !== undefined) nodes.add(node);
  };
  for (const { line } of lines) {
    if (line.productId !== null && product.size > 0) add(product.get(line.productId));
    if (line.groupId !== null && group.size > 0) add(group.get(line.groupId));
    if (line.brandId !== undefined && brand.size > 0) add(brand.get(line.brandId));
    if (line.tags !== undefined && tag.size > 0) for (const name of line.tags) add(tag.get(name));
  }
  return nodes;
}

function judgeShelf(shelf: OpenShelf, amountMinorMax: number, found: Found): void {
  for (const filed of shelf.suitingUpTo(amountMinorMax)) {
    if (filed.amountMinor > amountMinorMax) break;
    if (filed.isRepeated) {
      if (found.repeated.has(filed.compiled)) continue;
      found.repeated.add(filed.compiled);
    }
    judge(filed, found);
  }
}

/** Sorts an offer that suits the member by what the basket has for it. */
function judge(filed: FiledOffer, found: Found): void {
  const { facts, standing } = found;
  const { compiled, holdsForBasket } = filed;
  found.basketTests += 1;
  const unmet = unmetOf(filed, facts);
  if (unmet === 'several' || (holdsForBasket !== null && !holdsForBasket(facts))) return;
  const scope = standing.usedUpScope(compiled);
  if (unmet !== null) {
    const missing = scope === null ? unmet.missing(facts, found.reachMinor) : null;
    if (missing !== null) found.nearby.push({ compiled, condition: unmet.condition, missing });
  } else if (scope === null) found.matched.push(compiled);
  else found.usedUp.push({ compiled, scope });
}

/** The one missable condition that is not met, null when all are. */
function unmetOf(
  { compiled, isMetByAmount, amountMinor }: FiledOffer,
  facts: SaleFacts,
): MissableTest | null | 'several' {
  if (isMetByAmount && amountMinor <= facts.grossMinor) return null;
  const { missable } = compiled.tests;
  if (isMetByAmount) return missable[0] ?? 'several';
  let unmet: MissableTest | null = null;
  for (const test of missable) {
    if (test.isMet(facts)) continue;
    if (unmet !== null) return 'several';
    unmet = test;
  }
  return unmet;
}
