/** Tills by device id, remembered for a moment: a till asks many times in a row. */

import type { Clock } from '#shared/kernel/clock.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { HqDb } from '../db/hq-tables.ts';
import { signingTill } from '../db/stores/people/signing-till.ts';
import type { SigningTill } from '../db/stores/people/signing-till.ts';

export type TillDirectory = { readonly tillOf: (deviceId: Uuid) => Promise<SigningTill | undefined> };

type Remembered = { readonly till: SigningTill; readonly atMs: number };

/** So long a till that was just revoked may still be taken for a good one, on every process of HQ. */
export const rememberedMsMax = 2_000;
const tillsMax = 20_000;

export function createTillDirectory(db: HqDb, clock: Pick<Clock, 'monotonicMs'>): TillDirectory {
  const rememberedByDevice = new Map<Uuid, Remembered>();
  const remember = (till: SigningTill, atMs: number): void => {
    // In the order in which they were read, so the first one is the oldest.
    rememberedByDevice.delete(till.deviceId);
    rememberedByDevice.set(till.deviceId, { till, atMs });
    if (rememberedByDevice.size <= tillsMax) return;
    const [oldest] = rememberedByDevice.keys();
    if (oldest !== undefined) rememberedByDevice.delete(oldest);
  };
  return {
    tillOf: async (deviceId) => {
      const askedAtMs = clock.monotonicMs();
      const remembered = rememberedByDevice.get(deviceId);
      if (remembered !== undefined && askedAtMs - remembered.atMs < rememberedMsMax) return remembered.till;
      // Unknown ids are not remembered: whoever makes ids up would fill the memory with them.
      const till = await signingTill(db, deviceId);
      if (till === undefined) rememberedByDevice.delete(deviceId);
      else remember(till, askedAtMs);
      return till;
    },
  };
}
