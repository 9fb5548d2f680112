/** The content of a rewarded activity as canonical fields, in the order of schema version 2. */

import { activityKinds } from '../domain/activity.ts';
import type { Activity } from '../domain/activity.ts';
import type { ActivityContent } from './activity-content.ts';
import type { BodyFields } from './body-fields.ts';
import type { CanonicalValue } from './canonical-bytes.ts';
import { factsFields, limitUsesFields, readFacts, readLimitUses } from './facts-body.ts';
import { offerFields, readOffer } from './offer-body.ts';
import { readMoment } from './sale-body.ts';

/** The body holds the place in this list: words are only ever added at the end. */
const kinds = activityKinds;

export function activityFields(content: ActivityContent): CanonicalValue {
  const { activity, moment, totals } = content;
  return [
    [kinds.indexOf(activity.kind), activity.subjectId, activity.value],
    content.engineVersion,
    content.currency,
    [moment.localDate, moment.minuteOfDay],
    factsFields(content.facts),
    limitUsesFields(content.limitUses),
    content.offers.map(offerFields),
    [totals.walletCreditMinor, totals.pointsEarned],
  ];
}

export function readActivityContent(fields: BodyFields): ActivityContent {
  return {
    activity: fields.group(readActivity),
    engineVersion: fields.integer(),
    currency: fields.currency(),
    moment: fields.group(readMoment),
    facts: fields.group(readFacts),
    limitUses: readLimitUses(fields),
    offers: fields.list(readOffer),
    totals: fields.group((inner) => ({ walletCreditMinor: inner.minor(), pointsEarned: inner.points() })),
  };
}

function readActivity(fields: BodyFields): Activity {
  return { kind: fields.word(kinds), subjectId: fields.orNull(fields.text), value: fields.integer() };
}
