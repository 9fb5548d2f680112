/** Scores a booked sale or activity again, from nothing but its entry and the rule set that the entry names. Changes nothing. */

import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { isUuid } from '#shared/kernel/ids.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { isFormerSale } from '#shared/ledger/entry.ts';
import type { ActivityEntry, Entry, FormerSaleEntry, SaleEntry } from '#shared/ledger/entry.ts';
import { parseEntry } from '#shared/ledger/entry-body.ts';
import { compileRuleSet } from '#shared/scoring/compile-rule-set.ts';
import type { ScoreResult } from '#shared/scoring/answer/score-result.ts';
import { scoreAgain } from '#sync/core/replay/score-again.ts';
import type { ScoredEntry } from '#sync/core/replay/score-again.ts';
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
  const { score, differing } = scoreAgain(entry.value, compileRuleSet(ruleSet.value.ruleSet, ruleSetHash));
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
