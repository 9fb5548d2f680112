/** The chain that every simulated till belongs to: loaded once in the life of a process, because no run changes it. */

import path from 'node:path';
import { rmSync } from 'node:fs';
import { loadChain } from '#electron/till/cache/load-chain.ts';
import { openCache } from '#electron/till/cache/open-cache.ts';
import type { OpenCache } from '#electron/till/cache/open-cache.ts';
import { givenSource } from '#electron/till/cache/build-cache.ts';
import { createPinHasher } from '#electron/till/node-pin-hasher.ts';
import { sha256, utf8 } from '#electron/till/node-signatures.ts';
import type { PinHasher } from '#electron/till/ports.ts';
import { troubledChainData } from '#test/support/till-chain.ts';
import type { ChainData } from '#test/support/till-chain.ts';
import { simFolder } from './sim-disk.ts';
import { simKeys } from './sim-till.ts';
import { mustHold } from './violation.ts';

export type SimChain = {
  readonly cache: OpenCache;
  readonly pinHasher: PinHasher;
  readonly close: () => void;
};

/** Real argon2id, as cheap as it goes: a gate signs in thousands of times. */
const cheapPins = { memoryKiB: 64, passes: 1 };

/** Sales alone: a chain whose programme gives nothing. */
function sellingChainData(): ChainData {
  const { chain, ...data } = troubledChainData();
  const { programme: _programme, ...selling } = chain;
  return { ...data, chain: selling };
}

export async function loadSimChain(data: ChainData = sellingChainData()): Promise<SimChain> {
  const dataDir = simFolder();
  const pinHasher = createPinHasher(simKeys.pinPepper, cheapPins);
  const place = { dataDir, key: simKeys.databaseKey, nativeBinding: null };
  const content = { ...data, sourceHash: givenSource, demo: true };
  const loaded = await loadChain(place, content, { hashPin: pinHasher.hashPin, sha256, utf8 });
  mustHold(loaded.ok, 'the chain of the simulation can be loaded', loaded);
  const cache = await openCache({
    place,
    sourceDir: path.join(dataDir, 'none'),
    build: () => Promise.resolve(loaded),
    ports: { sha256, utf8, log: () => undefined },
  });
  mustHold(cache.ok, 'the chain of the simulation can be opened', cache);
  return {
    cache: cache.value,
    pinHasher,
    close: () => {
      cache.value.db.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
