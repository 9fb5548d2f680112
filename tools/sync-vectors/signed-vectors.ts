/** Everything that is hashed or signed: chain, requests and answers, keys, publishers, acknowledgements. */

import { createHeadSigner, sha256, utf8, verifySignature } from '#electron/till/node-signatures.ts';
import { joinCodeInGroups, joinCodeRandomBytes, makeJoinCode } from '#shared/domain/join-code.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { encodeCanonical } from '#shared/ledger/canonical-bytes.ts';
import { entryHash, genesisHash } from '#shared/ledger/chain.ts';
import { sealBytes } from '#shared/ledger/seal.ts';
import { answerBytes, fingerprintOf, nextKeyBytes, publishBytes, requestBytes } from '#sync/core/envelope.ts';
import { publishersBytes } from '#sync/core/publishers.ts';
import { proveAcknowledgement } from '#sync/server/push/acknowledgement-proof.ts';
import { deviceId, hqEpoch, hqId, hqKeys, hqSeed, seedOf, tillSeed, tillSigner } from './fixed-keys.ts';

const ports = { sha256, utf8, verifySignature };
const hex = bytesToHex;

export function chainVectors() {
  const bodies = [encodeCanonical([2, 'first']), encodeCanonical([2, 'second']), utf8.encode('no CBOR')];
  const genesis = genesisHash(sha256, deviceId, 1);
  let hash = genesis;
  const entries = bodies.map((body) => {
    hash = entryHash(sha256, hash, body);
    return { body: hex(body), hash: hex(hash) };
  });
  const head = { deviceId, epoch: 1, seq: entries.length, hash };
  const message = sealBytes(head);
  return {
    what: 'A chain of three entries, and the seal of its head by the Ed25519 key of this seed.',
    deviceId,
    epoch: 1,
    firstHash: hex(genesis),
    firstHashOfEpoch300: hex(genesisHash(sha256, deviceId, 300)),
    entries,
    seed: hex(tillSeed),
    publicKey: hex(tillSigner.publicKey),
    sealMessage: hex(message),
    seal: hex(tillSigner.signHead(message)),
  };
}

export function requestVectors() {
  const requestId = new Uint8Array(16).fill(0xaa);
  const asked = [
    { method: 'POST', target: '/sync/1/pull', body: '{"cursor":null}' },
    { method: 'GET', target: '/sync/1/entries?epoch=1&branch=0&from=1', body: '' },
  ];
  const answered = [
    { status: 200, body: '{"state":"active"}' },
    { status: 404, body: '{"error":{"code":"not_found","details":{}}}' },
    { status: 200, body: '' },
  ];
  return {
    what: 'Requests signed by a till and answers signed by HQ; bodies are text in UTF-8.',
    deviceId,
    requestId: hex(requestId),
    till: { seed: hex(tillSeed), publicKey: hex(tillSigner.publicKey) },
    hq: { seed: hex(hqSeed), publicKey: hex(hqKeys.current.publicKey), keyId: hqKeys.current.keyId },
    requests: asked.map(({ body, ...rest }) => {
      const message = requestBytes({ deviceId, requestId, ...rest, body: utf8.encode(body) }, ports);
      return { ...rest, body, message: hex(message), signature: hex(tillSigner.signHead(message)) };
    }),
    answers: answered.map(({ status, body }) => {
      const message = answerBytes({ requestId, status, body: utf8.encode(body) }, ports);
      return { status, body, message: hex(message), signature: hex(hqKeys.current.sign(message)) };
    }),
  };
}

export function keyVectors() {
  const next = createHeadSigner(seedOf(0x55)).publicKey;
  const nextMessage = nextKeyBytes(next, ports);
  const code = makeJoinCode(Uint8Array.from({ length: joinCodeRandomBytes }, (_, index) => index * 23));
  const head = { deviceId, epoch: 1, seq: 7, hash: sha256(utf8.encode('a hash')) };
  const deps = { identity: { hqId, hqEpoch }, serviceKeys: hqKeys, ...ports };
  return {
    what: 'What is made of keys: the fingerprint that both screens show, the next key of HQ vouched for by the one before, and the proof of an acknowledgement.',
    hq: { hqId, hqEpoch, seed: hex(hqSeed), publicKey: hex(hqKeys.current.publicKey) },
    till: { deviceId, publicKey: hex(tillSigner.publicKey) },
    fingerprint: {
      shownCode: joinCodeInGroups(code),
      code,
      shown: fingerprintOf({ hqKey: hqKeys.current.publicKey, tillKey: tillSigner.publicKey, code }, ports),
    },
    nextKey: {
      publicKey: hex(next),
      message: hex(nextMessage),
      signature: hex(hqKeys.current.sign(nextMessage)),
    },
    acknowledged: {
      head: { epoch: head.epoch, seq: head.seq, hash: hex(head.hash) },
      proof: proveAcknowledgement(head, hqEpoch, deps),
    },
  };
}

export function publisherVectors() {
  const seeds = [seedOf(0x66), seedOf(0x77)];
  const people = seeds.map((seed, index) => ({
    publisherId: uuid(`0192f0c1-0000-7000-8000-00000000010${index}`),
    seed: hex(seed),
    publicKey: hex(createHeadSigner(seed).publicKey),
  }));
  const limits = { discountBasisPointsMax: 3_000, pointsPerMillionMinorMax: 500, pointsAtOnceMax: 10_000 };
  const publishers = people.map(({ publisherId, publicKey }) => ({ publisherId, publicKey }));
  const signed = (message: Uint8Array) => ({
    message: hex(message),
    signatures: seeds.map((seed) => hex(createHeadSigner(seed).signHead(message))),
  });
  const ruleSet = '{"ruleSetId":"vector"}';
  const ruleSetHash = sha256(utf8.encode(ruleSet));
  return {
    what: 'Two publishers who sign the list that comes after theirs, without limits and with them, and a rule set.',
    people,
    lists: [null, limits].map((stated) => {
      const list = { version: 2, publishers, limits: stated };
      return { version: list.version, limits: stated, ...signed(publishersBytes(list, ports)) };
    }),
    ruleSet: {
      canonicalJson: ruleSet,
      ruleSetHash: hex(ruleSetHash),
      ...signed(publishBytes(ruleSetHash, ports)),
    },
  };
}
