/** Rule sets that entries name, kept for ever. */

import { hexToBytes } from '#shared/kernel/hex.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { ReadDb, WriteDb } from '../database.ts';
import { textOf } from '../row.ts';

/** Rule sets are named by the SHA-256 of their canonical JSON, as lower-case hexadecimal. */
export type KeptRuleSets = { readonly jsonOf: (ruleSetHash: string) => string | undefined };
export type RuleSetKeeper = {
  readonly isKept: (ruleSetHash: string) => boolean;
  readonly keep: (ruleSetHash: string, canonicalJson: string) => void;
};

export function createKeptRuleSets(db: ReadDb): KeptRuleSets {
  const byHash = db.prepareRead('SELECT canonical_json FROM rule_set WHERE rule_set_hash = ?');
  return {
    jsonOf: (ruleSetHash) => {
      const row = byHash.get(hashBytesOf(ruleSetHash));
      return row === undefined ? undefined : textOf(row, 'canonical_json');
    },
  };
}

export function createRuleSetKeeper(db: WriteDb): RuleSetKeeper {
  const isKept = db.prepareRead('SELECT 1 AS found FROM rule_set WHERE rule_set_hash = ?');
  const add = db.prepare('INSERT INTO rule_set (rule_set_hash, canonical_json) VALUES (?, ?)');
  return {
    isKept: (ruleSetHash) => isKept.get(hashBytesOf(ruleSetHash)) !== undefined,
    keep: (ruleSetHash, canonicalJson) => void add.run(hashBytesOf(ruleSetHash), canonicalJson),
  };
}

function hashBytesOf(ruleSetHash: string): Uint8Array {
  const hash = hexToBytes(ruleSetHash);
  invariant(hash?.length === 32, 'a rule set is named by its SHA-256');
  return hash;
}
