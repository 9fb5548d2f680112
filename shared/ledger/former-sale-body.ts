/** Reads a sale's content in the order of schema version 1. */

import type { BodyFields } from './body-fields.ts';
import type {
  FormerFacts,
  FormerNearMiss,
  FormerOffer,
  FormerReason,
  FormerVerdict,
  FormerSaleContent,
  FormerSaleTotals,
  FormerSoldLine,
} from './former-sale-content.ts';

/** The body holds the place in these lists: they are closed. */
const reasonKinds = ['tier', 'productGroup', 'basketAmount', 'visit', 'birthday', 'dates'] as const;
const verdictKinds = ['applied', 'beaten'] as const;

export function readFormerSale(fields: BodyFields): FormerSaleContent {
  return {
    basketId: fields.uuid(),
    currency: fields.currency(),
    engineVersion: fields.integer(),
    facts: fields.orNull(() => fields.group(readFacts)),
    lines: fields.list(readLine),
    offers: fields.list(readOffer),
    nearMisses: fields.list(readNearMiss),
    totals: fields.group(readTotals),
  };
}

function readFacts(fields: BodyFields): FormerFacts {
  return { tierId: fields.text(), earlierVisits: fields.integer(), isBirthdayNear: fields.flag() };
}

function readLine(fields: BodyFields): FormerSoldLine {
  return {
    lineId: fields.uuid(),
    productId: fields.orNull(fields.text),
    groupId: fields.orNull(fields.text),
    unitPriceMinor: fields.minor(),
    quantity: fields.integer(),
    discountMinor: fields.minor(),
  };
}

function readOffer(fields: BodyFields): FormerOffer {
  return {
    offerId: fields.text(),
    verdict: fields.group(readVerdict),
    worthMinor: fields.minor(),
    discountMinor: fields.minor(),
    walletCreditMinor: fields.minor(),
    pointsEarned: fields.points(),
    capped: fields.flag(),
    reasons: fields.list(readReason),
  };
}

function readVerdict(fields: BodyFields): FormerVerdict {
  const kind = fields.word(verdictKinds);
  return kind === 'applied' ? { kind } : { kind, byOfferId: fields.text(), byMinor: fields.minor() };
}

type ReasonKind = (typeof reasonKinds)[number];

const reasonReaders: {
  readonly [Kind in ReasonKind]: (fields: BodyFields) => FormerReason & { readonly kind: Kind };
} = {
  tier: (fields) => ({ kind: 'tier', tierId: fields.text() }),
  productGroup: (fields) => ({ kind: 'productGroup', groupId: fields.text(), amountMinor: fields.minor() }),
  basketAmount: (fields) => ({
    kind: 'basketAmount',
    amountMinor: fields.minor(),
    boundMinor: fields.minor(),
  }),
  visit: (fields) => ({ kind: 'visit', visitNumber: fields.integer() }),
  birthday: () => ({ kind: 'birthday' }),
  dates: () => ({ kind: 'dates' }),
};

function readReason(fields: BodyFields): FormerReason {
  return reasonReaders[fields.word(reasonKinds)](fields);
}

function readNearMiss(fields: BodyFields): FormerNearMiss {
  return { offerId: fields.text(), missingMinor: fields.minor(), worthMinor: fields.minor() };
}

function readTotals(fields: BodyFields): FormerSaleTotals {
  return {
    grossMinor: fields.minor(),
    discountMinor: fields.minor(),
    payableMinor: fields.minor(),
    walletCreditMinor: fields.minor(),
    pointsEarned: fields.points(),
  };
}
