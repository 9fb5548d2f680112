/** Turns what a member did, and its score, into the entry that books the reward. Pure: the shell stores what comes back. */

import type { ActivityContent } from './activity-content.ts';
import type { ActivityScoredBy, ActivityToDecide } from './activity-to-decide.ts';
import { assertRewardFits } from './check-score.ts';
import { entrySchemaVersion } from './entry.ts';
import type { ActivityEntry, EntryStamp } from './entry.ts';
import { keptFacts, keptLimitUses, keptOffer } from './keep-score.ts';
import type { ScoreToBook } from './sale-to-decide.ts';

/** Throws when the score is that of a sale, grants nothing, or does not add up: all can only be bugs. */
export function decideActivity(stamp: EntryStamp, rewarded: ActivityToDecide): ActivityEntry {
  assertRewardFits(rewarded);
  return {
    ...stamp,
    schemaVersion: entrySchemaVersion,
    kind: 'activity',
    opKey: rewarded.opKey,
    businessDay: rewarded.businessDay,
    storeId: rewarded.storeId,
    memberRef: rewarded.memberRef,
    actorId: rewarded.operatorId,
    approverId: null,
    cardLevel: null,
    ruleSetHash: rewarded.score.ruleSetHash,
    refEntryId: null,
    content: activityContent(rewarded),
  };
}

/** Field by field: what the engine's answer holds beside them never gets into an entry. */
export function activityContent(
  rewarded: ActivityScoredBy & { readonly score: ScoreToBook },
): ActivityContent {
  const { activity, moment, facts, limitUses, score } = rewarded;
  const { walletCreditMinor, pointsEarned } = score;
  return {
    activity: { kind: activity.kind, subjectId: activity.subjectId, value: activity.value },
    engineVersion: score.engineVersion,
    currency: score.currency,
    moment: { localDate: moment.localDate, minuteOfDay: moment.minuteOfDay },
    facts: keptFacts(facts),
    limitUses: keptLimitUses(limitUses),
    offers: score.offers.map(keptOffer),
    totals: { walletCreditMinor, pointsEarned },
  };
}
