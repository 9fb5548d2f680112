/**
 * What a till needs to go on selling when its cache is lost: the chain, its rule set and its products, without any
 * member. Kept beside the pulls, as records of the same form.
 */

import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { publishersSchema, pullRecord } from '#shared/contracts/sync/pull-records.ts';
import type { Publishers, PullRecord } from '#shared/contracts/sync/pull-records.ts';
import { manifestSchema } from '#shared/contracts/sync/sync-schemas.ts';
import type { ReadDb } from '../db/database.ts';
import { allProducts } from '../db/stores/product-store.ts';
import { publishedRuleSetOf, publishersOf } from '../db/stores/pulled-chain-writer.ts';
import type { PullPlace } from '../db/stores/pulled-chain-writer.ts';
import type { StagingStore } from '../db/stores/staging-store.ts';
import type { RecordsApplied } from './apply-records.ts';
import type { PlacedRecord } from './read-page.ts';

/** Parts that a pull changed; a part that is left out is as before. */
export type Essentials = {
  readonly chain?: PullRecord;
  readonly ruleSet?: PullRecord;
  readonly products?: readonly PullRecord[];
  /** Whose signatures are believed: must outlive the cache, or whoever has HQ could name others. */
  readonly publishers?: Publishers;
  /** When HQ made it. */
  readonly place?: KeptPlace;
};

export type KeptPlace = Pick<PullPlace, 'hqEpoch' | 'madeAtMs'>;

export function essentialsOf(
  db: ReadDb,
  { hasChain, chain }: RecordsApplied,
  { hqEpoch, madeAtMs }: PullPlace,
): Essentials {
  if (!hasChain) return {};
  const published = publishedRuleSetOf(db);
  const publishers = publishersOf(db);
  const products = allProducts(db).map(({ groupName: _groupName, tags, ...product }): PullRecord => {
    const tagged = tags === undefined ? product : { ...product, tags: [...tags] };
    return { t: 'product', product: tagged };
  });
  return {
    ...(chain === null ? {} : { chain }),
    ...(published === null ? {} : { ruleSet: { t: 'ruleSet', ...published } }),
    ...(publishers === null ? {} : { publishers }),
    products,
    place: { hqEpoch, madeAtMs },
  };
}

/** `undefined` where no pull was ever applied. */
export function keptPlace(staging: Pick<StagingStore, 'essential'>): KeptPlace | undefined {
  const kept = staging.essential('place');
  const parsed = kept === undefined ? undefined : placeSchema.safeParse(unpacked(kept)[0]);
  return parsed?.success === true ? parsed.data : undefined;
}

const placeSchema = manifestSchema.pick({ hqEpoch: true, madeAtMs: true });

/** The newest list of publishers that was accepted; null for none yet. */
export function keptPublishers(staging: Pick<StagingStore, 'essential'>): Publishers | null {
  const kept = staging.essential('publishers');
  const parsed = kept === undefined ? undefined : publishersSchema.safeParse(unpacked(kept)[0]);
  return parsed?.success === true ? parsed.data : null;
}

/** Within the caller's transaction. */
export function keepEssentials(staging: StagingStore, essentials: Essentials): void {
  const { chain, ruleSet, products, publishers, place } = essentials;
  if (place !== undefined) staging.keepEssential('place', packed([place]));
  if (publishers !== undefined) staging.keepEssential('publishers', packed([publishers]));
  if (chain !== undefined) staging.keepEssential('chain', packed([chain]));
  if (ruleSet !== undefined) staging.keepEssential('ruleSet', packed([ruleSet]));
  if (products !== undefined) staging.keepEssential('products', packed(products));
}

/** `undefined` where no pull was ever applied, or what was kept cannot be read. */
export function keptEssentials(staging: StagingStore): readonly PlacedRecord[] | undefined {
  const chain = staging.essential('chain');
  if (chain === undefined) return undefined;
  const parts = [chain, staging.essential('ruleSet'), staging.essential('products')];
  const records: PlacedRecord[] = [];
  for (const part of parts) {
    for (const line of part === undefined ? [] : unpacked(part)) {
      const parsed = pullRecord.safeParse(line);
      if (!parsed.success) return undefined;
      records.push({ record: parsed.data, at: { page: 'essentials', line: records.length + 1 } });
    }
  }
  return records;
}

/** Fast rather than small: it happens after every change of a price. */
function packed(records: readonly unknown[]): Uint8Array {
  return brotliCompressSync(JSON.stringify(records), { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } });
}

function unpacked(bytes: Uint8Array): readonly unknown[] {
  const list: unknown = JSON.parse(brotliDecompressSync(bytes).toString('utf8'));
  return Array.isArray(list) ? list : [];
}
