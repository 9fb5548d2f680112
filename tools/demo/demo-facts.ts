/** What is fixed about the demo chain: its seed, its instant, its stores, tiers and people at the till. */

import type { z } from 'zod';
import type { chainSchema } from '#shared/contracts/chain-schema.ts';
import { uuidFromBytes } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { createSeededRng } from '#shared/kernel/rng.ts';

export type ChainData = z.input<typeof chainSchema>;

export const demoSeed = 1405;
export const demoMemberCount = 2_000;
export const demoMembersMax = 5_000_000;
export const demoChainId = 'demo-sarv';
/** Midnight in Tehran at the start of 15 November 2026 (24 Aban 1405): members' balances stand at this instant. */
export const demoSnapshotAtMs = 1_794_688_200_000;
export const demoTimeZone = 'Asia/Tehran';
/** One thousand Toman in Rial; every demo price is a multiple of it. */
export const rialPerThousandToman = 10_000;

export const demoStores: ChainData['stores'] = [
  { storeId: 'tajrish', name: { fa: 'شعبهٔ تجریش', en: 'Tajrish' } },
  { storeId: 'chaharbagh', name: { fa: 'شعبهٔ چهارباغ', en: 'Chaharbagh' } },
  { storeId: 'hafezieh', name: { fa: 'شعبهٔ حافظیه', en: 'Hafezieh' } },
].map((store) => ({ ...store, currency: 'IRR', timeZone: demoTimeZone, dayStartsAtHour: 4 }));

export const demoTiers: ChainData['tiers'] = [
  { tierId: 'bronze', name: { fa: 'برنزی', en: 'Bronze' }, rank: 0, tone: 'bronze' },
  { tierId: 'silver', name: { fa: 'نقره‌ای', en: 'Silver' }, rank: 1, tone: 'silver' },
  { tierId: 'gold', name: { fa: 'طلایی', en: 'Gold' }, rank: 2, tone: 'gold' },
];

/** Cashiers have 6 digits, managers 8; none is a sequence, a date or a digit said over and over. */
export const demoOperators: ChainData['operators'] = [
  operator(1, { name: 'نسترن داوودی', latinName: 'Nastaran Davoudi', role: 'cashier', initialPin: '738204' }),
  operator(2, { name: 'حامد سلیمی', latinName: 'Hamed Salimi', role: 'cashier', initialPin: '461937' }),
  operator(3, { name: 'Claire Dawson', latinName: null, role: 'cashier', initialPin: '825160' }),
  operator(4, { name: 'شهلا کیانی', latinName: 'Shahla Kiani', role: 'manager', initialPin: '59280473' }),
  operator(5, { name: 'فرهاد نیک‌نام', latinName: 'Farhad Niknam', role: 'manager', initialPin: '40917352' }),
];

/** An id that depends on nothing but the demo's seed and `salt`. */
export function demoUuid(salt: number): Uuid {
  const bytes = createSeededRng(demoSeed * 1_000 + salt).bytes(16);
  bytes[6] = 0x40 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return uuidFromBytes(bytes);
}

/** The one till of the demo chain that entries are made in. */
export const demoDeviceId = demoUuid(100);

type OperatorData = ChainData['operators'][number];

function operator(salt: number, facts: Omit<OperatorData, 'operatorId'>): OperatorData {
  return { operatorId: demoUuid(salt), ...facts };
}
