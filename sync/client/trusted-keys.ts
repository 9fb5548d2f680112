/** The keys that HQ's answers are believed by: those of joining, and the ones that these vouch for. */

import type { HqKey } from '#shared/contracts/sync/sync-schemas.ts';
import type { Utf8, VerifySignature } from '#shared/kernel/hash-port.ts';
import { hexToBytes } from '#shared/kernel/hex.ts';
import { nextKeyBytes } from '#sync/core/envelope.ts';
import type { HqClient } from './hq-client.ts';
import type { TrustedKey } from './hq-link.ts';

export type TrustedKeys = {
  readonly keys: () => readonly TrustedKey[];
  /** Asks HQ for its keys; an answer that none of the known ones signed changes nothing. */
  readonly refresh: (
    client: Pick<HqClient, 'hello'>,
    ports: { readonly verifySignature: VerifySignature; readonly utf8: Utf8 },
  ) => Promise<void>;
};

const keysMax = 3;

export function createTrustedKeys(
  given: readonly HqKey[],
  onChanged: (keys: readonly HqKey[]) => void,
): TrustedKeys {
  let known = given;
  return {
    keys: () => known.flatMap(trustedKey),
    refresh: async (client, ports) => {
      const hello = await client.hello();
      // Only answers that a trusted key signed get here as `ok`.
      if (hello.kind !== 'ok') return;
      const { key, nextKey } = hello.value;
      const next = nextKey !== null && isVouchedFor(nextKey, key, ports) ? [nextKey] : [];
      // The next one first: HQ is asked to answer by the first, and keeps the former one for one change only.
      const fresh = distinct([...next.map(({ keyId, publicKey }) => ({ keyId, publicKey })), key, ...known]);
      if (fresh.map(({ keyId }) => keyId).join() === known.map(({ keyId }) => keyId).join()) return;
      known = fresh;
      onChanged(known);
    },
  };
}

function trustedKey({ keyId, publicKey }: HqKey): readonly TrustedKey[] {
  const bytes = hexToBytes(publicKey);
  return bytes === undefined ? [] : [{ keyId, publicKey: bytes }];
}

function isVouchedFor(
  { publicKey, signature }: HqKey & { readonly signature: string },
  by: HqKey,
  { verifySignature, utf8 }: { readonly verifySignature: VerifySignature; readonly utf8: Utf8 },
): boolean {
  const [next, signed, present] = [publicKey, signature, by.publicKey].map(hexToBytes);
  if (next === undefined || signed === undefined || present === undefined) return false;
  return verifySignature({ publicKey: present, message: nextKeyBytes(next, { utf8 }), signature: signed });
}

/** The newest first; the oldest give way. */
function distinct(keys: readonly HqKey[]): readonly HqKey[] {
  const byId = new Map<string, HqKey>();
  for (const key of keys) if (!byId.has(key.keyId)) byId.set(key.keyId, key);
  return [...byId.values()].slice(0, keysMax);
}
