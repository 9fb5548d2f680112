/** A matched offer of a sale as canonical fields, in the order of schema version 2. */

import { unreachable } from '../kernel/invariant.ts';
import type { BodyFields } from './body-fields.ts';
import type { CanonicalValue } from './canonical-bytes.ts';
import { cutCauses, exclusionRules, itemKinds, timedUnits, usedUpScopes } from './sale-content.ts';
import type { KeptCut, KeptItem, KeptOffer, KeptTimedGrant, KeptVerdict } from './sale-content.ts';

/** The body holds the place in these lists, as in those of `sale-content`: words are only ever added at the end. */
const verdictKinds = ['applied', 'beaten', 'excluded', 'usedUp', 'declined', 'addsNothing'] as const;

export function offerFields(offer: KeptOffer): CanonicalValue {
  return [
    offer.offerId,
    verdictFields(offer.verdict),
    offer.worthMinor,
    offer.costMinor,
    offer.discountMinor,
    offer.walletCreditMinor,
    offer.pointsEarned,
    offer.timed.map(timedFields),
    offer.items.map(itemFields),
    offer.cuts.map((cut) => [cutCauses.indexOf(cut.by), cut.lostMinor]),
  ];
}

export function readOffer(fields: BodyFields): KeptOffer {
  return {
    offerId: fields.text(),
    verdict: fields.group(readVerdict),
    worthMinor: fields.minor(),
    costMinor: fields.minor(),
    discountMinor: fields.minor(),
    walletCreditMinor: fields.minor(),
    pointsEarned: fields.points(),
    timed: fields.list(readTimed),
    items: fields.list(readItem),
    cuts: fields.list(readCut),
  };
}

function verdictFields(verdict: KeptVerdict): CanonicalValue {
  const kind = verdictKinds.indexOf(verdict.kind);
  switch (verdict.kind) {
    case 'beaten':
      return [kind, verdict.byOfferId, verdict.byMinor];
    case 'excluded':
      return [kind, verdict.byOfferId, exclusionRules.indexOf(verdict.rule), verdict.byMinor];
    case 'usedUp':
      return [kind, usedUpScopes.indexOf(verdict.scope)];
    case 'applied':
    case 'declined':
    case 'addsNothing':
      return [kind];
    default:
      return unreachable(verdict);
  }
}

type VerdictKind = (typeof verdictKinds)[number];

const verdictReaders: {
  readonly [Kind in VerdictKind]: (fields: BodyFields) => KeptVerdict & { readonly kind: Kind };
} = {
  applied: () => ({ kind: 'applied' }),
  beaten: (fields) => ({ kind: 'beaten', byOfferId: fields.text(), byMinor: fields.minor() }),
  excluded: (fields) => ({
    kind: 'excluded',
    byOfferId: fields.text(),
    rule: fields.word(exclusionRules),
    byMinor: fields.minor(),
  }),
  usedUp: (fields) => ({ kind: 'usedUp', scope: fields.word(usedUpScopes) }),
  declined: () => ({ kind: 'declined' }),
  addsNothing: () => ({ kind: 'addsNothing' }),
};

function readVerdict(fields: BodyFields): KeptVerdict {
  return verdictReaders[fields.word(verdictKinds)](fields);
}

function timedFields(grant: KeptTimedGrant): CanonicalValue {
  return [timedUnits.indexOf(grant.unit), grant.amount, grant.releaseAfterDays, grant.expireAfterDays];
}

function readTimed(fields: BodyFields): KeptTimedGrant {
  return {
    unit: fields.word(timedUnits),
    amount: fields.integer(),
    releaseAfterDays: fields.integer(),
    expireAfterDays: fields.orNull(fields.integer),
  };
}

function itemFields(item: KeptItem): CanonicalValue {
  return [itemKinds.indexOf(item.kind), item.refId, item.count, item.worthMinor, item.expireAfterDays];
}

function readItem(fields: BodyFields): KeptItem {
  return {
    kind: fields.word(itemKinds),
    refId: fields.orNull(fields.text),
    count: fields.integer(),
    worthMinor: fields.minor(),
    expireAfterDays: fields.orNull(fields.integer),
  };
}

function readCut(fields: BodyFields): KeptCut {
  return { by: fields.word(cutCauses), lostMinor: fields.minor() };
}
