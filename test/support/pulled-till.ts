/** A till that belongs to HQ, without HQ: what would be pulled is put into its folder by hand. */

import { readPulledRules } from '#electron/till/cache/read-pulled-rules.ts';
import { createPinHasher } from '#electron/till/node-pin-hasher.ts';
import { sha256, utf8 } from '#electron/till/node-signatures.ts';
import { sliced } from '#electron/till/rules/sliced-rule-set.ts';
import type { ChainTools } from '#electron/till/cache/apply-chain.ts';
import type { PulledChain } from '#shared/contracts/sync/pull-records.ts';
import path from 'node:path';
import { mkdirSync } from 'node:fs';
import { createPullWorld } from './pull-world.ts';
import type { PullWorld } from './pull-world.ts';
import { chainRecordOf, memberRecordsOf, productRecordsOf, ruleSetRecordOf } from './pulled-chain.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { tinyChain } from './till-chain.ts';
import { createTillWorld, worldKeys } from './till-world.ts';
import type { TillWorld } from './till-world.ts';

export type PulledTill = {
  readonly till: TillWorld;
  readonly pulls: PullWorld;
  /** With operators whose PINs the till knows. */
  readonly chainRecord: (change?: Partial<PulledChain>) => PulledChain;
};

/** Everything of the small chain was pulled. */
export async function createPulledTill(tools: Partial<ChainTools> = {}): Promise<PulledTill> {
  const dataDir = path.join(temporaryFolder(), 'data');
  mkdirSync(dataDir);
  const { hashPin } = createPinHasher(worldKeys.pinPepper, { memoryKiB: 64, passes: 1 });
  const verifiers = await Promise.all(tinyChain().operators.map(({ initialPin }) => hashPin(initialPin)));
  const keepVerifier = (sealed: string): string => sealed;
  const pulls = createPullWorld({ keepVerifier, ...tools }, { dataDir, isCacheOpenHere: true });
  const chainRecord = (change: Partial<PulledChain> = {}): PulledChain => {
    const record = chainRecordOf(change);
    const operators = record.chain.operators.map((operator, place) => ({
      ...operator,
      sealedVerifier: verifiers[place] ?? operator.sealedVerifier,
    }));
    return { ...record, chain: { ...record.chain, operators } };
  };
  pulls.pullSnapshot([chainRecord(), ruleSetRecordOf(), ...productRecordsOf(), ...memberRecordsOf()]);
  const checkRules = () => Promise.resolve(sliced(readPulledRules(pulls.place, { sha256, utf8 })));
  const till = createTillWorld({ dataDir, pulled: { keepVerifier, checkRules } });
  return { till, pulls, chainRecord };
}
