/** What an enrolment earns, to be booked or decided by a test. */

import { sha256, utf8 } from '#electron/till/node-signatures.ts';
import type { RewardToBook } from '#electron/till/ledger-port.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import type { ActivityToDecide } from '#shared/ledger/activity-to-decide.ts';
import { decideActivity } from '#shared/ledger/decide-activity.ts';
import type { ActivityEntry } from '#shared/ledger/entry.ts';
import { activityKey } from '#shared/ledger/operation-key.ts';
import { canonicalRuleSet } from '#shared/scoring/language/canonical-rule-set.ts';
import { stampOf } from './ledger-entries.ts';
import { memberRef, operatorId, testId } from './ledger.ts';
import { enrolment, scoredWelcome, welcomeRuleSet } from './scored-welcome.ts';
import type { RewardSketch } from './scored-welcome.ts';

export function rewardToBook(sketch: RewardSketch = {}): RewardToBook {
  const ruleSetJson = canonicalRuleSet(sketch.ruleSet ?? welcomeRuleSet);
  const { compiled, ...scored } = scoredWelcome(sketch, bytesToHex(sha256(utf8.encode(ruleSetJson))));
  const offerOf: RewardToBook['offerOf'] = (offerId) => compiled.byId.get(offerId)?.offer;
  return { activity: enrolment, ...scored, ruleSetJson, offerOf };
}

export function activityToDecide(seq: number, sketch: RewardSketch = {}): ActivityToDecide {
  return {
    ...rewardToBook(sketch),
    opKey: activityKey(sha256, testId(seq)),
    operatorId,
    storeId: 'store-1',
    businessDay: '2026-11-21',
    memberRef,
  };
}

export function activityEntryOf(seq: number, sketch: RewardSketch = {}): ActivityEntry {
  return decideActivity(stampOf(seq), activityToDecide(seq, sketch));
}
