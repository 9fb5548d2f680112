/** What conditions say together, and the first of them that leaves nothing. */

import type { Condition, LeafCondition } from '#shared/scoring/language/condition.ts';
import { canonicalText } from './canonical-text.ts';
import { factsOf } from './facts-of-leaf.ts';
import type { Fact, FactSource, Range } from './facts-of-leaf.ts';
import type { ProblemPath } from './rule-set-problem.ts';
import { isLeaf } from './walk-conditions.ts';

/** `isOpposite`: the leaf must not hold. */
export type Claim = {
  readonly path: ProblemPath;
  readonly leaf: LeafCondition;
  readonly isOpposite: boolean;
};
export type Choice = { readonly path: ProblemPath; readonly branches: readonly (readonly Claim[])[] };
export type Demands = { readonly claims: readonly Claim[]; readonly choices: readonly Choice[] };

/** `with` is the condition that it cannot stand beside; undefined when it cannot hold by itself. */
export type Conflict = {
  readonly path: ProblemPath;
  readonly with: ProblemPath | undefined;
  /** The very same condition is asked for and excluded. */
  readonly isSame: boolean;
};

type Place = { readonly path: ProblemPath; readonly isOpposite: boolean };

/** Everything that must hold at once, and the choices between; `none` of an `all` says too little to reckon with. */
export function demandsOf(conditions: readonly Condition[], { path, isOpposite }: Place): Demands {
  const parts = conditions.map((condition, index) =>
    demandsOfOne(condition, { path: [...path, index], isOpposite }),
  );
  return {
    claims: parts.flatMap(({ claims }) => claims),
    choices: parts.flatMap(({ choices }) => choices),
  };
}

function demandsOfOne(condition: Condition, { path, isOpposite }: Place): Demands {
  if (isLeaf(condition)) return { claims: [{ path, leaf: condition, isOpposite }], choices: [] };
  const inside = [...path, 'of'];
  if (condition.kind === 'none' && !isOpposite)
    return demandsOf(condition.of, { path: inside, isOpposite: true });
  if (condition.kind === (isOpposite ? 'any' : 'all'))
    return demandsOf(condition.of, { path: inside, isOpposite });
  if (isOpposite) return { claims: [], choices: [] };
  const branches = condition.of.map(
    (child, index) => demandsOfOne(child, { path: [...inside, index], isOpposite }).claims,
  );
  return { claims: [], choices: [{ path, branches }] };
}

/** What is still possible of one quantity, by the conditions read so far. */
type Possible = {
  range: Range;
  holes: readonly Range[];
  values: ReadonlySet<string> | undefined;
  refused: ReadonlySet<string>;
  last: ProblemPath;
};

/** The first claim, in their order, that cannot stand beside those before it. */
export function firstConflict(claims: readonly Claim[], source: FactSource): Conflict | undefined {
  const possible = new Map<string, Possible>();
  const seen = new Map<string, Claim>();
  for (const claim of claims) {
    const text = canonicalText(claim.leaf);
    const same = seen.get(text);
    if (same !== undefined && same.isOpposite !== claim.isOpposite) {
      return { path: claim.path, with: same.path, isSame: true };
    }
    seen.set(text, claim);
    for (const fact of factsOf(claim.leaf, text, source)) {
      if (claim.isOpposite && !fact.isWhole) continue;
      const before = possible.get(fact.about);
      const after = narrowed(before, fact, claim);
      if (isNothing(after)) return { path: claim.path, with: before?.last, isSame: false };
      possible.set(fact.about, after);
    }
  }
  return undefined;
}

function narrowed(before: Possible | undefined, fact: Fact, { path, isOpposite }: Claim): Possible {
  const { range, holes, values, refused } = before ?? everything;
  if (fact.kind === 'range') {
    const next = isOpposite
      ? { range, holes: [...holes, fact.range] }
      : { range: common(range, fact.range), holes };
    return { ...next, values, refused, last: path };
  }
  const next = isOpposite
    ? { values: values ?? fact.universe, refused: new Set([...refused, ...fact.values]) }
    : { values: values === undefined ? fact.values : inBoth(values, fact.values), refused };
  return { range, holes, ...next, last: path };
}

const everything = {
  range: { low: 0, high: Number.MAX_SAFE_INTEGER },
  holes: [],
  values: undefined,
  refused: new Set<string>(),
};

function inBoth(one: ReadonlySet<string>, other: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...one].filter((value) => other.has(value)));
}

function common(one: Range, other: Range): Range {
  return { low: Math.max(one.low, other.low), high: Math.min(one.high, other.high) };
}

function isNothing({ range, holes, values, refused }: Possible): boolean {
  if (range.low > range.high) return true;
  if (holes.some(({ low, high }) => low <= range.low && high >= range.high)) return true;
  return values !== undefined && [...values].every((value) => refused.has(value));
}
