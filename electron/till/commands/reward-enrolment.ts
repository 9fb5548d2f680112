/** What the rule set in force gives a member for becoming one. */

import type { Activity } from '#shared/domain/activity.ts';
import type { Member } from '#shared/domain/member.ts';
import { minor } from '#shared/domain/money.ts';
import type { Store } from '#shared/domain/store.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import { momentAt } from '#shared/scoring/facts/moment-at.ts';
import { noWish } from '#shared/scoring/facts/score-input.ts';
import type { ScoreInput } from '#shared/scoring/facts/score-input.ts';
import type { RewardToBook } from '../ledger-port.ts';
import { memberHistory } from '../members/member-history.ts';
import type { OwnUses } from '../members/own-uses.ts';
import { factsOn } from '../queries/score-inputs.ts';
import { usesOfListed } from '../queries/uses-of-listed.ts';
import type { HashPorts } from '../rules/check-rule-set.ts';
import type { RuleSets } from '../rules/rule-sets.ts';

/** Null where no offer gives anything. */
export type RewardEnrolment = (member: Member) => RewardToBook | null;

export type RewardEnrolmentDeps = {
  readonly ruleSets: Pick<RuleSets, 'current'>;
  readonly ownUses: Pick<OwnUses, 'limitUses'>;
  readonly store: Store;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly ports: HashPorts;
};

const enrolment: Activity = { kind: 'enrolment', subjectId: null, value: 0 };

/** The rules in force, and not those of the open basket: the member is new, and the basket may be of yesterday. */
export function createRewardEnrolment(deps: RewardEnrolmentDeps): RewardEnrolment {
  const { ruleSets, ownUses, store, clock, ports } = deps;
  return (member) => {
    const { compiled, scorer, body } = ruleSets.current();
    const moment = momentAt(clock.nowMs(), store.timeZone);
    const facts = factsOn(moment.localDate, freshHistory(member), { compiled, ports });
    const limitUses = ownUses.limitUses(compiled, moment.localDate);
    const trigger: ScoreInput['trigger'] = { kind: 'activity', activity: enrolment };
    const score = scorer.score({
      trigger,
      member: facts,
      moment,
      storeId: store.storeId,
      limitUses,
      wish: noWish,
    });
    if (score.offers.every(({ verdict }) => verdict.kind !== 'applied')) return null;
    return {
      activity: enrolment,
      facts,
      moment,
      limitUses: usesOfListed(limitUses, compiled, score),
      score,
      ruleSetJson: body,
      offerOf: (offerId) => compiled.byId.get(offerId)?.offer,
    };
  };
}

function freshHistory(member: Member): ReturnType<typeof memberHistory> {
  return memberHistory({
    member,
    visitCount: 0,
    spentMinor: minor(0),
    snapshot: {},
    snapshotLastVisitOn: null,
    own: { purchaseDays: [], offerUses: [], stampsCollected: {} },
  });
}
