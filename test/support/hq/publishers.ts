/** People with keys of their own, and what they sign. */

import type { SignedPublisherList } from '#sync/core/publishers.ts';
import { publishersBytes } from '#sync/core/publishers.ts';
import { publishBytes } from '#sync/core/envelope.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { uuid } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { signerOfSeed } from '#sync/server/keys/signer-of-seed.ts';
import type { SeedSigner } from '#sync/server/keys/signer-of-seed.ts';
import { nodeHqPorts } from '#sync/server/node-hq-ports.ts';

export type TestPublisher = SeedSigner & { readonly publisherId: Uuid };

/** The same number is the same person. */
export function testPublisher(number: number): TestPublisher {
  const seed = bytesToHex(nodeHqPorts.sha256(new Uint8Array([77, number])));
  const publisherId = uuid(`0193a0b0-0000-7000-8000-2${number.toString(16).padStart(11, '0')}`);
  return { ...signerOfSeed(seed), publisherId };
}

/** Signed by `signers`, who stand in the list before. */
export function publisherList(
  version: number,
  people: readonly TestPublisher[],
  signers: readonly TestPublisher[] = [],
): SignedPublisherList & { readonly limits: null } {
  const list = {
    version,
    publishers: people.map(({ publisherId, publicKey }) => ({
      publisherId,
      publicKey: bytesToHex(publicKey),
    })),
    limits: null,
  };
  const message = publishersBytes(list, nodeHqPorts);
  const signatures = signers.map((signer) => ({
    publisherId: signer.publisherId,
    signature: bytesToHex(signer.sign(message)),
  }));
  return { ...list, signatures };
}

export function approvalBy(publisher: TestPublisher, ruleSetHash: string) {
  const hash = Buffer.from(ruleSetHash, 'hex');
  const signature = publisher.sign(publishBytes(new Uint8Array(hash), nodeHqPorts));
  return { ruleSetHash: new Uint8Array(hash), publisherId: publisher.publisherId, signature };
}
