/** The rule set that HQ published last, as the cache has it. */

import { err } from '#shared/kernel/result.ts';
import { cacheKind } from '../db/cache-kind.ts';
import { openDatabaseToRead } from '../db/open-database.ts';
import { refusedRulesOf, publishedRuleSetOf } from '../db/stores/pulled-chain-writer.ts';
import { readKeptRuleSet } from '../rules/check-rule-set.ts';
import type { HashPorts, RuleSetCheck } from '../rules/check-rule-set.ts';
import type { CachePlace } from './build-cache.ts';
import { cachePath } from './cache-files.ts';

/** Refused with the reason that was written down when it came, where that one is not in force. */
export function readPulledRules({ dataDir, key, nativeBinding }: CachePlace, ports: HashPorts): RuleSetCheck {
  const opened = openDatabaseToRead({
    path: cachePath(dataDir),
    key,
    nativeBinding,
    kind: cacheKind,
    // The till has it open in this very process.
    isOpenHere: true,
  });
  if (!opened.ok) return err({ path: '', reason: `cache: ${opened.error.code}` });
  const db = opened.value;
  try {
    const refused = refusedRulesOf(db);
    if (refused !== null) return err(refused);
    const published = publishedRuleSetOf(db);
    if (published === null) return err({ path: '', reason: 'none was published' });
    return readKeptRuleSet({ ruleSetHash: published.ruleSetHash, body: published.canonicalJson }, ports);
  } finally {
    db.close();
  }
}
