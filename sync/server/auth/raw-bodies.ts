/** Bodies stay bytes until their signature was checked; only then is anything read out of them. */

import type { FastifyRequest } from 'fastify';
import { syncJsonBytesMax } from '#shared/contracts/sync/protocol.ts';
import type { HqApp } from '../hq-area.ts';

/** Takes every content type as bytes, up to the limit of JSON unless a route sets a `bodyLimit` of its own. */
export function takeRawBodies(app: HqApp): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    '*',
    { parseAs: 'buffer', bodyLimit: syncJsonBytesMax },
    (_request, body: Buffer, done) => done(null, body),
  );
}

/** The bytes of a request whose body nobody has read yet; none for a request without a body. */
export function rawBody(request: FastifyRequest): Uint8Array {
  return request.body instanceof Uint8Array ? request.body : new Uint8Array();
}

/**
 * Puts what the JSON says in the place of its bytes; any other content type is left as bytes. False when it is not
 * JSON in UTF-8.
 */
export function readJsonBody(request: FastifyRequest): boolean {
  if (!isJson(request) || !(request.body instanceof Uint8Array)) return true;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(request.body);
    request.body = JSON.parse(text);
    return true;
  } catch {
    // Whoever sent it is told that it is malformed, and where it is wrong is theirs to find.
    return false;
  }
}

function isJson(request: FastifyRequest): boolean {
  const type = request.headers['content-type'] ?? '';
  return /^application\/json\s*(?:;|$)/i.test(type);
}
