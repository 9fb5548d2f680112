/** Scores a booked sale or activity again, from nothing but its entry and the rule set that the entry names. Changes nothing. */

import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { isUuid } from '#shared/kernel/ids.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { activityFields } from '#shared/ledger/activity-body.ts';
import { encodeCanonical, isSameBytes } from '#shared/ledger/canonical-bytes.ts';
import type { CanonicalValue } from '#shared/ledger/canonical-bytes.ts';
import { activityContent } from '#shared/ledger/decide-activity.ts';
import { saleContent } from '#shared/ledger/decide-sale.ts';
import { isFormerSale } from '#shared/ledger/entry.ts';
import type { ActivityEntry, Entry, FormerSaleEntry, SaleEntry } from '#shared/ledger/entry.ts';
import { parseEntry } from '#shared/ledger/entry-body.ts';
import { saleFields } from '#shared/ledger/sale-body.ts';
import { compileRuleSet } from '#shared/scoring/compile-rule-set.ts';
import { noWish } from '#shared/scoring/facts/score-input.ts';
import type { ScoreInput } from '#shared/scoring/facts/score-input.ts';
import type { ScoreResult } from '#shared/scoring/answer/score-result.ts';
import { scoreSale } from '#shared/scoring/score-sale.ts';
import type { ReadDb } from './db/database.ts';
import { createEntryStore } from './db/stores/entry-store.ts';
import type { StoredEntry } from './db/stores/entry-store.ts';
import { createKeptRuleSets } from './db/stores/rule-set-store.ts';
import { readKeptRuleSet } from './rules/check-rule-set.ts';
import type { HashPorts } from './rules/check-rule-set.ts';

/** What the engine of today gave. */
type ScoredEntry = SaleEntry | ActivityEntry;

export type Replay = {
  readonly entryId: string;
  readonly seq: number;
  readonly ruleSetHash: string;
  /** True when everything that the entry keeps comes out again. */
  readonly isSame: boolean;
  /** Parts of the content that do not: `totals`, `lines`, `offers` … */
  readonly differing: readonly string[];
  /** The whole answer as it is now, reasons and near misses included. */
  readonly score: ScoreResult;
  readonly booked: Pick<ScoredEntry['content'], 'totals' | 'offers'>;
};

export type ReplayCode = 'entry_unknown' | 'ledger_broken' | 'rule_set_invalid';

/** `name`: the entry's id, its number in the ledger, or the number of its receipt, which ends with that number. */
export function replayEntry(
  db: ReadDb,
  name: string,
  ports: HashPorts,
): Result<Replay, AppError<ReplayCode>> {
  const entry = scoredNamed(db, name);
  if (!entry.ok) return entry;
  const { ruleSetHash, content, entryId, seq } = entry.value;
  invariant(ruleSetHash !== null, 'what was scored names its rule set');
  const body = createKeptRuleSets(db).jsonOf(ruleSetHash);
  if (body === undefined) return err(appError('ledger_broken', { reason: 'rule set missing', ruleSetHash }));
  const ruleSet = readKeptRuleSet({ ruleSetHash, body }, ports);
  if (!ruleSet.ok) return err(appError('rule_set_invalid', { ruleSetHash, ...ruleSet.error }));
  const input = scoreInputOf(entry.value);
  const score = scoreSale(compileRuleSet(ruleSet.value.ruleSet, ruleSetHash), input);
  const differing = differingParts(entry.value, score);
  const { totals, offers } = content;
  return ok({
    entryId,
    seq,
    ruleSetHash,
    isSame: differing.length === 0,
    differing,
    score,
    booked: { totals, offers },
  });
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

function isScored(entry: Entry): entry is SaleEntry | FormerSaleEntry | ActivityEntry {
  return entry.kind === 'sale' || entry.kind === 'activity';
}

function scoredNamed(db: ReadDb, name: string): Result<ScoredEntry, AppError<ReplayCode>> {
  const entries = createEntryStore(db);
  const stored = isUuid(name) ? entries.byEntryId(name) : bySeq(name, entries.head(), entries.byPlace);
  const entry = stored && parseEntry(stored.body);
  if (stored === undefined) return err(appError('entry_unknown', { entry: name }));
  if (entry === undefined) return err(appError('ledger_broken', { reason: 'body unreadable', entry: name }));
  if (!isScored(entry)) return err(appError('entry_unknown', { entry: name }));
  if (isFormerSale(entry)) {
    const { engineVersion } = entry.content;
    return err(appError('entry_unknown', { entry: name, reason: `scored by engine ${engineVersion}` }));
  }
  return ok(entry);
}

type ByPlace = ReturnType<typeof createEntryStore>['byPlace'];

function bySeq(name: string, head: StoredEntry | undefined, byPlace: ByPlace): StoredEntry | undefined {
  const [digits] = /\d{1,10}$/.exec(name) ?? [];
  const seq = Number(digits);
  if (head === undefined || digits === undefined || seq > head.seq) return undefined;
  return byPlace({ epoch: head.epoch, seq });
}

function differingParts(entry: ScoredEntry, score: ScoreResult): readonly string[] {
  const parts = entry.kind === 'sale' ? saleParts(entry, score) : activityParts(entry, score);
  return parts.filter(([, booked, replayed]) => !isSame(booked, replayed)).map(([name]) => name);
}

type Part = readonly [name: string, booked: CanonicalValue, replayed: CanonicalValue];

function saleParts(entry: SaleEntry, score: ScoreResult): readonly Part[] {
  const booked = entry.content;
  const now = saleContent({ ...scoredBy(entry), basketId: booked.basketId, score });
  const fields = saleFields(booked);
  return [
    ['engineVersion', booked.engineVersion, now.engineVersion],
    ['currency', booked.currency, now.currency],
    ['lines', fields, saleFields({ ...booked, lines: now.lines })],
    ['offers', fields, saleFields({ ...booked, offers: now.offers })],
    ['totals', fields, saleFields({ ...booked, totals: now.totals })],
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

function isSame(left: CanonicalValue, right: CanonicalValue): boolean {
  return isSameBytes(encodeCanonical(left), encodeCanonical(right));
}
