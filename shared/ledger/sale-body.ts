/** A sale's content as canonical fields, in the order of schema version 2. */

import { paymentMeansKinds } from '../domain/payment.ts';
import { uuidToBytes } from '../kernel/ids.ts';
import type { BodyFields } from './body-fields.ts';
import type { CanonicalValue } from './canonical-bytes.ts';
import { factsFields, limitUsesFields, readFacts, readLimitUses } from './facts-body.ts';
import { offerFields, readOffer } from './offer-body.ts';
import type { KeptWish, SaleContent, SaleMoment, SaleTotals, SoldLine } from './sale-content.ts';

/** The body holds the place in this list: words are only ever added at the end. */
const paymentMeans = paymentMeansKinds;

export function saleFields(content: SaleContent): CanonicalValue {
  const { moment, facts, wish, totals } = content;
  return [
    uuidToBytes(content.basketId),
    content.currency,
    content.engineVersion,
    [moment.localDate, moment.minuteOfDay],
    content.paymentMeans === null ? null : paymentMeans.indexOf(content.paymentMeans),
    facts === null ? null : factsFields(facts),
    limitUsesFields(content.limitUses),
    [wish.with, wish.without],
    content.lines.map(lineFields),
    content.offers.map(offerFields),
    totalsFields(totals),
  ];
}

export function readSale(fields: BodyFields): SaleContent {
  return {
    basketId: fields.uuid(),
    currency: fields.currency(),
    engineVersion: fields.integer(),
    moment: fields.group(readMoment),
    paymentMeans: fields.orNull(() => fields.word(paymentMeans)),
    facts: fields.orNull(() => fields.group(readFacts)),
    limitUses: readLimitUses(fields),
    wish: fields.group(readWish),
    lines: fields.list(readLine),
    offers: fields.list(readOffer),
    totals: fields.group(readTotals),
  };
}

function lineFields(line: SoldLine): CanonicalValue {
  const { productId, groupId, unitPriceMinor, quantity, discountMinor, taxMinor } = line;
  return [
    uuidToBytes(line.lineId),
    productId,
    groupId,
    unitPriceMinor,
    quantity,
    discountMinor,
    taxMinor,
    productFields(line),
  ];
}

/** Null for a line with none of them, which is nearly every line of a shop that does not use them. */
function productFields(line: SoldLine): CanonicalValue {
  const { brandId, tags = [], isReduced, taxBasisPoints = 0, floorUnitPriceMinor = 0 } = line;
  const isPlain =
    brandId === undefined &&
    tags.length === 0 &&
    isReduced === undefined &&
    taxBasisPoints === 0 &&
    floorUnitPriceMinor === 0;
  return isPlain ? null : [brandId ?? null, tags, isReduced === true, taxBasisPoints, floorUnitPriceMinor];
}

function readLine(fields: BodyFields): SoldLine {
  return {
    lineId: fields.uuid(),
    productId: fields.orNull(fields.text),
    groupId: fields.orNull(fields.text),
    unitPriceMinor: fields.minor(),
    quantity: fields.integer(),
    discountMinor: fields.minor(),
    taxMinor: fields.minor(),
    ...fields.orNull(() => fields.group(readProduct)),
  };
}

type ProductOfLine = Pick<
  SoldLine,
  'brandId' | 'tags' | 'isReduced' | 'taxBasisPoints' | 'floorUnitPriceMinor'
>;

function readProduct(fields: BodyFields): ProductOfLine {
  const brandId = fields.orNull(fields.text);
  const tags = fields.texts();
  const isReduced = fields.flag();
  const taxBasisPoints = fields.integer();
  const floorUnitPriceMinor = fields.minor();
  return {
    ...(brandId === null ? {} : { brandId }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(isReduced ? { isReduced } : {}),
    ...(taxBasisPoints === 0 ? {} : { taxBasisPoints }),
    ...(floorUnitPriceMinor === 0 ? {} : { floorUnitPriceMinor }),
  };
}

export function readMoment(fields: BodyFields): SaleMoment {
  return { localDate: fields.isoDate(), minuteOfDay: fields.integer() };
}

function readWish(fields: BodyFields): KeptWish {
  return { with: fields.texts(), without: fields.texts() };
}

function totalsFields(totals: SaleTotals): CanonicalValue {
  return [
    totals.grossMinor,
    totals.discountMinor,
    totals.taxMinor,
    totals.payableMinor,
    totals.walletCreditMinor,
    totals.pointsEarned,
    totals.worthMinor,
    totals.bestWorthMinor,
    totals.isProven,
    totals.gapMinor,
  ];
}

function readTotals(fields: BodyFields): SaleTotals {
  return {
    grossMinor: fields.minor(),
    discountMinor: fields.minor(),
    taxMinor: fields.minor(),
    payableMinor: fields.minor(),
    walletCreditMinor: fields.minor(),
    pointsEarned: fields.points(),
    worthMinor: fields.minor(),
    bestWorthMinor: fields.minor(),
    isProven: fields.flag(),
    gapMinor: fields.minor(),
  };
}
