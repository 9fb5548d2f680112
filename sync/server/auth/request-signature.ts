/** The signature of a request: read from its headers, checked over its bytes. */

import type { FastifyRequest } from 'fastify';
import { syncHeaders } from '#shared/contracts/sync/protocol.ts';
import { hexToBytes } from '#shared/kernel/hex.ts';
import { isUuid } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { requestBytes } from '#sync/core/envelope.ts';
import type { HqPorts } from '../hq-deps.ts';

export type RequestSignature = {
  readonly deviceId: Uuid;
  readonly requestId: Uint8Array;
  readonly signature: Uint8Array;
};

/**
 * `undefined` unless all three headers are there once, in lower-case hexadecimal and of the right length. A header that
 * came twice was joined by a comma and so has the wrong form.
 */
export function readSignature(request: FastifyRequest): RequestSignature | undefined {
  const deviceId = request.headers[syncHeaders.device];
  const requestId = hexHeader(request, syncHeaders.request, 16);
  const signature = hexHeader(request, syncHeaders.signature, 64);
  if (typeof deviceId !== 'string' || !isUuid(deviceId)) return undefined;
  return requestId && signature ? { deviceId, requestId, signature } : undefined;
}

/** A header of so many bytes; `undefined` when it is anything else. */
export function hexHeader(request: FastifyRequest, name: string, bytes: number): Uint8Array | undefined {
  const text = request.headers[name];
  if (typeof text !== 'string' || text.length !== bytes * 2 || text !== text.toLowerCase()) return undefined;
  return hexToBytes(text);
}

export type SignedRequest = {
  readonly request: FastifyRequest;
  readonly signature: RequestSignature;
  /** As it came, before anything was read out of it. */
  readonly body: Uint8Array;
};

/** Whether the holder of the key signed exactly this request. */
export function isSignedBy(
  publicKey: Uint8Array,
  { request, signature, body }: SignedRequest,
  ports: Pick<HqPorts, 'sha256' | 'utf8' | 'verifySignature'>,
): boolean {
  const { deviceId, requestId } = signature;
  const message = requestBytes(
    { deviceId, requestId, method: request.method, target: request.raw.url ?? '', body },
    ports,
  );
  return ports.verifySignature({ publicKey, message, signature: signature.signature });
}
