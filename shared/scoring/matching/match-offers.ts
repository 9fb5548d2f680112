/** Which offers a sale matches, which of those have nothing left to give, and which lack a single thing. */

import { basisPointsOf } from '#shared/kernel/int-math.ts';
import type { Missing } from '../answer/score-result.ts';
import type { CompiledRuleSet } from '../compiled-rule-set.ts';
import type { SaleFacts } from '../facts/sale-facts.ts';
import type { CompiledOffer, MissableCondition, UsedUpScope } from './compiled-offer.ts';
import type { IndexNode, OfferIndex } from './offer-index.ts';
import { createStanding, isStandingOf } from './standing.ts';
import type { OpenShelf, PassedOffer, Standing } from './standing.ts';

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
/** Offers tested against member and moment, and against the basket. */
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

type Found = {
  readonly facts: SaleFacts;
  readonly reachMinor: number;
  readonly matched: CompiledOffer[];
  readonly usedUp: UsedUpOffer[];
  readonly nearby: NearbyOffer[];
  /** Offers met so far that may be met again. */
  readonly repeated: Set<CompiledOffer>;
  basketTests: number;
};

function newFound(facts: SaleFacts, reachMinor: number): Found {
  const lists = { matched: [], usedUp: [], nearby: [] };
  return { facts, reachMinor, ...lists, repeated: new Set(), basketTests: 0 };
}

function matchActivity(activities: readonly CompiledOffer[], facts: SaleFacts): Matches {
  const found = newFound(facts, 0);
  for (const compiled of activities) {
    const { tests } = compiled;
    if (!tests.holdsForMember(facts)) continue;
    judge({ compiled, usedUpScope: tests.usedUpScope(facts), amountMinor: 0, isRepeated: false }, found);
  }
  const { matched, usedUp, basketTests } = found;
  return { matched, usedUp, nearby: [], work: { memberTests: activities.length, basketTests } };
}

type Sale = { readonly facts: SaleFacts; readonly standing: Standing };

function matchSale({ sales, pricing }: CompiledRuleSet, { facts, standing }: Sale): Matches {
  const reachMinor = basisPointsOf(facts.grossMinor, pricing.settings.nearMissBasisPoints, 'floor');
  const found = newFound(facts, reachMinor);
  const testedBefore = standing.memberTests();
  for (const node of nodesFor(sales, facts)) {
    for (const shelf of standing.openShelves(node)) judgeShelf(shelf, facts.grossMinor + reachMinor, found);
  }
  for (const shelf of standing.openShelves(sales.lacking)) judgeShelf(shelf, reachMinor, found);
  const { matched, usedUp, nearby, basketTests } = found;
  const memberTests = standing.memberTests() - testedBefore;
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
  for (const passed of shelf.passedUpTo(amountMinorMax)) {
    if (passed.amountMinor > amountMinorMax) break;
    if (passed.isRepeated) {
      if (found.repeated.has(passed.compiled)) continue;
      found.repeated.add(passed.compiled);
    }
    judge(passed, found);
  }
}

/** Sorts an offer that suits the member by what the basket has for it. */
function judge({ compiled, usedUpScope }: PassedOffer, found: Found): void {
  const { facts } = found;
  const { missable, holdsForBasket } = compiled.tests;
  found.basketTests += 1;
  let unmet: (typeof missable)[number] | null = null;
  for (const test of missable) {
    if (test.isMet(facts)) continue;
    if (unmet !== null) return;
    unmet = test;
  }
  if (!holdsForBasket(facts)) return;
  if (unmet === null) {
    if (usedUpScope === null) found.matched.push(compiled);
    else found.usedUp.push({ compiled, scope: usedUpScope });
    return;
  }
  const missing = usedUpScope === null ? unmet.missing(facts, found.reachMinor) : null;
  if (missing !== null) found.nearby.push({ compiled, condition: unmet.condition, missing });
}
