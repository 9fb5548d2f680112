/** The facts of a sale as canonical fields, in the order of schema version 2. Keys rise, so that one fact has one text. */

import { compareTexts } from '../kernel/order.ts';
import type { BodyFields } from './body-fields.ts';
import type { CanonicalValue } from './canonical-bytes.ts';
import type { KeptFacts, KeptLimitUse, KeptLimitUses, KeptPurchases } from './sale-content.ts';

export function factsFields(facts: KeptFacts): CanonicalValue {
  return [
    facts.tierId,
    facts.segments,
    facts.tags,
    facts.consents,
    facts.earlierVisits,
    facts.daysSinceLastVisit,
    recordFields(facts.purchases, ({ visits, spentMinor }) => [visits, spentMinor]),
    facts.openWindows,
    facts.isReferred,
    facts.referrals,
    recordFields(facts.buckets, (bucket) => [bucket]),
    recordFields(facts.stamps, (stamps) => [stamps]),
    limitUsesFields(facts.limitUses),
  ];
}

export function readFacts(fields: BodyFields): KeptFacts {
  return {
    tierId: fields.text(),
    segments: fields.texts(),
    tags: fields.texts(),
    consents: fields.texts(),
    earlierVisits: fields.integer(),
    daysSinceLastVisit: fields.orNull(fields.integer),
    purchases: fields.record(readPurchases),
    openWindows: fields.texts(),
    isReferred: fields.flag(),
    referrals: fields.integer(),
    buckets: fields.record((inner) => inner.integer()),
    stamps: fields.record((inner) => inner.integer()),
    limitUses: readLimitUses(fields),
  };
}

export function limitUsesFields(limitUses: KeptLimitUses): CanonicalValue {
  return recordFields(limitUses, ({ uses, costMinor }) => [uses, costMinor]);
}

export function readLimitUses(fields: BodyFields): KeptLimitUses {
  return fields.record(readLimitUse);
}

function recordFields<Value>(
  record: Readonly<Record<string, Value>>,
  fieldsOf: (value: Value) => readonly CanonicalValue[],
): CanonicalValue {
  return Object.entries(record)
    .toSorted(([left], [right]) => compareTexts(left, right))
    .map(([key, value]) => [key, ...fieldsOf(value)]);
}

function readPurchases(fields: BodyFields): KeptPurchases {
  return { visits: fields.integer(), spentMinor: fields.minor() };
}

function readLimitUse(fields: BodyFields): KeptLimitUse {
  return { uses: fields.integer(), costMinor: fields.minor() };
}
