/** Scores again what could not be, because the rule set that it names had not come yet. */

import type { HqTransaction } from '../db/hq-tables.ts';
import { inTransaction } from '../db/in-transaction.ts';
import type { TransactionDeps } from '../db/in-transaction.ts';
import { judgeAnew, waitingForRuleSets } from '../db/stores/truth/waiting-for-rule-sets.ts';
import type { HqDeps } from '../hq-deps.ts';
import type { CompiledRuleSets } from './compiled-rule-sets.ts';
import { worstFlag } from './dispositions.ts';
import { judgeChains } from './judge-chains.ts';
import { readAfter } from './read-entries.ts';

export type JudgeLaterDeps = TransactionDeps &
  Pick<HqDeps, 'sha256' | 'decompress' | 'clock' | 'receiving'> & { readonly ruleSets: CompiledRuleSets };

const entriesMax = 100;

/** Answers with the number of entries that were judged. */
export function judgeLater(deps: JudgeLaterDeps): Promise<number> {
  return inTransaction(deps, (transaction) => judgeIn(transaction, deps), { isRepeatable: true });
}

async function judgeIn(transaction: HqTransaction, deps: JudgeLaterDeps): Promise<number> {
  const waiting = await waitingForRuleSets(transaction, entriesMax);
  let judgedCount = 0;
  for (const place of waiting) {
    const afterSeq = place.seq - 1;
    const read = await readAfter(
      transaction,
      { ...place, afterSeq },
      { ...deps, entriesMax: 1, untilSeq: place.seq },
    );
    const entry = read?.entries.find((candidate) => candidate.place.seq === place.seq);
    if (read === undefined || entry === undefined) continue;
    const [judged] = await judgeChains(transaction, [{ ...read, entries: [entry] }], deps);
    if (judged?.kind !== 'counts') continue;
    await judgeAnew(transaction, place, worstFlag(judged.flags));
    judgedCount += 1;
  }
  return judgedCount;
}
