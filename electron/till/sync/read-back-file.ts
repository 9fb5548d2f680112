/**
 * Entries that were read back from HQ wait in a file for the next start, which puts them into the ledger before anything
 * else is booked. Sealed frames under the key of the till's files; the file gets its name when it is whole.
 */

import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { SyncHead } from '#shared/contracts/sync/sync-schemas.ts';
import { bytesToHex, hexToBytes } from '#shared/kernel/hex.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { RandomBytes } from '#shared/kernel/rng.ts';
import { readFields, wellFormed } from '#shared/ledger/body-fields.ts';
import { decodeCanonical, encodeCanonical } from '#shared/ledger/canonical-bytes.ts';
import { hashBytes } from '#shared/ledger/chain.ts';
import type { ReadBackEntry } from '#sync/client/read-own-back.ts';
import { syncFolder } from '../db/finish-copy.ts';
import { writeWhole } from '../journal/write-whole.ts';
import type { HqFilePlace } from './hq-file.ts';

export type ReadBack = {
  /** The newest entry under this till's name that HQ knows: the next epoch is a later one. */
  readonly known: SyncHead;
  /** In the order of the chain. */
  readonly entries: readonly ReadBackEntry[];
  /** Canonical JSON of rule sets that they name. */
  readonly ruleSets: readonly string[];
};

/** Each throws the disk's own error where it has no room; `discard` is left to do then. */
export type ReadBackWriter = {
  readonly addEntries: (entries: readonly ReadBackEntry[]) => void;
  readonly addRuleSet: (canonicalJson: string) => void;
  /** On the disk, under its name, when it returns. */
  readonly finish: (known: SyncHead) => void;
  /** Nothing of it is left. */
  readonly discard: () => void;
};

const algorithm = 'aes-256-gcm';
const purpose = 'vafa read back 1';
const nonceBytes = 12;
const tagBytes = 16;
const lengthBytes = 4;
const kinds = { known: 0, entries: 1, ruleSet: 2 } as const;

export function createReadBack(
  { dataDir, databaseKey }: HqFilePlace,
  randomBytes: RandomBytes,
): ReadBackWriter {
  const file = readBackPath(dataDir);
  const descriptor = openSync(`${file}.new`, 'w', 0o600);
  const key = keyOf(databaseKey);
  let isOpen = true;
  const close = (): void => {
    if (isOpen) closeSync(descriptor);
    isOpen = false;
  };
  const add = (kind: number, content: Uint8Array): void => {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv(algorithm, key, nonce);
    const sealed = [cipher.update(Uint8Array.of(kind)), cipher.update(content), cipher.final()];
    const frame = Buffer.concat([nonce, cipher.getAuthTag(), ...sealed]);
    const length = Buffer.alloc(lengthBytes);
    length.writeUInt32BE(frame.length);
    writeWhole(descriptor, Buffer.concat([length, frame]));
  };
  return {
    addEntries: (entries) => {
      const rows = entries.map(({ epoch, seq, body, previousHash, hash }) => [
        epoch,
        seq,
        body,
        previousHash,
        hash,
      ]);
      add(kinds.entries, encodeCanonical(rows));
    },
    addRuleSet: (canonicalJson) => add(kinds.ruleSet, Buffer.from(canonicalJson, 'utf8')),
    finish: ({ epoch, seq, hash }) => {
      const bytes = hexToBytes(hash);
      invariant(bytes?.length === hashBytes, 'a head has a hash');
      add(kinds.known, encodeCanonical([epoch, seq, bytes]));
      fsyncSync(descriptor);
      close();
      renameSync(`${file}.new`, file);
      syncFolder(dataDir);
    },
    discard: () => {
      close();
      rmSync(`${file}.new`, { force: true });
    },
  };
}

/** `undefined` where nothing waits, or what waits cannot be read: it is read back again then. */
export function readReadBack({ dataDir, databaseKey }: HqFilePlace): ReadBack | undefined {
  let bytes: Buffer;
  try {
    bytes = readFileSync(readBackPath(dataDir));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  return wellFormed(() => parsed(bytes, keyOf(databaseKey)));
}

export function removeReadBack({ dataDir }: Pick<HqFilePlace, 'dataDir'>): void {
  rmSync(readBackPath(dataDir), { force: true });
}

function readBackPath(dataDir: string): string {
  return path.join(dataDir, 'read-back.bin');
}

function parsed(bytes: Buffer, key: Uint8Array): ReadBack | undefined {
  let known: SyncHead | undefined;
  const entries: ReadBackEntry[] = [];
  const ruleSets: string[] = [];
  for (let at = 0; at < bytes.length;) {
    if (bytes.length < at + lengthBytes) return undefined;
    const end = at + lengthBytes + bytes.readUInt32BE(at);
    const frame = opened(bytes.subarray(at + lengthBytes, end), key);
    if (frame === undefined || end > bytes.length) return undefined;
    at = end;
    const content = frame.subarray(1);
    if (frame[0] === kinds.ruleSet) ruleSets.push(content.toString('utf8'));
    if (frame[0] === kinds.entries) entries.push(...entriesFrom(content));
    if (frame[0] === kinds.known) known = headFrom(content);
  }
  return known === undefined ? undefined : { known, entries, ruleSets };
}

function headFrom(content: Uint8Array): SyncHead {
  return readFields(decodeCanonical(content), (fields) => ({
    epoch: fields.integer(),
    seq: fields.integer(),
    hash: bytesToHex(fields.bytes(hashBytes)),
  }));
}

function entriesFrom(content: Uint8Array): readonly ReadBackEntry[] {
  const rows = decodeCanonical(content);
  if (!Array.isArray(rows)) return [];
  return rows.map((row) =>
    readFields(row, (fields) => ({
      epoch: fields.integer(),
      seq: fields.integer(),
      body: fields.anyBytes(),
      previousHash: fields.bytes(hashBytes),
      hash: fields.bytes(hashBytes),
    })),
  );
}

function opened(frame: Buffer, key: Uint8Array): Buffer | undefined {
  if (frame.length <= nonceBytes + tagBytes) return undefined;
  const decipher = createDecipheriv(algorithm, key, frame.subarray(0, nonceBytes));
  decipher.setAuthTag(frame.subarray(nonceBytes, nonceBytes + tagBytes));
  try {
    return Buffer.concat([decipher.update(frame.subarray(nonceBytes + tagBytes)), decipher.final()]);
  } catch {
    return undefined; // cut off, or of another till: it is read back again
  }
}

function keyOf(databaseKey: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', databaseKey, new Uint8Array(0), purpose, 32));
}
