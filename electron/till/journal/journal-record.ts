/** What one frame holds: the entries of one booking, and everything beside them that `ledger.db` cannot make again. */

import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { uuidFromBytes, uuidToBytes } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { decodeCanonical, encodeCanonical } from '#shared/ledger/canonical-bytes.ts';
import type { CanonicalValue } from '#shared/ledger/canonical-bytes.ts';

export type JournalEntry = {
  readonly epoch: number;
  readonly seq: number;
  readonly body: Uint8Array;
  readonly previousHash: Uint8Array;
  readonly hash: Uint8Array;
  readonly signature: Uint8Array;
  readonly attachments: readonly JournalAttachment[];
  /** Of an enrolment: the command that made the member. */
  readonly commandId: Uuid | null;
};

export type JournalAttachment = {
  readonly hash: Uint8Array;
  readonly ciphertext: Uint8Array;
  /** Null where it was deleted before the frame was written. */
  readonly key: Uint8Array | null;
};

export type JournalRecord = {
  /** Canonical JSON of rule sets that entries of this segment name, each once a segment, before its first use. */
  readonly ruleSets: readonly string[];
  readonly entries: readonly JournalEntry[];
};

const recordVersion = 1;
const ruleSetBytesMax = 256 * 1024 * 1024;
const utf8Decoder = new TextDecoder('utf-8', { fatal: true });

export function encodeRecord({ ruleSets, entries }: JournalRecord): Uint8Array {
  const texts = ruleSets.map((json) => new Uint8Array(deflateRawSync(json)));
  return encodeCanonical([recordVersion, texts, entries.map(entryFields)]);
}

/** `undefined` for bytes that no version of this program wrote. */
export function parseRecord(content: Uint8Array): JournalRecord | undefined {
  const value = decodeCanonical(content);
  if (!isList(value) || value.length !== 3 || value[0] !== recordVersion) return undefined;
  const [, texts, rows] = value;
  if (!isList(texts) || !isList(rows)) return undefined;
  const ruleSets = texts.map(ruleSetFrom);
  const entries = rows.map(entryFrom);
  return isWhole(ruleSets) && isWhole(entries) ? { ruleSets, entries } : undefined;
}

function entryFields(entry: JournalEntry): CanonicalValue {
  const { epoch, seq, body, previousHash, hash, signature, attachments, commandId } = entry;
  const sealed = attachments.map((attachment) => [attachment.hash, attachment.ciphertext, attachment.key]);
  const command = commandId === null ? null : uuidToBytes(commandId);
  return [epoch, seq, body, previousHash, hash, signature, sealed, command];
}

function ruleSetFrom(value: CanonicalValue): string | undefined {
  if (!(value instanceof Uint8Array)) return undefined;
  try {
    return utf8Decoder.decode(inflateRawSync(value, { maxOutputLength: ruleSetBytesMax }));
  } catch {
    return undefined; // not what this program wrote
  }
}

function entryFrom(value: CanonicalValue): JournalEntry | undefined {
  if (!isList(value) || value.length !== 8) return undefined;
  const [epoch, seq, body, previousHash, hash, signature, sealed, command] = value;
  if (typeof epoch !== 'number' || typeof seq !== 'number' || !isList(sealed)) return undefined;
  const bytes = [body, previousHash, hash, signature];
  if (!bytes.every((part) => part instanceof Uint8Array)) return undefined;
  const attachments = sealed.map(attachmentFrom);
  const isCommand = command === null || (command instanceof Uint8Array && command.length === 16);
  if (!isWhole(attachments) || !isCommand) return undefined;
  const [bodyBytes, previousBytes, hashBytes, signatureBytes] = bytes;
  if (!bodyBytes || !previousBytes || !hashBytes || !signatureBytes) return undefined;
  return {
    epoch,
    seq,
    body: bodyBytes,
    previousHash: previousBytes,
    hash: hashBytes,
    signature: signatureBytes,
    attachments,
    commandId: command === null ? null : uuidFromBytes(command),
  };
}

function attachmentFrom(value: CanonicalValue): JournalAttachment | undefined {
  if (!isList(value) || value.length !== 3) return undefined;
  const [hash, ciphertext, key] = value;
  if (!(hash instanceof Uint8Array) || !(ciphertext instanceof Uint8Array)) return undefined;
  if (key !== null && !(key instanceof Uint8Array)) return undefined;
  return { hash, ciphertext, key };
}

function isList(value: CanonicalValue | undefined): value is readonly CanonicalValue[] {
  return Array.isArray(value);
}

function isWhole<Item>(items: readonly (Item | undefined)[]): items is readonly Item[] {
  return items.every((item) => item !== undefined);
}
