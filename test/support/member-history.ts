/** A member's history of whom nothing is known yet, and questions of a rule set that asks nothing: tests add what matters. */

import { sha256, utf8 } from '#electron/till/node-signatures.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { minor } from '#shared/domain/money.ts';
import { noTraits } from '#shared/domain/member-traits.ts';
import type { FactPorts } from '#shared/scoring/facts/derive-member-facts.ts';
import { limitKey } from '#shared/scoring/facts/fact-questions.ts';
import type { FactQuestions, LimitQuestion, LimitQuestions } from '#shared/scoring/facts/fact-questions.ts';
import type { MemberHistory, OfferUse, PurchaseDay } from '#shared/scoring/facts/member-history.ts';
import type { Limit } from '#shared/scoring/language/limit.ts';

export const newMember: MemberHistory = {
  memberRef: uuid('0192d4e0-0000-7000-8000-00000000abcd'),
  tierId: 'bronze',
  birthDate: null,
  traits: noTraits,
  visitCount: 0,
  spentMinor: minor(0),
  lastVisitOn: null,
  purchaseDays: [],
  offerUses: [],
  stampsCollected: {},
};

export const noQuestions: FactQuestions = {
  segments: new Set(),
  tags: new Set(),
  consents: new Set(),
  periods: [],
  dateWindows: [],
  experiments: [],
  stampCardIds: new Set(),
  memberLimits: new Map(),
  sharedLimits: new Map(),
};

/** 1 Azar 1405, a Sunday. */
export const azarFirst: FactPorts = {
  localDate: '2026-11-22',
  calendar: 'persian',
  hijriMonthStarts: [],
  stampCards: new Map(),
  sha256,
  utf8,
};

export function purchaseDay(date: string, visits: number, spentMinor: number): PurchaseDay {
  return { date, visits, spentMinor: minor(spentMinor) };
}

export function offerUse(offerId: string, date: string, uses: number, costMinor: number): OfferUse {
  return { offerId, date, uses, costMinor: minor(costMinor) };
}

export function limitQuestions(...limits: readonly (readonly [string, Limit])[]): LimitQuestions {
  const byOffer = new Map<string, LimitQuestion[]>();
  for (const [offerId, limit] of limits) {
    const question = { offerId, limit, key: limitKey(offerId, limit) };
    byOffer.set(offerId, [...(byOffer.get(offerId) ?? []), question]);
  }
  return byOffer;
}
