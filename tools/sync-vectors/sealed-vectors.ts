/** Everything that is sealed or packed: boxes, attachments, PINs of operators, and whole pushes. */

import { createCipheriv } from 'node:crypto';
import { sha256, utf8 } from '#electron/till/node-signatures.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { encodeCanonical } from '#shared/ledger/canonical-bytes.ts';
import { entryHash, genesisHash } from '#shared/ledger/chain.ts';
import { sealBytes } from '#shared/ledger/seal.ts';
import { encodePush } from '#sync/core/push-body.ts';
import type { PushBody } from '#sync/core/push-body.ts';
import { sealBox } from '#sync/core/sealed-box.ts';
import { nodeBox } from '#sync/server/node-box.ts';
import { sealPin } from '#sync/server/publication/operator-verifier.ts';
import { boxPair, deviceId, seedOf, tillSeed, tillSigner } from './fixed-keys.ts';

const hex = bytesToHex;
const [onceKey, readerKey] = [seedOf(0x88), seedOf(0x99)];

export function boxVectors() {
  const plain = utf8.encode('for one reader');
  const record =
    '{"schemaVersion":1,"memberRef":"0192f0c1-0000-7000-8000-000000000003","name":"نمونه","phone":"+989120000001","birthDate":null,"tierId":"bronze","cardUid":null}';
  const [key, nonce] = [seedOf(0xbb), new Uint8Array(12).fill(0xcc)];
  const ciphertext = attachmentOf(utf8.encode(record), key, nonce);
  return {
    what: 'Boxes by X25519 keys that are stated here as raw private keys, and an attachment whose key is in such a box.',
    reader: { privateKey: hex(readerKey), publicKey: hex(boxPair(readerKey).publicKey) },
    once: { privateKey: hex(onceKey), publicKey: hex(boxPair(onceKey).publicKey) },
    boxes: [plain, new Uint8Array()].map((bytes) => ({ plain: hex(bytes), box: hex(sealed(bytes)) })),
    attachment: {
      record,
      key: hex(key),
      nonce: hex(nonce),
      ciphertext: hex(ciphertext),
      recordHash: hex(sha256(ciphertext)),
      sealedKey: hex(sealed(key)),
    },
  };
}

export async function operatorVectors() {
  const [pin, salt] = ['2580', new Uint8Array(16).fill(0xdd)];
  const dataSeal = {
    seal: (bytes: Uint8Array) => bytes,
    open: (bytes: Uint8Array) => bytes,
    derive: seedOf.bind(null, 0),
  };
  const verifier = await sealPin('vector', pin, { dataSeal, randomBytes: () => salt });
  return {
    what: 'The verifier of a PIN, and the box that the till with this key gets it in.',
    pin,
    salt: hex(salt),
    verifier: hex(verifier),
    reader: { privateKey: hex(readerKey), publicKey: hex(boxPair(readerKey).publicKey) },
    once: { privateKey: hex(onceKey) },
    sealedVerifier: Buffer.from(sealed(verifier)).toString('base64'),
  };
}

export function pushVectors() {
  const body = encodeCanonical([2, 'an entry']);
  const previousHash = genesisHash(sha256, deviceId, 1);
  const headHash = entryHash(sha256, previousHash, body);
  const headSignature = tillSigner.signHead(sealBytes({ deviceId, epoch: 1, seq: 1, hash: headHash }));
  const ciphertext = utf8.encode('ciphertext');
  const attachments = [{ recordHash: sha256(ciphertext), ciphertext, sealedKey: sealed(seedOf(0xbb)) }];
  const chain = { deviceId, epoch: 1, headHash, headSignature, toSeq: 1 };
  const segment = new Uint8Array([1, 2, 3]);
  const pushes: readonly (PushBody & { readonly name: string })[] = [
    { ...chain, name: 'entries', fromSeq: 1, previousHash, segment, attachments: [] },
    { ...chain, name: 'entries with an attachment', fromSeq: 1, previousHash, segment, attachments },
    {
      ...chain,
      name: 'an attachment alone',
      fromSeq: 2,
      previousHash: headHash,
      segment: new Uint8Array(),
      attachments,
    },
  ];
  return {
    what: 'Bodies of pushes of the first entry of a chain. The segment is three bytes that are no real segment.',
    deviceId,
    seed: hex(tillSeed),
    epoch: 1,
    entry: hex(body),
    segment: hex(segment),
    attachment: { ciphertext: hex(ciphertext), sealedKey: hex(sealed(seedOf(0xbb))) },
    pushes: pushes.map((push) => ({
      name: push.name,
      fromSeq: push.fromSeq,
      hasSegment: push.segment.length > 0,
      attachments: push.attachments.length,
      body: hex(encodePush(push)),
    })),
  };
}

function sealed(plain: Uint8Array): Uint8Array {
  const box = sealBox(plain, boxPair(readerKey).publicKey, {
    ...nodeBox,
    ephemeralPair: () => boxPair(onceKey),
  });
  invariant(box !== undefined, 'the key of the vectors is a usable one');
  return box;
}

/** As `createRecordSealer` seals, with a key and a nonce that are not random. */
function attachmentOf(record: Uint8Array, key: Uint8Array, nonce: Uint8Array): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const content = Buffer.concat([cipher.update(record), cipher.final()]);
  return new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), content]));
}
