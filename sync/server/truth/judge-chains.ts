/** Judges what was read of chains, with the rule sets and revocations that it takes. */

import { epochMs } from '#shared/kernel/clock.ts';
import type { CompiledRuleSet } from '#shared/scoring/compiled-rule-set.ts';
import type { HqTransaction } from '../db/hq-tables.ts';
import { revocations } from '../db/stores/truth/segments-to-count.ts';
import type { HqPorts } from '../hq-deps.ts';
import { createSlices } from '../slices.ts';
import type { SliceDeps } from '../slices.ts';
import type { CompiledRuleSets } from './compiled-rule-sets.ts';
import { judgeEntry } from './judge-entry.ts';
import type { JudgedEntry, JudgingFacts } from './judge-entry.ts';
import type { ChainRead, EntryRead } from './read-entries.ts';

export type JudgeDeps = Pick<HqPorts, 'sha256'> & SliceDeps & { readonly ruleSets: CompiledRuleSets };

/** In slices: scoring a thousand sales again takes a tenth of a second and more. */
export async function judgeChains(
  transaction: HqTransaction,
  chains: readonly ChainRead[],
  { sha256, ruleSets, ...deps }: JudgeDeps,
): Promise<readonly JudgedEntry[]> {
  const entries = chains.flatMap((chain) => chain.entries);
  const late = new Set(entries.filter((entry) => entry.isAfterRevocation).map(({ place }) => place.deviceId));
  const revokedMs = await revocations(transaction, [...late]);
  const compiled = await namedRuleSets(transaction, entries, ruleSets);
  const slices = createSlices(deps);
  const judged: JudgedEntry[] = [];
  for (const entry of entries) {
    const facts: JudgingFacts = {
      sha256,
      revokedMs: entry.isAfterRevocation ? (revokedMs.get(entry.place.deviceId) ?? null) : null,
      receivedMs: epochMs(entry.receivedMs),
      ruleSet: (hash) => compiled.get(hash),
    };
    judged.push(judgeEntry(entry, facts));
    if (slices.isOver()) await slices.giveWay();
  }
  return judged;
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
