/** Rule sets that entries name, ready to score with; the newest few are kept. */

import { readRuleSet } from '#shared/contracts/read-rule-set.ts';
import { hexToBytes } from '#shared/kernel/hex.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { compileRuleSet } from '#shared/scoring/compile-rule-set.ts';
import type { CompiledRuleSet } from '#shared/scoring/compiled-rule-set.ts';
import type { HqDb, HqTransaction } from '../db/hq-tables.ts';
import { ruleSetJson } from '../db/stores/truth/kept-rule-sets.ts';

export type CompiledRuleSets = {
  /** `undefined` for one that has not come yet; null for one that this program cannot read. */
  readonly byHash: (
    db: HqDb | HqTransaction,
    ruleSetHash: string,
  ) => Promise<CompiledRuleSet | null | undefined>;
};

const keptMax = 32;

export function createCompiledRuleSets(): CompiledRuleSets {
  const kept = new Map<string, CompiledRuleSet | null>();
  return {
    byHash: async (db, ruleSetHash) => {
      const known = kept.get(ruleSetHash);
      if (known !== undefined) return known;
      const hash = hexToBytes(ruleSetHash);
      invariant(hash !== undefined, 'an entry names its rule set by hexadecimal digits');
      const json = await ruleSetJson(db, hash);
      if (json === undefined) return undefined;
      const read = readRuleSet(JSON.parse(json));
      const compiled = read.ok ? compileRuleSet(read.value, ruleSetHash) : null;
      const [oldest] = kept.keys();
      if (kept.size >= keptMax && oldest !== undefined) kept.delete(oldest);
      kept.set(ruleSetHash, compiled);
      return compiled;
    },
  };
}
