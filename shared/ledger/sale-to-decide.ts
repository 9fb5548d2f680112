/** What a sale is decided from: the basket, what it was scored by, and the score. */

import type { BasketId, BasketLine } from '../domain/basket.ts';
import type { CardLevel } from '../domain/card.ts';
import type { IsoDate } from '../domain/calendar.ts';
import type { MemberRef } from '../domain/member.ts';
import type { Currency, Minor } from '../domain/money.ts';
import type { OperatorId } from '../domain/operator.ts';
import type { PaymentMeans } from '../domain/payment.ts';
import type { LineId } from '../domain/product.ts';
import type { StoreId } from '../domain/store.ts';
import type {
  KeptFacts,
  KeptLimitUses,
  KeptOffer,
  KeptWish,
  SaleMoment,
  SaleTotals,
} from './sale-content.ts';

/** What the ledger takes of the scoring engine's answer; the whole answer fits. */
export type ScoreToBook = SaleTotals & {
  readonly engineVersion: number;
  readonly ruleSetHash: string;
  readonly currency: Currency;
  readonly lines: readonly LineToBook[];
  readonly offers: readonly KeptOffer[];
};

export type LineToBook = {
  readonly lineId: LineId;
  readonly grossMinor: Minor;
  readonly discountMinor: Minor;
  readonly netMinor: Minor;
  readonly taxMinor: Minor;
};

/** What the sale was scored by. */
export type ScoredBy = {
  readonly lines: readonly BasketLine[];
  readonly moment: SaleMoment;
  readonly paymentMeans: PaymentMeans | null;
  readonly facts: KeptFacts | null;
  readonly limitUses: KeptLimitUses;
  readonly wish: KeptWish;
};

export type SaleToDecide = ScoredBy & {
  readonly opKey: Uint8Array;
  readonly basketId: BasketId;
  readonly operatorId: OperatorId;
  readonly storeId: StoreId;
  readonly businessDay: IsoDate;
  readonly memberRef: MemberRef | null;
  readonly cardLevel: CardLevel | null;
  readonly score: ScoreToBook;
};
