/** A rule set made ready for scoring, once for each version. */

import type { CalendarName } from '../domain/calendar.ts';
import type { Currency } from '../domain/money.ts';
import type { FactQuestions } from './facts/fact-questions.ts';
import type { LineTest } from './facts/line-test.ts';
import type { OfferId } from './language/offer.ts';
import type { HijriMonthStart, Settings, StampCard, Valuation } from './language/rule-set.ts';
import type { Selector } from './language/selector.ts';
import type { CompiledOffer } from './matching/compiled-offer.ts';
import type { OfferIndex } from './matching/offer-index.ts';

/** Valuation and settings with nothing left out. */
export type PricingRules = {
  readonly valuation: Required<Valuation>;
  readonly settings: ResolvedSettings;
  readonly stampCards: ReadonlyMap<string, StampCard>;
};

type Absent = 'offersPerSaleMax' | 'discountCapBasisPoints' | 'discountCapMinor';
/** Null where the owner sets no maximum. */
export type ResolvedSettings = Required<Omit<Settings, Absent>> & {
  readonly [Key in Absent]: Required<Settings>[Key] | null;
};

export type CompiledRuleSet = {
  readonly ruleSetId: string;
  readonly ruleSetHash: string;
  readonly currency: Currency;
  readonly calendar: CalendarName;
  readonly hijriMonthStarts: readonly HijriMonthStart[];
  readonly pricing: PricingRules;
  readonly questions: FactQuestions;
  /** By the selector objects of the compiled offers. */
  readonly lineTests: ReadonlyMap<Selector, LineTest>;
  /** Only offers that can still apply where and when the rule set was compiled for. */
  readonly sales: OfferIndex;
  readonly activities: readonly CompiledOffer[];
  /** Every offer of the rule set. */
  readonly byId: ReadonlyMap<OfferId, CompiledOffer>;
};
