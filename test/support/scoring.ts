/** Short forms for scoring tests: rule sets, baskets, members and moments that say only what matters. */

import { ruleSetSchema } from '#shared/contracts/rule-set-schema.ts';
import { basketFileSchema, memberFileSchema } from '#shared/contracts/score-files-schema.ts';
import { sha256, utf8 } from '#electron/till/node-signatures.ts';
import type { Activity } from '#shared/domain/activity.ts';
import type { BasketLine } from '#shared/domain/basket.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import type { PaymentMeans } from '#shared/domain/payment.ts';
import type { ScoreResult, Verdict } from '#shared/scoring/answer/score-result.ts';
import { compileRuleSet } from '#shared/scoring/compile-rule-set.ts';
import { deriveMemberFacts } from '#shared/scoring/facts/derive-member-facts.ts';
import type { LimitUse, MemberFacts } from '#shared/scoring/facts/member-facts.ts';
import type { MemberHistory } from '#shared/scoring/facts/member-history.ts';
import { noWish } from '#shared/scoring/facts/score-input.ts';
import type { Moment, ScoreInput, Wish } from '#shared/scoring/facts/score-input.ts';
import type { RuleSet } from '#shared/scoring/language/rule-set.ts';

/** What a test says of an offer; the name is the id, and there are no conditions, when left out. */
export type OfferSketch = { readonly offerId: string; readonly effects: readonly unknown[] } & Readonly<
  Record<string, unknown>
>;
/** What a test says of a rule set; the rest is filled in. */
export type RuleSetSketch = { readonly offers: readonly OfferSketch[] } & Readonly<Record<string, unknown>>;

/** Parsed with the real schema, so that no test scores what no till would load. */
export function ruleSetOf({ offers, ...rest }: RuleSetSketch): RuleSet {
  return ruleSetSchema.parse({
    schemaVersion: 2,
    ruleSetId: 'test',
    currency: 'IRR',
    calendar: 'persian',
    valuation: { walletCreditBasisPoints: 10_000, pointMinor: 100 },
    ...rest,
    offers: offers.map((offer) => ({
      name: { fa: offer.offerId, en: offer.offerId },
      conditions: [],
      ...offer,
    })),
  });
}

/** Price of one piece, product group (none when left out), quantity (1 when left out); or a line of a basket file. */
export type LineSketch =
  | readonly [unitPriceMinor: number, groupId?: string | null | undefined, quantity?: number | undefined]
  | { readonly unitPriceMinor: number; readonly [field: string]: unknown };

/** The place of a line is its id: the lower, the earlier. */
export function linesOf(sketches: readonly LineSketch[]): readonly BasketLine[] {
  if (sketches.length === 0) return [];
  return basketFileSchema.parse({ lines: sketches.map(lineFields) }).lines;
}

function lineFields(sketch: LineSketch): object {
  if ('unitPriceMinor' in sketch) return sketch;
  const [unitPriceMinor, groupId = null, quantity = 1] = sketch;
  return { unitPriceMinor, groupId, quantity };
}

/** A silver member with ten earlier purchases, of whom nothing else is known. */
export function memberOf(facts: Partial<MemberFacts> = {}): MemberFacts {
  return {
    tierId: 'silver',
    segments: [],
    tags: [],
    consents: [],
    earlierVisits: 10,
    daysSinceLastVisit: 7,
    purchases: {},
    openWindows: [],
    isReferred: false,
    referrals: 0,
    buckets: {},
    stamps: {},
    limitUses: {},
    ...facts,
  };
}

/** What a member file says, as the till would know it. */
export function historyOf(file: object): MemberHistory {
  const { earlierVisits, ...rest } = memberFileSchema.parse({ tierId: 'silver', earlierVisits: 10, ...file });
  return { ...rest, visitCount: earlierVisits };
}

/** `2026-11-22 17:30`, on the wall of the store. */
export function momentOf(text: string): Moment {
  const [localDate = '', time = '12:00'] = text.split(' ');
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return { localDate, minuteOfDay: hours * 60 + minutes };
}

export type SaleSketch = {
  readonly lines?: readonly LineSketch[];
  readonly paymentMeans?: PaymentMeans;
  /** Given instead of lines. */
  readonly activity?: Activity;
  /** Null for an anonymous sale. */
  readonly member?: MemberFacts | null;
  readonly now?: string;
  readonly storeId?: string;
  readonly limitUses?: Readonly<Record<string, LimitUse>>;
  readonly wish?: Partial<Wish>;
};

/** Noon of 2026-11-22 (Sunday, 1 Azar 1405), cash or card not said, in the store `store`. */
export function inputOf(sketch: SaleSketch): ScoreInput {
  const { lines = [], paymentMeans = null, activity, member = memberOf() } = sketch;
  return {
    trigger:
      activity === undefined
        ? { kind: 'sale', lines: linesOf(lines), paymentMeans }
        : { kind: 'activity', activity },
    member,
    moment: momentOf(sketch.now ?? '2026-11-22 12:00'),
    storeId: sketch.storeId ?? 'store',
    limitUses: sketch.limitUses ?? {},
    wish: { ...noWish, ...sketch.wish },
  };
}

/** What the engine may know of a member, by the way that the till takes. */
export function derivedFacts(ruleSet: RuleSet, history: MemberHistory, today: IsoDate): MemberFacts {
  const { questions, calendar, hijriMonthStarts, pricing } = compileRuleSet(ruleSet, 'hash of the test');
  const { stampCards } = pricing;
  const day = { localDate: today, calendar, hijriMonthStarts };
  return deriveMemberFacts(history, questions, { ...day, stampCards, sha256, utf8 });
}

/** Worth in Rial and verdict of each offer, in the order of the answer. */
export function told(result: ScoreResult): readonly (readonly [string, number, string])[] {
  return result.offers.map(({ offerId, worthMinor, verdict }) => [offerId, worthMinor, inWords(verdict)]);
}

function inWords(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'beaten':
      return `beaten by ${verdict.byOfferId} by ${verdict.byMinor}`;
    case 'excluded':
      return `${verdict.rule} of ${verdict.byOfferId} by ${verdict.byMinor}`;
    case 'usedUp':
      return `used up: ${verdict.scope}`;
    case 'applied':
    case 'declined':
    case 'addsNothing':
      return verdict.kind;
  }
}

export function appliedIds({ offers }: ScoreResult): readonly string[] {
  return offers.filter(({ verdict }) => verdict.kind === 'applied').map(({ offerId }) => offerId);
}
