/** Answers `app://till/…` from the folder of the built pages, with the security headers on every answer. */

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { protocol } from 'electron';
import type { Protocol } from 'electron';
import type { RandomBytes } from '#shared/kernel/rng.ts';
import { pageHeaders, withNonce } from './content-security.ts';
import { pageFileOf, pageScheme } from './page-address.ts';

const nonceLength = 18;
const noFileCodes: ReadonlySet<string> = new Set(['ENOENT', 'EISDIR', 'ENOTDIR', 'ENAMETOOLONG']);

/** Before the application is ready: a scheme with an origin, treated like `https:`. */
export function registerPageScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: pageScheme, privileges }]);
}

/** `folder` holds one folder for each page, as built. */
export function servePages(on: Protocol, folder: string, randomBytes: RandomBytes): void {
  on.handle(pageScheme, async (request) => {
    const nonce = Buffer.from(randomBytes(nonceLength)).toString('base64');
    const found = request.method === 'GET' ? pageFileOf(request.url) : undefined;
    const bytes = found === undefined ? undefined : await readPage(path.join(folder, ...found.segments));
    if (found === undefined || bytes === undefined) {
      return new Response('not found', {
        status: 404,
        headers: pageHeaders('text/plain; charset=utf-8', nonce),
      });
    }
    const isHtml = found.contentType.startsWith('text/html');
    const body = isHtml ? withNonce(bytes.toString('utf8'), nonce) : bytes;
    return new Response(body, { headers: pageHeaders(found.contentType, nonce) });
  });
}

/** What names no file is not found; any other trouble with the disk is the caller's failure. */
async function readPage(file: string): Promise<Buffer<ArrayBuffer> | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (noFileCodes.has(code)) return undefined;
    throw error;
  }
}
