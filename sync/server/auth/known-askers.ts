/** Tills that were recognised at an address: what others at the same address do wrong is not held against them. */

import type { Uuid } from '#shared/kernel/ids.ts';

export type Asker = { readonly address: string; readonly deviceId: Uuid };

export type KnownAskers = {
  readonly has: (asker: Asker) => boolean;
  readonly add: (asker: Asker) => void;
  readonly remove: (asker: Asker) => void;
};

const askersMax = 50_000;

/** In memory of one process; the one that was recognised longest ago is forgotten first. */
export function createKnownAskers(): KnownAskers {
  const known = new Set<string>();
  const nameOf = ({ address, deviceId }: Asker): string => `${deviceId} ${address}`;
  return {
    has: (asker) => known.has(nameOf(asker)),
    add: (asker) => {
      const name = nameOf(asker);
      known.delete(name);
      known.add(name);
      if (known.size <= askersMax) return;
      const [oldest] = known;
      if (oldest !== undefined) known.delete(oldest);
    },
    remove: (asker) => void known.delete(nameOf(asker)),
  };
}
