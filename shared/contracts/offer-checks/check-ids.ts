/** Ids that stand twice, and arms that hold more than all members. */

import { addInt } from '#shared/kernel/int-math.ts';
import type { RuleSet } from '#shared/scoring/language/rule-set.ts';
import { refused } from './rule-set-problem.ts';
import type { NamedKind, ProblemPath, RuleSetProblem } from './rule-set-problem.ts';

type Named = { readonly kind: NamedKind; readonly path: ProblemPath; readonly field: string };

/** A rule set with any of these cannot be scored with, however it came here. */
export function duplicateIds(ruleSet: RuleSet): readonly RuleSetProblem[] {
  const { offers, storeGroups = [], experiments = [], stampCards = [], hijriMonthStarts = [] } = ruleSet;
  const ids = <Item>(items: readonly Item[], idOf: (item: Item) => string) => items.map(idOf);
  return [
    ...repeated(
      ids(offers, ({ offerId }) => offerId),
      { kind: 'offer', path: ['offers'], field: 'offerId' },
    ),
    ...repeated(
      ids(storeGroups, ({ storeGroupId }) => storeGroupId),
      { kind: 'storeGroup', path: ['storeGroups'], field: 'storeGroupId' },
    ),
    ...repeated(
      ids(experiments, ({ experimentId }) => experimentId),
      { kind: 'experiment', path: ['experiments'], field: 'experimentId' },
    ),
    ...repeated(
      ids(stampCards, ({ stampCardId }) => stampCardId),
      { kind: 'stampCard', path: ['stampCards'], field: 'stampCardId' },
    ),
    ...repeated(
      ids(hijriMonthStarts, ({ year, month }) => `${year}-${month}`),
      { kind: 'monthStart', path: ['hijriMonthStarts'], field: 'month' },
    ),
    ...experiments.flatMap(({ arms }, index) =>
      repeated(
        ids(arms, ({ armId }) => armId),
        { kind: 'arm', path: ['experiments', index, 'arms'], field: 'armId' },
      ),
    ),
  ];
}

export function armsTooLarge({ experiments = [] }: RuleSet): readonly RuleSetProblem[] {
  return experiments.flatMap(({ arms }, index) => {
    const sum = addInt(...arms.map(({ basisPoints }) => basisPoints));
    return sum > 10_000 ? [refused(['experiments', index, 'arms'], 'armsTooLarge', { sum })] : [];
  });
}

function repeated(ids: readonly string[], { kind, path, field }: Named): readonly RuleSetProblem[] {
  const seen = new Set<string>();
  return ids.flatMap((name, index) => {
    const isSeen = seen.has(name);
    seen.add(name);
    return isSeen ? [refused([...path, index, field], 'duplicateId', { kind, name })] : [];
  });
}
