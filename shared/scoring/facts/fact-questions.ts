/** What a rule set asks about members and about earlier uses: only that is looked up, and only that is kept. */

import type { Condition, EffectiveDateCondition } from '../language/condition.ts';
import type { Limit } from '../language/limit.ts';
import type { Offer, OfferId } from '../language/offer.ts';
import { periodKey } from '../language/period.ts';
import type { Period } from '../language/period.ts';
import type { Experiment, RuleSet } from '../language/rule-set.ts';

export type LimitQuestion = { readonly offerId: OfferId; readonly limit: Limit; readonly key: string };
export type LimitQuestions = ReadonlyMap<OfferId, readonly LimitQuestion[]>;

export type FactQuestions = {
  readonly segments: ReadonlySet<string>;
  readonly tags: ReadonlySet<string>;
  readonly consents: ReadonlySet<string>;
  /** Each once, by `periodKey`. */
  readonly periods: readonly Period[];
  /** Each once, by `dateWindowKey`. */
  readonly dateWindows: readonly EffectiveDateCondition[];
  readonly experiments: readonly Experiment[];
  readonly stampCardIds: ReadonlySet<string>;
  /** By offer, so that the uses that a member has are looked up, not every limit there is. */
  readonly memberLimits: LimitQuestions;
  /** Limits of chain, store and till. */
  readonly sharedLimits: LimitQuestions;
};

export function limitKey(offerId: OfferId, limit: Limit): string {
  return `${offerId}/${limit.scope}/${periodKey(limit.period ?? 'lifetime')}`;
}

/** Equal for windows that open on the same days for everybody. */
export function dateWindowKey(window: EffectiveDateCondition): string {
  const { dateKind, daysBefore, daysAfter, calendar = 'own', missingDay = 'lastOfMonth' } = window;
  return `${dateKind}/${daysBefore}/${daysAfter}/${calendar}/${missingDay}`;
}

export function factQuestions(ruleSet: RuleSet): FactQuestions {
  const asking = startAsking(ruleSet);
  for (const offer of ruleSet.offers) asking.ask(offer);
  return asking.all();
}

/** The same, offer by offer. */
export type Asking = { readonly ask: (offer: Offer) => void; readonly all: () => FactQuestions };

export function startAsking({ experiments = [] }: Pick<RuleSet, 'experiments'>): Asking {
  const asked: Asked = {
    segments: new Set(),
    tags: new Set(),
    consents: new Set(),
    periods: new Map(),
    dateWindows: new Map(),
    experimentIds: new Set(),
    stampCardIds: new Set(),
    memberLimits: new Map(),
    sharedLimits: new Map(),
  };
  return {
    ask: (offer) => {
      for (const condition of offer.conditions) askFor(condition, asked);
      for (const effect of offer.effects)
        if (effect.kind === 'stamps') asked.stampCardIds.add(effect.stampCardId);
      for (const limit of offer.limits ?? []) askForUses(offer.offerId, limit, asked);
    },
    all: () => {
      const { periods, dateWindows, experimentIds, ...rest } = asked;
      return {
        ...rest,
        periods: [...periods.values()],
        dateWindows: [...dateWindows.values()],
        experiments: experiments.filter(({ experimentId }) => experimentIds.has(experimentId)),
      };
    },
  };
}

type Asked = {
  readonly segments: Set<string>;
  readonly tags: Set<string>;
  readonly consents: Set<string>;
  readonly periods: Map<string, Period>;
  readonly dateWindows: Map<string, EffectiveDateCondition>;
  readonly experimentIds: Set<string>;
  readonly stampCardIds: Set<string>;
  readonly memberLimits: Map<OfferId, LimitQuestion[]>;
  readonly sharedLimits: Map<OfferId, LimitQuestion[]>;
};

function askFor(condition: Condition, asked: Asked): void {
  const { kind } = condition;
  if (kind === 'all' || kind === 'any' || kind === 'none') {
    for (const child of condition.of) askFor(child, asked);
  } else if (kind === 'segment') addAll(condition.anyOf, asked.segments);
  else if (kind === 'memberTag') addAll(condition.anyOf, asked.tags);
  else if (kind === 'consent') addAll(condition.allOf, asked.consents);
  else if (kind === 'purchases') asked.periods.set(periodKey(condition.period), condition.period);
  else if (kind === 'effectiveDate') asked.dateWindows.set(dateWindowKey(condition), condition);
  else if (kind === 'arm' || kind === 'rollout') asked.experimentIds.add(condition.experimentId);
}

function addAll(names: readonly string[], set: Set<string>): void {
  for (const name of names) set.add(name);
}

function askForUses(offerId: OfferId, limit: Limit, asked: Asked): void {
  if (limit.scope === 'basket') return;
  const questions = limit.scope === 'member' ? asked.memberLimits : asked.sharedLimits;
  const key = limitKey(offerId, limit);
  const known = questions.get(offerId) ?? [];
  if (known.some((question) => question.key === key)) return;
  questions.set(offerId, [...known, { offerId, limit, key }]);
}
