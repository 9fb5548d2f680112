/** The vectors of the protocol by the code of a till that was written from the documents alone: every byte again. */

import { argon2Sync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { read, write } from '#test/stranger/canonical.ts';
import type { Value } from '#test/stranger/canonical.ts';
import { plainCode } from '#test/stranger/client.ts';
import { pushBody } from '#test/stranger/push-body.ts';
import * as secrets from '#test/stranger/secrets.ts';
import type { Head, KeyPair } from '#test/stranger/secrets.ts';
import { at, listAt, textAt, wholeAt } from '#test/stranger/wire.ts';
import { projectPath } from '#tools/setup/project-paths.ts';

const vector = (name: string): unknown =>
  JSON.parse(readFileSync(projectPath('resources', 'sync-vectors', `${name}.json`), 'utf8'));
const bytesAt = (json: unknown, ...path: readonly (string | number)[]): Buffer =>
  Buffer.from(textAt(json, ...path), 'hex');
const signer = (json: unknown, ...path: readonly string[]): KeyPair =>
  secrets.keyPair('ed25519', bytesAt(json, ...path, 'seed'));
const box = (json: unknown, name: string): KeyPair =>
  secrets.keyPair('x25519', bytesAt(json, name, 'privateKey'));

/** Whether a message and its signature are the ones of the vector. */
function expectSigned(pair: KeyPair, message: Buffer, told: unknown): void {
  expect(message.toString('hex')).toBe(textAt(told, 'message'));
  expect(secrets.signed(pair, message).toString('hex')).toBe(textAt(told, 'signature'));
}

describe('a till written from the documents alone', () => {
  test('writes and reads canonical bytes, and refuses any other spelling', () => {
    const canonical = vector('canonical');
    for (const one of listAt(canonical, 'values')) {
      const value = valueOf(JSON.parse(textAt(one, 'json')));
      expect(write(value).toString('hex')).toBe(textAt(one, 'bytes'));
      expect(write(read(bytesAt(one, 'bytes'))).toString('hex')).toBe(textAt(one, 'bytes'));
    }
    for (const one of listAt(canonical, 'refused'))
      expect([one, isRead(bytesAt(one, 'bytes'))]).toEqual([one, false]);
  });

  test('chains entries and seals a head', () => {
    const chain = vector('chain');
    const [deviceId, epoch] = [textAt(chain, 'deviceId'), wholeAt(chain, 'epoch')];
    expect(secrets.firstHash(deviceId, 300).toString('hex')).toBe(textAt(chain, 'firstHashOfEpoch300'));
    let hash = secrets.firstHash(deviceId, epoch);
    expect(hash.toString('hex')).toBe(textAt(chain, 'firstHash'));
    for (const entry of listAt(chain, 'entries')) {
      hash = secrets.entryHash(hash, bytesAt(entry, 'body'));
      expect(hash.toString('hex')).toBe(textAt(entry, 'hash'));
    }
    const message = secrets.sealMessage(deviceId, { epoch, seq: listAt(chain, 'entries').length, hash });
    expect(signer(chain).publicKey.toString('hex')).toBe(textAt(chain, 'publicKey'));
    expectSigned(signer(chain), message, {
      message: textAt(chain, 'sealMessage'),
      signature: textAt(chain, 'seal'),
    });
  });

  test('signs requests and knows answers', () => {
    const requests = vector('requests');
    const [deviceId, requestId] = [textAt(requests, 'deviceId'), bytesAt(requests, 'requestId')];
    for (const one of listAt(requests, 'requests')) {
      const body = Buffer.from(textAt(one, 'body'));
      const asked = { requestId, method: textAt(one, 'method'), target: textAt(one, 'target'), body };
      expectSigned(signer(requests, 'till'), secrets.requestMessage(deviceId, asked), one);
    }
    const hqKey = bytesAt(requests, 'hq', 'publicKey');
    expect(secrets.keyId(hqKey)).toBe(textAt(requests, 'hq', 'keyId'));
    for (const one of listAt(requests, 'answers')) {
      const message = secrets.answerMessage(
        requestId,
        wholeAt(one, 'status'),
        Buffer.from(textAt(one, 'body')),
      );
      expectSigned(signer(requests, 'hq'), message, one);
      expect(secrets.isSigned(hqKey, message, bytesAt(one, 'signature'))).toBe(true);
      expect(secrets.isSigned(hqKey, Buffer.concat([message, message]), bytesAt(one, 'signature'))).toBe(
        false,
      );
    }
  });

  test('shows the fingerprint, and knows the next key and the proof of an acknowledgement', () => {
    const keys = vector('keys');
    const code = plainCode(textAt(keys, 'fingerprint', 'shownCode'));
    expect(code).toBe(textAt(keys, 'fingerprint', 'code'));
    const [hqKey, tillKey] = [bytesAt(keys, 'hq', 'publicKey'), bytesAt(keys, 'till', 'publicKey')];
    expect(secrets.fingerprint(hqKey, tillKey, code)).toBe(textAt(keys, 'fingerprint', 'shown'));
    const next = secrets.message('vafa-next-key/1', [bytesAt(keys, 'nextKey', 'publicKey')]);
    expectSigned(signer(keys, 'hq'), next, at(keys, 'nextKey'));
    const [hqId, hqEpoch] = ['hqId', 'hqEpoch'].map((name) => secrets.uuidBytes(textAt(keys, 'hq', name)));
    const head = at(keys, 'acknowledged', 'head');
    const place = [wholeAt(head, 'epoch'), wholeAt(head, 'seq'), bytesAt(head, 'hash')];
    const device = secrets.uuidBytes(textAt(keys, 'till', 'deviceId'));
    const message = secrets.message('vafa-acknowledged/1', [hqId ?? null, hqEpoch ?? null, device, ...place]);
    const proof = Buffer.concat([hqEpoch ?? device, secrets.signed(signer(keys, 'hq'), message)]);
    expect(proof.toString('hex')).toBe(textAt(keys, 'acknowledged', 'proof'));
  });

  test('knows what publishers sign', () => {
    const published = vector('publishers');
    const people = listAt(published, 'people');
    const list = people.map((one) => [
      secrets.uuidBytes(textAt(one, 'publisherId')),
      bytesAt(one, 'publicKey'),
    ]);
    const expectAll = (message: Buffer, told: unknown): void =>
      people.forEach((one, index) => {
        const signature = textAt(told, 'signatures', index);
        expectSigned(signer(one), message, { message: textAt(told, 'message'), signature });
      });
    for (const told of listAt(published, 'lists')) {
      const names = ['discountBasisPointsMax', 'pointsPerMillionMinorMax', 'pointsAtOnceMax'];
      const limits = at(told, 'limits') === null ? [] : [names.map((name) => wholeAt(told, 'limits', name))];
      expectAll(secrets.message('vafa-publishers/1', [wholeAt(told, 'version'), list, ...limits]), told);
    }
    const ruleSetHash = secrets.sha256(textAt(published, 'ruleSet', 'canonicalJson'));
    expect(ruleSetHash.toString('hex')).toBe(textAt(published, 'ruleSet', 'ruleSetHash'));
    expectAll(secrets.message('vafa-publish/1', [ruleSetHash]), at(published, 'ruleSet'));
  });

  test('seals and opens boxes, and makes an attachment', () => {
    const boxes = vector('boxes');
    const [reader, once] = [box(boxes, 'reader'), box(boxes, 'once')];
    expect(reader.publicKey.toString('hex')).toBe(textAt(boxes, 'reader', 'publicKey'));
    for (const one of listAt(boxes, 'boxes')) {
      expect(secrets.seal(reader.publicKey, once, bytesAt(one, 'plain')).toString('hex')).toBe(
        textAt(one, 'box'),
      );
      expect(secrets.openBox(reader, bytesAt(one, 'box')).toString('hex')).toBe(textAt(one, 'plain'));
      expect(() => secrets.openBox(once, bytesAt(one, 'box'))).toThrow('unable to authenticate');
    }
    const told = at(boxes, 'attachment');
    const [key, nonce] = [bytesAt(told, 'key'), bytesAt(told, 'nonce')];
    const ciphertext = secrets.attachment(key, nonce, Buffer.from(textAt(told, 'record')));
    expect(ciphertext.toString('hex')).toBe(textAt(told, 'ciphertext'));
    expect(secrets.sha256(ciphertext).toString('hex')).toBe(textAt(told, 'recordHash'));
    expect(secrets.seal(reader.publicKey, once, key).toString('hex')).toBe(textAt(told, 'sealedKey'));
  });

  test('knows the PIN of an operator', () => {
    const operator = vector('operators');
    const salt = bytesAt(operator, 'salt');
    const work = { nonce: salt, parallelism: 1, tagLength: 32, memory: 65_536, passes: 3 };
    const tag = argon2Sync('argon2id', { message: textAt(operator, 'pin'), ...work });
    expect(write([1, salt, tag]).toString('hex')).toBe(textAt(operator, 'verifier'));
    const opened = secrets.openBox(
      box(operator, 'reader'),
      Buffer.from(textAt(operator, 'sealedVerifier'), 'base64'),
    );
    expect(opened.toString('hex')).toBe(textAt(operator, 'verifier'));
  });

  test('makes the body of a push', () => {
    const told = vector('pushes');
    const [deviceId, epoch, entry] = [
      textAt(told, 'deviceId'),
      wholeAt(told, 'epoch'),
      bytesAt(told, 'entry'),
    ];
    const before = secrets.firstHash(deviceId, epoch);
    const head: Head = { epoch, seq: 1, hash: secrets.entryHash(before, entry) };
    const attachment = {
      ciphertext: bytesAt(told, 'attachment', 'ciphertext'),
      sealedKey: bytesAt(told, 'attachment', 'sealedKey'),
    };
    for (const one of listAt(told, 'pushes')) {
      const isEmpty = at(one, 'hasSegment') === false;
      const segment = isEmpty ? Buffer.alloc(0) : bytesAt(told, 'segment');
      const from = { seq: wholeAt(one, 'fromSeq'), before: isEmpty ? head.hash : before };
      const attachments = wholeAt(one, 'attachments') === 0 ? [] : [attachment];
      const body = pushBody({ deviceId, pair: signer(told) }, { from, head, segment, attachments });
      expect(body.toString('hex')).toBe(textAt(one, 'body'));
    }
  });
});

function isRead(bytes: Uint8Array): boolean {
  try {
    read(bytes);
    return true;
  } catch {
    // Whatever it is that is wrong with them.
    return false;
  }
}

function valueOf(json: unknown): Value {
  if (Array.isArray(json)) return json.map(valueOf);
  if (typeof json === 'object' && json !== null) return bytesAt(json, 'hex');
  if (json === null || typeof json === 'number' || typeof json === 'string' || typeof json === 'boolean')
    return json;
  throw new Error('a value of no kind');
}
