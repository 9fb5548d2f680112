/** A history scored the plain way: one sale after the other, facts derived from all that came before. */

import { sha256, utf8 } from '#electron/till/node-signatures.ts';
import { historyLineSchema } from '#shared/contracts/history-file-schema.ts';
import type { HistorySale } from '#shared/contracts/history-file-schema.ts';
import { minor } from '#shared/domain/money.ts';
import { compileRuleSet } from '#shared/scoring/compile-rule-set.ts';
import { createScorer } from '#shared/scoring/create-scorer.ts';
import { deriveLimitUses } from '#shared/scoring/facts/derive-limit-uses.ts';
import { deriveMemberFacts } from '#shared/scoring/facts/derive-member-facts.ts';
import type { MemberHistory, OfferUse } from '#shared/scoring/facts/member-history.ts';
import { noWish } from '#shared/scoring/facts/score-input.ts';
import type { RuleSet } from '#shared/scoring/language/rule-set.ts';
import type { ScoreResult } from '#shared/scoring/answer/score-result.ts';

export type PlainSale = { readonly sale: HistorySale; readonly result: ScoreResult };
type PlacedUse = OfferUse & { readonly storeId: string; readonly tillId: string };

/** `lines` as in a history file. */
export function plainSimulation(lines: readonly unknown[], ruleSet: RuleSet): readonly PlainSale[] {
  const compiled = compileRuleSet(ruleSet, 'test');
  const scorer = createScorer(compiled);
  const members = new Map<string, MemberHistory>();
  const uses: PlacedUse[] = [];
  const scored: PlainSale[] = [];
  for (const line of lines) {
    const data = historyLineSchema.parse(line);
    if (data.kind === 'member') {
      members.set(data.memberRef, { ...data, visitCount: data.earlierVisits });
      continue;
    }
    const { localDate, minuteOfDay } = data.soldAt;
    const { calendar, hijriMonthStarts, questions, pricing } = compiled;
    const on = { localDate, calendar, hijriMonthStarts, stampCards: pricing.stampCards, sha256, utf8 };
    const history = data.memberRef === null ? undefined : members.get(data.memberRef);
    const ofStore = uses.filter(({ storeId }) => storeId === data.storeId);
    const ofTill = ofStore.filter(({ tillId }) => tillId === data.tillId);
    const result = scorer.score({
      trigger: { kind: 'sale', lines: data.lines, paymentMeans: data.paymentMeans },
      member: history === undefined ? null : deriveMemberFacts(history, questions, on),
      moment: { localDate, minuteOfDay },
      storeId: data.storeId,
      limitUses: deriveLimitUses(questions.sharedLimits, { chain: uses, store: ofStore, till: ofTill }, on),
      wish: noWish,
    });
    const { storeId, tillId } = data;
    const newUses = usesOf(result, localDate);
    uses.push(...newUses.map((use) => ({ ...use, storeId, tillId })));
    if (history !== undefined) members.set(history.memberRef, after(history, result, { localDate, newUses }));
    scored.push({ sale: data, result });
  }
  return scored;
}

function usesOf({ offers }: ScoreResult, date: string): readonly OfferUse[] {
  return offers
    .filter(({ verdict }) => verdict.kind === 'applied')
    .map(({ offerId, costMinor }) => ({ offerId, date, uses: 1, costMinor }));
}

type New = { readonly localDate: string; readonly newUses: readonly OfferUse[] };

function after(history: MemberHistory, result: ScoreResult, { localDate, newUses }: New): MemberHistory {
  const stampsCollected = { ...history.stampsCollected };
  for (const { verdict, items } of result.offers) {
    for (const { kind, refId, count } of verdict.kind === 'applied' ? items : []) {
      if (kind === 'stamp' && refId !== null) stampsCollected[refId] = (stampsCollected[refId] ?? 0) + count;
    }
  }
  const { lastVisitOn } = history;
  return {
    ...history,
    visitCount: history.visitCount + 1,
    spentMinor: minor(history.spentMinor + result.payableMinor),
    lastVisitOn: lastVisitOn === null || lastVisitOn < localDate ? localDate : lastVisitOn,
    purchaseDays: [...history.purchaseDays, { date: localDate, visits: 1, spentMinor: result.payableMinor }],
    offerUses: [...history.offerUses, ...newUses],
    stampsCollected,
  };
}
