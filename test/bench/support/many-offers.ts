/** A data folder whose rule set has many offers. */

import { cachePath } from '#electron/till/cache/cache-files.ts';
import { cacheKind } from '#electron/till/db/cache-kind.ts';
import { openDatabase } from '#electron/till/db/open-database.ts';
import { sha256, utf8 } from '#electron/till/node-signatures.ts';
import { ruleSetFileSchema } from '#shared/contracts/read-rule-set.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { canonicalRuleSet } from '#shared/scoring/language/canonical-rule-set.ts';
import { generateRuleSet } from '#tools/demo/generate-rule-set.ts';
import type { BenchFolder } from './data-folder.ts';
import { offerSketch, peerOffers } from './peer-offers.ts';

/** Adds so many offers to the demo's own; the till of the folder is not running. */
export function addOffers({ dataDir, keyBytes }: BenchFolder, count: number): void {
  const { offers, ...own } = generateRuleSet();
  const more = [...offers, ...peerOffers(count).map(offerSketch)];
  const body = canonicalRuleSet(ruleSetFileSchema.parse({ ...own, offers: more }));
  const opened = openDatabase({
    path: cachePath(dataDir),
    key: keyBytes.databaseKey,
    kind: cacheKind,
    nativeBinding: null,
    mode: 'mustExist',
    durability: 'NORMAL',
  });
  invariant(opened.ok, 'the cache of the folder opens');
  const db = opened.value;
  db.transact(() => {
    db.prepare('DELETE FROM rule_set').run();
    const add = db.prepare('INSERT INTO rule_set (rule_set_hash, body, is_current) VALUES (?, ?, 1)');
    add.run(bytesToHex(sha256(utf8.encode(body))), body);
  });
  db.close();
}
