/** The demo chain as data. Pure: the same seed gives the same chain, byte for byte, on every machine. */

import { demoCards } from './demo-roster.ts';
import {
  demoChainId,
  demoDeviceId,
  demoOperators,
  demoSnapshotAtMs,
  demoStores,
  demoTiers,
} from './demo-facts.ts';
import type { ChainData } from './demo-facts.ts';
import { demoProgramme } from './demo-programme.ts';
import { generateProductGroups, generateProducts } from './generate-products.ts';

/** All of the chain but its members and rule set, which have files of their own. */
export function generateChain(): ChainData {
  return {
    schemaVersion: 1,
    chainId: demoChainId,
    name: { fa: 'فروشگاه‌های سرو (نمایشی)', en: 'Sarv Stores (demo)' },
    snapshotAtMs: demoSnapshotAtMs,
    calendar: 'persian',
    country: 'IR',
    ownStoreId: 'tajrish',
    till: { deviceId: demoDeviceId, name: 'T1' },
    stores: demoStores,
    tiers: demoTiers,
    productGroups: generateProductGroups(),
    products: generateProducts(),
    operators: demoOperators,
    programme: demoProgramme,
    demoCards,
  };
}
