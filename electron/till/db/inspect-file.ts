/** What can be told of a database file from the outside, before SQLite is asked or after it could not read it. */

import { createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto';
import { closeSync, openSync, readSync, statSync } from 'node:fs';

export type FileSign = 'missing' | 'denied' | 'notAFile' | 'empty' | 'cut' | 'notEncrypted' | 'present';

const pageBytes = 4_096;
const plainHeader = 'SQLite format 3\0';
const saltBytes = 16;
/** At each page's end: 16 bytes of initialisation vector, then the 64-byte HMAC-SHA512 of SQLCipher 4. */
const macBytes = 64;
const macSaltMask = 0x3a;
const macRounds = 2;
const pagesTriedMax = 16;

/** SQLite itself takes an empty file for a new database, and says nothing of a cut one until the lost page is read. */
export function inspectFile(file: string): FileSign {
  try {
    const stat = statSync(file);
    if (!stat.isFile()) return 'notAFile';
    if (stat.size === 0) return 'empty';
    if (stat.size % pageBytes !== 0) return 'cut';
    const head = readAt(file, 0, plainHeader.length);
    return head.toString('latin1') === plainHeader ? 'notEncrypted' : 'present';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return 'missing';
    if (code === 'EACCES' || code === 'EPERM' || code === 'EBUSY') return 'denied';
    throw error;
  }
}

/**
 * True when some page after the first was sealed under this key. SQLite calls a wrong key and a damaged first page by
 * the same name; this tells them apart. A file of one page, or with another salt, cannot be told and answers false.
 */
export function isSealedUnder(file: string, key: Uint8Array): boolean {
  const macKey = macKeyOf(file, key);
  const pages = Math.min(statSync(file).size / pageBytes, pagesTriedMax);
  for (let page = 2; page <= pages; page += 1) {
    if (isPageIntact(pageOf(file, page), page, macKey)) return true;
  }
  return false;
}

/** The number of the page at the file's end, which may be cut; pages are counted from 1. */
export function lastPageOf(file: string): number {
  return Math.ceil(statSync(file).size / pageBytes);
}

/** True where this page, not the first, was sealed under this key and is whole. */
export function isPageSealedUnder(file: string, key: Uint8Array, page: number): boolean {
  return isPageIntact(pageOf(file, page), page, macKeyOf(file, key));
}

function macKeyOf(file: string, key: Uint8Array): Buffer {
  const macSalt = readAt(file, 0, saltBytes).map((byte) => byte ^ macSaltMask);
  return pbkdf2Sync(key, macSalt, macRounds, 32, 'sha512');
}

function pageOf(file: string, page: number): Buffer {
  return readAt(file, (page - 1) * pageBytes, pageBytes);
}

function isPageIntact(bytes: Buffer, page: number, macKey: Buffer): boolean {
  const pageNumber = Buffer.alloc(4);
  pageNumber.writeUInt32LE(page);
  const sealed = bytes.subarray(0, pageBytes - macBytes);
  const mac = createHmac('sha512', macKey).update(sealed).update(pageNumber).digest();
  return timingSafeEqual(mac, bytes.subarray(pageBytes - macBytes));
}

function readAt(file: string, offset: number, length: number): Buffer {
  const descriptor = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(length);
    readSync(descriptor, bytes, 0, length, offset);
    return bytes;
  } finally {
    closeSync(descriptor);
  }
}
