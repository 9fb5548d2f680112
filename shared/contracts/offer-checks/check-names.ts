/** Names that nothing answers to, with the nearest that something does. */

import type { LeafCondition } from '#shared/scoring/language/condition.ts';
import type { Effect } from '#shared/scoring/language/effect.ts';
import type { RuleSet } from '#shared/scoring/language/rule-set.ts';
import type { Selector } from '#shared/scoring/language/selector.ts';
import { nearestName } from './nearest-name.ts';
import { refused, warned } from './rule-set-problem.ts';
import type { NamedKind, ProblemPath, RuleSetProblem } from './rule-set-problem.ts';
import { placedLeaves, placedOffers } from './walk-conditions.ts';

/** What the chain has; a kind that is left out is not checked. */
export type ChainNames = {
  readonly tierIds?: ReadonlySet<string>;
  readonly groupIds?: ReadonlySet<string>;
  readonly productIds?: ReadonlySet<string>;
  readonly brandIds?: ReadonlySet<string>;
  readonly storeIds?: ReadonlySet<string>;
  readonly tags?: ReadonlySet<string>;
};

type Known = ReadonlyMap<NamedKind, ReadonlySet<string>>;
type Naming = { readonly kind: NamedKind; readonly path: ProblemPath; readonly names: readonly string[] };

export function checkNames(ruleSet: RuleSet, chain: ChainNames): readonly RuleSetProblem[] {
  const known = knownNames(ruleSet, chain);
  const namings = [
    ...(ruleSet.storeGroups ?? []).map(({ storeIds }, index) =>
      naming('store', ['storeGroups', index, 'storeIds'], storeIds),
    ),
    ...placedOffers(ruleSet).flatMap(({ offer, path }) => [
      ...placedLeaves(offer.conditions, [...path, 'conditions']).flatMap((placed) =>
        conditionNames(placed.leaf, placed.path),
      ),
      ...offer.effects.flatMap((effect, index) => effectNames(effect, [...path, 'effects', index])),
      naming('offer', [...path, 'stacking', 'notWith'], offer.stacking?.notWith),
    ]),
  ];
  const armNames = knownArms(ruleSet);
  const unknown = namings.flatMap((named) => unknownNames(named, known.get(named.kind)));
  return [...unknown, ...unknownArms(ruleSet, armNames), ...unusedNames(ruleSet, namings)];
}

function naming(kind: NamedKind, path: ProblemPath, names: readonly string[] = []): Naming {
  return { kind, path, names };
}

function knownNames(ruleSet: RuleSet, chain: ChainNames): Known {
  const { offers, storeGroups = [], experiments = [], stampCards = [] } = ruleSet;
  const known = new Map<NamedKind, ReadonlySet<string>>([
    ['offer', new Set(offers.map(({ offerId }) => offerId))],
    ['storeGroup', new Set(storeGroups.map(({ storeGroupId }) => storeGroupId))],
    ['experiment', new Set(experiments.map(({ experimentId }) => experimentId))],
    ['stampCard', new Set(stampCards.map(({ stampCardId }) => stampCardId))],
  ]);
  const ofChain: readonly (readonly [NamedKind, ReadonlySet<string> | undefined])[] = [
    ['tier', chain.tierIds],
    ['store', chain.storeIds],
    ['product', chain.productIds],
    ['productGroup', chain.groupIds],
    ['brand', chain.brandIds],
    ['tag', chain.tags],
  ];
  for (const [kind, names] of ofChain) if (names !== undefined) known.set(kind, names);
  return known;
}

function conditionNames(leaf: LeafCondition, path: ProblemPath): readonly Naming[] {
  if (leaf.kind === 'tier' || leaf.kind === 'store' || leaf.kind === 'storeGroup') {
    return [naming(leaf.kind, [...path, 'anyOf'], leaf.anyOf)];
  }
  if ('experimentId' in leaf) return [naming('experiment', [...path, 'experimentId'], [leaf.experimentId])];
  return 'of' in leaf ? selectorNames(leaf.of, [...path, 'of']) : [];
}

function effectNames(effect: Effect, path: ProblemPath): readonly Naming[] {
  if (effect.kind === 'stamps') {
    return [
      naming('stampCard', [...path, 'stampCardId'], [effect.stampCardId]),
      ...selectorNames(effect.perPieceOf, [...path, 'perPieceOf']),
    ];
  }
  return 'on' in effect ? selectorNames(effect.on, [...path, 'on']) : [];
}

function selectorNames(selector: Selector | undefined, path: ProblemPath): readonly Naming[] {
  return [
    naming('product', [...path, 'productIds'], selector?.productIds),
    naming('productGroup', [...path, 'groupIds'], selector?.groupIds),
    naming('brand', [...path, 'brandIds'], selector?.brandIds),
    naming('tag', [...path, 'tags'], selector?.tags),
  ];
}

function unknownNames({ kind, path, names }: Naming, known: ReadonlySet<string> | undefined) {
  if (known === undefined) return [];
  const isSingle = path.at(-1) === 'experimentId' || path.at(-1) === 'stampCardId';
  return names.flatMap((name, index) =>
    known.has(name) ? [] : [unknownName(kind, { name, path: isSingle ? path : [...path, index] }, known)],
  );
}

function unknownName(
  kind: NamedKind,
  { name, path }: { readonly name: string; readonly path: ProblemPath },
  known: ReadonlySet<string>,
): RuleSetProblem {
  const nearest = nearestName(name, known);
  return nearest === undefined
    ? refused(path, 'unknownName', { kind, name })
    : refused(path, 'misspeltName', { kind, name, nearest });
}

function knownArms({ experiments = [] }: RuleSet): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    experiments.map(({ experimentId, arms }) => [experimentId, new Set(arms.map(({ armId }) => armId))]),
  );
}

/** Arms of an experiment that is itself unknown are not looked at. */
function unknownArms(ruleSet: RuleSet, arms: ReadonlyMap<string, ReadonlySet<string>>) {
  return placedOffers(ruleSet).flatMap(({ offer, path }) =>
    placedLeaves(offer.conditions, [...path, 'conditions']).flatMap((placed) => {
      const { leaf } = placed;
      if (leaf.kind !== 'arm') return [];
      return unknownNames(naming('arm', [...placed.path, 'anyOf'], leaf.anyOf), arms.get(leaf.experimentId));
    }),
  );
}

/** A group of stores, an experiment or a stamp card that no offer names is probably a forgotten condition. */
function unusedNames(ruleSet: RuleSet, namings: readonly Naming[]): readonly RuleSetProblem[] {
  const used = (kind: NamedKind) =>
    new Set(namings.flatMap((named) => (named.kind === kind ? named.names : [])));
  const [groups, experiments, cards] = [used('storeGroup'), used('experiment'), used('stampCard')];
  const unused = (kind: NamedKind, path: ProblemPath, name: string) =>
    warned(path, 'notUsed', { kind, name });
  return [
    ...(ruleSet.storeGroups ?? []).flatMap(({ storeGroupId: name }, index) =>
      groups.has(name) ? [] : [unused('storeGroup', ['storeGroups', index], name)],
    ),
    ...(ruleSet.experiments ?? []).flatMap(({ experimentId: name }, index) =>
      experiments.has(name) ? [] : [unused('experiment', ['experiments', index], name)],
    ),
    ...(ruleSet.stampCards ?? []).flatMap(({ stampCardId: name }, index) =>
      cards.has(name) ? [] : [unused('stampCard', ['stampCards', index], name)],
    ),
  ];
}
