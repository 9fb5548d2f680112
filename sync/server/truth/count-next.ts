/** Counts what tills have sent and nobody has counted yet. */

import { inTransaction } from '../db/in-transaction.ts';
import type { TransactionDeps } from '../db/in-transaction.ts';
import { lockChainsToCount, takeTurn } from '../db/stores/truth/truth-turn.ts';
import { bookTurn } from './book-turn.ts';
import type { TurnDeps } from './book-turn.ts';
import type { CompiledRuleSets } from './compiled-rule-sets.ts';
import { judgeChains } from './judge-chains.ts';
import { readAfter } from './read-entries.ts';
import type { ChainRead } from './read-entries.ts';

export type CountNextDeps = TransactionDeps & TurnDeps & { readonly ruleSets: CompiledRuleSets };

export type CountLimits = { readonly chainsMax: number; readonly entriesMax: number };

/** One transaction stays short, because pushes of these tills wait for it. */
export const countLimits: CountLimits = { chainsMax: 32, entriesMax: 2_000 };

/** One turn. Answers with the number of entries; 0 when there was nothing that nobody else counts at this moment. */
export function countNext(deps: CountNextDeps, limits: CountLimits = countLimits): Promise<number> {
  return inTransaction(
    deps,
    async (transaction) => {
      const chains: ChainRead[] = [];
      let left = limits.entriesMax;
      for (const chain of await lockChainsToCount(transaction, limits.chainsMax)) {
        if (left <= 0) break;
        const read = await readAfter(transaction, chain, { ...deps, entriesMax: left });
        if (read === undefined) continue;
        chains.push(read);
        left -= read.entries.length;
      }
      if (chains.length === 0) return 0;
      // What takes long is done before the turn, which everybody waits for.
      const judged = await judgeChains(transaction, chains, deps);
      const n = await takeTurn(transaction);
      await bookTurn(transaction, { n, ranges: chains.map(({ range }) => range), judged }, deps);
      return judged.length;
    },
    // A commit that is not known to have been is looked at again by the place where counting stands.
    { isRepeatable: true },
  );
}
