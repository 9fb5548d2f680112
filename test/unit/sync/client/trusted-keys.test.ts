import { expect, test } from 'vitest';
import type { HelloAnswer, HqKey } from '#shared/contracts/sync/sync-schemas.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { createTrustedKeys } from '#sync/client/trusted-keys.ts';
import { nextKeyBytes } from '#sync/core/envelope.ts';
import { signerOfSeed } from '#sync/server/keys/signer-of-seed.ts';
import type { SeedSigner } from '#sync/server/keys/signer-of-seed.ts';
import { nodeHqPorts } from '#sync/server/node-hq-ports.ts';

const [first, second, third] = ['01', '02', '03'].map((byte) => signerOfSeed(byte.repeat(32)));
if (!first || !second || !third) throw new Error('three signers');

function keyOf({ keyId, publicKey }: SeedSigner): HqKey {
  return { keyId, publicKey: bytesToHex(publicKey) };
}

/** An HQ with a current key and perhaps a former one, asked by whoever trusts `asked`. */
function helloOf(asked: SeedSigner, current: SeedSigner, signer = asked): HelloAnswer {
  const signature = bytesToHex(signer.sign(nextKeyBytes(current.publicKey, nodeHqPorts)));
  return {
    hqId: uuid('00000000-0000-4000-8000-000000000001'),
    hqEpoch: uuid('00000000-0000-4000-8000-000000000002'),
    nowMs: epochMs(1),
    protocol: { newest: 1, oldest: 1 },
    key: keyOf(asked),
    nextKey: asked === current ? null : { ...keyOf(current), signature },
    escrowKey: '00'.repeat(32),
  };
}

test('a till follows HQ through two changes of its key, and asks by the newest one that it trusts', async () => {
  const told: (readonly string[])[] = [];
  const keys = createTrustedKeys([keyOf(first)], (known) => told.push(known.map(({ keyId }) => keyId)));
  const ask = async (asked: SeedSigner, current: SeedSigner): Promise<void> => {
    const value = helloOf(asked, current);
    await keys.refresh({ hello: async () => ({ kind: 'ok', value }) }, nodeHqPorts);
  };
  await ask(first, first);
  expect(told).toEqual([]);
  await ask(first, second);
  expect(keys.keys()[0]?.keyId).toBe(second.keyId);
  await ask(second, third);
  expect(keys.keys().map(({ keyId }) => keyId)).toEqual([third.keyId, second.keyId, first.keyId]);
  expect(told).toHaveLength(2);
});

test('a till does not take over a key that the one it trusts did not sign', async () => {
  const keys = createTrustedKeys([keyOf(first)], () => {});
  const value = helloOf(first, second, third);
  await keys.refresh({ hello: async () => ({ kind: 'ok', value }) }, nodeHqPorts);
  expect(keys.keys().map(({ keyId }) => keyId)).toEqual([first.keyId]);
});
