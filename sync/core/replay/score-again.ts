/** A booked sale or activity scored again, from nothing but its entry and the rule set that the entry names. */

import { activityFields } from '#shared/ledger/activity-body.ts';
import { isSameBytes } from '#shared/ledger/canonical-bytes.ts';
import type { CanonicalValue } from '#shared/ledger/canonical-bytes.ts';
import { activityContent } from '#shared/ledger/decide-activity.ts';
import { saleContent } from '#shared/ledger/decide-sale.ts';
import type { ActivityEntry, SaleEntry } from '#shared/ledger/entry.ts';
import { saleFields } from '#shared/ledger/sale-body.ts';
import type { ScoreResult } from '#shared/scoring/answer/score-result.ts';
import type { CompiledRuleSet } from '#shared/scoring/compiled-rule-set.ts';
import { noWish } from '#shared/scoring/facts/score-input.ts';
import type { ScoreInput } from '#shared/scoring/facts/score-input.ts';
import { scoreSale } from '#shared/scoring/score-sale.ts';

/** What the engine of today gave. */
export type ScoredEntry = SaleEntry | ActivityEntry;

export type ScoredAgain = {
  /** The whole answer as it is now, reasons and near misses included. */
  readonly score: ScoreResult;
  /** Parts of the content that do not come out again: `totals`, `lines`, `offers` …; empty when all is the same. */
  readonly differing: readonly string[];
};

/** `compiled` is the rule set that the entry names. */
export function scoreAgain(entry: ScoredEntry, compiled: CompiledRuleSet): ScoredAgain {
  const score = scoreSale(compiled, scoreInputOf(entry));
  return { score, differing: differingParts(entry, score) };
}

/** What the entry was scored by, as the engine takes it. */
export function scoreInputOf(entry: ScoredEntry): ScoreInput {
  if (entry.kind === 'activity') {
    const { activity, facts, moment, limitUses } = entry.content;
    const trigger = { kind: 'activity', activity } as const;
    return { trigger, member: facts, moment, storeId: entry.storeId, limitUses, wish: noWish };
  }
  const { lines, paymentMeans, facts, moment, limitUses, wish } = scoredBy(entry);
  return {
    trigger: { kind: 'sale', lines, paymentMeans },
    member: facts,
    moment,
    storeId: entry.storeId,
    limitUses,
    wish,
  };
}

function scoredBy({ content }: SaleEntry) {
  const { paymentMeans, facts, moment, limitUses, wish } = content;
  const lines = content.lines.map(({ discountMinor: _discount, taxMinor: _tax, ...line }) => line);
  return { lines, paymentMeans, facts, moment, limitUses, wish };
}

function differingParts(entry: ScoredEntry, score: ScoreResult): readonly string[] {
  const parts = entry.kind === 'sale' ? saleParts(entry, score) : activityParts(entry, score);
  return parts.filter(([, booked, replayed]) => !isSame(booked, replayed)).map(([name]) => name);
}

type Part = readonly [name: string, booked: CanonicalValue, replayed: CanonicalValue];

function saleParts(entry: SaleEntry, score: ScoreResult): readonly Part[] {
  const booked = entry.content;
  const now = saleContent({ ...scoredBy(entry), basketId: booked.basketId, score });
  const { lines, offers, totals } = now;
  const fields = saleFields(booked);
  const named: readonly Part[] = [
    ['engineVersion', booked.engineVersion, now.engineVersion],
    ['currency', booked.currency, now.currency],
  ];
  // Nearly every sale comes out again, which one comparison tells.
  if (isSame(fields, saleFields({ ...booked, lines, offers, totals }))) return named;
  return [
    ...named,
    ['lines', fields, saleFields({ ...booked, lines })],
    ['offers', fields, saleFields({ ...booked, offers })],
    ['totals', fields, saleFields({ ...booked, totals })],
  ];
}

function activityParts({ content: booked }: ActivityEntry, score: ScoreResult): readonly Part[] {
  const now = activityContent({ ...booked, score });
  const fields = activityFields(booked);
  return [
    ['engineVersion', booked.engineVersion, now.engineVersion],
    ['currency', booked.currency, now.currency],
    ['offers', fields, activityFields({ ...booked, offers: now.offers })],
    ['totals', fields, activityFields({ ...booked, totals: now.totals })],
  ];
}

/** Whether both have the same canonical bytes; without making them, which took longer than to score. */
function isSame(left: CanonicalValue, right: CanonicalValue): boolean {
  if (left instanceof Uint8Array) return right instanceof Uint8Array && isSameBytes(left, right);
  if (!isList(left) || !isList(right)) return Object.is(left, right);
  return left.length === right.length && left.every((item, at) => isSame(item, right[at] ?? null));
}

function isList(value: CanonicalValue): value is readonly CanonicalValue[] {
  return Array.isArray(value);
}
