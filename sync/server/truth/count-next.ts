/** Counts what tills have sent and nobody has counted yet. */

import { inTransaction } from '../db/in-transaction.ts';
import type { TransactionDeps } from '../db/in-transaction.ts';
import { chainsMoved, lockChainsToCount } from '../db/stores/truth/chains-to-count.ts';
import { takeTurn } from '../db/stores/truth/truth-turn.ts';
import { bookTurn } from './book-turn.ts';
import type { Turn, TurnDeps } from './book-turn.ts';
import type { CompiledRuleSets } from './compiled-rule-sets.ts';
import type { CountedRange } from '../db/stores/truth/truth-turn.ts';
import { judgeChains } from './judge-chains.ts';
import type { JudgedEntry } from './judge-entry.ts';
import { readAfter } from './read-entries.ts';
import type { ChainRead } from './read-entries.ts';

export type CountNextDeps = TransactionDeps & TurnDeps & { readonly ruleSets: CompiledRuleSets };

export type CountLimits = { readonly chainsMax: number; readonly entriesMax: number };

/** By day a chain has an entry or two that are new, after an outage thousands. */
export const countLimits: CountLimits = { chainsMax: 512, entriesMax: 2_000 };

/** One turn. Answers with the number of entries; 0 when there was nothing that nobody else counts at this moment. */
export function countNext(deps: CountNextDeps, limits: CountLimits = countLimits): Promise<number> {
  return inTransaction(
    deps,
    async (transaction) => {
      const chains: ChainRead[] = [];
      let entriesLeft = limits.entriesMax;
      for (const chain of await lockChainsToCount(transaction, limits)) {
        if (entriesLeft <= 0) break;
        const read = await readAfter(transaction, chain, { ...deps, entriesMax: entriesLeft, ...chain });
        if (read === undefined) continue;
        chains.push(read);
        entriesLeft -= read.entries.length;
      }
      if (chains.length === 0) return 0;
      // What takes long is done before the turn, which everybody waits for.
      const judged = await judgeChains(transaction, chains, deps);
      const n = await takeTurn(transaction);
      const moved = await chainsMoved(
        transaction,
        chains.map(({ range }) => range),
      );
      const left = stillToCount(chains, judged, moved);
      await bookTurn(transaction, { n, ...left }, deps);
      return left.judged.length;
    },
    // A commit that is not known to have been is looked at again by the place where counting stands.
    { isRepeatable: true },
  );
}

/** Without the chains that somebody else has counted meanwhile. */
function stillToCount(
  chains: readonly ChainRead[],
  judged: readonly JudgedEntry[],
  moved: ReadonlySet<CountedRange>,
): Pick<Turn, 'ranges' | 'judged'> {
  const ranges = chains.map(({ range }) => range).filter((range) => !moved.has(range));
  if (moved.size === 0) return { ranges, judged };
  const names = new Set(ranges.map(chainName));
  return { ranges, judged: judged.filter(({ place }) => names.has(chainName(place))) };
}

function chainName({ deviceId, epoch, branch }: Pick<CountedRange, 'deviceId' | 'epoch' | 'branch'>): string {
  return `${deviceId} ${epoch} ${branch}`;
}
