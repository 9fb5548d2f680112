import { hashRaw } from '@node-rs/argon2';
import { expect, test } from 'vitest';
import { nodeBox } from '#electron/till/node-box.ts';
import { createKeepVerifier } from '#electron/till/node-hq-verifier.ts';
import { createPinHasher } from '#electron/till/node-pin-hasher.ts';
import { createBoxKey } from '#electron/till/sync/box-key.ts';
import { encodeCanonical } from '#shared/ledger/canonical-bytes.ts';
import { sealBox } from '#sync/core/sealed-box.ts';

const pepper = new Uint8Array(32).fill(7);
const boxKey = createBoxKey(new Uint8Array(32).fill(8));
const salt = new Uint8Array(16).fill(9);

async function sealedPin(pin: string): Promise<string> {
  const cost = { algorithm: 2, salt, memoryCost: 65_536, timeCost: 3, parallelism: 1, outputLen: 32 };
  const tag = new Uint8Array(await hashRaw(pin, cost));
  return sealed(encodeCanonical([1, salt, tag]));
}

function sealed(bytes: Uint8Array): string {
  return Buffer.from(sealBox(bytes, boxKey.publicKey, nodeBox) ?? []).toString('base64');
}

test('a PIN that HQ knows is known to the till that it was sealed for, and to no other', async () => {
  const kept = createKeepVerifier(pepper, boxKey)(await sealedPin('59280473')) ?? '';
  expect(kept).toMatch(/^hq1:/u);
  const { isPin } = createPinHasher(pepper);
  expect(await isPin('59280473', kept)).toBe(true);
  expect(await isPin('59280474', kept)).toBe(false);
  expect(await createPinHasher(new Uint8Array(32).fill(1)).isPin('59280473', kept)).toBe(false);
  const otherTill = createBoxKey(new Uint8Array(32).fill(2));
  expect(createKeepVerifier(pepper, otherTill)(await sealedPin('59280473'))).toBeUndefined();
});

test('what the till keeps of a PIN shows neither salt nor tag, and is another text each time', async () => {
  const keep = createKeepVerifier(pepper, boxKey);
  const sealedVerifier = await sealedPin('738204');
  const [first, second] = [keep(sealedVerifier), keep(sealedVerifier)];
  expect(first).not.toBe(second);
  expect(Buffer.from(first?.slice(4) ?? '', 'base64').includes(Buffer.from(salt))).toBe(false);
});

test.for<[string, Uint8Array]>([
  ['of another format', encodeCanonical([2, salt, new Uint8Array(32)])],
  ['with a short salt', encodeCanonical([1, new Uint8Array(3), new Uint8Array(32)])],
  ['that is no CBOR', new Uint8Array([0xff])],
])('a verifier %s is not kept', ([, bytes]) => {
  expect(createKeepVerifier(pepper, boxKey)(sealed(bytes))).toBeUndefined();
});

test('an operator whose verifier never opened cannot sign in with any PIN', async () => {
  expect(await createPinHasher(pepper).isPin('', 'hq1:')).toBe(false);
});
