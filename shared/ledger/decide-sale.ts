/** Turns a paid basket and its score into the entry that books it. Pure: the shell stores what comes back. */

import type { BasketId } from '../domain/basket.ts';
import { assertScoreFits } from './check-score.ts';
import { entrySchemaVersion } from './entry.ts';
import type { EntryStamp, SaleEntry } from './entry.ts';
import { keptFacts, keptLimitUses, keptOffer, soldLine } from './keep-score.ts';
import type { SaleContent, SaleTotals } from './sale-content.ts';
import type { SaleToDecide, ScoreToBook, ScoredBy } from './sale-to-decide.ts';

/** Throws when the score does not belong to the basket, or does not add up: both can only be bugs. */
export function decideSale(stamp: EntryStamp, sale: SaleToDecide): SaleEntry {
  assertScoreFits(sale);
  return {
    ...stamp,
    schemaVersion: entrySchemaVersion,
    kind: 'sale',
    opKey: sale.opKey,
    businessDay: sale.businessDay,
    storeId: sale.storeId,
    memberRef: sale.memberRef,
    actorId: sale.operatorId,
    approverId: null,
    cardLevel: sale.cardLevel,
    ruleSetHash: sale.score.ruleSetHash,
    refEntryId: null,
    content: saleContent(sale),
  };
}

/** Field by field: what the engine's answer holds beside them never gets into an entry. */
export function saleContent(
  sale: ScoredBy & { readonly basketId: BasketId; readonly score: ScoreToBook },
): SaleContent {
  const { facts, moment, wish, score } = sale;
  return {
    basketId: sale.basketId,
    currency: score.currency,
    engineVersion: score.engineVersion,
    moment: { localDate: moment.localDate, minuteOfDay: moment.minuteOfDay },
    paymentMeans: sale.paymentMeans,
    facts: facts === null ? null : keptFacts(facts),
    limitUses: keptLimitUses(sale.limitUses),
    wish: { with: wish.with, without: wish.without },
    lines: sale.lines.map((line, index) => soldLine(line, score.lines[index])),
    offers: score.offers.map(keptOffer),
    totals: totalsOf(score),
  };
}

function totalsOf(score: ScoreToBook): SaleTotals {
  return {
    grossMinor: score.grossMinor,
    discountMinor: score.discountMinor,
    taxMinor: score.taxMinor,
    payableMinor: score.payableMinor,
    walletCreditMinor: score.walletCreditMinor,
    pointsEarned: score.pointsEarned,
    worthMinor: score.worthMinor,
    bestWorthMinor: score.bestWorthMinor,
    isProven: score.isProven,
    gapMinor: score.gapMinor,
  };
}
