import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createHeadSigner, sha256, utf8, verifySignature } from '#electron/till/node-signatures.ts';
import { acceptRuleSet, mayReplacePublishers, noPublishers } from '#electron/till/rules/accept-published.ts';
import { currency } from '#shared/domain/money.ts';
import { bytesToHex, hexToBytes } from '#shared/kernel/hex.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { publishBytes } from '#sync/core/envelope.ts';
import { publishersBytes } from '#sync/core/publishers.ts';
import type { PublisherList } from '#sync/core/publishers.ts';
import { ruleSetRecordOf } from '#test/support/pulled-chain.ts';

const ports = { sha256, utf8, verifySignature };
const people = [1, 2, 3].map((place) => {
  const signer = createHeadSigner(new Uint8Array(32).fill(place));
  return { ...signer, publisherId: uuid(`0193a0b0-0000-4000-8000-00000000000${place}`) };
});
const [ada, ben, eve] = people;
if (ada === undefined || ben === undefined || eve === undefined) throw new Error('three people');
type Person = typeof ada;

const listOf = (version: number, members: readonly Person[]): PublisherList => ({
  version,
  publishers: members.map(({ publisherId, publicKey }) => ({
    publisherId,
    publicKey: bytesToHex(publicKey),
  })),
});
const held = listOf(1, [ada, ben]);
const rial = currency('IRR');

function signed(signers: readonly Person[]) {
  const record = ruleSetRecordOf();
  const message = publishBytes(hexToBytes(record.ruleSetHash) ?? new Uint8Array(), ports);
  const approvals = signers.map(({ publisherId, signHead }) => ({
    publisherId,
    signature: bytesToHex(signHead(message)),
  }));
  return { ...record, approvals };
}

test('a rule set that two publishers signed is accepted', () => {
  expect(acceptRuleSet(signed([ada, ben]), { publishers: held, currency: rial }, ports)).toMatchObject({
    ok: true,
  });
});

test.for<[string, readonly Person[]]>([
  ['nobody', []],
  ['one publisher', [ada]],
  ['one publisher twice', [ada, ada]],
  ['one publisher and a stranger', [ada, eve]],
])('a rule set that %s signed is refused, and the one in force stays', ([, signers]) => {
  const accepted = acceptRuleSet(signed(signers), { publishers: held, currency: rial }, ports);
  expect(accepted).toEqual({ ok: false, error: { path: '', reason: 'not signed by two publishers' } });
});

test('signatures of another rule set are worth nothing', () => {
  const record = signed([ada, ben]);
  const canonicalJson = record.canonicalJson.replace('"offers"', '"offers" ');
  const ruleSetHash = createHash('sha256').update(canonicalJson).digest('hex');
  const forged = { ...record, canonicalJson, ruleSetHash };
  expect(acceptRuleSet(forged, { publishers: held, currency: rial }, ports).ok).toBe(false);
});

test('a rule set under the hash of another one is refused although that one was signed', () => {
  const record = signed([ada, ben]);
  const canonicalJson = record.canonicalJson.replace('"IRR"', '"USD"');
  const refused = acceptRuleSet({ ...record, canonicalJson }, { publishers: held, currency: rial }, ports);
  expect(refused).toMatchObject({ ok: false, error: { reason: expect.stringContaining('published as') } });
});

test('a signed rule set above the owner’s limits is refused with the place', () => {
  const limits = { discountBasisPointsMax: 0, pointsPerMillionMinorMax: 0, pointsAtOnceMax: 0 };
  const refused = acceptRuleSet(
    signed([ada, ben]),
    { publishers: { ...held, limits }, currency: rial },
    ports,
  );
  expect(refused).toMatchObject({ ok: false, error: { reason: expect.stringContaining('above the limit') } });
});

test('a list of publishers is replaced by one that two of it signed, and by nothing else', () => {
  const next = listOf(2, [ada, eve]);
  const by = (signers: readonly Person[]) => ({
    ...next,
    signatures: signers.map(({ publisherId, signHead }) => ({
      publisherId,
      signature: bytesToHex(signHead(publishersBytes(next, ports))),
    })),
  });
  expect(mayReplacePublishers(by([ada, ben]), held, ports)).toBe(true);
  expect(mayReplacePublishers(by([ada, eve]), held, ports)).toBe(false);
  expect(mayReplacePublishers(by([ben]), held, ports)).toBe(false);
  expect(mayReplacePublishers({ ...by([ada, ben]), version: 1 }, held, ports)).toBe(false);
});

test('an empty list never takes the place of one with people in it', () => {
  const empty = listOf(2, []);
  const signatures = [ada, ben].map(({ publisherId, signHead }) => ({
    publisherId,
    signature: bytesToHex(signHead(publishersBytes(empty, ports))),
  }));
  expect(mayReplacePublishers({ ...empty, signatures }, held, ports)).toBe(false);
  expect(mayReplacePublishers({ ...held, signatures: [] }, noPublishers, ports)).toBe(true);
});
