/** The record of the chain as one till gets it. */

import type { z } from 'zod';
import { currencySchema } from '#shared/contracts/brands.ts';
import type { chainRecord } from '#shared/contracts/sync/pull-records.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { uuid } from '#shared/kernel/ids.ts';
import type { HqTransaction } from '../db/hq-tables.ts';
import {
  allStores,
  askingTill,
  keysOfTills,
  operatorsOfStore,
} from '../db/stores/publication/chain-store.ts';
import type { AskingTill } from '../db/stores/publication/chain-store.ts';
import type { HqDeps } from '../hq-deps.ts';
import { readBranding, readChain, readProgramme, readPublishers, readSettings } from './chain-documents.ts';
import { verifierForTill } from './operator-verifier.ts';

type Line = z.input<typeof chainRecord>;
export type ChainLine = Omit<Line, 'chain'> & {
  // Checked when it was read; its own type is narrower than what the contract takes.
  readonly chain: Omit<Line['chain'], 'programme'> & { readonly programme?: unknown };
};
type LineDeps = Pick<HqDeps, 'serviceKeys'>;

/** `undefined` while no chain was brought to this HQ, or for a till that is gone. */
export async function chainLine(
  transaction: HqTransaction,
  deviceId: string,
  deps: LineDeps,
): Promise<ChainLine | undefined> {
  const chain = await readChain(transaction);
  const till = await askingTill(transaction, deviceId);
  if (chain === undefined || till === undefined) return undefined;
  const programme = await readProgramme(transaction);
  const stores = await allStores(transaction);
  const tillKeys = await keysOfTills(transaction);
  return {
    t: 'chain',
    chain: {
      schemaVersion: 1,
      ...chain,
      ownStoreId: till.storeId,
      till: { deviceId: uuid(deviceId), name: till.name },
      stores: stores.map((store) => ({ ...store, currency: currencySchema.parse(store.currency) })),
      operators: await operatorsFor(transaction, till, deps),
      ...(programme === undefined ? {} : { programme }),
    },
    hq: { tills: till.tills },
    tills: tillKeys.map((row) => ({ deviceId: uuid(row.deviceId), publicKey: bytesToHex(row.publicKey) })),
    keys: keysOf(deps),
    lease: till.lease,
    publishers: (await readPublishers(transaction)) ?? null,
    autoLockMs: (await readSettings(transaction)).autoLockMs,
    branding: await readBranding(transaction),
  };
}

const keysMax = 2;

function keysOf({ serviceKeys }: LineDeps): ChainLine['keys'] {
  return [serviceKeys.current, ...serviceKeys.retired]
    .slice(0, keysMax)
    .map(({ keyId, publicKey }) => ({ keyId, publicKey: bytesToHex(publicKey) }));
}

/** Nobody for a till without a key to seal to: it has not joined. */
async function operatorsFor(
  transaction: HqTransaction,
  { storeId, boxKey }: AskingTill,
  { serviceKeys }: LineDeps,
): Promise<ChainLine['chain']['operators']> {
  if (boxKey === null) return [];
  const operators = await operatorsOfStore(transaction, storeId);
  return operators.flatMap((operator) => {
    const { operatorId, name, latinName, role } = operator;
    const sealedVerifier = verifierForTill(operator, boxKey, serviceKeys);
    return sealedVerifier === undefined
      ? []
      : [{ operatorId: uuid(operatorId), name, latinName, role, sealedVerifier }];
  });
}
