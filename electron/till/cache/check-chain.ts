/** What a schema cannot say: that the parts of a chain fit together. Pure. */

import { programmeFault } from '#shared/contracts/programme-fault.ts';
import { plainProgramme } from '#shared/contracts/programme-schema.ts';
import type { Chain, MemberRecord } from '#shared/contracts/chain-schema.ts';

/** What is looked at, whether it came in files or from HQ. */
export type ChainParts = Pick<
  Chain,
  'stores' | 'ownStoreId' | 'productGroups' | 'products' | 'tiers' | 'programme' | 'tills'
> & { readonly operators: readonly { readonly operatorId: string }[] };

/** The first thing that does not fit, in words for a technician; `undefined` when all fits. */
export function chainFault(chain: ChainParts, ruleSet: { readonly currency: string }): string | undefined {
  const stores = new Set(chain.stores.map(({ storeId }) => storeId));
  const groups = new Set(chain.productGroups.map(({ groupId }) => groupId));
  const strayProduct = chain.products.find(({ groupId }) => !groups.has(groupId));
  if (!stores.has(chain.ownStoreId)) return `no store ${chain.ownStoreId}`;
  const dearFloor = chain.products.find(
    ({ priceMinor, floorPriceMinor = 0 }) => floorPriceMinor > priceMinor,
  );
  if (strayProduct !== undefined) return `product ${strayProduct.productId} names an unknown group`;
  if (dearFloor !== undefined) return `product ${dearFloor.productId} has a floor above its price`;
  if (chain.stores.some(({ currency }) => currency !== ruleSet.currency)) {
    return `a store has another currency than the rule set`;
  }
  const tierIds = chain.tiers
    .toSorted((first, second) => first.rank - second.rank)
    .map(({ tierId }) => tierId);
  const wrong = programmeFault(chain.programme ?? plainProgramme, { tierIds });
  if (wrong !== undefined) return `programme: ${wrong}`;
  return repeated({
    store: chain.stores.map(({ storeId }) => storeId),
    tier: chain.tiers.map(({ tierId }) => tierId),
    group: chain.productGroups.map(({ groupId }) => groupId),
    product: chain.products.map(({ productId }) => productId),
    barcode: chain.products.map(({ barcode }) => barcode),
    operator: chain.operators.map(({ operatorId }) => operatorId),
    till: (chain.tills ?? []).map(({ deviceId }) => deviceId),
  });
}

export type MemberFrame = {
  readonly tiers: readonly { readonly tierId: string }[];
  readonly stores: readonly { readonly storeId: string }[];
};
type CheckedMember = Pick<MemberRecord, 'tierId' | 'lastVisits'>;

/** Says what is wrong with one member of the chain. */
export function createMemberCheck(chain: MemberFrame): (record: CheckedMember) => string | undefined {
  const tiers = new Set(chain.tiers.map(({ tierId }) => tierId));
  const stores = new Set(chain.stores.map(({ storeId }) => storeId));
  return (record) => {
    if (!tiers.has(record.tierId)) return `unknown tier ${record.tierId}`;
    const stray = record.lastVisits.find(({ storeId }) => !stores.has(storeId));
    return stray && `visit to an unknown store ${stray.storeId}`;
  };
}

function repeated(idsByKind: Readonly<Record<string, readonly string[]>>): string | undefined {
  for (const [kind, ids] of Object.entries(idsByKind)) {
    if (new Set(ids).size !== ids.length) return `two of kind ${kind} have the same id`;
  }
  return undefined;
}
