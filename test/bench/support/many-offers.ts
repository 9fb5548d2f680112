/** Rule sets of many offers, as data, and a data folder that has one. */

import { cachePath } from '#electron/till/cache/cache-files.ts';
import { cacheKind } from '#electron/till/db/cache-kind.ts';
import { openDatabase } from '#electron/till/db/open-database.ts';
import { sha256, utf8 } from '#electron/till/node-signatures.ts';
import { ruleSetSchema } from '#shared/contracts/rule-set-schema.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { createSeededRng } from '#shared/kernel/rng.ts';
import { canonicalRuleSet } from '#shared/scoring/canonical-rule-set.ts';
import { ruleSetOf } from '#test/support/scoring.ts';
import type { OfferSketch } from '#test/support/scoring.ts';
import { generateRuleSet } from '#tools/demo/generate-rule-set.ts';
import type { BenchFolder } from './data-folder.ts';

export const offerGroups = 400;

/** Offers as a chain has them: most for one product group, some for a tier, a visit count, an amount or a season. */
export function manyOffers(count: number, prefix: string): readonly OfferSketch[] {
  const rng = createSeededRng(count);
  return Array.from({ length: count }, (_, place): OfferSketch => {
    const conditions: unknown[] = [];
    if (rng.below(100) < 90)
      conditions.push({ kind: 'productGroup', anyOf: [`${prefix}${rng.below(offerGroups)}`] });
    else conditions.push({ kind: 'tier', anyOf: [`${prefix}${rng.below(50)}`] });
    if (rng.below(2) === 0)
      conditions.push({ kind: 'basketAmount', bound: 'above', amountMinor: rng.below(9_000_000) });
    if (rng.below(3) === 0) conditions.push({ kind: 'earlierVisits', atLeast: rng.below(20) });
    if (rng.below(4) === 0) {
      const month = `2026-${String(1 + rng.below(12)).padStart(2, '0')}`;
      conditions.push({ kind: 'dates', from: `${month}-01`, until: `${month}-28` });
    }
    const effect = { kind: 'discountPercent', basisPoints: 1 + rng.below(3_000), on: 'basket' };
    return { offerId: `${prefix}${place}`, conditions, effect };
  });
}

/** Adds so many offers to the demo's own; the till of the folder is not running. */
export function addOffers({ dataDir, keyBytes }: BenchFolder, count: number): void {
  const own = ruleSetSchema.parse(generateRuleSet());
  const offers = [...own.offers, ...ruleSetOf(manyOffers(count, 'g')).offers];
  const body = canonicalRuleSet({ ...own, offers });
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
