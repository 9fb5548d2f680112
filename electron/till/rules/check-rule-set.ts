/** Whether a rule set from outside may come into force: it can be read, it is the one that was published, it fits the store. */

import { duplicateIds } from '#shared/contracts/offer-checks/check-ids.ts';
import { worthTooLarge } from '#shared/contracts/offer-checks/check-sums.ts';
import type { RuleSetProblem } from '#shared/contracts/offer-checks/rule-set-problem.ts';
import { readRuleSet } from '#shared/contracts/read-rule-set.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import type { Sha256, Utf8 } from '#shared/kernel/hash-port.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { canonicalRuleSet } from '#shared/scoring/language/canonical-rule-set.ts';
import type { RuleSet } from '#shared/scoring/language/rule-set.ts';

export type HashPorts = { readonly sha256: Sha256; readonly utf8: Utf8 };

/** A rule set that can be scored with; `body` is its canonical JSON, and `ruleSetHash` the SHA-256 of that. */
export type CheckedRuleSet = {
  readonly ruleSetHash: string;
  readonly body: string;
  readonly ruleSet: RuleSet;
};

/** Where it is wrong and how, for a technician. */
export type RuleSetRefusal = { readonly path: string; readonly reason: string };

export type RuleSetCheck = Result<CheckedRuleSet, RuleSetRefusal>;

/** `publishedHash` is what the rule set was published as; null where nobody said. */
export function checkRuleSet(json: unknown, publishedHash: string | null, ports: HashPorts): RuleSetCheck {
  const read = readRuleSet(json);
  if (!read.ok) return err(refusalOf(read.error));
  const ruleSet = read.value;
  const problems = [...duplicateIds(ruleSet), ...worthTooLarge(ruleSet)];
  if (problems.length > 0) return err(refusalOf(problems));
  const body = canonicalRuleSet(ruleSet);
  const ruleSetHash = hashOf(body, ports);
  if (publishedHash !== null && publishedHash !== ruleSetHash) {
    return err({ path: '', reason: `hash ${ruleSetHash}, published as ${publishedHash}` });
  }
  return ok({ ruleSetHash, body, ruleSet });
}

/** One that this till kept under its hash; older versions are made current, and keep the hash that entries name. */
export function readKeptRuleSet(
  { ruleSetHash, body }: Pick<CheckedRuleSet, 'ruleSetHash' | 'body'>,
  ports: HashPorts,
): RuleSetCheck {
  const found = hashOf(body, ports);
  if (found !== ruleSetHash) return err({ path: '', reason: `hash ${found}, kept as ${ruleSetHash}` });
  const read = readRuleSet(JSON.parse(body));
  return read.ok ? ok({ ruleSetHash, body, ruleSet: read.value }) : err(refusalOf(read.error));
}

function hashOf(body: string, { sha256, utf8 }: HashPorts): string {
  return bytesToHex(sha256(utf8.encode(body)));
}

/** The first problem; `vafa rules check` names all of them. */
function refusalOf(problems: readonly RuleSetProblem[]): RuleSetRefusal {
  const [problem] = problems;
  if (problem === undefined) return { path: '', reason: 'unknown' };
  const values = Object.entries(problem.values).map(([name, value]) => `${name} ${value}`);
  return {
    path: problem.path.map(String).join('.'),
    reason: values.length === 0 ? problem.code : `${problem.code}: ${values.join(', ')}`,
  };
}
