/** Turns a paid basket and its score into the entry that books it. Pure: the shell stores what comes back. */

import type { BasketId, BasketLine } from '../domain/basket.ts';
import type { CardLevel } from '../domain/card.ts';
import type { IsoDate } from '../domain/calendar.ts';
import type { MemberRef } from '../domain/member.ts';
import { minor } from '../domain/money.ts';
import type { Currency, Minor } from '../domain/money.ts';
import type { OperatorId } from '../domain/operator.ts';
import type { LineId } from '../domain/product.ts';
import type { StoreId } from '../domain/store.ts';
import type { TierId } from '../domain/tier.ts';
import { addInt, multiplyInt } from '../kernel/int-math.ts';
import { invariant } from '../kernel/invariant.ts';
import { entrySchemaVersion } from './entry.ts';
import type { EntryStamp, SaleEntry } from './entry.ts';
import type {
  KeptFacts,
  KeptNearMiss,
  KeptOffer,
  KeptReason,
  SaleContent,
  SaleTotals,
  SoldLine,
} from './sale-content.ts';

/** What the ledger takes of the scoring engine's answer; the whole answer fits. */
export type ScoreToBook = SaleTotals & {
  readonly engineVersion: number;
  readonly ruleSetHash: string;
  readonly currency: Currency;
  readonly lines: readonly LineToBook[];
  readonly offers: readonly KeptOffer[];
  readonly nearMisses: readonly KeptNearMiss[];
};

export type LineToBook = {
  readonly lineId: LineId;
  readonly grossMinor: Minor;
  readonly discountMinor: Minor;
  readonly netMinor: Minor;
};

export type FactsToBook = { readonly tierId: TierId; readonly earlierVisits: number };

export type SaleToDecide = {
  readonly opKey: Uint8Array;
  readonly basketId: BasketId;
  readonly operatorId: OperatorId;
  readonly storeId: StoreId;
  readonly businessDay: IsoDate;
  readonly memberRef: MemberRef | null;
  readonly cardLevel: CardLevel | null;
  readonly lines: readonly BasketLine[];
  readonly facts: FactsToBook | null;
  readonly score: ScoreToBook;
};

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

function saleContent({ basketId, lines, facts, score }: SaleToDecide): SaleContent {
  const { grossMinor, discountMinor, payableMinor, walletCreditMinor, pointsEarned } = score;
  return {
    basketId,
    currency: score.currency,
    engineVersion: score.engineVersion,
    facts: facts === null ? null : keptFacts(facts, score),
    lines: lines.map((line, index) => soldLine(line, score.lines[index])),
    offers: score.offers.map(keptOffer),
    nearMisses: score.nearMisses.map(({ offerId, missingMinor, worthMinor }) => ({
      offerId,
      missingMinor,
      worthMinor,
    })),
    totals: { grossMinor, discountMinor, payableMinor, walletCreditMinor, pointsEarned },
  };
}

function keptFacts({ tierId, earlierVisits }: FactsToBook, { offers }: ScoreToBook): KeptFacts {
  const isBirthdayNear = offers.some(({ reasons }) => reasons.some(({ kind }) => kind === 'birthday'));
  return { tierId, earlierVisits, isBirthdayNear };
}

function soldLine(line: BasketLine, scored: LineToBook | undefined): SoldLine {
  const { lineId, productId, groupId, unitPriceMinor, quantity } = line;
  invariant(scored?.lineId === lineId, 'the score has the lines of the basket, in its order');
  invariant(
    scored.grossMinor === multiplyInt(unitPriceMinor, quantity),
    'a line costs its price times its quantity',
  );
  invariant(
    scored.netMinor === scored.grossMinor - scored.discountMinor,
    'a line nets its price less its discount',
  );
  invariant(scored.discountMinor >= 0 && scored.netMinor >= 0, 'a discount is 0 up to the price');
  return { lineId, productId, groupId, unitPriceMinor, quantity, discountMinor: scored.discountMinor };
}

function keptOffer(answer: KeptOffer): KeptOffer {
  const { offerId, verdict, worthMinor, discountMinor, walletCreditMinor, pointsEarned, capped, reasons } =
    answer;
  const kept = reasons.map(keptReason);
  return {
    offerId,
    verdict,
    worthMinor,
    discountMinor,
    walletCreditMinor,
    pointsEarned,
    capped,
    reasons: kept,
  };
}

/** The distance to a birthday would give the date away; the dates of an offer stand in the rule set. */
function keptReason(reason: KeptReason): KeptReason {
  return reason.kind === 'birthday' || reason.kind === 'dates' ? { kind: reason.kind } : reason;
}

function assertScoreFits({ memberRef, lines, facts, score }: SaleToDecide): void {
  const { grossMinor, discountMinor, payableMinor, walletCreditMinor, pointsEarned } = score;
  const applied = score.offers.filter(({ verdict }) => verdict.kind === 'applied');
  invariant(lines.length > 0 && lines.length === score.lines.length, 'every line of a sale is scored');
  invariant(grossMinor === sum(score.lines.map((line) => line.grossMinor)), 'the lines cost the whole');
  invariant(
    discountMinor === sum(score.lines.map((line) => line.discountMinor)),
    'the lines bear the discount',
  );
  invariant(payableMinor === minor(grossMinor - discountMinor), 'to pay is the whole less the discount');
  invariant(
    walletCreditMinor === sum(applied.map((offer) => offer.walletCreditMinor)),
    'applied offers give the credit',
  );
  invariant(
    pointsEarned === sum(applied.map((offer) => offer.pointsEarned)),
    'applied offers give the points',
  );
  invariant(walletCreditMinor >= 0 && pointsEarned >= 0, 'a sale takes nothing from a member');
  invariant((memberRef === null) === (facts === null), 'a member has facts, and only a member has');
  invariant(
    memberRef !== null || (walletCreditMinor === 0 && pointsEarned === 0),
    'an anonymous sale earns nothing',
  );
}

function sum(terms: readonly number[]): number {
  return addInt(...terms);
}
