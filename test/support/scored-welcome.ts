/** What an enrolment earns, scored by the real engine; knows nothing of the till, so that a page's test can use it. */

import type { Activity } from '#shared/domain/activity.ts';
import type { ScoreResult } from '#shared/scoring/answer/score-result.ts';
import { compileRuleSet } from '#shared/scoring/compile-rule-set.ts';
import type { CompiledRuleSet } from '#shared/scoring/compiled-rule-set.ts';
import type { MemberFacts } from '#shared/scoring/facts/member-facts.ts';
import { noWish } from '#shared/scoring/facts/score-input.ts';
import type { Moment, ScoreInput } from '#shared/scoring/facts/score-input.ts';
import type { RuleSet } from '#shared/scoring/language/rule-set.ts';
import { scoreSale } from '#shared/scoring/score-sale.ts';
import { memberOf, ruleSetOf } from './scoring.ts';

export const enrolment: Activity = { kind: 'enrolment', subjectId: null, value: 0 };

const stackable = { mode: 'stackable' } as const;
const activity = { kind: 'enrolment' } as const;

/** Everything that an activity may give, at once and held back, a limit of two scopes, and one offer that is beaten. */
export const welcomeRuleSet: RuleSet = ruleSetOf({
  valuation: { walletCreditBasisPoints: 10_000, pointMinor: 100 },
  stampCards: [
    {
      stampCardId: 'tea-card',
      name: { fa: 'کارت چای', en: 'Tea card' },
      stampsNeeded: 5,
      reward: { giftId: 'tea-cup', name: { fa: 'فنجان', en: 'Cup' }, worthMinor: 4_000 },
    },
  ],
  offers: [
    {
      offerId: 'welcome-points',
      activity,
      effects: [
        { kind: 'bonusPoints', points: 100 },
        { kind: 'bonusPoints', points: 30, releaseAfterDays: 14, expireAfterDays: 90 },
      ],
      limits: [
        { scope: 'till', uses: 2 },
        { scope: 'member', uses: 1 },
      ],
      stacking: stackable,
    },
    {
      offerId: 'welcome-credit',
      activity,
      effects: [
        { kind: 'walletCreditFixed', amountMinor: 20_000 },
        { kind: 'walletCreditFixed', amountMinor: 5_000, releaseAfterDays: 7 },
      ],
      stacking: stackable,
    },
    {
      offerId: 'welcome-things',
      activity,
      effects: [
        { kind: 'gift', giftId: 'cup', name: { fa: 'لیوان', en: 'Mug' }, worthMinor: 900 },
        { kind: 'coupon', couponId: 'next', name: { fa: 'کوپن', en: 'Coupon' }, worthMinor: 2_000 },
        { kind: 'stamps', stampCardId: 'tea-card', stamps: 2 },
        {
          kind: 'raffleTickets',
          raffleId: 'spring',
          name: { fa: 'قرعه', en: 'Raffle' },
          worthMinor: 50,
          tickets: 3,
        },
      ],
      stacking: stackable,
    },
    { offerId: 'a-larger', activity, effects: [{ kind: 'bonusPoints', points: 9 }] },
    { offerId: 'b-smaller', activity, effects: [{ kind: 'bonusPoints', points: 4 }] },
    { offerId: 'sales-only', effects: [{ kind: 'bonusPoints', points: 77 }], stacking: stackable },
  ],
});

/** A fresh member of the lowest tier. */
export const freshMember: MemberFacts = memberOf({
  tierId: 'bronze',
  earlierVisits: 0,
  daysSinceLastVisit: null,
});

export type RewardSketch = {
  readonly ruleSet?: RuleSet;
  readonly limitUses?: ScoreInput['limitUses'];
  readonly facts?: MemberFacts;
};

export type ScoredWelcome = {
  readonly compiled: CompiledRuleSet;
  readonly facts: MemberFacts;
  readonly moment: Moment;
  readonly limitUses: ScoreInput['limitUses'];
  readonly score: ScoreResult;
};

export function scoredWelcome(sketch: RewardSketch = {}, ruleSetHash = 'hash of the test'): ScoredWelcome {
  const { ruleSet = welcomeRuleSet, limitUses = {}, facts = freshMember } = sketch;
  const compiled = compileRuleSet(ruleSet, ruleSetHash);
  const moment = { localDate: '2026-11-21', minuteOfDay: 930 };
  const score = scoreSale(compiled, {
    trigger: { kind: 'activity', activity: enrolment },
    member: facts,
    moment,
    storeId: 'store-1',
    limitUses,
    wish: noWish,
  });
  return { compiled, facts, moment, limitUses, score };
}
