/** Scores a booked sale again, from nothing but its entry and the rule set that the entry names. Changes nothing. */

import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { isUuid } from '#shared/kernel/ids.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { encodeCanonical, isSameBytes } from '#shared/ledger/canonical-bytes.ts';
import type { CanonicalValue } from '#shared/ledger/canonical-bytes.ts';
import { saleContent } from '#shared/ledger/decide-sale.ts';
import { isFormerSale } from '#shared/ledger/entry.ts';
import type { SaleEntry } from '#shared/ledger/entry.ts';
import { parseEntry } from '#shared/ledger/entry-body.ts';
import { saleFields } from '#shared/ledger/sale-body.ts';
import type { SaleContent } from '#shared/ledger/sale-content.ts';
import { compileRuleSet } from '#shared/scoring/compile-rule-set.ts';
import type { ScoreInput } from '#shared/scoring/facts/score-input.ts';
import type { ScoreResult } from '#shared/scoring/answer/score-result.ts';
import { scoreSale } from '#shared/scoring/score-sale.ts';
import type { ReadDb } from './db/database.ts';
import { createEntryStore } from './db/stores/entry-store.ts';
import type { StoredEntry } from './db/stores/entry-store.ts';
import { createKeptRuleSets } from './db/stores/rule-set-store.ts';
import { readKeptRuleSet } from './rules/check-rule-set.ts';
import type { HashPorts } from './rules/check-rule-set.ts';

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
  readonly booked: Pick<SaleContent, 'totals' | 'offers'>;
};

export type ReplayCode = 'entry_unknown' | 'ledger_broken' | 'rule_set_invalid';

/** `name`: the entry's id, its number in the ledger, or the number of its receipt, which ends with that number. */
export function replaySale(db: ReadDb, name: string, ports: HashPorts): Result<Replay, AppError<ReplayCode>> {
  const entry = saleNamed(db, name);
  if (!entry.ok) return entry;
  const { ruleSetHash, content, entryId, seq } = entry.value;
  invariant(ruleSetHash !== null, 'a sale names its rule set');
  const body = createKeptRuleSets(db).jsonOf(ruleSetHash);
  if (body === undefined) return err(appError('ledger_broken', { reason: 'rule set missing', ruleSetHash }));
  const ruleSet = readKeptRuleSet({ ruleSetHash, body }, ports);
  if (!ruleSet.ok) return err(appError('rule_set_invalid', { ruleSetHash, ...ruleSet.error }));
  const input = scoreInputOf(entry.value);
  const score = scoreSale(compileRuleSet(ruleSet.value.ruleSet, ruleSetHash), input);
  const replayed = saleContent({ ...scoredBy(entry.value), basketId: content.basketId, score });
  const differing = differingParts(content, replayed);
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

/** What the sale was scored by, as the engine takes it. */
export function scoreInputOf(entry: SaleEntry): ScoreInput {
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

function saleNamed(db: ReadDb, name: string): Result<SaleEntry, AppError<ReplayCode>> {
  const entries = createEntryStore(db);
  const stored = isUuid(name) ? entries.byEntryId(name) : bySeq(name, entries.head(), entries.byPlace);
  const entry = stored && parseEntry(stored.body);
  if (stored === undefined || entry?.kind === 'enrol') return err(appError('entry_unknown', { entry: name }));
  if (entry === undefined) return err(appError('ledger_broken', { reason: 'body unreadable', entry: name }));
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

function differingParts(booked: SaleContent, replayed: SaleContent): readonly string[] {
  const parts: readonly (readonly [string, (content: SaleContent) => CanonicalValue])[] = [
    ['engineVersion', (content) => content.engineVersion],
    ['currency', (content) => content.currency],
    ['lines', (content) => saleFields({ ...booked, lines: content.lines })],
    ['offers', (content) => saleFields({ ...booked, offers: content.offers })],
    ['totals', (content) => saleFields({ ...booked, totals: content.totals })],
  ];
  return parts.filter(([, part]) => !isSame(part(booked), part(replayed))).map(([name]) => name);
}

function isSame(left: CanonicalValue, right: CanonicalValue): boolean {
  return isSameBytes(encodeCanonical(left), encodeCanonical(right));
}
