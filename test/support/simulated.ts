/** Simulates a history that is given as data, in one thread. */

import { sha256, utf8 } from '#electron/till/node-signatures.ts';
import type { RuleSet } from '#shared/scoring/language/rule-set.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import type { HistorySource } from '#tools/simulate/history-source.ts';
import { createShard } from '#tools/simulate/shard.ts';
import { simulate } from '#tools/simulate/simulate.ts';
import type { Simulation } from '#tools/simulate/simulate.ts';

export const memberRefs = [1, 2, 3, 4].map((place) => `0192d4e0-0000-7000-8000-00000000000${place}`);

export type RuleSets = { readonly draft: RuleSet; readonly against: RuleSet };

export async function simulated(
  lines: readonly unknown[],
  { draft, against }: RuleSets,
  shardCount: number,
): Promise<Simulation> {
  return expectOk(await simulateBytes(bytesOf(lines), { draft, against }, shardCount)).simulation;
}

export function simulateBytes(bytes: Buffer, { draft, against }: RuleSets, shardCount: number) {
  const hashed = (ruleSet: RuleSet) => ({ ruleSet, ruleSetHash: ruleSet.ruleSetId });
  const ruleSets = { draft: hashed(draft), against: hashed(against) };
  const source = sourceOf(bytes);
  const nowMs = () => 0;
  const shards = Array.from({ length: shardCount }, (_, index) =>
    createShard({ source, place: { index, count: shardCount }, ruleSets, hashes: { sha256, utf8 }, nowMs }),
  );
  return simulate({ shards, ruleSets, progress: { read: () => {}, pass: () => {} }, nowMs });
}

export function bytesOf(lines: readonly unknown[]): Buffer {
  return Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

export function sourceOf(bytes: Buffer): HistorySource {
  return {
    size: bytes.length,
    read: (offset, length) => bytes.subarray(offset, offset + length),
    close: () => {},
  };
}
