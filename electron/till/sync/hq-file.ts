/** `hq.json`: which HQ this till belongs to. Sealed and authenticated, so that nobody else can point the till elsewhere. */

import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { hqFileSchema } from '#shared/contracts/sync/hq-file.ts';
import type { HqFile } from '#shared/contracts/sync/hq-file.ts';
import type { RandomBytes } from '#shared/kernel/rng.ts';
import { syncFolder } from '../db/finish-copy.ts';
import { writeWhole } from '../journal/write-whole.ts';

export type HqFilePlace = { readonly dataDir: string; readonly databaseKey: Uint8Array };

export type HqFileRead =
  | { readonly kind: 'none' }
  | { readonly kind: 'found'; readonly file: HqFile }
  /** Of another key, changed, or of a newer program. */
  | { readonly kind: 'unreadable' };

const algorithm = 'aes-256-gcm';
const purpose = 'vafa hq.json 1';
const nonceBytes = 12;
const tagBytes = 16;

export function readHqFile({ dataDir, databaseKey }: HqFilePlace): HqFileRead {
  let sealed: Buffer;
  try {
    sealed = Buffer.from(readFileSync(hqFilePath(dataDir), 'utf8'), 'base64');
  } catch (error) {
    if (isMissing(error)) return { kind: 'none' };
    throw error;
  }
  const text = opened(sealed, databaseKey);
  const parsed = hqFileSchema.safeParse(text === undefined ? undefined : JSON.parse(text));
  return parsed.success ? { kind: 'found', file: parsed.data } : { kind: 'unreadable' };
}

/** On the disk when it returns: the old content or the new one, whatever happens on the way. */
export function writeHqFile(
  { dataDir, databaseKey }: HqFilePlace,
  file: HqFile,
  randomBytes: RandomBytes,
): void {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, keyOf(databaseKey), nonce);
  const sealed = [cipher.update(JSON.stringify(file), 'utf8'), cipher.final()];
  const bytes = Buffer.concat([nonce, cipher.getAuthTag(), ...sealed]).toString('base64');
  const target = hqFilePath(dataDir);
  const descriptor = openSync(`${target}.new`, 'w', 0o600);
  try {
    writeWhole(descriptor, Buffer.from(bytes));
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(`${target}.new`, target);
  syncFolder(dataDir);
}

function hqFilePath(dataDir: string): string {
  return path.join(dataDir, 'hq.json');
}

function opened(sealed: Buffer, databaseKey: Uint8Array): string | undefined {
  if (sealed.length < nonceBytes + tagBytes) return undefined;
  const decipher = createDecipheriv(algorithm, keyOf(databaseKey), sealed.subarray(0, nonceBytes));
  decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
  try {
    const parts = [decipher.update(sealed.subarray(nonceBytes + tagBytes)), decipher.final()];
    return Buffer.concat(parts).toString('utf8');
  } catch {
    return undefined; // node throws where the tag does not fit: exactly the answer asked for
  }
}

function keyOf(databaseKey: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', databaseKey, new Uint8Array(0), purpose, 32));
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
