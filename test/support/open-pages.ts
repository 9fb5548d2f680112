/** The bytes of an encrypted file of the till as SQLite sees them, free pages included: for looking for what must not be there. */

import { createDecipheriv } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';

const pageBytes = 4_096;
const reservedBytes = 80;
const nonceBytes = 16;
const saltBytes = 16;
const walHeaderBytes = 32;
const frameHeaderBytes = 24;

/** All pages of the file and of its log, opened, one after the other. */
export function openPagesOf(file: string, key: Uint8Array): Buffer {
  return Buffer.concat([...pagesOfFile(file, key), ...pagesOfLog(`${file}-wal`, key)]);
}

function* pagesOfFile(file: string, key: Uint8Array): Iterable<Buffer> {
  const bytes = readFileSync(file);
  for (let at = 0; at < bytes.length; at += pageBytes) {
    yield openedPage(bytes.subarray(at, at + pageBytes), { key, isFirst: at === 0 });
  }
}

function* pagesOfLog(log: string, key: Uint8Array): Iterable<Buffer> {
  if (!existsSync(log)) return;
  const bytes = readFileSync(log);
  const frameBytes = frameHeaderBytes + pageBytes;
  for (let at = walHeaderBytes; at + frameBytes <= bytes.length; at += frameBytes) {
    const isFirst = bytes.readUInt32BE(at) === 1;
    yield openedPage(bytes.subarray(at + frameHeaderBytes, at + frameBytes), { key, isFirst });
  }
}

/** The first page begins with the salt, which is no part of what is sealed. */
function openedPage(
  page: Buffer,
  { key, isFirst }: { readonly key: Uint8Array; readonly isFirst: boolean },
): Buffer {
  const sealedUntil = pageBytes - reservedBytes;
  const nonce = page.subarray(sealedUntil, sealedUntil + nonceBytes);
  const decipher = createDecipheriv('aes-256-cbc', key, nonce).setAutoPadding(false);
  return Buffer.concat([
    decipher.update(page.subarray(isFirst ? saltBytes : 0, sealedUntil)),
    decipher.final(),
  ]);
}
