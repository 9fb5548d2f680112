/** Judges what was read of chains, with the rule sets and revocations that it takes. */

import { epochMs } from '#shared/kernel/clock.ts';
import type { CompiledRuleSet } from '#shared/scoring/compiled-rule-set.ts';
import type { HqTransaction } from '../db/hq-tables.ts';
import { revocations } from '../db/stores/truth/segments-to-count.ts';
import type { HqPorts } from '../hq-deps.ts';
import type { CompiledRuleSets } from './compiled-rule-sets.ts';
import { judgeEntry } from './judge-entry.ts';
import type { JudgedEntry } from './judge-entry.ts';
import type { ChainRead, EntryRead } from './read-entries.ts';

export type JudgeDeps = Pick<HqPorts, 'sha256'> & { readonly ruleSets: CompiledRuleSets };

export async function judgeChains(
  transaction: HqTransaction,
  chains: readonly ChainRead[],
  { sha256, ruleSets }: JudgeDeps,
): Promise<readonly JudgedEntry[]> {
  const entries = chains.flatMap((chain) => chain.entries);
  const late = new Set(entries.filter((entry) => entry.isAfterRevocation).map(({ place }) => place.deviceId));
  const revokedMs = await revocations(transaction, [...late]);
  const compiled = await namedRuleSets(transaction, entries, ruleSets);
  return entries.map((entry) =>
    judgeEntry(entry, {
      sha256,
      revokedMs: entry.isAfterRevocation ? (revokedMs.get(entry.place.deviceId) ?? null) : null,
      receivedMs: epochMs(entry.receivedMs),
      ruleSet: (hash) => compiled.get(hash),
    }),
  );
}

async function namedRuleSets(
  transaction: HqTransaction,
  entries: readonly EntryRead[],
  ruleSets: CompiledRuleSets,
): Promise<ReadonlyMap<string, CompiledRuleSet | null>> {
  const hashes = new Set(entries.flatMap(({ entry }) => entry?.ruleSetHash ?? []));
  const compiled = new Map<string, CompiledRuleSet | null>();
  for (const hash of hashes) {
    const found = await ruleSets.byHash(transaction, hash);
    if (found !== undefined) compiled.set(hash, found);
  }
  return compiled;
}
