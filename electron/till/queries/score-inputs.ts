/** What the open basket is scored by. The parts that did not change stay the same objects: the engine knows them again. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import type { Store } from '#shared/domain/store.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import type { CompiledRuleSet } from '#shared/scoring/compiled-rule-set.ts';
import { deriveMemberFacts } from '#shared/scoring/facts/derive-member-facts.ts';
import type { MemberFacts } from '#shared/scoring/facts/member-facts.ts';
import type { MemberHistory } from '#shared/scoring/facts/member-history.ts';
import { momentAt } from '#shared/scoring/facts/moment-at.ts';
import type { Moment, ScoreInput } from '#shared/scoring/facts/score-input.ts';
import type { Draft } from '../basket/draft.ts';
import type { KnownMember } from '../members/known-members.ts';
import type { OwnUses } from '../members/own-uses.ts';
import type { HashPorts } from '../rules/check-rule-set.ts';
import type { ReadyRuleSet } from '../rules/ready-rule-set.ts';

export type ScoreInputs = {
  readonly inputOf: (draft: Draft, known: KnownMember | null, ruleSet: ReadyRuleSet) => ScoreInput;
};

export type ScoreInputsDeps = {
  readonly ownUses: Pick<OwnUses, 'limitUses'>;
  readonly store: Store;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly ports: HashPorts;
};

export function createScoreInputs({ ownUses, store, clock, ports }: ScoreInputsDeps): ScoreInputs {
  let moment: Moment | null = null;
  const momentNow = (): Moment => {
    const now = momentAt(clock.nowMs(), store.timeZone);
    if (moment?.localDate !== now.localDate || moment.minuteOfDay !== now.minuteOfDay) moment = now;
    return moment;
  };
  let last: FactsKnown | null = null;
  const factsOf = (known: KnownMember, compiled: CompiledRuleSet, today: string): MemberFacts => {
    if (last?.known === known && last.compiled === compiled && last.today === today) return last.facts;
    const facts = factsOn(today, known.history, { compiled, ports });
    last = { known, compiled, today, facts };
    return facts;
  };
  return {
    inputOf: (draft, known, { compiled }) => {
      const now = momentNow();
      return {
        trigger: { kind: 'sale', lines: draft.lines, paymentMeans: draft.paymentMeans },
        member: known === null ? null : factsOf(known, compiled, now.localDate),
        moment: now,
        storeId: store.storeId,
        limitUses: ownUses.limitUses(compiled, now.localDate),
        wish: draft.wish,
      };
    },
  };
}

type Questioner = { readonly compiled: CompiledRuleSet; readonly ports: HashPorts };

/** What a rule set asks of a member, answered for a day. */
export function factsOn(
  today: IsoDate,
  history: MemberHistory,
  { compiled, ports }: Questioner,
): MemberFacts {
  const { calendar, hijriMonthStarts, pricing, questions } = compiled;
  const { stampCards } = pricing;
  const on = { ...ports, localDate: today, calendar, hijriMonthStarts, stampCards };
  return deriveMemberFacts(history, questions, on);
}

type FactsKnown = {
  readonly known: KnownMember;
  readonly compiled: CompiledRuleSet;
  readonly today: string;
  readonly facts: MemberFacts;
};
