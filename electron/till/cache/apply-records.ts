/** Writes the records of a staged pull into a cache, within the caller's transaction. Throws `UnfitRecord`. */

import type { PulledChain, PulledRuleSet } from '#shared/contracts/sync/pull-records.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { unreachable } from '#shared/kernel/invariant.ts';
import type { WriteDb } from '../db/database.ts';
import { createErasureWriter } from '../db/stores/erasure-store.ts';
import { createUsesOfOthersWriter } from '../db/stores/offer-use-of-others-store.ts';
import { createPulledMemberLoader } from '../db/stores/pulled-member-loader.ts';
import { createPulledMemberWriter } from '../db/stores/pulled-member-writer.ts';
import { createPulledProductWriter } from '../db/stores/pulled-product-writer.ts';
import { storesAndTiersOf, storeNumbersOf } from '../db/stores/chain-store.ts';
import { applyChain, applyRuleSet } from './apply-chain.ts';
import type { ChainTools, FormerChain } from './apply-chain.ts';
import { createMemberCheck } from './check-chain.ts';
import { UnfitRecord } from './pull-refusal.ts';
import type { PagePlace } from './pull-refusal.ts';
import type { PlacedRecord } from './read-page.ts';

/** Records of the chain and its rule set are read by themselves first: members and products are judged by them. */
export type PulledRecords = {
  readonly ofChain: () => Iterable<PlacedRecord>;
  readonly all: () => Iterable<PlacedRecord>;
};

export type RecordsApplied = {
  readonly records: number;
  /** The chain's own record, its rule set or a product was among them. */
  readonly hasChain: boolean;
  /** The chain's own record, where it was among them. */
  readonly chain: PulledChain | null;
  readonly membersGone: readonly MemberRef[];
};

export type ApplyMode =
  /** Into a cache that is in use. */
  | 'delta'
  /** Into a new one, within a bulk load: everything comes once. */
  | 'snapshot';

export function applyRecords(
  db: WriteDb,
  records: PulledRecords,
  how: { readonly mode: ApplyMode; readonly former: FormerChain; readonly tools: ChainTools },
): RecordsApplied {
  const { chain, ruleSet } = applyOfChain(db, records, how);
  let hasChain = chain !== null || ruleSet !== null;
  const { stores, tiers } = storesAndTiersOf(db);
  const faultOf = createMemberCheck({ stores, tiers });
  const storeNumbers = storeNumbersOf(stores.map(({ storeId }) => storeId));
  const loader = how.mode === 'delta' ? null : createPulledMemberLoader(db, storeNumbers);
  const members = loader ?? createPulledMemberWriter(db, storeNumbers);
  const products = createPulledProductWriter(db);
  const addUse = createUsesOfOthersWriter(db);
  const erasures = createErasureWriter(db);
  const membersGone: MemberRef[] = [];
  let count = 0;
  for (const { record, at } of records.all()) {
    count += 1;
    switch (record.t) {
      case 'member': {
        const fault = faultOf(record.member);
        if (fault !== undefined) throw new UnfitRecord(fault, at);
        members.put(record);
        break;
      }
      case 'memberGone':
        members.remove(record.memberRef);
        membersGone.push(record.memberRef);
        if (record.reason === 'erased') erasures.add(record);
        break;
      case 'product':
        checkProduct(record.product, at);
        products.put(record.product);
        hasChain = true;
        break;
      case 'productGone':
        products.remove(record.productId);
        hasChain = true;
        break;
      case 'offerUse':
        addUse(record);
        break;
      case 'chain':
      case 'ruleSet':
        break; // written before all others
      default:
        unreachable(record);
    }
  }
  loader?.finish();
  const stray = hasChain ? products.strayProductId() : undefined;
  if (stray !== undefined) throw new UnfitRecord(`product ${stray} names an unknown group`);
  return { records: count, hasChain, chain, membersGone };
}

/** The newest of each kind counts; a manifest has one of each at most. */
function applyOfChain(
  db: WriteDb,
  records: PulledRecords,
  { mode, former, tools }: Parameters<typeof applyRecords>[2],
): { readonly chain: PulledChain | null; readonly ruleSet: PulledRuleSet | null } {
  let chain: { readonly record: PulledChain; readonly at: PagePlace } | null = null;
  let ruleSet: PulledRuleSet | null = null;
  for (const { record, at } of records.ofChain()) {
    if (record.t === 'chain') chain = { record, at };
    if (record.t === 'ruleSet') ruleSet = record;
  }
  if (chain === null && mode === 'snapshot') throw new UnfitRecord('a snapshot without its chain');
  if (chain !== null) applyChain(db, chain, { former, tools });
  if (ruleSet !== null || mode === 'snapshot') applyRuleSet(db, ruleSet, { former, tools });
  return { chain: chain?.record ?? null, ruleSet };
}

function checkProduct(
  product: { readonly productId: string; readonly priceMinor: number; readonly floorPriceMinor?: number },
  at: PagePlace,
): void {
  if ((product.floorPriceMinor ?? 0) <= product.priceMinor) return;
  throw new UnfitRecord(`product ${product.productId} has a floor above its price`, at);
}
