/** Who may sign what a chain publishes: what is signed of a list, and when a list or a rule set counts as approved. */

import type { Utf8, VerifySignature } from '#shared/kernel/hash-port.ts';
import { hexToBytes } from '#shared/kernel/hex.ts';
import { uuidToBytes } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { encodeCanonical } from '#shared/ledger/canonical-bytes.ts';
import type { CanonicalValue } from '#shared/ledger/canonical-bytes.ts';
import { concatBytes } from './concat-bytes.ts';
import { publishBytes } from './envelope.ts';
import type { RuleSetLimits } from './rule-set-limits.ts';

export type Publisher = {
  readonly publisherId: Uuid;
  /** Ed25519, 64 hexadecimal digits. */
  readonly publicKey: string;
};

export type PublisherSignature = {
  readonly publisherId: Uuid;
  /** 128 hexadecimal digits. */
  readonly signature: string;
};

export type PublisherList = {
  readonly version: number;
  readonly publishers: readonly Publisher[];
  /** What a rule set may give at most; left out or null for no limit. */
  readonly limits?: RuleSetLimits | null | undefined;
};
export type SignedPublisherList = PublisherList & { readonly signatures: readonly PublisherSignature[] };

/** Two persons; one alone publishes nothing. */
export const signersNeeded = 2;

/** The message that publishers sign of the list that comes after theirs. */
export function publishersBytes(list: PublisherList, { utf8 }: { readonly utf8: Utf8 }): Uint8Array {
  const publishers = list.publishers.map(({ publisherId, publicKey }) => [
    uuidToBytes(publisherId),
    keyBytes(publicKey),
  ]);
  const { limits = null } = list;
  const limitNumbers: readonly CanonicalValue[] =
    limits === null
      ? []
      : [[limits.discountBasisPointsMax, limits.pointsPerMillionMinorMax, limits.pointsAtOnceMax]];
  return concatBytes(
    utf8.encode('vafa-publishers/1'),
    encodeCanonical([list.version, publishers, ...limitNumbers]),
  );
}

export type CheckPorts = { readonly utf8: Utf8; readonly verifySignature: VerifySignature };

/** Whether `next` may take the place of `held`: it is newer, and two publishers of `held` signed it. */
export function isSuccessor(next: SignedPublisherList, held: PublisherList, ports: CheckPorts): boolean {
  if (next.version <= held.version || !hasDistinctPublishers(next)) return false;
  // Nobody to ask: whoever may set the first list may set it as long as it is empty.
  if (held.publishers.length === 0) return true;
  const message = publishersBytes(next, ports);
  return signersOf(message, { list: held, signatures: next.signatures }, ports).length >= signersNeeded;
}

/** Whether two different publishers of the list signed the rule set. With an empty list nothing has to be signed. */
export function isApproved(
  ruleSet: { readonly ruleSetHash: Uint8Array; readonly approvals: readonly PublisherSignature[] },
  list: PublisherList,
  ports: CheckPorts,
): boolean {
  if (list.publishers.length === 0) return true;
  const message = publishBytes(ruleSet.ruleSetHash, ports);
  return signersOf(message, { list, signatures: ruleSet.approvals }, ports).length >= signersNeeded;
}

/** The publishers of the list whose signature is good; each counts once, by person and by key. */
export function signersOf(
  message: Uint8Array,
  signed: { readonly list: PublisherList; readonly signatures: readonly PublisherSignature[] },
  { verifySignature }: Pick<CheckPorts, 'verifySignature'>,
): readonly Uuid[] {
  const signers = new Map<string, Uuid>();
  for (const { publisherId, signature } of signed.signatures) {
    const publisher = signed.list.publishers.find((candidate) => candidate.publisherId === publisherId);
    const bytes = hexToBytes(signature);
    if (publisher === undefined || bytes === undefined) continue;
    const publicKey = keyBytes(publisher.publicKey);
    if (!verifySignature({ publicKey, message, signature: bytes })) continue;
    signers.set(publisher.publicKey, publisherId);
  }
  return [...new Set(signers.values())];
}

/** One person may not stand in the list twice, by either name or key: that would make two of one. */
export function hasDistinctPublishers({ publishers }: PublisherList): boolean {
  const ids = new Set(publishers.map(({ publisherId }) => publisherId));
  const keys = new Set(publishers.map(({ publicKey }) => publicKey.toLowerCase()));
  return ids.size === publishers.length && keys.size === publishers.length;
}

function keyBytes(hex: string): Uint8Array {
  const bytes = hexToBytes(hex);
  invariant(bytes?.length === 32, 'an Ed25519 key has 32 bytes');
  return bytes;
}
