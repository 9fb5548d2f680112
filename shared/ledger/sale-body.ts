/** A sale's content as canonical fields, in the order of schema version 1. */

import { uuidToBytes } from '../kernel/ids.ts';
import { unreachable } from '../kernel/invariant.ts';
import type { BodyFields } from './body-fields.ts';
import type { CanonicalValue } from './canonical-bytes.ts';
import type {
  KeptFacts,
  KeptNearMiss,
  KeptOffer,
  KeptReason,
  KeptVerdict,
  SaleContent,
  SaleTotals,
  SoldLine,
} from './sale-content.ts';

/** The body holds the place in these lists: words are only ever added at the end. */
const reasonKinds = ['tier', 'productGroup', 'basketAmount', 'visit', 'birthday', 'dates'] as const;
const verdictKinds = ['applied', 'beaten'] as const;

export function saleFields(content: SaleContent): CanonicalValue {
  const { facts, totals } = content;
  return [
    uuidToBytes(content.basketId),
    content.currency,
    content.engineVersion,
    facts === null ? null : [facts.tierId, facts.earlierVisits, facts.isBirthdayNear],
    content.lines.map(lineFields),
    content.offers.map(offerFields),
    content.nearMisses.map((miss) => [miss.offerId, miss.missingMinor, miss.worthMinor]),
    [
      totals.grossMinor,
      totals.discountMinor,
      totals.payableMinor,
      totals.walletCreditMinor,
      totals.pointsEarned,
    ],
  ];
}

export function readSale(fields: BodyFields): SaleContent {
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

function lineFields(line: SoldLine): CanonicalValue {
  const { productId, groupId, unitPriceMinor, quantity, discountMinor } = line;
  return [uuidToBytes(line.lineId), productId, groupId, unitPriceMinor, quantity, discountMinor];
}

function offerFields(offer: KeptOffer): CanonicalValue {
  return [
    offer.offerId,
    verdictFields(offer.verdict),
    offer.worthMinor,
    offer.discountMinor,
    offer.walletCreditMinor,
    offer.pointsEarned,
    offer.capped,
    offer.reasons.map(reasonFields),
  ];
}

function verdictFields(verdict: KeptVerdict): CanonicalValue {
  const kind = verdictKinds.indexOf(verdict.kind);
  return verdict.kind === 'applied' ? [kind] : [kind, verdict.byOfferId, verdict.byMinor];
}

function reasonFields(reason: KeptReason): CanonicalValue {
  const kind = reasonKinds.indexOf(reason.kind);
  switch (reason.kind) {
    case 'tier':
      return [kind, reason.tierId];
    case 'productGroup':
      return [kind, reason.groupId, reason.amountMinor];
    case 'basketAmount':
      return [kind, reason.amountMinor, reason.boundMinor];
    case 'visit':
      return [kind, reason.visitNumber];
    case 'birthday':
    case 'dates':
      return [kind];
    default:
      return unreachable(reason);
  }
}

function readFacts(fields: BodyFields): KeptFacts {
  return { tierId: fields.text(), earlierVisits: fields.integer(), isBirthdayNear: fields.flag() };
}

function readLine(fields: BodyFields): SoldLine {
  return {
    lineId: fields.uuid(),
    productId: fields.orNull(fields.text),
    groupId: fields.orNull(fields.text),
    unitPriceMinor: fields.minor(),
    quantity: fields.integer(),
    discountMinor: fields.minor(),
  };
}

function readOffer(fields: BodyFields): KeptOffer {
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

function readVerdict(fields: BodyFields): KeptVerdict {
  const kind = fields.word(verdictKinds);
  return kind === 'applied' ? { kind } : { kind, byOfferId: fields.text(), byMinor: fields.minor() };
}

function readReason(fields: BodyFields): KeptReason {
  const kind = fields.word(reasonKinds);
  switch (kind) {
    case 'tier':
      return { kind, tierId: fields.text() };
    case 'productGroup':
      return { kind, groupId: fields.text(), amountMinor: fields.minor() };
    case 'basketAmount':
      return { kind, amountMinor: fields.minor(), boundMinor: fields.minor() };
    case 'visit':
      return { kind, visitNumber: fields.integer() };
    case 'birthday':
    case 'dates':
      return { kind };
    default:
      return unreachable(kind);
  }
}

function readNearMiss(fields: BodyFields): KeptNearMiss {
  return { offerId: fields.text(), missingMinor: fields.minor(), worthMinor: fields.minor() };
}

function readTotals(fields: BodyFields): SaleTotals {
  return {
    grossMinor: fields.minor(),
    discountMinor: fields.minor(),
    payableMinor: fields.minor(),
    walletCreditMinor: fields.minor(),
    pointsEarned: fields.points(),
  };
}
